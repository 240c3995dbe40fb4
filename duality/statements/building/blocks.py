"""Block matrices and their parts."""

from __future__ import annotations

from duality.statements import building
from duality.statements.building.leaves import is_zero, zero
from duality.statements.nodes import Node
from duality.statements.sizes import Size


def block(rows: tuple[tuple[Node, ...], ...]) -> Node:
    """[[A, B], [C, D]]; the mark counts the block rows."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    height, width = Size(0), Size(0)
    for row in rows:
        height = height + row[0].shape[0]
    for cell in rows[0]:
        width = width + cell.shape[1]
    cells = tuple(cell for row in rows for cell in row)
    if all(map(is_zero, cells)):
        return zero((height, width))
    return Node("block", cells, (height, width), (len(rows),))


def part(matrix: Node, heights: tuple[Size, ...], widths: tuple[Size, ...], row: int, column: int) -> Node:
    """The block of a matrix cut into rows of these heights and columns of these widths; counted from 0."""
    if matrix.kind == "block":
        cells = matrix.args
        wide = len(cells) // matrix.mark[0]
        found = tuple(cells[i * wide].shape[0] for i in range(matrix.mark[0]))
        if found == heights and tuple(c.shape[1] for c in cells[:wide]) == widths:
            return cells[row * wide + column]
    if matrix.kind == "zero":
        return zero((heights[row], widths[column]))
    if matrix.kind == "add":
        cut = tuple(part(arg, heights, widths, row, column) for arg in matrix.args)
        return Node("add", cut, cut[0].shape, matrix.mark)
    if matrix.kind == "symbol" and matrix.mark[0].symmetric and row > column:
        return building.linear.transpose(part(matrix, heights, widths, column, row))
    return Node("part", (matrix,), (heights[row], widths[column]), (heights, widths, row, column))
