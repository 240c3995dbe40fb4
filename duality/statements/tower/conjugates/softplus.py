"""W log(1 + exp(t)) + U t: the binary entropy of v = -U, where 0 <= v <= W."""

from __future__ import annotations

from duality.statements.building import add, call, scale, subtract, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    rest = subtract(weight, mass)
    value = scale(-1, add(total(call("relent", mass, weight)), total(call("relent", rest, weight))))
    conditions = (
        nonnegative(mass, "else L falls without end as t falls"),
        at_most(mass, uniform(weight) or weight, "else L falls without end as t grows"),
    )
    return Piece(value, (*conditions, *weight_conditions(weight)), "the binary entropy of -slope", attained=False)


SOFTPLUS = Conjugate("softplus", "all", _infimum, "W log(1 + exp(t)): H(-U), 0 <= -U <= W")
