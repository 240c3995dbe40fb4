"""An empty D: nothing is feasible, and theta_D is +inf at every multiplier."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.algebra.boxes import is_empty
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, Side, establish
from duality.model.form import StandardForm

SIDES: tuple[Side, Side] = ("p", "d")


class EmptyDomain:
    """D is empty: p* = +inf, and theta_D = inf over the empty set = +inf at every multiplier, so d* = +inf."""

    name = "empty D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if _contradiction(question.form) else "no bounds of D contradict each other"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        witness = Engine("bounds of D", _contradiction(question.form))
        for side in SIDES:
            stated = Evidence(side, witness, lower=End(inf), attained=False, source="D is empty")
            yield establish(question.form, stated)


def _contradiction(form: StandardForm) -> str:
    """Which bounds leave no value; empty where none do."""
    name = next((name for name, bounds in form.domain.bounds if is_empty(bounds)), None)
    empty = next((points.variables[0] for points in form.domain.discrete if not points.points), None)
    return "" if name is None and empty is None else f"no value of {name or empty} satisfies them all"
