"""Entries, rows, columns and parts of what stands in the text, and x^T."""

from __future__ import annotations

from duality.statements import building
from duality.statements.building import multiply, symbol, transpose
from duality.statements.language.cursor import Cursor
from duality.statements.language.indexes import index, indexes
from duality.statements.language.shapes import Value, phrase
from duality.statements.nodes import Declaration
from duality.statements.sizes import ONE, Size


def is_raised_to_t(cursor: Cursor) -> bool:
    """x^T, where T is no letter of the statement."""
    return cursor.token.kind == "^" and cursor.ahead().text == "T" and not _knows_t(cursor)


def ends_raised_to_t(cursor: Cursor) -> bool:
    """Whether ^T stands before this place."""
    last, before = cursor.tokens[cursor.position - 1], cursor.tokens[cursor.position - 2]
    return cursor.position > 1 and last.text == "T" and before.kind == "^" and not _knows_t(cursor)


def _knows_t(cursor: Cursor) -> bool:
    return "T" in cursor.names.declared or "T" in cursor.names.sizes


def is_entry(cursor: Cursor) -> bool:
    """(A*x)[i]"""
    return cursor.token.kind == "[" and cursor.tokens[cursor.position - 1].kind == ")"


def entry_of(cursor: Cursor, value: Value) -> Value:
    """An entry of a vector or of a matrix in brackets."""
    cursor.take()
    found = indexes(cursor)
    closing = cursor.expect("]", "']'")
    rows, columns = value.node.shape
    if len(found) != sum(not size.is_one() for size in value.node.shape):
        raise cursor.fault(
            f"{phrase(cursor, value)}, and {len(found)} indexes stand here",
            value.start,
            closing.end,
            "one for each side",
        )
    node = value.node
    if not rows.is_one():
        node = multiply(transpose(building.unit(rows, found[0])), node)
    if not columns.is_one():
        node = multiply(node, building.unit(columns, found[-1]))
    return Value(node, value.start, closing.end)


def sliced(cursor: Cursor, declaration: Declaration, start: int) -> Value | None:
    """A[i, :], a row, and A[:, j], a column, of a matrix; ``None`` for plain indexes."""
    after = cursor.position
    places = [k for k in range(after, len(cursor.tokens)) if cursor.tokens[k].kind == "]"]
    if not places or not any(cursor.tokens[k].kind == ":" for k in range(after, places[0])):
        return None
    rows, columns = declaration.shape
    row = cursor.accept(":") is not None
    first = None if row else index(cursor)
    cursor.expect(",", "','")
    second = None if cursor.accept(":") else index(cursor)
    closing = cursor.expect("]", "']'")
    if declaration.range.loops or columns.is_one() or (first is None) == (second is None):
        raise cursor.fault("a slice is a row A[i, :] or a column A[:, j] of a matrix", start, closing.end)
    node = symbol(declaration)
    if first is not None:
        node = multiply(transpose(building.unit(rows, first)), node)
    elif second is not None:
        node = multiply(node, building.unit(columns, second))
    return Value(node, start, closing.end)


def stretch(cursor: Cursor, declaration: Declaration, found: list[Size], start: int) -> Value:
    """y[2..n]: a part of a vector."""
    cursor.take()
    first, last = found.pop(), index(cursor)
    closing = cursor.expect("]", "']'")
    whole = declaration.shape[0]
    if len(found) != len(declaration.range.loops) or whole.is_one() or not declaration.shape[1].is_one():
        raise cursor.fault("a part v[i..j] is taken of a vector", start, closing.end)
    before, after = first - 1, whole - last
    heights = tuple(size for size in (before, last - first + 1, after) if size != Size(0))
    place = 0 if before == Size(0) else 1
    return Value(building.part(symbol(declaration, tuple(found)), heights, (ONE,), place, 0), start, closing.end)
