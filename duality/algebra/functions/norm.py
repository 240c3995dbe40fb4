"""norm(u) = sqrt(u_1^2 + ... + u_k^2), convex, with a kink at 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import NONNEGATIVE, Function, Shape
from duality.algebra.functions.abs import FUNCTION as ABSOLUTE
from duality.algebra.functions.abs import absolute
from duality.algebra.scalars import scalar_power, scalar_sum
from duality.model.expression import Call, Expression, Sum
from duality.model.form import Bounds
from duality.model.scalar import Scalar

HALF = Fraction(1, 2)


class Norm(Function):
    """Neither overflows nor loses small numbers."""

    name = "norm"
    parity = "even"
    smooth = False
    degree = Fraction(1)
    positive_off_zero = True
    vector = "norm2"

    def value(self, *u: float) -> float:
        return math.nan if any(map(math.isnan, u)) else math.hypot(*u)

    def values(self, np: Any, *u: Any) -> Any:
        stacked = np.stack(np.broadcast_arrays(*map(np.abs, u)))
        scale = stacked.max(axis=0)
        usable = np.isfinite(scale) & (scale > 0)
        relative = stacked / np.where(usable, scale, 1.0)
        return np.where(usable, scale * np.sqrt((relative * relative).sum(axis=0)), scale)

    def exact(self, *u: Scalar) -> Scalar:
        return scalar_power(scalar_sum([x * x for x in u]), HALF)

    def range(self, *u: Any) -> Any:
        return algebra.interval_functions.root_power(
            reduce(lambda a, b: a + b, [algebra.interval_functions.integer_power(x, 2) for x in u]), HALF
        ), False

    def partials(self, *u: Expression) -> Sequence[Expression]:
        return tuple(x / Call("norm", u) for x in u)

    def expansion(self, *u: Expression) -> Expression:
        first, *more = u
        return Call("sqrt", (Sum(tuple(x**2 for x in u)),)) if more else absolute(first)

    def shape(self, range_: Bounds) -> Shape:
        return ABSOLUTE.shape(range_)

    def least_sign(self, signs: Sequence[int]) -> int:
        return max(NONNEGATIVE, *signs)


FUNCTION = Norm()
