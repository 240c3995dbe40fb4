"""w t'Kt/s + <U, t> + V s over s >= 0: 0 where U'inv(K)U/w <= 4 V; the argument is [t, s]."""

from __future__ import annotations

from duality.statements.building import call, coefficient, inverse, multiply, number, part, power, scale, transpose
from duality.statements.nodes import Node
from duality.statements.sizes import ONE
from duality.statements.tower.conditions import Piece, at_most, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions


def halves(argument: Node) -> tuple[Node, Node]:
    """t and s of [t, s]."""
    heights = (argument.shape[0] - 1, ONE)
    return part(argument, heights, (ONE,), 0, 0), part(argument, heights, (ONE,), 1, 0)


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    top, below = halves(slope)
    size = multiply(transpose(top), inverse(extra[0]), top) if extra else power(call("norm", top), number(2))
    reason = "else L falls without end as t and s grow together"
    factor, bare = coefficient(weight)
    bound = at_most(call("divided", size, bare), scale(4 * factor, below), reason)
    if is_positive(weight):
        return Piece(number(0), (bound,), "t/s = -inv(K)U/(2w)", attained=False)
    conditions = (bound, nonnegative(below, reason), *weight_conditions(weight))
    return Piece(number(0), conditions, "t/s = -inv(K)U/(2w)", attained=False)


QUOTIENT = Conjugate("over", "all", _infimum, "w t'Kt/s: 0 where U'inv(K)U/w <= 4 V")
"""Squares over a linear function that X keeps from being negative."""
