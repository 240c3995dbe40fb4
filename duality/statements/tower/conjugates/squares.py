"""<W, t.^2> + <U, t> = -1/4 sum U^2/W, with 0/0 read as 0."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import call, number, power, scale, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates.conjugate import Conjugate, uniform, weight_conditions


def squared_over(slope: Node, weight: Node) -> Node:
    """sum U^2/W: norm(U)^2/w where all weights are w."""
    single = uniform(weight)
    if single is not None:
        return call("divided", power(call("norm", slope), number(2)), single)
    return total(call("divided", power(slope, number(2)), weight))


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    value = scale(Fraction(-1, 4), squared_over(slope, weight))
    return Piece(value, weight_conditions(weight), "complete the square", minimizer="-slope/(2*weight)")


SQUARE = Conjugate("square", "all", _infimum, "w*norm(t)^2: -norm(U)^2/(4w)")
