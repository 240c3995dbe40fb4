"""W exp(t) + U t: v - v log(v/W) with v = -U, where v >= 0."""

from __future__ import annotations

from duality.statements.building import add, call, scale, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    value = add(total(mass), scale(-1, total(call("relent", mass, weight))))
    condition = nonnegative(mass, "else L falls without end as t falls")
    return Piece(value, (condition, *weight_conditions(weight)), "t = log(-slope/weight)", attained=False)


EXPONENTIAL = Conjugate("exp", "all", _infimum, "W exp(t): v - v log(v/W), v = -U >= 0")
