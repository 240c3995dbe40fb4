"""w*(the sum of the k largest entries of t) + U't: 0 where 0 <= -U <= w and 1'U = -k w."""

from __future__ import annotations

from duality.statements.building import add, multiply, number, scale, total
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most, nonnegative, vanishes
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    conditions = (
        nonnegative(mass, "else lowering one entry lowers L without end"),
        at_most(mass, weight, "else raising one entry lowers L without end"),
        vanishes(
            add(multiply(extra[0], weight), total(slope)), "else moving all entries together lowers L without end"
        ),
    )
    return Piece(number(0), (*conditions, *weight_conditions(weight)), "-slope weighs k entries by w", minimizer="0")


SUM_OF_LARGEST = Conjugate("sumlargest", "all", _infimum, "w*sumlargest(t, k): 0 where 0 <= -U <= w, 1'U = -kw")
