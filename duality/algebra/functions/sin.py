"""sin(u), in [-1, 1], of period 2 pi; its greatest values at pi/2 + 2 k pi."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Call

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion


class Sine(OneVariable):
    """Its range takes in the turns inside an interval."""

    def range(self, *u: Any) -> Any:
        from flint import arb

        return algebra.interval_functions.between_turns(
            u[0], arb(1) / 2, lambda t: algebra.interval_functions.ball_interval(arb(t).sin())
        ), False

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        none = np.zeros(1, bool)
        return algebra.interval_arrays.sin(u[0]), none, none

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return algebra.interval_arrays.cos(u)


def growth(expansion: Expansion, u: Between, *, quarter: bool = False) -> Between:
    """sin(u), or cos(u) with ``quarter``: |sin u - sin v| <= |u - v| where the argument itself is only enclosed."""
    elementary, between = algebra.paths.elementary, algebra.paths.between
    start = elementary.without_turns(u.lower) if expansion.whole else u.lower
    found = elementary.sine(start, expansion.order, quarter=quarter)
    if u.is_exact:
        return found
    width = u.upper - u.lower
    return between.common(found + between.Between(-width, width), between.UNIT_BAND)


FUNCTION = Sine(
    name="sin",
    parity="odd",
    at=math.sin,
    array=lambda np, u: np.sin(u),
    derived=lambda np, u: (np.cos(u), -np.sin(u)),
    slope=lambda u: Call("cos", (u,)),
    fixed={ZERO: ZERO},
    growth=growth,
)
