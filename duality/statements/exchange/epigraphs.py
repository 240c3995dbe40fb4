"""Atoms without a conjugate in the table, told by new variables and rows: an equivalent problem.

sum_largest(x, k) = min over q of k*q + 1'max(0, x - q); square over y, matrix fraction and geometric mean are cones.
The problem must be convex as it is written, so that a convex atom may be replaced by a variable above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.errors import ProblemError
from duality.statements.building import (
    add,
    block,
    call,
    identity,
    multiply,
    scale,
    subtract,
    total,
    trace,
    transpose,
    unit,
)
from duality.statements.building.products import broadcast
from duality.statements.exchange.leaves import exact
from duality.statements.nodes import Node
from duality.statements.sizes import SCALAR, Shape

if TYPE_CHECKING:
    from duality.statements.exchange.walk import Walk

MOST = 64
"""Leaves of the tree of a geometric mean."""


def _new(walk: Walk, name: str, shape: Shape = SCALAR, *, symmetric: bool = False) -> Node:
    if not walk.convex:
        raise ProblemError(
            "an atom that needs a variable of its own stands in a problem that is not convex as it is written",
            help="state the problem by the rules of disciplined convex programming",
        )
    return walk.leaves.new(name, shape, symmetric=symmetric)


def square_over(walk: Walk, node: Node, below: Node) -> Node:
    """|X|^2/y by t with |[2X; y - t]| <= y + t."""
    t = _new(walk, "t")
    parts = [scale(2, node) if node.is_column else scale(2, column) for column in _columns(node)]
    cells = (*parts, subtract(below, t))
    row = subtract(call("norm", block(tuple((cell,) for cell in cells))), add(below, t))
    walk.require(scale(-1, row))
    return t


def _columns(node: Node) -> list[Node]:
    count = node.shape[1].known() or 1
    return (
        [node]
        if count == 1
        else [multiply(node, unit(node.shape[1], node.shape[1] - count + k)) for k in range(1, count + 1)]
    )


def matrix_fraction(walk: Walk, vector: Node, matrix: Node) -> Node:
    """tr(X' inv(P) X) by T with [[P, X], [X', T]] >> 0."""
    size = vector.shape[1]
    t = _new(walk, "T" if not size.is_one() else "t", (size, size), symmetric=not size.is_one())
    walk.require(block(((matrix, vector), (transpose(vector), t))), ">>")
    return t if t.is_scalar else trace(t)


def sum_largest(walk: Walk, tree: Any) -> Node:
    """The k largest entries."""
    if tree.axis is not None:
        raise ProblemError("cvxpy's sum_largest along an axis has no rule here", help="sum rows one by one")
    node = walk.node(tree.args[0])
    q = _new(walk, "q")
    return add(scale(exact(tree.k), q), total(call("pos", subtract(node, broadcast(q, node.shape)))))


def lambda_sum_largest(walk: Walk, tree: Any) -> Node:
    """The k largest eigenvalues: min k*s + tr(Z), Z >> 0, Z >> X - s*I."""
    node = walk.node(tree.args[0])
    s, z = _new(walk, "s"), _new(walk, "Z", node.shape, symmetric=True)
    walk.require(z, ">>")
    walk.require(add(z, scale(-1, node), multiply(s, identity(node.shape[0]))), ">>")
    return add(scale(exact(tree.k), s), trace(z))


def geometric_mean(walk: Walk, tree: Any) -> Node:
    """prod x_i^w_i by a tree of t^2 <= u*v, that is |[u - v; 2t]| <= u + v; the weights filled up to 2^k by t."""
    from math import lcm

    if tree.axis is not None:
        raise ProblemError("cvxpy's geo_mean along an axis has no rule here", help="take rows one by one")
    node = walk.node(tree.args[0])
    weights = list(tree.w) if hasattr(tree, "w") else [_fraction(w) for w in tree.p]
    common = lcm(*(w.denominator for w in weights))
    counts = [int(w * common) for w in weights]
    leaves = 1 << (common - 1).bit_length()
    if leaves > MOST:
        raise ProblemError(f"a geometric mean with weights over {common} is too long to be told by cones")
    t = _new(walk, "t")
    column = node if node.is_column else transpose(node)
    entries = [
        multiply(transpose(unit(column.shape[0], column.shape[0] - len(counts) + k + 1)), column)
        for k in range(len(counts))
    ]
    entries = entries if not column.is_scalar else [column]
    level = [entry for entry, count in zip(entries, counts, strict=True) for _ in range(count)]
    level += [t] * (leaves - common)
    while len(level) > 2:
        level = [_mean(walk, level[k], level[k + 1]) for k in range(0, len(level), 2)]
    if len(level) == 1:
        return level[0]
    _below_mean(walk, t, level[0], level[1])
    return t


def harmonic(walk: Walk, node: Node) -> Node:
    """1/sum(1/x_i), the largest t with sum t^2/x_i <= t."""
    t = _new(walk, "t")
    column = node if node.is_column else transpose(node)
    count = column.shape[0].known() or 1
    parts = [
        square_over(walk, t, multiply(transpose(unit(column.shape[0], column.shape[0] - count + k)), column))
        for k in range(1, count + 1)
    ]
    walk.require(subtract(t, add(*parts)))
    return t


def _fraction(value: Any) -> Any:
    from fractions import Fraction

    return Fraction(float(value)).limit_denominator(64)


def _mean(walk: Walk, first: Node, second: Node) -> Node:
    if first == second:
        return first
    middle = _new(walk, "u")
    _below_mean(walk, middle, first, second)
    return middle


def _below_mean(walk: Walk, middle: Node, first: Node, second: Node) -> None:
    gap = block(((subtract(first, second),), (scale(2, middle),)))
    walk.require(subtract(add(first, second), call("norm", gap)))
