"""A*x - B*x as (A - B)*x, and b - c as one vector, where A, B, b and c are constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.statements.building import add, multiply, scale, terms
from duality.statements.nodes import Node

if TYPE_CHECKING:
    from duality.statements.exchange.leaves import Leaves


def folded(leaves: Leaves, node: Node) -> Node:
    """The sum with constants of one variable, and constants by themselves, added up."""
    groups: dict[Node | None, list[Node]] = {}
    for value, term in terms(node):
        groups.setdefault(_moving(leaves, term), []).append(scale(value, term))
    parts = []
    for moving, members in groups.items():
        parts += members if len(members) == 1 else [_joined(leaves, moving, members)]
    return add(*parts) if parts else node


def _moving(leaves: Leaves, term: Node) -> Node | None:
    """x of A*x and of x, ``None`` of a constant; a term of another form is told apart as itself."""
    if _constant(leaves, term):
        return None
    if term.kind == "product" and term.mark[0] == 0 and len(term.args) == 2 and _constant(leaves, term.args[0]):
        return term.args[1] if term.args[1].kind == "symbol" else term
    return term


def _constant(leaves: Leaves, node: Node) -> bool:
    return (node.kind == "symbol" and node.mark[0].name in leaves.arrays) or node.kind == "ones"


def _joined(leaves: Leaves, moving: Node | None, members: list[Node]) -> Node:
    import numpy as np

    total = 0
    for member in members:
        ((value, term),) = terms(member)
        letter = term if moving is None else term.args[0] if term is not moving and term != moving else None
        size = [s.known() or 1 for s in (term if letter is None else letter).shape]
        array = (
            np.eye(size[0])
            if letter is None
            else leaves.arrays.get(letter.mark[0].name if letter.kind == "symbol" else "")
        )
        total = total + float(value) * (np.ones(size) if array is None else array)
    made = leaves.constant(total)
    return made if moving is None else multiply(made, moving)
