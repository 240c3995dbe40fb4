"""A max(0, t) + B max(0, -t) + U t, one slope on either side of 0: 0 where -A <= U <= B."""

from __future__ import annotations

from duality.statements.building import add, inner, scale, subtract
from duality.statements.tower.blocks import Block
from duality.statements.tower.conditions import Piece, nonnegative


def slopes(block: Block) -> Piece | None:
    """The infimum of two hinges that bend at one place, in opposite directions; neither weight needs a sign."""
    if len(block.atoms) != 2 or block.squares or block.matrix is not None or not block.bounds.free:
        return None
    up, down = sorted(block.atoms, key=lambda a: a.factor, reverse=True)
    if up.kind != "pos" or down.kind != "pos" or not up.factor > 0 > down.factor or up.rest.loops or down.rest.loops:
        return None
    place = scale(1 / up.factor, up.offset)
    if place != scale(1 / down.factor, down.offset):
        return None
    slope = block.gradient
    conditions = (
        nonnegative(add(slope, scale(up.factor, up.weight)), "else L falls without end as t grows"),
        nonnegative(subtract(scale(-down.factor, down.weight), slope), "else L falls without end as t falls"),
    )
    value = scale(-1, inner(place, slope))
    return Piece(value, conditions, "one slope on either side of the bend", minimizer="0")
