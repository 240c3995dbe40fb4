"""{f if u >= v; g otherwise}: the arguments are u, v, f, g. It stands for what `duality.algebra.pieces` makes of it."""

from __future__ import annotations

from typing import Any

from duality import algebra
from duality.algebra import pieces
from duality.algebra.function_record.function import Function
from duality.algebra.scalars import sign
from duality.model.expression import Expression
from duality.model.scalar import Scalar


class Piecewise(Function):
    """Neither convex nor continuous as it stands."""

    name = "piecewise"
    smooth = False
    continuous = False
    is_abbreviation = True

    def value(self, *u: float) -> float:
        left, right, then, otherwise = u
        return then if left >= right else otherwise

    def values(self, np: Any, *u: Any) -> Any:
        left, right, then, otherwise = u
        return np.where(np.greater_equal(left, right), then, otherwise)

    def exact(self, *u: Scalar) -> Scalar:
        left, right, then, otherwise = u
        return then if sign(left - right) >= 0 else otherwise

    def range(self, *u: Any) -> Any:
        left, right, then, otherwise = u
        distance = left + -right
        if distance.is_nonnegative:
            return then, False
        return (otherwise if (-distance).is_positive else algebra.interval.hull([then, otherwise])), False

    def expansion(self, *u: Expression) -> Expression:
        return pieces.joined.joined(*u)


FUNCTION = Piecewise()
