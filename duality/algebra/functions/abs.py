"""|u|, convex, falling and then rising, with a kink at 0; its derivative u/|u| is undefined there."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.scalars import sign
from duality.model.expression import Call, Expression
from duality.model.scalar import Scalar


def absolute(u: Expression) -> Expression:
    """|u|."""
    return Call("abs", (u,))


def magnitude(x: Scalar) -> Scalar:
    """|x|."""
    return -x if sign(x) < 0 else x


class AbsoluteValue(OneVariable):
    """Exact in every algebra."""

    positive_off_zero = True
    degree = Fraction(1)

    def exact(self, *u: Scalar) -> Scalar:
        return magnitude(u[0])

    def range(self, *u: Any) -> Any:
        from duality.algebra.interval import magnitude

        return magnitude(u[0]), False

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        none = np.zeros(1, bool)
        return algebra.interval_arrays.magnitude(u[0]), none, none

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return np.where(u[0] > 0, 1.0, -1.0), np.where(u[1] < 0, -1.0, 1.0)

    def inverse(self, np: Any, z: Pair, old: Pair) -> Pair | None:
        return algebra.interval_arrays.two_sided((np.maximum(z[0], 0.0), np.maximum(z[1], 0.0)), old, z[1] < 0)


FUNCTION = AbsoluteValue(
    name="abs",
    parity="even",
    at=abs,
    array=lambda np, u: np.abs(u),
    derived=lambda np, u: (np.sign(u), np.zeros_like(u)),
    slope=lambda u: u / absolute(u),
    image=NONNEGATIVE_LINE,
    fixed={ZERO: ZERO},
    rises=(NONNEGATIVE_LINE,),
    falls=(NONPOSITIVE_LINE,),
    convex=LINE,
    concave=(NONPOSITIVE_LINE, NONNEGATIVE_LINE),
    smooth=False,
    growth=lambda expansion, u: u.size,
)
