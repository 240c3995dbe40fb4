"""max(u_1, ..., u_k), convex and rising in every argument; without a derivative in the language's functions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.function import Function, NotDifferentiable, Shape
from duality.algebra.scalars import sign
from duality.model.expression import Expression, number
from duality.model.form import Bounds
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion


def largest(values: Sequence[Scalar]) -> Scalar:
    """The largest of exact numbers."""
    found = values[0]
    for value in values[1:]:
        if sign(value - found) > 0:
            found = value
    return found


class Maximum(Function):
    """nan where one argument is."""

    name = "max"
    smooth = False
    degree = Fraction(1)
    vector = "max"

    def value(self, *u: float) -> float:
        return math.nan if any(map(math.isnan, u)) else max(u)

    def values(self, np: Any, *u: Any) -> Any:
        return reduce(np.maximum, u)

    def exact(self, *u: Scalar) -> Scalar:
        return largest(u)

    def range(self, *u: Any) -> Any:
        from duality.algebra.interval import largest

        return reduce(largest, u), False

    def partials(self, *u: Expression) -> Sequence[Expression]:
        if len(u) > 1:
            raise NotDifferentiable("max has no derivative in the language's functions")
        return (number(1),)

    def shape(self, range_: Bounds) -> Shape:
        return Shape(True, True, True)

    def along(self, expansion: Expansion, *u: Expression) -> Between:
        return algebra.paths.between.extreme(algebra.paths.between.larger, [expansion.of(x) for x in u])

    def least_sign(self, signs: Sequence[int]) -> int:
        return max(signs)


FUNCTION = Maximum()
