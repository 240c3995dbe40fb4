"""The dual of the dual, and what it is."""

from __future__ import annotations

from typing import Literal

from duality.model.derivation import Derivation
from duality.model.form import Affine
from duality.model.problem import Problem
from duality.model.shown import Shown
from duality.records import record

Outcome = Literal["primal", "relaxation", "none"]
"""The primal again, a convex problem between d* and p*, or no formula."""


@record(slots=False, repr=False)
class DualOfDual(Shown):
    """The dual of the explicit dual of ``derivation``; ``str`` prints the derivation and then it.

    ``dual`` is the explicit dual with the slopes of L as variables, one row for each primal variable; ``problem`` its
    dual as a minimization, in the primal's variables where ``meaning`` gives every multiplier of those rows by them.
    """

    derivation: Derivation
    outcome: Outcome
    why: str
    dual: Problem | None = None
    problem: Problem | None = None
    meaning: tuple[tuple[str, Affine], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """The variables of ``dual`` that are multipliers of the primal, with those."""

    def _gist(self) -> str:
        return f"{self.outcome}: {self.why}"
