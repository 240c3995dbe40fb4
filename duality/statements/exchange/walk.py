"""A tree of cvxpy as a node: leaves, the affine atoms, and the tables of the curved ones.

Vectors of one axis are columns; on the left of ``@`` they are rows, as in numpy. An affine atom without a rule of its
own is told by its matrix, which its values at the unit vectors give.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.errors import ProblemError
from duality.statements.building import (
    add,
    block,
    diagonal,
    diagonal_matrix,
    divide,
    multiply,
    number,
    ones,
    scale,
    subtract,
    times,
    total,
    trace,
    transpose,
    zero,
)
from duality.statements.building.products import broadcast
from duality.statements.exchange.folding import folded
from duality.statements.exchange.functions import FUNCTIONS
from duality.statements.exchange.leaves import Leaves, refused, shape_of
from duality.statements.exchange.linear_maps import mapped, selected
from duality.statements.nodes import Node
from duality.statements.statement import DomainRelation, DomainRow, Relation

LEAVES = {"Variable": "variable", "Parameter": "parameter", "Constant": "constant", "CallbackParam": "parameter"}

Rule = Callable[["Walk", Any], Node]


class Walk:
    """One problem on its way; atoms without a closed form add variables and rows that say what they mean."""

    def __init__(self, leaves: Leaves, *, convex: bool) -> None:
        self.leaves = leaves
        self.convex = convex
        self.required: list[tuple[Relation, Node]] = []
        self.known: dict[int, Node] = {}

    def node(self, tree: Any) -> Node:
        """The node of an expression. Raises `ProblemError` that names what cannot be walked."""
        found = self.known.get(tree.id) if hasattr(tree, "id") else None
        if found is None:
            found = self._node(tree)
        if hasattr(tree, "id"):
            self.known[tree.id] = found
        return found

    def _node(self, tree: Any) -> Node:
        kind = type(tree).__name__
        if kind in ("Variable", "Parameter"):
            return getattr(self.leaves, LEAVES[kind])(tree)
        if kind == "Constant" or (tree.is_constant() and not tree.parameters()):
            return self.leaves.constant(tree.value)
        rule = AFFINE.get(kind) or FUNCTIONS.get(kind)
        if rule is not None:
            return rule(self, tree)
        if tree.is_atom_convex() and tree.is_atom_concave() and not tree.parameters():
            return mapped(self, tree)
        raise refused(kind)

    def require(self, node: Node, relation: Relation = ">=") -> None:
        """A row node >= 0 or node >> 0 of its own, unless X says it already."""
        known = any(row.left == node and row.relation == relation for row in self.leaves.domain)
        if not known and (relation, node) not in self.required:
            self.required.append((relation, node))

    def signed(self, node: Node, relation: DomainRelation) -> Node:
        """The node where X says node >= 0 or > 0: the variable itself, else a new one that equals it."""
        nothing = zero(node.shape)
        rows = [row for row in self.leaves.domain if node in (row.left, row.right)]
        if node.kind != "symbol" or any(row.relation not in (">=", ">") or row.right != nothing for row in rows):
            node, meant = self.leaves.new("y", node.shape), node
            self.require(subtract(node, meant), "=")
        elif any(row.relation == relation for row in rows):
            return node
        self.leaves.domain.append(DomainRow(relation, node, nothing))
        return node

    def arguments(self, tree: Any) -> list[Node]:
        return [self.node(argument) for argument in tree.args]

    def spread(self, tree: Any, shape: tuple[int, ...]) -> Node:
        """An operand in the shape of the result, by numpy's rules of broadcasting."""
        node, own = self.node(tree), tree.shape
        if own == shape:
            return node
        wanted = shape_of(shape)
        if node.is_scalar:
            return broadcast(node, wanted)
        if node.shape == wanted:
            return node
        if len(shape) == 2 and own in ((shape[1],), (1, shape[1])):
            row = transpose(node) if len(own) == 1 else node
            return multiply(ones((wanted[0], row.shape[0])), row)
        if len(shape) == 2 and own == (shape[0], 1):
            return multiply(node, ones((node.shape[1], wanted[1])))
        raise ProblemError(
            f"{own} is spread to {shape}, for which there is no rule", help="spread it by a product with ones"
        )


def _sum_of(walk: Walk, tree: Any) -> Node:
    return folded(walk.leaves, add(*(walk.spread(argument, tree.shape) for argument in tree.args)))


