"""acos(u) for -1 <= u <= 1, falling, convex for u <= 0 and concave for u >= 0, with infinite slopes at -1 and 1."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.algebra.functions import asin
from duality.algebra.functions.atan import quarter_turn
from duality.model.expression import Call
from duality.model.form import Bounds

DOMAIN = Bounds(Fraction(-1), Fraction(1))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / np.sqrt((1 - u) * (1 + u))
    return -slope, -u * slope**3


FUNCTION = OneVariable(
    name="acos",
    at=math.acos,
    array=lambda np, u: np.arccos(u),
    derived=_derived,
    slope=lambda u: -(1 / Call("sqrt", (1 - u**2,))),
    domain=DOMAIN,
    image=Bounds(lower=ZERO),
    fixed={Fraction(1): ZERO},
    falls=(DOMAIN,),
    convex=(Bounds(Fraction(-1), ZERO),),
    concave=(Bounds(ZERO, Fraction(1)),),
    growth=lambda expansion, u: quarter_turn() - asin.growth(expansion, u),
)
