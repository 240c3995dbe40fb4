"""Numbers that stand in the statement: 5, 1/10, [1, 2], [[1, 2], [3, 4]], load("A.npy")."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.language.cursor import Cursor
from duality.statements.nodes import Sign
from duality.statements.sizes import ONE, SCALAR, Shape, Size

Literal = int | Fraction | tuple
"""A number or rows of numbers."""


def literal(cursor: Cursor) -> tuple[Literal, Shape, Sign]:
    """The value, its shape and the sign that all its entries have."""
    if cursor.token.kind != "[":
        value = _number(cursor)
        return value, SCALAR, _sign([value])
    opening = cursor.take()
    if cursor.token.kind == "[":
        rows = [_row(cursor)]
        while cursor.accept(","):
            rows.append(_row(cursor))
        cursor.expect("]", "']'")
        if len({len(row) for row in rows}) != 1:
            raise cursor.fault(
                "the rows of this matrix differ in length", opening.start, cursor.tokens[cursor.position - 1].end
            )
        entries = [value for row in rows for value in row]
        return tuple(rows), (Size(len(rows)), Size(len(rows[0]))), _sign(entries)
    cells = _cells(cursor)
    cursor.expect("]", "']'")
    return tuple(cells), (Size(len(cells)), ONE), _sign(cells)


def _row(cursor: Cursor) -> tuple:
    cursor.expect("[", "'[' of a row")
    cells = _cells(cursor)
    cursor.expect("]", "']'")
    return tuple(cells)


def _cells(cursor: Cursor) -> list:
    found = [_number(cursor)]
    while cursor.accept(","):
        found.append(_number(cursor))
    return found


def _number(cursor: Cursor) -> int | Fraction:
    negative = cursor.accept("-") is not None
    token = cursor.expect("number", "a number")
    value = cursor.fraction(token)
    if cursor.accept("/"):
        below = cursor.fraction(cursor.expect("number", "a number"))
        if below == 0:
            raise cursor.fault("this divides by zero", token.start, cursor.tokens[cursor.position - 1].end)
        value /= below
    value = -value if negative else value
    return int(value) if value.denominator == 1 else value


def _sign(values: list) -> Sign:
    if all(v > 0 for v in values):
        return "positive"
    if all(v >= 0 for v in values):
        return "nonnegative"
    return "negative" if all(v < 0 for v in values) else "any"
