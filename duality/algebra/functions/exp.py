"""exp(u), positive, convex and rising; exp(0) = 1."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import LINE, ZERO, OneVariable
from duality.model.expression import Call, Expression
from duality.model.form import Bounds
from duality.model.scalar import MOST_EXPONENT, Irrational, Scalar, TooLarge


def exponential(u: Expression) -> Expression:
    """exp(u)."""
    return Call("exp", (u,))


class Exponential(OneVariable):
    """Its slope is its value."""

    def exact(self, *u: Scalar) -> Scalar:
        # exp(n*log(a)) is a^n, which sympy multiplies out.
        if isinstance(u[0], Irrational) and abs(float(u[0])) > MOST_EXPONENT:
            raise TooLarge("computing exp of a number beyond any size")
        return super().exact(*u)

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return value

    def derivatives(self, np: Any, u: Any, order: int) -> tuple[Any, ...]:
        return (np.exp(u),) * (order + 1)


FUNCTION = Exponential(
    name="exp",
    at=math.exp,
    array=lambda np, u: np.exp(u),
    slope=exponential,
    sums=exponential,
    image=Bounds(lower=ZERO, lower_closed=False),
    fixed={ZERO: Fraction(1)},
    transcendental=True,
    rises=LINE,
    convex=LINE,
    growth=lambda expansion, u: expansion.exp(u),
)
