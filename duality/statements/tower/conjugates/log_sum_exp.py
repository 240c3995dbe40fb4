"""w*logsumexp(t) + U't = -sum v log(v/w) with v = -U, where v >= 0 and 1'v = w."""

from __future__ import annotations

from duality.statements.building import add, call, scale, total
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative, vanishes
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    conditions = (
        nonnegative(mass, "else lowering one entry lowers L without end"),
        vanishes(add(weight, total(slope)), "else moving all entries together lowers L without end"),
    )
    value = scale(-1, total(call("relent", mass, broadcast(weight, slope.shape))))
    return Piece(value, (*conditions, *weight_conditions(weight)), "the entropy of -slope", attained=False)


LOG_SUM_EXP = Conjugate("logsumexp", "all", _infimum, "w*logsumexp(t): -sum v log(v/w), v = -U >= 0, 1'v = w")
