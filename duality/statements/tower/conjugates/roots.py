"""-W sqrt(t) + U t over t >= 0: -W^2/(4U), where U > 0; sqrt(t) + U t has 0, where U >= 0."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import scale
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, least_at_zero
from duality.statements.tower.conjugates.squares import squared_over


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    concave = least_at_zero("sqrt", weight, slope)
    if concave is not None:
        return concave
    value = scale(Fraction(-1, 4), squared_over(weight, slope))
    condition = nonnegative(slope, "else L falls without end as t grows")
    return Piece(value, (condition,), "t = (weight/(2*slope))^2")


ROOT = Conjugate("negsqrt", "nonnegative", _infimum, "-W sqrt(t): -W^2/(4U), U > 0")
