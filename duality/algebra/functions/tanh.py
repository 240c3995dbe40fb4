"""tanh(u) = 1 - 2/(exp(2u) + 1), in (-1, 1), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call
from duality.model.form import Bounds


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = (1 / np.cosh(u)) ** 2
    return slope, -2 * np.tanh(u) * slope


FUNCTION = OneVariable(
    name="tanh",
    at=math.tanh,
    array=lambda np, u: np.tanh(u),
    derived=_derived,
    slope=lambda u: 1 / Call("cosh", (u,)) ** 2,
    image=Bounds(Fraction(-1), Fraction(1), False, False),
    fixed={ZERO: ZERO},
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    inverse_name="atanh",
    others=lambda u: 1 - 2 / (exponential(2 * u) + 1),
)
