"""p*(u): the optimal value as a function of a right-hand side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality import api, letters
from duality.api.stated import Stated, stated

if TYPE_CHECKING:
    from duality.letters import LetteredReport


def sensitivity(
    problem: Stated, of: str, *, tolerance: float = 1e-8, time_limit: float | None = None
) -> LetteredReport:
    """p* as a function of the right-hand side of the constraint ``of``, exact and piecewise where the class allows it.

    The right-hand side is a letter u of the result's problem: ``.value_function(u=2)`` is p* there. The multiplier is
    the derivative of this function, which the report states. `ProblemError` for a name that no constraint has.
    """
    moved = letters.perturbing.perturbed(stated(problem), of)
    return api.in_letters.solved_in_letters(
        moved, tolerance=tolerance, time_limit=time_limit, narrate=api.pipeline.silent
    )
