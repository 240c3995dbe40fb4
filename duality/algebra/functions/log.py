"""log(u) for u > 0, concave and rising; log(1) = 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Expression
from duality.model.form import Bounds

POSITIVE_LINE = Bounds(lower=ZERO, lower_closed=False)


def _slope(u: Expression) -> Expression:
    return 1 / u


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / u
    return slope, -slope * slope


FUNCTION = OneVariable(
    name="log",
    at=math.log,
    array=lambda np, u: np.log(u),
    derived=_derived,
    slope=_slope,
    domain=POSITIVE_LINE,
    fixed={Fraction(1): ZERO},
    transcendental=True,
    rises=(POSITIVE_LINE,),
    concave=(POSITIVE_LINE,),
    growth=lambda expansion, u: expansion.log(u),
)
