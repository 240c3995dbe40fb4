"""min(u_1, ..., u_k) = -max(-u_1, ..., -u_k), concave and rising in every argument."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.function import Function, NotDifferentiable, Shape
from duality.algebra.functions.max import largest
from duality.model.expression import Expression, number
from duality.model.form import Bounds
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion


class Minimum(Function):
    """nan where one argument is."""

    name = "min"
    smooth = False
    degree = Fraction(1)

    def value(self, *u: float) -> float:
        return math.nan if any(map(math.isnan, u)) else min(u)

    def values(self, np: Any, *u: Any) -> Any:
        return reduce(np.minimum, u)

    def exact(self, *u: Scalar) -> Scalar:
        return -largest([-x for x in u])

    def range(self, *u: Any) -> Any:
        return -reduce(algebra.interval.largest, [-x for x in u]), False

    def partials(self, *u: Expression) -> Sequence[Expression]:
        if len(u) > 1:
            raise NotDifferentiable("min has no derivative in the language's functions")
        return (number(1),)

    def shape(self, range_: Bounds) -> Shape:
        return Shape(True, True, True)

    def along(self, expansion: Expansion, *u: Expression) -> Between:
        return algebra.paths.between.extreme(algebra.paths.between.smaller, [expansion.of(x) for x in u])

    def least_sign(self, signs: Sequence[int]) -> int:
        return min(signs)


FUNCTION = Minimum()
