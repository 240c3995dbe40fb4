"""huber(t, d): t^2 for |t| <= d, 2 d |t| - d^2 beyond, for a width d >= 0; convex and even in t."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import NONNEGATIVE, Function, Kind, Shape
from duality.algebra.functions.abs import FUNCTION as ABSOLUTE
from duality.algebra.functions.abs import absolute, magnitude
from duality.algebra.scalars import sign
from duality.model.expression import Call, Expression, number
from duality.model.form import Bounds
from duality.model.scalar import Scalar


class Huber(Function):
    """Differentiable once, in t and in the width."""

    name = "huber"
    parity = "even"

    def value(self, *u: float) -> float:
        t, d = u
        if math.isnan(t) or not d >= 0:
            return math.nan
        return t * t if abs(t) <= d else 2 * d * abs(t) - d * d

    def values(self, np: Any, *u: Any) -> Any:
        t, d = u
        size = np.abs(t)
        return np.where(d >= 0, np.where(size <= d, t * t, 2 * d * size - d * d), np.nan)

    def exact(self, *u: Scalar) -> Scalar:
        t, d = u
        if sign(d) < 0:
            raise ValueError(f"the width {d} of a huber function is negative")
        size = magnitude(t)
        return t * t if sign(size - d) <= 0 else 2 * d * size - d * d

    def range(self, *u: Any) -> Any:
        return algebra.interval_functions.huber(*u)

    def partials(self, *u: Expression) -> Sequence[Expression]:
        t, d = u
        return (2 * Call("max", (-d, Call("min", (t, d)))), 2 * Call("max", (absolute(t) - d, number(0))))

    def expansion(self, *u: Expression) -> Expression:
        t, d = u
        size = absolute(t)
        inner = Call("min", (size, d))
        return inner**2 + 2 * d * Call("max", (size - d, number(0)))

    def demands(self, *u: Expression) -> Sequence[tuple[Expression, Kind]]:
        return ((u[1], "nonnegative"),)

    def shape(self, range_: Bounds) -> Shape:
        even = ABSOLUTE.shape(range_)
        return Shape(True, False, even.increasing, even.decreasing)

    def least_sign(self, signs: Sequence[int]) -> int:
        return NONNEGATIVE


FUNCTION = Huber()
