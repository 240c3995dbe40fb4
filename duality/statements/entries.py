"""Entries, rows, columns and slices of matrices in Python, counted from 0; a row or column that is left is a vector."""

from __future__ import annotations

from typing import Any

from duality.errors import ProblemError
from duality.statements.building import block, multiply, symbol, transpose, unit
from duality.statements.nodes import Node
from duality.statements.sizes import Size

Index = Any
"""An integer or a slice, or a pair of them."""


def entry(node: Node, index: Index) -> Node:
    """node[index]; raises `IndexError` outside, `ProblemError` where a size is a letter and must be known."""
    places = index if isinstance(index, tuple) else (index,)
    if node.shape[0].is_one() and not node.shape[1].is_one() and len(places) == 1:
        return entry(transpose(node), index)
    if len(places) > (1 if node.is_column else 2):
        raise ProblemError(f"{node} takes {1 if node.is_column else 2} indexes, and {len(places)} are given")
    named = node.kind == "symbol" and not node.mark[1] and all(_is_integer(k) for k in places)
    free = [size for size in node.shape if not size.is_one()]
    if named and len(places) == len(free):
        return symbol(node.mark[0], tuple(Size(_place(int(k), size) + 1) for k, size in zip(places, free, strict=True)))
    found = _rows(node, places[0])
    if len(places) == 2:
        found = transpose(_rows(transpose(found), places[1]))
    # One row of a matrix is a vector, as in numpy.
    alone = _is_integer(places[0]) and found.shape[0].is_one() and not found.shape[1].is_one()
    return transpose(found) if alone else found


def _rows(node: Node, index: Index) -> Node:
    size = node.shape[0]
    if _is_integer(index):
        return multiply(transpose(unit(size, Size(_place(int(index), size) + 1))), node)
    if not isinstance(index, slice):
        raise TypeError(f"{index!r} is neither an integer nor a slice")
    if index == slice(None):
        return node
    known = size.known()
    if known is None:
        raise ProblemError(
            f"a slice needs a size in numbers, and {node} has {size} rows", help="declare it by an integer"
        )
    chosen = range(known)[index]
    if not chosen:
        raise IndexError(f"the slice {index} is empty")
    return block(tuple((multiply(transpose(unit(size, Size(k + 1))), node),) for k in chosen))


def _is_integer(index: Index) -> bool:
    return hasattr(index, "__index__") and not isinstance(index, bool)


def _place(index: int, size: Size) -> int:
    known = size.known()
    place = index + known if index < 0 and known is not None else index
    if place < 0 or (known is not None and place >= known):
        raise IndexError(f"index {index} is outside 0..{size - 1}")
    return place
