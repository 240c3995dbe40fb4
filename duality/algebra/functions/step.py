"""step(u): 1 where u >= 0, else 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.function_record.function import NONNEGATIVE, POSITIVE
from duality.algebra.function_record.one_variable import LINE
from duality.algebra.function_record.step import Step
from duality.model.form import Bounds


class UnitStep(Step):
    """Never negative, and 1 where u is not."""

    def least_sign(self, signs: Sequence[int]) -> int:
        return POSITIVE if signs[0] else NONNEGATIVE


FUNCTION = UnitStep(
    name="step",
    at=lambda x: float(x >= 0),
    array=lambda np, u: np.where(np.isnan(u), u, np.greater_equal(u, 0.0) * 1.0),
    image=Bounds(Fraction(0), Fraction(1)),
    rises=LINE,
    rational=lambda x: int(x >= 0),
)
