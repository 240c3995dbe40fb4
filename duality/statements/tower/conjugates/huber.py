"""W huber(t, M) + U t = -U^2/(4W), where |U| <= 2 M W."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import call, multiply, scale, times
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions
from duality.statements.tower.conjugates.squares import squared_over


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    value = scale(Fraction(-1, 4), squared_over(slope, weight))
    single = uniform(weight)
    reason = "else huber(t) grows slower than the linear part falls"
    if single is not None:
        bound = at_most(call("norminf", slope), scale(2, multiply(extra[0], single)), reason)
    else:
        bound = at_most(call("abs", slope), scale(2, times(extra[0], weight)), reason)
    return Piece(
        value,
        (bound, *weight_conditions(weight)),
        "a square cut off where its slope is 2*M",
        minimizer="-slope/(2*weight)",
    )


HUBER = Conjugate("huber", "all", _infimum, "W huber(t, M): -U^2/(4W), |U| <= 2 M W")
