"""Functions of the language on matrices."""

from __future__ import annotations

from collections.abc import Callable

from duality.statements import building
from duality.statements.building import (
    call,
    diagonal,
    diagonal_matrix,
    identity,
    inverse,
    ones,
    over,
    total,
    trace,
    unit,
    zero,
)
from duality.statements.building.atoms import larger, smaller
from duality.statements.language.cursor import Cursor
from duality.statements.language.indexes import conditions, index, looping
from duality.statements.language.shapes import Value, fitted, phrase, square_size
from duality.statements.nodes import Node, Range
from duality.statements.sizes import ONE

Reader = Callable[[Cursor], Value]

_ENTRYWISE = {"exp": "exp", "log": "log", "ln": "log", "sqrt": "sqrt", "abs": "abs"}

_REDUCING = {
    "norm": "norm",
    "norm1": "norm1",
    "norm2": "norm2",
    "norminf": "norminf",
    "normnuc": "normnuc",
    "logsumexp": "logsumexp",
}

_SQUARE = {
    "logdet": "logdet",
    "eigmax": "lambda_max",
    "eigmin": "lambda_min",
    "tr": "tr",
    "trace": "tr",
    "inv": "inv",
    "pinv": "pinv",
}

_SIZED = frozenset({"ones", "zeros", "eye", "unit"})

FUNCTIONS = frozenset({*_ENTRYWISE, *_REDUCING, *_SQUARE, *_SIZED, "sum", "max", "min", "diag", "huber", "pos"})


def apply(cursor: Cursor, read: Reader) -> Value:
    """name(arguments)"""
    token = cursor.take()
    cursor.expect("(", "'('")
    if token.text in _SIZED:
        node = _sized(cursor, token.text)
    else:
        with looping(cursor) as range:
            values = [read(cursor)]
            while cursor.accept(","):
                values.append(read(cursor))
        range = range if range.loops else Range((), conditions(cursor))
        node = _applied(cursor, token.text, values)
        if range.loops or range.guards:
            node = _over(cursor, token.text, range, values[0])
    closing = cursor.expect(")", "')'")
    return Value(node, token.start, closing.end)


def _over(cursor: Cursor, name: str, range: object, value: Value) -> Node:
    if name != "sum":
        raise cursor.fault(f"only sum takes a 'for', and {name} stands here", value.start, value.end)
    return over(range, value.node)  # type: ignore[arg-type]


def _sized(cursor: Cursor, name: str) -> Node:
    sizes = [index(cursor)]
    while cursor.accept(","):
        sizes.append(index(cursor))
    if name == "eye":
        return identity(sizes[0])
    if name == "unit":
        return unit(sizes[0], sizes[1])
    shape = (sizes[0], sizes[1] if len(sizes) > 1 else ONE)
    return ones(shape) if name == "ones" else zero(shape)


def _applied(cursor: Cursor, name: str, values: list[Value]) -> Node:
    first = values[0]
    if len(values) != 1 and name not in ("huber", "max", "min"):
        raise cursor.fault(f"{name} takes one argument", first.start, values[-1].end)
    if name in _ENTRYWISE:
        return call(_ENTRYWISE[name], first.node)
    if name in _REDUCING:
        return call(_REDUCING[name], first.node)
    if name in _SQUARE:
        return _square(cursor, name, first)
    match name:
        case "sum":
            return total(first.node)
        case "pos":
            return call("pos", first.node)
        case "diag":
            return _diag(cursor, first)
        case "huber":
            return _huber(cursor, values)
    return _extreme(cursor, name, values)


def _square(cursor: Cursor, name: str, value: Value) -> Node:
    square_size(cursor, value, name)
    if name == "tr":
        return trace(value.node)
    if name == "inv":
        return inverse(value.node)
    if name == "pinv":
        return Node("pinv", (value.node,), value.node.shape)
    if name == "eigmin":
        return building.scale(-1, call("lambda_max", building.scale(-1, value.node)))
    return call(_SQUARE[name], value.node)


def _diag(cursor: Cursor, value: Value) -> Node:
    if value.node.is_column:
        return diagonal_matrix(value.node)
    square_size(cursor, value, "diag")
    return diagonal(value.node)


def _huber(cursor: Cursor, values: list[Value]) -> Node:
    if len(values) != 2 or not values[1].node.is_scalar:
        raise cursor.fault("huber takes a vector and a number: huber(t, M)", values[0].start, values[-1].end)
    return call("huber", values[0].node, values[1].node)


def _extreme(cursor: Cursor, name: str, values: list[Value]) -> Node:
    first = values[0]
    if len(values) == 1:
        if first.node.is_scalar:
            raise cursor.fault(f"{name} of one number: {phrase(cursor, first)}", first.start, first.end)
        return call("maximum" if name == "max" else "minimum", first.node)
    if len(values) > 2 and all(v.node.is_scalar for v in values):
        return call("maximum" if name == "max" else "minimum", building.block(tuple((v.node,) for v in values)))
    made = first
    for value in values[1:]:
        a, b = fitted(cursor, made, value, name)
        made = Value(larger(a, b) if name == "max" else smaller(a, b), first.start, value.end)
    return made.node
