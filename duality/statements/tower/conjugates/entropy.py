"""W t log(t/q) + U t over t >= 0: -W q exp(-1 - U/W)."""

from __future__ import annotations

from duality.statements.building import add, call, divide, scale, times, total
from duality.statements.building.leaves import ones
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    reference = extra[0]
    if is_positive(weight):
        exponent = add(scale(-1, ones(slope.shape)), scale(-1, divide(slope, weight)))
        value = total(times(times(weight, reference), call("exp", exponent)))
    else:
        value = total(times(reference, call("scaled_exp", scale(-1, add(slope, weight)), weight)))
    return Piece(
        scale(-1, value),
        weight_conditions(weight),
        "t = q*exp(-1 - slope/weight)",
        minimizer="q*exp(-1 - slope/weight)",
    )


ENTROPY = Conjugate("relent", "nonnegative", _infimum, "W t log(t/q): -W q exp(-1 - U/W)")
