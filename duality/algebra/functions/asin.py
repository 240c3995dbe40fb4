"""asin(u) for -1 <= u <= 1, rising, concave for u <= 0 and convex for u >= 0, with infinite slopes at -1 and 1."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Call
from duality.model.form import Bounds

DOMAIN = Bounds(Fraction(-1), Fraction(1))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / np.sqrt((1 - u) * (1 + u))
    return slope, u * slope**3


FUNCTION = OneVariable(
    name="asin",
    at=math.asin,
    array=lambda np, u: np.arcsin(u),
    derived=_derived,
    slope=lambda u: 1 / Call("sqrt", (1 - u**2,)),
    domain=DOMAIN,
    fixed={ZERO: ZERO},
    rises=(DOMAIN,),
    concave=(Bounds(Fraction(-1), ZERO),),
    convex=(Bounds(ZERO, Fraction(1)),),
)
