"""W sqrt(t^2 + c) + U t for c > 0: sqrt(c (W^2 - U^2)), where |U| <= W."""

from __future__ import annotations

from duality.statements.building import add, call, number, power, subtract, times, total
from duality.statements.building.leaves import is_number
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions
from duality.statements.tower.tidying import has_multiplier


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    (level,) = extra
    single = uniform(weight)
    spread = weight if single is None else broadcast(single, slope.shape)
    if has_multiplier(weight):
        # The root of a product of two affine functions is concave, as a cone knows it.
        inside = times(subtract(spread, slope), add(spread, slope))
    else:
        inside = subtract(power(spread, number(2)), power(slope, number(2)))
    height = call("sqrt", inside)
    value = total(height if is_number(level, 1) else times(broadcast(call("sqrt", level), slope.shape), height))
    reason = "else sqrt(t^2 + c) grows slower than the linear part falls"
    size = call("abs", slope) if single is None else call("norminf", slope)
    bound = at_most(size, weight if single is None else single, reason)
    return Piece(value, (bound, *weight_conditions(weight)), "a hyperbola against its asymptotes", attained=False)


HYPERBOLA = Conjugate("hyperbola", "all", _infimum, "W sqrt(t^2 + c): sqrt(c (W^2 - U^2)), |U| <= W")
