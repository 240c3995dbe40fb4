"""cos(u), in [-1, 1], of period 2 pi; its greatest values at 2 k pi."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.algebra.functions.sin import growth
from duality.model.expression import Call


class Cosine(OneVariable):
    """Its range takes in the turns inside an interval."""

    def range(self, *u: Any) -> Any:
        from flint import arb

        return algebra.interval_functions.between_turns(
            u[0], arb(0), lambda t: algebra.interval_functions.ball_interval(arb(t).cos())
        ), False

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        none = np.zeros(1, bool)
        return algebra.interval_arrays.cos(u[0]), none, none

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return algebra.interval_arrays.negative(algebra.interval_arrays.sin(u))


FUNCTION = Cosine(
    name="cos",
    parity="even",
    at=math.cos,
    array=lambda np, u: np.cos(u),
    derived=lambda np, u: (-np.sin(u), -np.cos(u)),
    slope=lambda u: -Call("sin", (u,)),
    fixed={ZERO: Fraction(1)},
    growth=lambda expansion, u: growth(expansion, u, quarter=True),
)
