"""w*norm1(x) + q*norm(x)^2 + <g, x>: -1/(4q) sum max(0, |g| - w)^2, and the same for other norms as blocks."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import add, call, number, power, scale, subtract
from duality.statements.building.atoms import plus_part
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.blocks import Block
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates.conjugate import uniform, weight_conditions
from duality.statements.tower.conjugates.squares import squared_over
from duality.statements.tower.rules.pencil import diagonal_weights, multiplied_out


def soft_threshold(block: Block) -> Piece | None:
    """The infimum of a norm and squares with one weight."""
    if len(block.atoms) != 1 or not block.squares or not (block.bounds.free or block.bounds.orthant):
        return None
    placement = block.atoms[0]
    if placement.kind not in ("norm1", "abs", "norm") or not is_zero(placement.offset):
        return None
    form = multiplied_out(block)
    weights = diagonal_weights(form)
    if weights is None or any(not is_zero(p.offset) for p in block.squares):
        return None
    if placement.kind == "norm" and (uniform(weights) is None or not block.bounds.free):
        return None
    factor = abs(placement.factor)
    weight = scale(factor, placement.weight)
    value = _value(placement.kind, form.linear, weight, weights, orthant=not block.bounds.free)
    return Piece(add(value, form.constant), weight_conditions(placement.weight), "soft thresholding")


def _value(kind: str, slope: Node, weight: Node, weights: Node, *, orthant: bool) -> Node:
    if kind == "norm":
        excess = power(plus_part(subtract(call("norm", slope), weight)), number(2))
        single = uniform(weights)
        assert single is not None
        return scale(Fraction(-1, 4), call("divided", excess, single))
    size = scale(-1, slope) if orthant else call("abs", slope)
    excess = plus_part(subtract(size, broadcast(weight, slope.shape)))
    return scale(Fraction(-1, 4), squared_over(excess, weights))
