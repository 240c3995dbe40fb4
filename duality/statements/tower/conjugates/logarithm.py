"""-W log t + U t over t > 0: W - W log(W/U), where U > 0."""

from __future__ import annotations

from duality.statements.building import add, call, divide, scale, times, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative, positive
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    if weight.kind == "ones" or (weight.kind == "number" and weight.mark[0] == 1):
        value = add(total(weight), total(call("log", slope)))
    elif is_positive(weight):
        ratio = divide(slope, weight)
        value = add(total(weight), total(times(weight, call("log", ratio))))
    else:
        value = add(total(weight), scale(-1, total(call("relent", weight, slope))))
    reason = "else -log(t) and the linear part fall together as t grows"
    condition = positive(slope, reason) if is_positive(weight) else nonnegative(slope, reason)
    return Piece(value, (condition, *weight_conditions(weight)), "t = weight/slope", minimizer="weight/slope")


LOGARITHM = Conjugate("neglog", "positive", _infimum, "-W log t: W - W log(W/U), U > 0")
