"""w*norm(t)^2 + <U, t> = -(dual norm of U)^2/(4w), for norms other than the Euclidean."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import call, number, power, scale
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions
from duality.statements.tower.conjugates.norms import dual_norm


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    squared = power(dual_norm(extra[0].mark[0], slope), number(2))
    value = scale(Fraction(-1, 4), call("divided", squared, weight))
    return Piece(value, weight_conditions(weight), "a squared norm and its dual norm")


SQUARED_NORM = Conjugate("square_of", "all", _infimum, "w*norm(t)^2: -(dual norm of U)^2/(4w)")
