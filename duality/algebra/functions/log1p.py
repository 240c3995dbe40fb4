"""log1p(u) = log(1 + u) for u > -1, exact to rounding for small u; concave and rising."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Call
from duality.model.form import Bounds

DOMAIN = Bounds(lower=Fraction(-1), lower_closed=False)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / (1 + u)
    return slope, -slope * slope


FUNCTION = OneVariable(
    name="log1p",
    at=math.log1p,
    array=lambda np, u: np.log1p(u),
    derived=_derived,
    slope=lambda u: 1 / (1 + u),
    domain=DOMAIN,
    fixed={ZERO: ZERO},
    transcendental=True,
    rises=(DOMAIN,),
    concave=(DOMAIN,),
    is_abbreviation=True,
    others=lambda u: Call("log", (1 + u,)),
)
