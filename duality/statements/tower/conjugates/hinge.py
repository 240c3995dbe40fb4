"""W max(0, t) + U t: 0 where 0 <= -U <= W."""

from __future__ import annotations

from duality.statements.building import number, scale
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    conditions = (
        nonnegative(mass, "else L falls without end as t falls"),
        at_most(mass, uniform(weight) or weight, "else L falls without end as t grows"),
    )
    return Piece(number(0), (*conditions, *weight_conditions(weight)), "slopes from 0 to the weight", minimizer="0")


HINGE = Conjugate("pos", "all", _infimum, "W max(0, t): 0 where 0 <= -U <= W")
