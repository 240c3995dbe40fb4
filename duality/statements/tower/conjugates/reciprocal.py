"""W/t + U t over t > 0: 2 sqrt(W U), where U >= 0."""

from __future__ import annotations

from duality.statements.building import call, scale, times, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    value = scale(2, total(call("sqrt", times(weight, slope))))
    condition = nonnegative(slope, "else L falls without end as t grows")
    return Piece(value, (condition, *weight_conditions(weight)), "t = sqrt(weight/slope)", attained=False)


RECIPROCAL = Conjugate("recip", "declared nonnegative", _infimum, "W/t, t > 0: 2 sqrt(W U), U >= 0")
