"""acosh(u) = log(u + sqrt(u^2 - 1)) for u >= 1, concave and rising, with an infinite slope at 1."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import NONNEGATIVE_LINE, ZERO, OneVariable
from duality.model.expression import Call, Expression
from duality.model.form import Bounds

DOMAIN = Bounds(lower=Fraction(1))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / (np.sqrt(u - 1) * np.sqrt(u + 1))
    return slope, -(u * slope) * slope * slope


def _others(u: Expression) -> Expression:
    return Call("log", (u + Call("sqrt", (u**2 - 1,)),))


FUNCTION = OneVariable(
    name="acosh",
    at=math.acosh,
    array=lambda np, u: np.arccosh(u),
    derived=_derived,
    slope=lambda u: 1 / Call("sqrt", (u**2 - 1,)),
    domain=DOMAIN,
    image=NONNEGATIVE_LINE,
    fixed={Fraction(1): ZERO},
    transcendental=True,
    rises=(DOMAIN,),
    concave=(DOMAIN,),
    others=_others,
)
