"""The rules in their order; the first that takes a block gives its infimum."""

from __future__ import annotations

from collections.abc import Callable

from duality.statements.tower.blocks import Block
from duality.statements.tower.conditions import Piece
from duality.statements.tower.rules.affine import affine
from duality.statements.tower.rules.clamped import clamped
from duality.statements.tower.rules.orthant import orthant
from duality.statements.tower.rules.pencil import pencil
from duality.statements.tower.rules.single import single
from duality.statements.tower.rules.slopes import slopes
from duality.statements.tower.rules.soft_threshold import soft_threshold

Rule = Callable[[Block], Piece | None]

RULES: tuple[Rule, ...] = (affine, pencil, soft_threshold, slopes, single, orthant, clamped)


def infimum(block: Block) -> Piece | None:
    """The infimum over the block's variable; ``None`` where no rule takes it."""
    for rule in RULES:
        piece = rule(block)
        if piece is not None:
            return piece
    return None
