"""erf(u) = 2/sqrt(pi) int_0^u exp(-t^2) dt, in (-1, 1), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call, Constant, Expression
from duality.model.form import Bounds

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion
    from duality.algebra.paths.series import Series

SCALE = 2 / math.sqrt(math.pi)


def _array(np: Any, u: Any) -> Any:
    # numpy has no erf, and scipy's costs its import; Python's is as exact.
    return np.asarray(np.frompyfunc(math.erf, 1, 1)(u), dtype=float)


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = SCALE * np.exp(-u * u)
    return slope, np.where(slope == 0, 0.0, -2 * u * slope)


def _slope(u: Expression) -> Expression:
    return 2 * exponential(-(u**2)) / Call("sqrt", (Constant("pi"),))


def _growth(expansion: Expansion, u: Between) -> Between:
    return algebra.paths.between.increasing(lambda series: _at_series(expansion, series), u)


def _at_series(expansion: Expansion, series: Series) -> Between:
    """erf(c + d) = erf(c) + 2/sqrt(pi) e^(-c^2) d + r, |r| <= d^2.

    From some u on 1 - erf(u) lies between exp(-u^2)/(2u) and exp(-u^2).
    """
    constants, Between = algebra.paths.constant_functions, algebra.paths.between.Between
    large, constant, small = series.parts
    if series.sign < 0:
        return -_at_series(expansion, -series)
    if large.terms:
        decay = expansion.exp(-expansion.raised(Between.exactly(series), Fraction(2)))
        inverse = algebra.paths.elementary.power(series, Fraction(-1), expansion.order)
        slower = expansion.times(decay, inverse.scaled(Fraction(1, 2)))
        one = Between.constant(Fraction(1))
        return Between((one - decay).lower, (one - slower).upper)
    at = Between.constant(constants.arc("erf", constant))
    slope = constants.exponential(-(constant * constant)) * constants.bell_factor()
    rest = expansion.times(Between.exactly(small), Between.exactly(small)).upper
    return at + Between.exactly(small.scaled(slope)) + Between(-rest, rest)


FUNCTION = OneVariable(
    name="erf",
    parity="odd",
    at=math.erf,
    array=_array,
    derived=_derived,
    slope=_slope,
    image=Bounds(Fraction(-1), Fraction(1), False, False),
    fixed={ZERO: ZERO},
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    growth=_growth,
)
