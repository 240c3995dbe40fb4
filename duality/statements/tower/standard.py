"""min f, c <= 0, h = 0, S << 0: the statement with its multipliers.

A row has one multiplier of its own shape: alpha >= 0 entrywise for c <= 0, beta for h = 0, alpha >> 0 for a matrix
inequality. A block matrix inequality has a multiplier in the same blocks.
"""

from __future__ import annotations

from duality.model.problem import Sense
from duality.named_tuples import NamedTuple
from duality.statements.building import block, scale, subtract, symbol, transpose
from duality.statements.nodes import Declaration, Node, Range
from duality.statements.sizes import size_of
from duality.statements.statement import Row, Statement


class StandardRow(NamedTuple):
    """A row as c <= 0, h = 0 or S << 0, with its multiplier."""

    row: Row
    body: Node
    multiplier: Node
    declared: tuple[Declaration, ...]


def objective_of(statement: Statement) -> Node:
    """f, to be minimized."""
    return statement.objective if statement.sense is Sense.MIN else scale(-1, statement.objective)


def standard_rows(statement: Statement) -> tuple[StandardRow, ...]:
    """The rows, each with the multiplier that L gives it."""
    return tuple(map(_standard, statement.rows))


def _standard(row: Row) -> StandardRow:
    forward = row.relation in ("<=", "=", "<<")
    body = subtract(row.left, row.right) if forward else subtract(row.right, row.left)
    multiplier, declared = _multiplier(row, body)
    return StandardRow(row, body, multiplier, declared)


def _multiplier(row: Row, body: Node) -> tuple[Node, tuple[Declaration, ...]]:
    indices = tuple(size_of(loop.name) for loop in row.range.loops)
    range = Range(row.range.loops, row.range.guards)
    if row.kind == "semidefinite":
        if body.kind in ("block", "add") and (cells := _cells(body)) is not None:
            return _blocks(row, cells, range, indices)
        made = Declaration(row.multiplier, "multiplier", body.shape, range, "any", True, "semidefinite")
        return symbol(made, indices), (made,)
    sign = "nonnegative" if row.kind == "inequality" else "any"
    symmetric = not body.is_scalar and body.shape[0] == body.shape[1] and transpose(body) == body
    made = Declaration(row.multiplier, "multiplier", body.shape, range, sign, symmetric)
    return symbol(made, indices), (made,)


def _cells(body: Node) -> Node | None:
    """The block matrix in the body, whose cut the multiplier takes over."""
    return next((arg for arg in (body, *body.args) if arg.kind == "block"), None)


def _blocks(row: Row, cells: Node, members: Range, indices: tuple) -> tuple[Node, tuple[Declaration, ...]]:
    count = cells.mark[0]
    wide = len(cells.args) // count
    made: dict[tuple[int, int], Declaration] = {}
    for i in range(count):
        for j in range(i, wide):
            shape = cells.args[i * wide + j].shape
            name = f"{row.multiplier}_{i + 1}{j + 1}"
            made[i, j] = Declaration(name, "multiplier", shape, members, "any", i == j and not shape[0].is_one())
    rows = []
    for i in range(count):
        cells_of_row = []
        for j in range(wide):
            node = symbol(made[min(i, j), max(i, j)], indices)
            cells_of_row.append(node if i <= j else transpose(node))
        rows.append(tuple(cells_of_row))
    return block(tuple(rows)), tuple(made.values())
