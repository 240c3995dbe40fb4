"""sign(u): -1, 0 or 1, a rising step function."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality import algebra
from duality.algebra.function_record.one_variable import LINE
from duality.algebra.function_record.step import Step
from duality.model.form import Bounds

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion


class Sign(Step):
    """Positive where u is."""

    def least_sign(self, signs: Sequence[int]) -> int:
        return signs[0]


def _growth(expansion: Expansion, u: Between) -> Between:
    between = algebra.paths.between
    return between.UNIT_BAND if u.sign is None else between.Between.constant(Fraction(u.sign))


FUNCTION = Sign(
    name="sign",
    parity="odd",
    at=lambda x: math.copysign(1.0, x) if x else 0.0,
    array=lambda np, u: np.sign(u),
    image=Bounds(Fraction(-1), Fraction(1)),
    rises=LINE,
    rational=lambda x: (x > 0) - (x < 0),
    growth=_growth,
)
