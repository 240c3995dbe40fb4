"""Block matrices [[A, B], [C, D]] and columns [a, b, c]."""

from __future__ import annotations

from collections.abc import Callable

from duality.statements.building import block, identity, multiply, zero
from duality.statements.building.leaves import is_zero
from duality.statements.language.cursor import Cursor
from duality.statements.language.shapes import Value, phrase
from duality.statements.nodes import Node
from duality.statements.sizes import ONE, Size

Reader = Callable[[Cursor], Value]


def brackets(cursor: Cursor, read: Reader) -> Value:
    """[[A, B], [C, D]] or [a, b, c], a column."""
    opening = cursor.take()
    if cursor.token.kind == "[":
        rows = [_row(cursor, read)]
        while cursor.accept(","):
            rows.append(_row(cursor, read))
    else:
        rows = [[cell] for cell in _cells(cursor, read)]
    closing = cursor.expect("]", "']'")
    width = len(rows[0])
    odd = next((row for row in rows if len(row) != width), None)
    if odd is not None:
        raise cursor.fault("the rows of this block matrix differ in length", opening.start, closing.end)
    return Value(block(_sized_cells(cursor, rows)), opening.start, closing.end)


def _row(cursor: Cursor, read: Reader) -> list[Value]:
    cursor.expect("[", "'[' of a row")
    cells = _cells(cursor, read)
    cursor.expect("]", "']'")
    return cells


def _cells(cursor: Cursor, read: Reader) -> list[Value]:
    cells = [read(cursor)]
    while cursor.accept(","):
        cells.append(read(cursor))
    return cells


def _sized_cells(cursor: Cursor, rows: list[list[Value]]) -> tuple[tuple[Node, ...], ...]:
    """I, 0 and 1 take their sizes from the other cells of their row and column."""
    heights = [_known(row, 0) for row in rows]
    widths = [_known([row[j] for row in rows], 1) for j in range(len(rows[0]))]
    if len(rows) == len(rows[0]):
        for k in range(len(rows)):
            heights[k] = heights[k] or widths[k]
            widths[k] = widths[k] or heights[k]
    made = []
    for i, row in enumerate(rows):
        made.append(tuple(_cell(cursor, v, heights[i] or ONE, widths[j] or ONE) for j, v in enumerate(row)))
    return tuple(made)


def _known(cells: list[Value], side: int) -> Size | None:
    sized = [c for c in cells if not c.eye and not is_zero(c.node)]
    fixed = [c.node.shape[side] for c in sized if not c.node.is_scalar or c.node.varying] or [
        c.node.shape[side] for c in sized
    ]
    return fixed[0] if fixed else None


def _cell(cursor: Cursor, value: Value, height: Size, width: Size) -> Node:
    if value.eye and height == width:
        return multiply(value.node, identity(height))
    if is_zero(value.node):
        return zero((height, width))
    if value.node.shape != (height, width):
        place = f"{height} x {width}"
        raise cursor.fault(
            f"{phrase(cursor, value)}, and its place in the block matrix is {place}",
            value.start,
            value.end,
            "cells of one row have the same number of rows, cells of one column the same number of columns",
        )
    return value.node
