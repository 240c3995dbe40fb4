"""W t log(t/s) + U t + V s over t, s >= 0: 0 where W exp(-1 - U/W) <= V, entrywise; the argument is [t, s]."""

from __future__ import annotations

from duality.statements.building import add, call, divide, number, ones, part, scale, times
from duality.statements.nodes import Node
from duality.statements.sizes import ONE
from duality.statements.tower.conditions import Piece, at_most
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    heights = (weight.shape[0], weight.shape[0])
    top, below = (part(slope, heights, (ONE,), k, 0) for k in (0, 1))
    if is_positive(weight):
        bound = times(weight, call("exp", scale(-1, add(ones(top.shape), divide(top, weight)))))
    else:
        bound = call("scaled_exp", scale(-1, add(top, weight)), weight)
    condition = at_most(bound, below, "else L falls without end as t and s grow together")
    return Piece(number(0), (condition, *weight_conditions(weight)), "t/s = exp(-1 - U/W)", minimizer="0")


RELATIVE_ENTROPY = Conjugate("relent_of", "all", _infimum, "W t log(t/s): 0 where W exp(-1 - U/W) <= V")
