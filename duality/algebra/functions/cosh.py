"""cosh(u) = (exp(u) + exp(-u))/2 >= 1, convex, falling and then rising."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call, Expression
from duality.model.form import Bounds


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    return np.sinh(u), np.cosh(u)


def exponentials(u: Expression) -> Expression:
    """(exp(u) + exp(-u))/2."""
    return (exponential(u) + exponential(-u)) / 2


FUNCTION = OneVariable(
    name="cosh",
    parity="even",
    at=math.cosh,
    array=lambda np, u: np.cosh(u),
    derived=_derived,
    slope=lambda u: Call("sinh", (u,)),
    image=Bounds(lower=Fraction(1)),
    fixed={ZERO: Fraction(1)},
    transcendental=True,
    rises=(NONNEGATIVE_LINE,),
    falls=(NONPOSITIVE_LINE,),
    convex=LINE,
    sums=exponentials,
    others=exponentials,
)
