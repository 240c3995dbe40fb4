"""left - right as a tree."""

from __future__ import annotations

from duality.algebra.atoms import total
from duality.model.expression import ZERO, Expression, opposite


def difference(left: Expression, right: Expression) -> Expression:
    """left - right, a right side 0 left out."""
    if right == ZERO:
        return left
    return total([left, opposite(right)])
