"""atan(u), in (-pi/2, pi/2), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / (1 + u * u)
    return slope, -2 * (u * slope) * slope


FUNCTION = OneVariable(
    name="atan",
    at=math.atan,
    array=lambda np, u: np.arctan(u),
    derived=_derived,
    slope=lambda u: 1 / (1 + u**2),
    fixed={ZERO: ZERO},
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
)
