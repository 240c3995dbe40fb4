"""Functions of one variable that are constant but for jumps: exact everywhere, never differentiated."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from duality import algebra
from duality.algebra import function_record
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import OneVariable
from duality.model.scalar import Irrational, Scalar
from duality.records import record


@record(slots=False, eq=False)
class Step(OneVariable):
    """A step function that rises; ``rational`` is its value at a fraction."""

    rational: Callable[[Fraction], int] = int
    smooth: bool = False
    continuous: bool = False

    def exact(self, *u: Scalar) -> Scalar:
        (x,) = u
        if isinstance(x, Irrational):
            return super().exact(x)
        return Fraction(self.rational(x))

    def range(self, *u: Any) -> Any:
        from flint import fmpq

        # An open end may share its value with the points inside, so that the ends of the range are closed.
        low, high = (
            None if end is None else fmpq(self.rational(Fraction(int(end.p), int(end.q))))
            for end in (u[0].lower, u[0].upper)
        )
        return function_record.rational_ranges.within_image(algebra.interval.Interval(low, high), self.image), False

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        none = np.zeros(1, bool)
        return (self.array(np, u[0][0]), self.array(np, u[0][1])), none, none

    def derivatives(self, np: Any, u: Any, order: int) -> tuple[Any, ...]:
        """0 between the jumps, undefined at one."""
        value = self.array(np, u)
        jumps = self.array(np, np.nextafter(u, -np.inf)) != self.array(np, np.nextafter(u, np.inf))
        flat = np.where(jumps, np.nan, 0.0)
        return (value, flat, flat)[: order + 1]

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        """Difference quotients of a rising step: any number >= 0."""
        return np.zeros_like(u[0]), np.full_like(u[1], np.inf)

    @property
    def keeps_signs(self) -> bool:
        return False
