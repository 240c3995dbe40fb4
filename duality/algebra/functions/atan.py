"""atan(u), in (-pi/2, pi/2), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion
    from duality.algebra.paths.series import Series

INSIDE = 1.5707963
"""Less than pi/2."""


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = 1 / (1 + u * u)
    return slope, -2 * (u * slope) * slope


def quarter_turn() -> Between:
    """pi/2."""
    return algebra.paths.between.Between.constant(algebra.paths.constant_functions.named("pi") * Fraction(1, 2))


def growth(expansion: Expansion, u: Between) -> Between:
    """atan(c + d) = atan(c) + atan(d/(1 + c^2 + c d)), and atan(u) = sign(u) pi/2 - atan(1/u) far out."""
    return algebra.paths.between.increasing(lambda series: _at_series(expansion, series), u)


def _at_series(expansion: Expansion, series: Series) -> Between:
    elementary, between = algebra.paths.elementary, algebra.paths.between
    large, constant, small = series.parts
    if large.terms:
        quarter = quarter_turn() if series.sign > 0 else -quarter_turn()
        return quarter - growth(expansion, elementary.power(series, Fraction(-1), expansion.order))
    if constant != 0:
        at = between.Between.constant(algebra.paths.constant_functions.arc("atan", constant))
        below = algebra.paths.series.Series.of(constant * constant + Fraction(1)) + small.scaled(constant)
        inverse = elementary.power(below, Fraction(-1), expansion.order)
        rest = expansion.times(between.Between.exactly(small), inverse)
        return at + growth(expansion, rest) if small.terms else at
    coefficients = [Fraction((0, 1, 0, -1)[k % 4], max(k, 1)) for k in range(expansion.order)]
    return elementary.taylor(coefficients, small, Fraction(2, expansion.order))


class ArcTangent(OneVariable):
    """Undone by tan between its poles."""

    def inverse(self, np: Any, z: Pair, old: Pair) -> Pair | None:
        low = np.where(z[0] > -INSIDE, np.tan(np.minimum(z[0], INSIDE)), -np.inf)
        high = np.where(z[1] < INSIDE, np.tan(np.maximum(z[1], -INSIDE)), np.inf)
        return algebra.interval_arrays.widened(low, high)


FUNCTION = ArcTangent(
    name="atan",
    parity="odd",
    at=math.atan,
    array=lambda np, u: np.arctan(u),
    derived=_derived,
    slope=lambda u: 1 / (1 + u**2),
    fixed={ZERO: ZERO},
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    growth=growth,
)
