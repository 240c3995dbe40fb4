"""Functions of the language on matrices."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from duality.errors import ProblemError, UnknownNameError
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
from duality.statements.building.units import listed
from duality.statements.language.abbreviations import ABBREVIATIONS, SYNONYMS
from duality.statements.language.cursor import Cursor
from duality.statements.language.indexes import conditions, index, looping
from duality.statements.language.shapes import Value, fitted, phrase, square_size
from duality.statements.language.tokens import Token
from duality.statements.nodes import Node, Range
from duality.statements.sizes import ONE, SCALAR

Reader = Callable[[Cursor], Value]

_ENTRYWISE = frozenset({"abs", "exp", "log", "pos", "softplus", "sqrt"})

_REDUCING = frozenset({"geomean", "logsumexp", "norm", "norm1", "norm2", "norminf", "normnuc"})

_NESTED = frozenset({"logsumexp", "max", "min", "norm", "norm1", "norminf"})
"""Functions of a list that take lists of their own values: max(e[i, j] for i, j) = max(max(e[i, j] for j) for i)."""

_SQUARE = {
    "logdet": "logdet",
    "eigmax": "lambda_max",
    "eigmin": "lambda_min",
    "tr": "tr",
    "trsqrt": "trsqrt",
    "inv": "inv",
    "pinv": "pinv",
}

_SIZED = frozenset({"ones", "zeros", "eye", "unit"})

FUNCTIONS = frozenset(
    {*_ENTRYWISE, *_REDUCING, *_SQUARE, *_SIZED, *ABBREVIATIONS, *SYNONYMS}
    | {"sum", "max", "min", "diag", "huber", "sumlargest"}
)


INSTEAD = {"prod": "geomean(x) is the n-th root of the product of the entries, and sum(log(x)) its logarithm"}
"""What to write for functions that the statements do not have."""


def no_function(cursor: Cursor, token: Token) -> ProblemError:
    """The name before a parenthesis is none of a function."""
    near = get_close_matches(token.text, FUNCTIONS, 1)
    meant = f"did you mean {near[0]}(...)?" if near else "docs/statements.md lists the functions"
    said = f"there is no function '{token.text}' of vectors or matrices"
    return cursor.source.error(UnknownNameError, said, token.start, token.end, INSTEAD.get(token.text, meant))


def apply(cursor: Cursor, read: Reader) -> Value:
    """name(arguments)"""
    token = cursor.take()
    name = SYNONYMS.get(token.text, token.text)
    cursor.expect("(", "'('")
    if token.text in _SIZED:
        node = _sized(cursor, token.text)
    else:
        with looping(cursor) as range:
            values = [read(cursor)]
            while cursor.accept(","):
                values.append(_infinite(cursor, name) or read(cursor))
        range = range if range.loops else Range((), conditions(cursor))
        if range.loops or range.guards:
            node = _over(cursor, name, range, values)
        else:
            node = _applied(cursor, name, values)
    closing = cursor.expect(")", "')'")
    return Value(node, token.start, closing.end)


def _infinite(cursor: Cursor, name: str) -> Value | None:
    """inf as the exponent of a norm."""
    token = cursor.token
    if name != "norm" or token.text != "inf" or "inf" in cursor.names.declared:
        return None
    cursor.take()
    return Value(Node("call", (), SCALAR, ("inf",)), token.start, token.end)


def _over(cursor: Cursor, name: str, range: Range, values: list[Value]) -> Node:
    """The sum over a range, or a function of the list of entries."""
    value = values[0]
    if name == "sum":
        return over(range, value.node)
    if name not in _NESTED or len(values) > 1:
        raise cursor.fault(f"{name} takes no 'for'", value.start, value.end, "sum, max, min and norms do")
    if not value.node.is_scalar:
        raise cursor.fault(f"{name} of a list takes numbers: {phrase(cursor, value)}", value.start, value.end)
    names = {loop.name for loop in range.loops}
    if range.guards or any(set(dict(s.letters)) & names for loop in range.loops for s in (loop.lower, loop.upper)):
        mend = "give all indexes fixed ends, or write it as rows: name[i]: e[i] <= t for i in ..."
        raise cursor.fault(f"{name} runs over a list whose length is fixed", value.start, value.end, mend)
    node = value.node
    for loop in reversed(range.loops):
        node = _applied(cursor, name, [Value(listed(Range((loop,)), node), value.start, value.end)])
    return node


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
    if name in ABBREVIATIONS:
        count, made = ABBREVIATIONS[name]
        if len(values) != count:
            raise cursor.fault(f"{name} takes {count} arguments", first.start, values[-1].end)
        return made(*(v.node for v in values))
    if name == "norm" and len(values) == 2:
        return _norm(cursor, *values)
    if len(values) != 1 and name not in ("huber", "max", "min", "sumlargest"):
        raise cursor.fault(f"{name} takes one argument", first.start, values[-1].end)
    if name in _ENTRYWISE or name in _REDUCING:
        return call(name, first.node)
    if name in _SQUARE:
        return _square(cursor, name, first)
    match name:
        case "sum":
            return total(first.node)
        case "diag":
            return _diag(cursor, first)
        case "huber":
            return _huber(cursor, values)
        case "sumlargest":
            return _largest(cursor, values)
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


def _norm(cursor: Cursor, vector: Value, exponent: Value) -> Node:
    """norm(x, p) for p >= 1 or inf."""
    if exponent.node.kind == "call" and exponent.node.mark[0] == "inf":
        return call("norminf", vector.node)
    if not exponent.node.is_scalar or exponent.node.varying:
        raise cursor.fault("the exponent of a norm is a number, a letter or inf", exponent.start, exponent.end)
    if exponent.node.kind == "number" and exponent.node.mark[0] < 1:
        raise cursor.fault("the exponent of a norm is at least 1", exponent.start, exponent.end)
    if not vector.node.is_column and exponent.node != building.number(2):
        raise cursor.fault(f"{phrase(cursor, vector)}, and this is a norm of vectors", vector.start, vector.end)
    return call("pnorm", vector.node, exponent.node)


def _largest(cursor: Cursor, values: list[Value]) -> Node:
    if len(values) != 2 or not values[1].node.is_scalar or values[1].node.varying:
        raise cursor.fault("write sumlargest(x, k) with a number k", values[0].start, values[-1].end)
    return call("sumlargest", values[0].node, values[1].node)


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
