"""norm1(u) = |u_1| + ... + |u_k|, convex, with kinks where an argument is 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import NONNEGATIVE, Function, Shape
from duality.algebra.functions.abs import FUNCTION as ABSOLUTE
from duality.algebra.functions.abs import absolute, magnitude
from duality.algebra.scalars import scalar_sum
from duality.model.expression import Expression, Sum
from duality.model.form import Bounds
from duality.model.scalar import Scalar


class SumOfSizes(Function):
    """A sum of absolute values."""

    name = "norm1"
    parity = "even"
    smooth = False
    degree = Fraction(1)
    positive_off_zero = True

    def value(self, *u: float) -> float:
        return (
            math.nan if any(map(math.isnan, u)) else math.fsum(map(abs, u)) if all(map(math.isfinite, u)) else math.inf
        )

    def values(self, np: Any, *u: Any) -> Any:
        return reduce(np.add, map(np.abs, u))

    def exact(self, *u: Scalar) -> Scalar:
        return scalar_sum([magnitude(x) for x in u])

    def range(self, *u: Any) -> Any:
        return reduce(lambda a, b: a + b, map(algebra.interval.magnitude, u)), False

    def partials(self, *u: Expression) -> Sequence[Expression]:
        return tuple(x / absolute(x) for x in u)

    def expansion(self, *u: Expression) -> Expression:
        return Sum(tuple(map(absolute, u)))

    def shape(self, range_: Bounds) -> Shape:
        return ABSOLUTE.shape(range_)

    def least_sign(self, signs: Sequence[int]) -> int:
        return max(NONNEGATIVE, *signs)


FUNCTION = SumOfSizes()
