"""asin(u) for -1 <= u <= 1, rising, concave for u <= 0 and convex for u >= 0, with infinite slopes at -1 and 1."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.algebra.functions import atan
from duality.model.expression import Call
from duality.model.form import Bounds

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion

DOMAIN = Bounds(Fraction(-1), Fraction(1))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / np.sqrt((1 - u) * (1 + u))
    return slope, u * slope**3


def growth(expansion: Expansion, u: Between) -> Between:
    """asin(u) = atan(u / sqrt(1 - u^2)) inside (-1, 1)."""
    between = algebra.paths.between
    known = between.constant_of(u)
    if known is not None:
        return between.Between.constant(algebra.paths.constant_functions.arc("asin", known))
    rest = between.Between.constant(Fraction(1)) - expansion.raised(u, Fraction(2))
    return atan.growth(expansion, expansion.times(u, expansion.raised(rest, Fraction(-1, 2))))


FUNCTION = OneVariable(
    name="asin",
    parity="odd",
    at=math.asin,
    array=lambda np, u: np.arcsin(u),
    derived=_derived,
    slope=lambda u: 1 / Call("sqrt", (1 - u**2,)),
    domain=DOMAIN,
    fixed={ZERO: ZERO},
    rises=(DOMAIN,),
    concave=(Bounds(Fraction(-1), ZERO),),
    convex=(Bounds(ZERO, Fraction(1)),),
    growth=growth,
)
