"""floor(u): the largest integer <= u, a rising step function."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality import algebra
from duality.algebra.function_record.function import NONNEGATIVE, UNKNOWN_SIGN
from duality.algebra.function_record.one_variable import LINE
from duality.algebra.function_record.step import Step

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion
    from duality.algebra.paths.series import Series


class Floor(Step):
    """Nonnegative where u is."""

    def least_sign(self, signs: Sequence[int]) -> int:
        return NONNEGATIVE if signs[0] else UNKNOWN_SIGN


def growth(expansion: Expansion, u: Between) -> Between:
    """floor(c + d) is that of c, or one less where c is whole and d < 0; u - 1 <= floor(u) <= u far out."""
    return algebra.paths.between.increasing(_at_series, u)


def _at_series(series: Series) -> Between:
    Between, Series = algebra.paths.between.Between, algebra.paths.series.Series
    large, constant, small = series.parts
    if large.terms:
        return Between(series - Series.of(Fraction(1)), series)
    whole = algebra.paths.constant_functions.floor(constant)
    steps_down = whole == constant and small.sign < 0
    return Between.constant(Fraction(whole - int(steps_down)))


FUNCTION = Floor(
    name="floor",
    at=lambda x: x if math.isinf(x) else float(math.floor(x)),
    array=lambda np, u: np.floor(u),
    rises=LINE,
    rational=math.floor,
    growth=growth,
)