def _matmul(walk: Walk, tree: Any) -> Node:
    first, second = tree.args
    left, right = walk.arguments(tree)
    if (left.is_scalar and len(first.shape) == 0) or (right.is_scalar and len(second.shape) == 0):
        return multiply(left, right)
    if len(first.shape) == 1 and len(second.shape) >= 1:
        left = transpose(left)
    product = multiply(left, right)
    # A row that is left over from a vector is a column of one axis.
    return transpose(product) if len(tree.shape) == 1 and len(first.shape) == 1 else product


def _times(walk: Walk, tree: Any) -> Node:
    left, right = (walk.spread(argument, tree.shape) for argument in tree.args)
    return times(left, right)


def _divided(walk: Walk, tree: Any) -> Node:
    top, below = tree.args
    if not below.is_constant():
        raise ProblemError("a quotient by a variable is not convex", help="use quad_over_lin or inv_pos")
    under = walk.node(below)
    return divide(walk.spread(top, tree.shape), under if under.is_scalar else walk.spread(below, tree.shape))


def _summed(walk: Walk, tree: Any) -> Node:
    (node,) = walk.arguments(tree)
    axis, own = tree.axis, tree.args[0].shape
    axes = set(axis) if isinstance(axis, tuple) else {axis}
    if axis is None or len(own) <= 1 or len(axes) == 2:
        return total(node)
    if axes == {0}:
        row = multiply(transpose(ones((node.shape[0], number(1).shape[0]))), node)
        return row if tree.keepdims else transpose(row)
    return multiply(node, ones((node.shape[1], number(1).shape[0])))


def _stacked(walk: Walk, tree: Any, *, rows: bool) -> Node:
    """hstack and vstack; vectors of one axis are joined end to end by the first, and are rows of the second."""
    flat = all(len(argument.shape) <= 1 for argument in tree.args)
    cells = walk.arguments(tree)
    if flat and not rows:
        return block(tuple((cell,) for cell in cells))
    if rows:
        cells = [transpose(c) if len(a.shape) == 1 else c for c, a in zip(cells, tree.args, strict=True)]
        return block(tuple((cell,) for cell in cells))
    return block((tuple(cells),))


def _concatenated(walk: Walk, tree: Any) -> Node:
    if tree.axis == 1:
        return _stacked(walk, tree, rows=False)
    if tree.axis == 0:
        return block(tuple((cell,) for cell in walk.arguments(tree)))
    raise refused("concatenate without an axis")


def _indexed(walk: Walk, tree: Any) -> Node:
    return selected(walk, walk.node(tree.args[0]), tree.args[0].shape, tree.key, tree.shape)


def _promoted(walk: Walk, tree: Any) -> Node:
    return walk.spread(tree.args[0], tree.shape)


def _turned(walk: Walk, tree: Any) -> Node:
    (node,) = walk.arguments(tree)
    return transpose(node) if len(tree.args[0].shape) == 2 else node


def _diagonal_matrix(walk: Walk, tree: Any) -> Node:
    return diagonal_matrix(walk.node(tree.args[0])) if tree.k == 0 else mapped(walk, tree)


def _diagonal(walk: Walk, tree: Any) -> Node:
    return diagonal(walk.node(tree.args[0])) if tree.k == 0 else mapped(walk, tree)


def _reshaped(walk: Walk, tree: Any) -> Node:
    node, wanted = walk.node(tree.args[0]), shape_of(tree.shape)
    if node.shape == wanted:
        return node
    one = [size for size in node.shape if not size.is_one()]
    other = [size for size in wanted if not size.is_one()]
    return transpose(node) if one == other and len(one) == 1 else mapped(walk, tree)


def _wrapped(walk: Walk, tree: Any) -> Node:
    return walk.node(tree.args[0])


AFFINE: dict[str, Rule] = {
    "AddExpression": _sum_of,
    "NegExpression": lambda walk, tree: scale(-1, walk.node(tree.args[0])),
    "MulExpression": _matmul,
    "multiply": _times,
    "DivExpression": _divided,
    "Sum": _summed,
    "index": _indexed,
    "Promote": _promoted,
    "broadcast_to": _promoted,
    "transpose": _turned,
    "Trace": lambda walk, tree: trace(walk.node(tree.args[0])),
    "diag_vec": _diagonal_matrix,
    "diag_mat": _diagonal,
    "reshape": _reshaped,
    "Hstack": lambda walk, tree: _stacked(walk, tree, rows=False),
    "Vstack": lambda walk, tree: _stacked(walk, tree, rows=True),
    "Concatenate": _concatenated,
    "psd_wrap": _wrapped,
    "symmetric_wrap": _wrapped,
    "nonneg_wrap": _wrapped,
    "nonpos_wrap": _wrapped,
}
