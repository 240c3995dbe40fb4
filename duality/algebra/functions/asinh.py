"""asinh(u) = log(u + sqrt(u^2 + 1)), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.model.expression import Call, Expression


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / np.hypot(1.0, u)
    return slope, -(u * slope) * slope * slope


def _others(u: Expression) -> Expression:
    return Call("log", (u + Call("sqrt", (u**2 + 1,)),))


FUNCTION = OneVariable(
    name="asinh",
    parity="odd",
    at=math.asinh,
    array=lambda np, u: np.arcsinh(u),
    derived=_derived,
    slope=lambda u: 1 / Call("sqrt", (u**2 + 1,)),
    fixed={ZERO: ZERO},
    transcendental=True,
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    others=_others,
)
