"""erf(u) = 2/sqrt(pi) int_0^u exp(-t^2) dt, in (-1, 1), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call, Constant, Expression
from duality.model.form import Bounds

SCALE = 2 / math.sqrt(math.pi)


def _array(np: Any, u: Any) -> Any:
    # numpy has no erf, and scipy's costs its import; Python's is as exact.
    return np.asarray(np.frompyfunc(math.erf, 1, 1)(u), dtype=float)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = SCALE * np.exp(-u * u)
    return slope, np.where(slope == 0, 0.0, -2 * u * slope)


def _slope(u: Expression) -> Expression:
    return 2 * exponential(-(u**2)) / Call("sqrt", (Constant("pi"),))


FUNCTION = OneVariable(
    name="erf",
    at=math.erf,
    array=_array,
    derived=_derived,
    slope=_slope,
    image=Bounds(Fraction(-1), Fraction(1), False, False),
    fixed={ZERO: ZERO},
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
)
