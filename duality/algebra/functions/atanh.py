"""atanh(u) = log((1 + u)/(1 - u))/2 for -1 < u < 1, rising, concave for u <= 0 and convex for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Call, Expression
from duality.model.form import Bounds

DOMAIN = Bounds(Fraction(-1), Fraction(1), False, False)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / ((1 - u) * (1 + u))
    return slope, 2 * u * slope * slope


def _others(u: Expression) -> Expression:
    return (Call("log", (1 + u,)) - Call("log", (1 - u,))) / 2


FUNCTION = OneVariable(
    name="atanh",
    parity="odd",
    at=math.atanh,
    array=lambda np, u: np.arctanh(u),
    derived=_derived,
    slope=lambda u: 1 / (1 - u**2),
    domain=DOMAIN,
    fixed={ZERO: ZERO},
    transcendental=True,
    rises=(DOMAIN,),
    concave=(Bounds(Fraction(-1), ZERO, False),),
    convex=(Bounds(ZERO, Fraction(1), True, False),),
    others=_others,
)
