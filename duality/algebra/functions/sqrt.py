"""sqrt(u) for u >= 0, concave and rising, with an infinite slope at 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality import algebra
from duality.algebra import function_record
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import NONNEGATIVE_LINE, OneVariable
from duality.algebra.scalars import scalar_power
from duality.model.expression import Call, Expression
from duality.model.scalar import Scalar

HALF = Fraction(1, 2)


def _slope(u: Expression) -> Expression:
    return 1 / (2 * Call("sqrt", (u,)))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 0.5 / np.sqrt(u)
    return slope, -0.5 * slope / u


class SquareRoot(OneVariable):
    """Exact where its argument is a square."""

    positive_off_zero = True
    degree = HALF

    def exact(self, *u: Scalar) -> Scalar:
        return scalar_power(u[0], HALF)

    def range(self, *u: Any) -> Any:
        inside, cut = algebra.interval_functions.clipped(u[0], strict=False)
        return algebra.interval_functions.root_power(inside, HALF), cut

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        inside, partial, empty = function_record.array_ranges.part_inside(self.domain, u[0])
        return algebra.interval_arrays.sqrt(inside), partial, empty

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return algebra.interval_arrays.reciprocal((2 * value[0], 2 * value[1]))

    def inverse(self, np: Any, z: Pair, old: Pair) -> Pair | None:
        return algebra.interval_arrays.integer_power((np.maximum(z[0], 0.0), np.maximum(z[1], 0.0)), 2)


FUNCTION = SquareRoot(
    name="sqrt",
    at=math.sqrt,
    array=lambda np, u: np.sqrt(u),
    derived=_derived,
    slope=_slope,
    domain=NONNEGATIVE_LINE,
    image=NONNEGATIVE_LINE,
    rises=(NONNEGATIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    growth=lambda expansion, u: expansion.raised(u, HALF),
)
