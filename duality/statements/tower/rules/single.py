"""One function of the variable: its conjugate from the table."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.statements.building import add, inner, scale
from duality.statements.building.leaves import is_zero
from duality.statements.tower.blocks import Block, Bounds, Placement
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates import CONJUGATES


def single(block: Block) -> Piece | None:
    """inf of <G, x> + <W, phi(c*x + o)> where X is the natural domain of phi."""
    if len(block.atoms) != 1 or block.squares or block.matrix is not None:
        return None
    placement = block.atoms[0]
    conjugate = CONJUGATES.get(placement.kind)
    if conjugate is None:
        raise ProblemError(f"no rule knows the function {placement.kind}")
    if not _fits(conjugate.domain, block.bounds, placement):
        return None
    slope = scale(1 / placement.factor, block.gradient)
    piece = conjugate.infimum(placement.weight, slope, placement.extra)
    return piece._replace(value=add(piece.value, scale(-1, inner(placement.offset, slope))))


def _fits(domain: str, bounds: Bounds, placement: Placement) -> bool:
    """Whether X adds nothing to the natural domain, and leaves nothing of it out."""
    plain = is_zero(placement.offset) and placement.factor > 0
    if domain == "declared nonnegative":
        return bounds.orthant and plain
    if bounds.free:
        return True
    if domain in ("nonnegative", "positive"):
        return bounds.orthant and plain
    return domain == "definite" and bounds == Bounds(cone=True) and plain
