"""sinh(u) = (exp(u) - exp(-u))/2, rising, concave for u <= 0 and convex for u >= 0."""

from __future__ import annotations

import math
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call, Expression


def _at(x: float) -> float:
    try:
        return math.sinh(x)
    except OverflowError:
        return math.copysign(math.inf, x)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    return np.cosh(u), np.sinh(u)


def exponentials(u: Expression) -> Expression:
    """(exp(u) - exp(-u))/2."""
    return (exponential(u) - exponential(-u)) / 2


FUNCTION = OneVariable(
    name="sinh",
    parity="odd",
    at=_at,
    array=lambda np, u: np.sinh(u),
    derived=_derived,
    slope=lambda u: Call("cosh", (u,)),
    fixed={ZERO: ZERO},
    transcendental=True,
    rises=LINE,
    convex=(NONNEGATIVE_LINE,),
    concave=(NONPOSITIVE_LINE,),
    sums=exponentials,
    others=exponentials,
)
