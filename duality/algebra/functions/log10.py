"""log10(u) = log(u)/log(10) for u > 0, concave and rising."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.algebra.functions.log import POSITIVE_LINE
from duality.model.expression import Call, Expression, number

SCALE = math.log(10)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / (SCALE * u)
    return slope, -slope / u


def _ball(t: Any) -> Any:
    from flint import arb

    return t.log() / arb(10).log()


def _logarithm(u: Expression) -> Expression:
    return Call("log", (u,))


FUNCTION = OneVariable(
    name="log10",
    at=math.log10,
    array=lambda np, u: np.log10(u),
    derived=_derived,
    slope=lambda u: 1 / (_logarithm(number(10)) * u),
    domain=POSITIVE_LINE,
    fixed={Fraction(1): ZERO, Fraction(10): Fraction(1)},
    rises=(POSITIVE_LINE,),
    concave=(POSITIVE_LINE,),
    ball=_ball,
    is_abbreviation=True,
    others=lambda u: _logarithm(u) / _logarithm(number(10)),
)
