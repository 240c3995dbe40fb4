"""Shapes that do not fit, told in the words of the statement."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.statements.building import identity, multiply, ones, zero
from duality.statements.building.leaves import is_zero
from duality.statements.language.cursor import Cursor
from duality.statements.nodes import Node
from duality.statements.sizes import Shape, Size, set_text


class Value(NamedTuple):
    """An operand with its place; ``eye`` marks a multiple of I whose size is still to be found."""

    node: Node
    start: int
    end: int
    eye: bool = False


def phrase(cursor: Cursor, value: Value) -> str:
    """The operand as it stands in the text, and its set."""
    written = cursor.source.text[value.start : value.end].strip()
    return f"{' '.join(written.split())} is in {set_text(value.node.shape)}"


def fitted(cursor: Cursor, left: Value, right: Value, doing: str) -> tuple[Node, Node]:
    """Both operands in one shape: numbers are spread, I takes its size from the other side; else a fault."""
    if left.eye and right.eye:
        return left.node, right.node
    if left.eye or right.eye:
        return _sized(cursor, left, right)
    a, b = left.node.shape, right.node.shape
    if a == b:
        return left.node, right.node
    if left.node.is_scalar:
        return _spread(left.node, b), right.node
    if right.node.is_scalar:
        return left.node, _spread(right.node, a)
    raise mismatch(cursor, left, right, doing)


def _spread(node: Node, shape: Shape) -> Node:
    return zero(shape) if is_zero(node) else multiply(node, ones(shape))


def _sized(cursor: Cursor, left: Value, right: Value) -> tuple[Node, Node]:
    known = right if left.eye else left
    rows, columns = known.node.shape
    if rows != columns:
        raise cursor.fault(
            f"I is square, and {phrase(cursor, known)}", left.start, right.end, "write eye(n) for an identity of size n"
        )
    eye = identity(rows)
    return (multiply(left.node, eye), right.node) if left.eye else (left.node, multiply(right.node, eye))


def mismatch(cursor: Cursor, left: Value, right: Value, doing: str) -> ProblemError:
    """The fault of two operands whose shapes do not fit."""
    message = f"{phrase(cursor, left)} and {right_phrase(cursor, right)}"
    return cursor.fault(
        f"{message}: {difference(left.node.shape, right.node.shape)}", left.start, right.end, _mend(left, right, doing)
    )


def right_phrase(cursor: Cursor, value: Value) -> str:
    written = cursor.source.text[value.start : value.end].strip()
    return f"{' '.join(written.split())} in {set_text(value.node.shape)}"


def difference(left: Shape, right: Shape) -> str:
    """Which sizes differ."""
    if left == (right[1], right[0]):
        return "one is the transpose of the other"
    for a, b in zip(left, right, strict=True):
        if a != b:
            both = "different dimensions" if a.letters and b.letters else "different sizes"
            return f"{a} and {b} are {both}"
    return "their shapes differ"


def _mend(left: Value, right: Value, doing: str) -> str:
    a, b = left.node.shape, right.node.shape
    if a == (b[1], b[0]):
        return "transpose one of them with '"
    names = [n for v in (right, left) for n in _name(v.node)]
    target = set_text(a if names and names[0] == _first(right.node) else b)
    if names:
        return f"declare {names[0]} in {target}, or give both the same dimension"
    return f"{doing} needs two operands of one shape"


def _name(node: Node) -> list[str]:
    return [node.mark[0].name] if node.kind == "symbol" else []


def _first(node: Node) -> str:
    return node.mark[0].name if node.kind == "symbol" else ""


def inner_mismatch(cursor: Cursor, left: Value, right: Value) -> ProblemError:
    """The fault of a product whose inner sizes differ."""
    a, b = left.node.shape, right.node.shape
    message = f"{phrase(cursor, left)} and {right_phrase(cursor, right)}: their product needs {a[1]} = {b[0]}"
    return cursor.fault(message, left.start, right.end, _product_mend(cursor, left, right))


def _product_mend(cursor: Cursor, left: Value, right: Value) -> str:
    a, b = left.node.shape, right.node.shape
    one = _written(cursor, left)
    other = _written(cursor, right)
    if a == b:
        dot = f"{one}'*{other} is the inner product, " if a[1].is_one() else ""
        return f"{dot}{one} .* {other} multiplies entry by entry"
    if a[0] == b[0]:
        return f"did you mean {one}'*{other}?"
    if a[1] == b[1]:
        return f"did you mean {one}*{other}'?"
    if b[1] == a[0]:
        return f"did you mean {other}*{one}?"
    return "the number of columns on the left is the number of rows on the right"


def _written(cursor: Cursor, value: Value) -> str:
    text = " ".join(cursor.source.text[value.start : value.end].split())
    simple = value.node.kind in ("symbol", "transpose", "call") or text.replace("'", "").isalnum()
    return text if simple else f"({text})"


def square_size(cursor: Cursor, value: Value, what: str) -> Size:
    """The size of a square matrix; a fault for another shape."""
    rows, columns = value.node.shape
    if rows != columns:
        raise cursor.fault(f"{what} needs a square matrix: {phrase(cursor, value)}", value.start, value.end)
    return rows
