"""Products of two affine forms."""

from __future__ import annotations

from fractions import Fraction

from duality.named_tuples import NamedTuple
from duality.statements.building import (
    add,
    diagonal_matrix,
    identity,
    multiply,
    number,
    scale,
    terms,
    transpose,
)
from duality.statements.nodes import Node, Range


class Quadratic(NamedTuple):
    """x'*matrix*y summed over a range; x and y are variables."""

    left: Node
    matrix: Node
    right: Node
    range: Range


def bilinear(scalars: tuple[Node, ...], chain: tuple[Node, ...]) -> tuple[Node, Node, Node] | None:
    """(u, K, r) with u'*K*r the product; u and r hold the variables."""
    moving = [s for s in scalars if s.varying]
    fixed = [s for s in scalars if not s.varying]
    factor = multiply(*fixed) if fixed else number(1)
    if len(moving) == 2:
        return moving[0], multiply(factor, *chain) if chain else factor, moving[1]
    if len(moving) == 1:
        return moving[0], factor, multiply(*chain)
    first, second = (k for k, arg in enumerate(chain) if arg.varying)
    left = multiply(*chain[: first + 1])
    right = multiply(*chain[second:])
    middle = chain[first + 1 : second]
    matrix = multiply(factor, *middle) if middle else multiply(factor, identity(right.shape[0]))
    return transpose(left), matrix, right


def split_off(term: Node) -> tuple[Node, Node] | None:
    """(M, x) where the term is M*x for a variable x; ``None`` where it is of another form."""
    if term.kind == "symbol":
        return identity(term.shape[0]), term
    if term.kind == "times":
        moving = [a for a in term.args if a.varying]
        rest = [a for a in term.args if not a.varying]
        if len(moving) == 1 and moving[0].kind == "symbol" and term.is_column and len(rest) == 1:
            return diagonal_matrix(rest[0]), moving[0]
        return None
    if term.kind != "product":
        return None
    count = term.mark[0]
    moving = [k for k, arg in enumerate(term.args) if arg.varying]
    if len(moving) != 1:
        return None
    k = moving[0]
    found = term.args[k]
    rest = term.args[:k] + term.args[k + 1 :]
    if found.kind == "symbol" and (k == len(term.args) - 1 or k < count) and rest:
        return multiply(*rest), found
    if found.kind == "product" and found.is_scalar:
        inner = split_off(found)
        if inner is not None and rest:
            return multiply(*rest, inner[0]), inner[1]
    if found.kind == "transpose" and found.args[0].kind == "symbol" and found.args[0].is_column and k == count:
        row = multiply(*rest)
        return (transpose(row), found.args[0]) if row.is_column or row.is_scalar else None
    return None


class Entry(NamedTuple):
    """c*x[i] + o, an affine form in one entry of a vector: x[i] = unit'*x."""

    factor: Fraction
    unit: Node
    symbol: Node
    offset: Node


def entry_form(node: Node) -> Entry | None:
    """The form of one entry; ``None`` for any other node. A scalar variable is its own."""
    moving = [(value, term) for value, term in terms(node) if term.varying]
    if len(moving) != 1 or moving[0][1].kind != "product" or moving[0][1].mark[0]:
        return None
    value, term = moving[0]
    if len(term.args) != 2 or term.args[0].kind != "transpose" or term.args[1].kind != "symbol":
        return None
    unit, symbol = term.args[0].args[0], term.args[1]
    if unit.kind != "unit" or not symbol.is_column:
        return None
    return Entry(value, unit, symbol, add(node, scale(-value, term)))
