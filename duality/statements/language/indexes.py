"""Indexes, loops and guards: integers that are affine in letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from duality.statements.language.cursor import Cursor
from duality.statements.nodes import Guard, Loop, Range
from duality.statements.sizes import SCALAR, Size, size_of

_FLIPPED = {">=": "<=", ">": "<"}


def indexes(cursor: Cursor) -> list[Size]:
    """i, j + 1, 3"""
    found = [index(cursor)]
    while cursor.accept(","):
        found.append(index(cursor))
    return found


def index(cursor: Cursor, *, declares: bool = False) -> Size:
    """A sum of letters and integers; with ``declares`` a new letter becomes a dimension."""
    negative = cursor.accept("-") is not None
    total = _term(cursor, declares)
    total = total.times(-1) if negative else total
    while cursor.token.kind in ("+", "-"):
        sign = 1 if cursor.take().kind == "+" else -1
        total = total + _term(cursor, declares).times(sign)
    return total


def _term(cursor: Cursor, declares: bool) -> Size:
    token = cursor.token
    if token.kind == "number":
        cursor.take()
        if not token.text.isdigit():
            raise cursor.fault(f"an index is an integer, and {token.text} stands here", token.start, token.end)
        if (cursor.token.kind == "*" or cursor.token.kind == "name") and not _separates(cursor):
            cursor.accept("*")
            return _letter(cursor, declares).times(int(token.text))
        return Size(int(token.text))
    return _letter(cursor, declares)


def _separates(cursor: Cursor) -> bool:
    """The x of R^(2 x n)."""
    return cursor.token.text == "x" and cursor.ahead().kind in ("name", "number")


def _letter(cursor: Cursor, declares: bool) -> Size:
    token = cursor.token
    if token.kind == "(":
        cursor.take()
        inside = index(cursor, declares=declares)
        cursor.expect(")", "')'")
        return inside
    token = cursor.expect("name", "an index or a dimension")
    name = token.text
    if name in cursor.loops or name in cursor.names.sizes:
        return size_of(name)
    if _becomes_dimension(cursor, name):
        return size_of(name)
    if name in cursor.names.declared:
        kind = cursor.names.declared[name].role
        raise cursor.fault(
            f"'{name}' is a {kind}, not a dimension", token.start, token.end, "choose another letter for the dimension"
        )
    if not declares:
        known = ", ".join([*cursor.loops, *cursor.names.sizes]) or "none"
        raise cursor.fault(
            f"'{name}' is neither a loop variable nor a dimension", token.start, token.end, f"known here: {known}"
        )
    cursor.names.sizes[name] = None
    return size_of(name)


def _becomes_dimension(cursor: Cursor, name: str) -> bool:
    """``param n`` or ``param n = 3`` is a dimension where it is used as one."""
    found = cursor.names.declared.get(name)
    if found is None or found.role != "parameter" or found.shape != SCALAR or found.range.loops:
        return False
    del cursor.names.declared[name]
    cursor.names.sizes[name] = None
    return True


def range_clause(cursor: Cursor) -> Range:
    """for i in 1..m, j in i..n if i != j; the loop variables stay known to the cursor."""
    if not cursor.accept("for"):
        return Range()
    if cursor.token.kind == "name" and cursor.token.text == "all":
        cursor.take()
    loops = [_loop(cursor)]
    while (
        cursor.token.kind == ","
        and cursor.ahead().kind == "name"
        and cursor.ahead(2).kind == "in"
        and _is_range(cursor)
    ):
        cursor.take()
        loops.append(_loop(cursor))
    return Range(tuple(loops), conditions(cursor))


def conditions(cursor: Cursor) -> tuple[Guard, ...]:
    """if i < j and j <= n"""
    guards: list[Guard] = []
    if cursor.accept("if"):
        guards.append(_guard(cursor))
        while cursor.accept("and"):
            guards.append(_guard(cursor))
    return tuple(guards)


def _is_range(cursor: Cursor) -> bool:
    """Whether what follows the comma is another loop, and not a declaration such as y in R^n."""
    for token in cursor.tokens[cursor.position + 3 :]:
        if token.kind == "..":
            return True
        if token.kind in (",", "end", "in", "^"):
            return False
    return False


def _loop(cursor: Cursor) -> Loop:
    token = cursor.expect("name", "a loop variable")
    if token.text in cursor.names.declared:
        raise cursor.fault(f"'{token.text}' is declared already, and cannot count", token.start, token.end)
    cursor.expect("in", "'in'")
    lower = index(cursor, declares=True)
    cursor.expect("..", "'..'")
    upper = index(cursor, declares=True)
    cursor.loops[token.text] = None
    return Loop(token.text, lower, upper)


def _guard(cursor: Cursor) -> Guard:
    left = index(cursor)
    token = cursor.take()
    if token.kind not in ("=", "!=", "<=", "<", ">=", ">"):
        raise cursor.fault("a condition compares two indexes", token.start, token.end, "such as i < j or i != j")
    right = index(cursor)
    if token.kind in _FLIPPED:
        return Guard(right, _FLIPPED[token.kind], left)  # type: ignore[arg-type]
    return Guard(left, token.kind, right)  # type: ignore[arg-type]


@contextmanager
def looping(cursor: Cursor, token: str = "for") -> Iterator[Range]:
    """The range that stands behind the body, read before it: its loop variables are known inside."""
    found = _ahead(cursor, token)
    before = dict(cursor.loops)
    if found is None:
        yield Range()
        return
    place = cursor.position
    cursor.position = found
    range = range_clause(cursor)
    after = cursor.position
    cursor.position = place
    yield range
    if cursor.position == found:
        cursor.position = after
    cursor.loops = before


def _ahead(cursor: Cursor, kind: str) -> int | None:
    """Where the 'for' of this body stands: outside brackets that open after the cursor."""
    depth = 0
    for place in range(cursor.position, len(cursor.tokens)):
        token = cursor.tokens[place]
        if token.kind in ("(", "[", "{"):
            depth += 1
        elif token.kind in (")", "]", "}"):
            depth -= 1
            if depth < 0:
                return None
        elif token.kind == kind and depth == 0:
            return place
    return None
