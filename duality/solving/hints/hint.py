"""What a numeric solver says about a quadratic program: a hint that exact arithmetic turns into a proof, or refutes."""

from __future__ import annotations

from collections.abc import Callable

from duality.model.solution import Status
from duality.records import record
from duality.solving.quadratic.program import QuadraticProgram


@record
class Hint:
    """Status, x and the multipliers of the rows as stated (not the integral ones), floats.

    ``tight`` are the rows believed to hold with equality, ``fixed`` the variables believed to sit at a bound, with
    the sign of that bound (-1 lower, +1 upper); a basis of the simplex method gives both exactly. ``x`` is empty
    where the status is not optimal.
    """

    status: Status
    x: tuple[float, ...] = ()
    multipliers: tuple[float, ...] = ()
    tight: tuple[int, ...] = ()
    fixed: tuple[tuple[int, int], ...] = ()
    accurate: bool = True


Optimizer = Callable[[QuadraticProgram], Hint]
