"""What a solver says about a program of arrays."""

from __future__ import annotations

from typing import Any, Literal

from duality.named_tuples import NamedTuple
from duality.solving import arrays
from duality.solving.arrays.program import ArrayProgram
from duality.solving.quiet import quiet

Status = Literal["optimal", "infeasible", "unbounded", "unknown"]


class Optimum(NamedTuple):
    """Status, x, and the multipliers z of A x - b: L = f + z'(A x - b), z in the dual of K.

    ``basic`` are the basic columns and rows of a linear program, as masks; ``value`` is the solver's own. Where the
    status is "infeasible", ``multipliers`` hold the ray that proves it, if the solver gave one.
    """

    status: Status
    value: float
    x: Any
    multipliers: Any
    backend: str
    basic: tuple[Any, Any] | None = None
    accurate: bool = True


def optimize(program: ArrayProgram, tolerance: float = 1e-9, time_limit: float | None = None) -> Optimum:
    """The optimum by HiGHS for a linear program and by Clarabel for any other.

    Raises `BackendFailed` where the solver cannot read the program.
    """
    # Quiet as a whole: turning the streams away costs more than a small solve.
    with quiet():
        if program.is_linear:
            return arrays.linear.linear_optimum(program, tolerance, time_limit)
        return arrays.conic.conic_optimum(program, tolerance, time_limit)
