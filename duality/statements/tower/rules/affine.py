"""inf over X of <G, x>: G = 0, G >= 0, G >> 0, or the lowest point of a box, a finite set, a simplex, a ball."""

from __future__ import annotations

from duality.statements.building import add, call, inner, multiply, number, scale, times, total
from duality.statements.building.atoms import plus_part, smaller
from duality.statements.building.leaves import is_zero
from duality.statements.nodes import Node
from duality.statements.tower.blocks import Block, Bounds
from duality.statements.tower.conditions import Piece, nonnegative, nonpositive, semidefinite, vanishes
from duality.statements.tower.conjugates.norms import DUAL, dual_norm


def affine(block: Block) -> Piece | None:
    """The infimum of a linear function; ``None`` where L is not linear in the variable."""
    if block.atoms or block.squares or block.matrix is not None:
        return None
    return linear_infimum(block.gradient, block.bounds)


def linear_infimum(slope: Node, bounds: Bounds) -> Piece | None:
    """inf of <slope, x> over the set that the bounds describe."""
    if bounds.points:
        return Piece(_over_points(slope, bounds.points), (), "the lowest of finitely many values, entry by entry")
    if bounds.ball is not None:
        name, radius = bounds.ball
        if name not in DUAL:
            return None
        return Piece(scale(-1, multiply(radius, dual_norm(name, slope))), (), "the lowest point of a norm ball")
    if bounds.total is not None:
        if bounds.lower is None or not is_zero(bounds.lower) or bounds.upper is not None:
            return None
        return Piece(multiply(bounds.total, call("minimum", slope)), (), "the lowest vertex of a simplex")
    if bounds.cone:
        return Piece(
            number(0), (semidefinite(slope, "else L falls without end in the cone"),), "the cone is its own dual"
        )
    return _over_box(slope, bounds)


def _over_points(slope: Node, points: tuple[Node, ...]) -> Node:
    result = times(slope, points[0])
    for point in points[1:]:
        result = smaller(result, times(slope, point))
    return total(result)


def _over_box(slope: Node, bounds: Bounds) -> Piece:
    if bounds.lower is None and bounds.upper is None:
        return Piece(
            number(0),
            (vanishes(slope, "else L falls without end along its slope"),),
            "a linear function is bounded only if it is 0",
        )
    if bounds.upper is None:
        assert bounds.lower is not None
        condition = nonnegative(slope, "else L falls without end as x grows")
        return Piece(
            inner(bounds.lower, slope), (condition,), "the lower end is lowest", attained=not bounds.open_lower
        )
    if bounds.lower is None:
        condition = nonpositive(slope, "else L falls without end as x falls")
        return Piece(
            inner(bounds.upper, slope), (condition,), "the upper end is lowest", attained=not bounds.open_upper
        )
    low = number(0) if is_zero(bounds.lower) else inner(bounds.lower, plus_part(slope))
    high = inner(bounds.upper, plus_part(scale(-1, slope)))
    return Piece(add(low, scale(-1, high)), (), "the lowest corner of a box")
