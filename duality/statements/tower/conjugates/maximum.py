"""w*max(t) + U't: 0 where -U >= 0 and 1'U = -w."""

from __future__ import annotations

from duality.statements.building import add, number, scale, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative, vanishes
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    conditions = (
        nonnegative(scale(-1, slope), "else lowering one entry lowers L without end"),
        vanishes(add(weight, total(slope)), "else moving all entries together lowers L without end"),
    )
    return Piece(
        number(0), (*conditions, *weight_conditions(weight)), "-slope lies in w times the simplex", minimizer="0"
    )


MAXIMUM = Conjugate("maximum", "all", _infimum, "w*max(t): 0 where -U >= 0, 1'U = -w")
