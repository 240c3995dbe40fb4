"""floor(u): the largest integer <= u, a rising step function."""

from __future__ import annotations

import math
from collections.abc import Sequence

from duality.algebra.function_record.function import NONNEGATIVE, UNKNOWN_SIGN
from duality.algebra.function_record.one_variable import LINE
from duality.algebra.function_record.step import Step


class Floor(Step):
    """Nonnegative where u is."""

    def least_sign(self, signs: Sequence[int]) -> int:
        return NONNEGATIVE if signs[0] else UNKNOWN_SIGN


FUNCTION = Floor(
    name="floor",
    at=lambda x: x if math.isinf(x) else float(math.floor(x)),
    array=lambda np, u: np.floor(u),
    rises=LINE,
    rational=math.floor,
)
