"""Leaves: numbers, names, ones, identities, zeros."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.nodes import Declaration, Node
from duality.statements.sizes import ONE, SCALAR, Shape, Size


def number(value: Fraction | int) -> Node:
    """A rational number."""
    return Node("number", (), SCALAR, (Fraction(value),))


def symbol(declaration: Declaration, indices: tuple[Size, ...] = ()) -> Node:
    """A name, a member of a family name[i], or an entry of a vector or matrix: more indexes than loops."""
    shape = declaration.shape if len(indices) == len(declaration.range.loops) else SCALAR
    return Node("symbol", (), shape, (declaration, indices))


def size_node(size: Size) -> Node:
    """A size or a loop variable as a number."""
    known = size.known()
    return number(known) if known is not None else Node("size", (), SCALAR, (size,))


def zero(shape: Shape) -> Node:
    """The zero matrix."""
    return number(0) if shape == SCALAR else Node("zero", (), shape, (shape,))


def ones(shape: Shape) -> Node:
    """The matrix of ones."""
    return number(1) if shape == SCALAR else Node("ones", (), shape, (shape,))


def identity(size: Size) -> Node:
    """I of a size."""
    return number(1) if size == ONE else Node("identity", (), (size, size), (size,))


def unit(size: Size, index: Size) -> Node:
    """The unit vector e_index of R^size."""
    return Node("unit", (), (size, ONE), (size, index))


def is_zero(node: Node) -> bool:
    return node.kind == "zero" or (node.kind == "number" and node.mark[0] == 0)


def is_number(node: Node, value: int) -> bool:
    return node.kind == "number" and node.mark[0] == value
