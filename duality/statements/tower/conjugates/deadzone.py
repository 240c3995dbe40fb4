"""W max(0, |t| - e) + U t: -e |U|, where |U| <= W."""

from __future__ import annotations

from duality.statements.building import call, inner, scale
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    value = scale(-1, inner(broadcast(extra[0], slope.shape), call("abs", slope)))
    single = uniform(weight)
    reason = "else the loss grows slower than the linear part falls"
    bound = (
        at_most(call("norminf", slope), single, reason)
        if single is not None
        else at_most(call("abs", slope), weight, reason)
    )
    return Piece(value, (bound, *weight_conditions(weight)), "a band without cost, then slopes up to the weight")


DEADZONE = Conjugate("deadzone", "all", _infimum, "W max(0, |t| - e): -e |U|, |U| <= W")
