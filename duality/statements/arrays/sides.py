"""Which side of a function a bound may stand on, through signs and factors."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendRefused
from duality.statements.nodes import Node

Array = Any


def is_curved(node: Node) -> bool:
    """Whether a function of variables is in it."""
    if not node.varying:
        return False
    if node.kind in ("power", "call", "inverse", "pinv"):
        return True
    if node.kind in ("product", "times") and sum(arg.varying for arg in node.args) > 1:
        return True
    return any(map(is_curved, node.args))


def refused(node: Node) -> BackendRefused:
    return BackendRefused(f"{node} is not convex as it is written, or no cone holds it")


def turned(side: int, factors: list[Array]) -> int:
    """The side that a factor needs once it is multiplied; 0 where the entries have several signs."""
    for factor in factors:
        data = factor.data if hasattr(factor, "toarray") else factor
        if (data >= 0).all():
            continue
        if not (data <= 0).all():
            return 0
        side = -side
    return side
