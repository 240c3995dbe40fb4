"""A norm over x >= 0: only the negative part of the slope counts."""

from __future__ import annotations

from duality.statements.building import add, number, scale, total
from duality.statements.building.atoms import plus_part
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.tower.blocks import Block
from duality.statements.tower.conditions import Piece, at_most, nonnegative
from duality.statements.tower.conjugates.conjugate import weight_conditions
from duality.statements.tower.conjugates.norms import dual_norm

_REASON = "else the norm grows slower than the linear part falls"


def orthant(block: Block) -> Piece | None:
    """inf over x >= 0 of w*norm(x) + <G, x>: the dual norm of max(0, -G) is at most w."""
    if len(block.atoms) != 1 or block.squares or block.matrix is not None or not block.bounds.orthant:
        return None
    placement = block.atoms[0]
    if not is_zero(placement.offset) or placement.factor < 0:
        return None
    slope = scale(1 / placement.factor, block.gradient)
    weight = placement.weight
    match placement.kind:
        case "norm1" | "abs":
            condition = nonnegative(add(slope, broadcast(weight, slope.shape)), _REASON)
        case "norm" | "norminf":
            condition = at_most(dual_norm(placement.kind, plus_part(scale(-1, slope))), weight, _REASON)
        case "maximum":
            condition = at_most(total(plus_part(scale(-1, slope))), weight, _REASON)
        case _:
            return None
    return Piece(number(0), (condition, *weight_conditions(weight)), "a norm over the orthant", minimizer="0")
