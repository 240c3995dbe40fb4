"""ceil(u): the smallest integer >= u, a rising step function."""

from __future__ import annotations

import math
from collections.abc import Sequence

from duality.algebra.function_record.one_variable import LINE
from duality.algebra.function_record.step import Step
from duality.algebra.functions.floor import growth


class Ceiling(Step):
    """Positive where u is."""

    def least_sign(self, signs: Sequence[int]) -> int:
        return signs[0]


FUNCTION = Ceiling(
    name="ceil",
    at=lambda x: x if math.isinf(x) else float(math.ceil(x)),
    array=lambda np, u: np.ceil(u),
    rises=LINE,
    rational=math.ceil,
    growth=lambda expansion, u: -growth(expansion, -u),
)
