"""Entrywise products and quotients of matrices of one shape."""

from __future__ import annotations

from functools import reduce

from duality.statements import building
from duality.statements.building.leaves import is_zero, number, zero
from duality.statements.building.products import broadcast, multiply, rank
from duality.statements.building.sums import add, coefficient, scale, terms
from duality.statements.nodes import Node


def times(left: Node, right: Node) -> Node:
    """left .* right; a number on either side scales."""
    if left.is_scalar or right.is_scalar:
        return multiply(left, right)
    if is_zero(left) or is_zero(right):
        return zero(left.shape)
    factor, scalars, factors = 1, [], []
    for side in (left, right):
        value, bare = coefficient(side)
        factor *= value
        numbers, matrices = _split(bare)
        scalars += numbers
        factors += matrices
    kept = [f for f in factors if f.kind != "ones"] or factors[:1]
    node = kept[0] if len(kept) == 1 else _made(sorted(kept, key=rank))
    result = multiply(*scalars, node) if scalars else node
    return scale(factor, result)


def _split(node: Node) -> tuple[list[Node], list[Node]]:
    """Scalar and entrywise factors."""
    if node.kind == "times":
        return [], list(node.args)
    if node.kind == "product" and node.mark[0]:
        count = node.mark[0]
        rest = node.args[count:]
        matrix = rest[0] if len(rest) == 1 else Node("product", rest, node.shape, (0,))
        return list(node.args[:count]), _split(matrix)[1]
    return [], [node]


def _made(factors: list[Node]) -> Node:
    """x .* x becomes x .^ 2; x .* log(x) the entropy, and x .* (log(x) - 1) the entropy minus x."""
    for k, factor in enumerate(factors):
        if factor.kind == "add" and any(term.kind == "call" and term.mark[0] == "log" for term in factor.args):
            rest = factors[:k] + factors[k + 1 :]
            return add(*(scale(value, reduce(times, rest, term)) for value, term in terms(factor)))
    if len(factors) == 2 and factors[0] == factors[1]:
        return building.atoms.power(factors[0], number(2))
    for k, factor in enumerate(factors):
        if factor.kind == "call" and factor.mark[0] == "log":
            others = factors[:k] + factors[k + 1 :]
            for j, other in enumerate(others):
                found = building.atoms.entropy(other, factor.args[0])
                if found is not None:
                    return reduce(times, [*others[:j], *others[j + 1 :]], found)
    return Node("times", tuple(factors), factors[0].shape)


def divide(left: Node, right: Node) -> Node:
    """left ./ right, entrywise."""
    if right.kind == "number":
        return scale(1 / right.mark[0], left)
    below = building.atoms.power(right, number(-1))
    if right.is_scalar:
        return multiply(below, left)
    return times(broadcast(left, right.shape), below) if not _is_one(left) else below


def _is_one(node: Node) -> bool:
    return node.kind == "ones" or (node.kind == "number" and node.mark[0] == 1)
