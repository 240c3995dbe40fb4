"""norminf(u) = max |u_i|, convex; without a derivative in the language's functions for several arguments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import NONNEGATIVE, Function, NotDifferentiable, Shape
from duality.algebra.functions.abs import FUNCTION as ABSOLUTE
from duality.algebra.functions.abs import absolute, magnitude
from duality.algebra.functions.max import largest
from duality.model.expression import Call, Expression
from duality.model.form import Bounds
from duality.model.scalar import Scalar


class LargestSize(Function):
    """A maximum of absolute values."""

    name = "norminf"
    parity = "even"
    smooth = False
    degree = Fraction(1)
    positive_off_zero = True
    vector = "norminf"

    def value(self, *u: float) -> float:
        return math.nan if any(map(math.isnan, u)) else max(map(abs, u))

    def values(self, np: Any, *u: Any) -> Any:
        return reduce(np.maximum, map(np.abs, u))

    def exact(self, *u: Scalar) -> Scalar:
        return largest([magnitude(x) for x in u])

    def range(self, *u: Any) -> Any:
        return reduce(algebra.interval.largest, map(algebra.interval.magnitude, u)), False

    def partials(self, *u: Expression) -> Sequence[Expression]:
        first, *others = u
        if others:
            raise NotDifferentiable("norminf has no derivative in the language's functions")
        return (first / absolute(first),)

    def expansion(self, *u: Expression) -> Expression:
        return Call("max", tuple(map(absolute, u)))

    def shape(self, range_: Bounds) -> Shape:
        return ABSOLUTE.shape(range_)

    def least_sign(self, signs: Sequence[int]) -> int:
        return max(NONNEGATIVE, *signs)


FUNCTION = LargestSize()
