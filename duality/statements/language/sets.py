"""Sets: R, R^n, R+^n, R++^n, R^(m, n), S^n, S+^n, S++^n, intervals, finite sets; [0, 1]^n and {0, 1}^n."""

from __future__ import annotations

from duality import statements
from duality.named_tuples import NamedTuple
from duality.statements.building import number
from duality.statements.building.products import broadcast
from duality.statements.language.cursor import Cursor
from duality.statements.language.expressions import expression
from duality.statements.language.indexes import index
from duality.statements.language.tokens import Token
from duality.statements.nodes import Definite, Node, Range, Sign
from duality.statements.sizes import ONE, SCALAR, Shape, Size
from duality.statements.statement import DomainRow


class SetOf(NamedTuple):
    """A set of matrices of a shape; ``lower`` and ``upper`` bound the entries, ``points`` are all values they take."""

    shape: Shape = SCALAR
    sign: Sign = "any"
    symmetric: bool = False
    definite: Definite = "no"
    lower: Node | None = None
    upper: Node | None = None
    strict: tuple[bool, bool] = (False, False)
    points: tuple[Node, ...] = ()


_SIGNS: dict[int, Sign] = {0: "any", 1: "nonnegative", 2: "positive"}
_DEFINITE: dict[int, Definite] = {0: "no", 1: "semidefinite", 2: "definite"}


def read_set(cursor: Cursor) -> SetOf:
    """A set; new letters in it become dimensions."""
    token = cursor.token
    if token.kind in ("{", "(", "["):
        found = _points(cursor) if token.kind == "{" else _interval(cursor)
        return found._replace(shape=_shape(_exponent(cursor))) if cursor.accept("^") else found
    if token.kind != "name" or token.text not in ("R", "S"):
        raise cursor.fault(
            f"'{token.text}' is no set",
            token.start,
            token.end,
            "sets are R, R^n, R+^n, R++^n, R^(m, n), S^n, S+^n, S++^n, [0, 1], [0, 1]^n, {0, 1}, {0, 1}^n",
        )
    cursor.take()
    plus = 0
    while cursor.token.kind == "+" and cursor.token.start == cursor.tokens[cursor.position - 1].end:
        cursor.take()
        plus += 1
    if plus > 2:
        raise cursor.fault("at most ++ stands behind R", token.start, cursor.token.start)
    if not cursor.accept("^"):
        if token.text == "S":
            raise cursor.fault("S needs a size", token.start, token.end, "write S^n")
        return SetOf(SCALAR, _SIGNS[plus])
    sizes = _exponent(cursor)
    if token.text == "S":
        if len(sizes) == 2 and sizes[0] != sizes[1]:
            raise cursor.fault(
                f"a symmetric matrix is square, and S^({sizes[0]}, {sizes[1]}) is not",
                token.start,
                cursor.token.start,
                "write S^n",
            )
        return SetOf((sizes[0], sizes[0]), "any", True, _DEFINITE[plus])
    return SetOf(_shape(sizes), _SIGNS[plus])


def rows_of_set(found: SetOf, node: Node, range: Range) -> list[DomainRow]:
    """The parts of X that say that the node lies in the set; a number bounds every entry."""
    if found.points:
        return [DomainRow("in", node, points=found.points, range=range)]
    zero = number(0)
    rows = []
    if found.definite != "no":
        rows.append(DomainRow(">>", node, broadcast(zero, node.shape), range=range))
    signed = found.sign in ("positive", "nonnegative")
    lower = found.lower if found.lower is not None else zero if signed else None
    if lower is not None:
        strict = found.strict[0] or (found.lower is None and found.sign == "positive")
        rows.append(DomainRow(">" if strict else ">=", node, broadcast(lower, node.shape), range=range))
    if found.upper is not None:
        rows.append(DomainRow("<" if found.strict[1] else "<=", node, broadcast(found.upper, node.shape), range=range))
    return rows


def begins_set(token: Token) -> bool:
    """Whether a set stands here, and not the range of an index."""
    return token.kind in ("{", "(", "[") or (token.kind == "name" and token.text in ("R", "S"))


def _shape(sizes: list[Size]) -> Shape:
    return sizes[0], sizes[1] if len(sizes) == 2 else ONE


def _exponent(cursor: Cursor) -> list[Size]:
    if cursor.token.kind in ("(", "{"):
        opening = cursor.take()
        sizes = [index(cursor, declares=True)]
        while cursor.accept(",") or _times(cursor):
            sizes.append(index(cursor, declares=True))
        cursor.expect(")" if opening.kind == "(" else "}", "',' or ')'" if opening.kind == "(" else "',' or '}'")
        if len(sizes) > 2:
            raise cursor.fault("a matrix has two sizes", opening.start, cursor.token.start)
        return sizes
    token = cursor.token
    if token.kind == "number" and cursor.ahead().kind == "name" and cursor.ahead().start == token.end:
        raise cursor.fault("a size with a factor needs brackets", token.start, cursor.ahead().end, "write R^(2*n)")
    size = _one_size(cursor)
    return [size, _one_size(cursor)] if _times(cursor) else [size]


def _times(cursor: Cursor) -> bool:
    """m x n between the sizes of a matrix; m*n could be the size of a vector, too."""
    token = cursor.token
    if cursor.ahead().kind not in ("name", "number"):
        return False
    if token.text == "*":
        before = cursor.tokens[cursor.position - 1]
        raise cursor.fault(
            "the shape of a matrix is written with a comma", before.start, cursor.ahead().end, "write R^(m, n)"
        )
    if token.text not in ("x", "\\times"):
        return False
    cursor.take()
    return True


def _one_size(cursor: Cursor) -> Size:
    token = cursor.token
    if token.kind not in ("name", "number"):
        raise cursor.unexpected("a size such as n, 3 or (m, n)")
    if token.kind == "number":
        cursor.take()
        if not token.text.isdigit() or int(token.text) < 1:
            raise cursor.fault(f"a size is a positive integer, and {token.text} stands here", token.start, token.end)
        return Size(int(token.text))
    place = cursor.position
    cursor.tokens, kept = [*cursor.tokens[: place + 1], cursor.tokens[-1]], cursor.tokens
    try:
        return index(cursor, declares=True)
    finally:
        cursor.tokens = kept


def _interval(cursor: Cursor) -> SetOf:
    opening = cursor.take()
    lower = _end(cursor)
    cursor.expect(",", "','")
    upper = _end(cursor)
    closing = cursor.take()
    if closing.kind not in (")", "]"):
        raise cursor.fault("an interval ends with ) or ]", closing.start, closing.end)
    sign: Sign = "any"
    if lower is not None:
        low = statements.signs.sign_of(lower)
        zero = lower.kind == "number" and lower.mark[0] == 0
        strict = opening.kind == "("
        sign = (
            "positive" if low == "positive" or (zero and strict) else "nonnegative" if low == "nonnegative" else "any"
        )
    return SetOf(SCALAR, sign, lower=lower, upper=upper, strict=(opening.kind == "(", closing.kind == ")"))


def _end(cursor: Cursor) -> Node | None:
    sign = cursor.token.kind if cursor.token.kind in ("-", "+") else ""
    named = cursor.ahead() if sign else cursor.token
    if named.kind == "name" and named.text == "inf":
        cursor.position += 2 if sign else 1
        return None
    return expression(cursor).node


def _points(cursor: Cursor) -> SetOf:
    cursor.take()
    found = [expression(cursor).node]
    while cursor.accept(","):
        found.append(expression(cursor).node)
    cursor.expect("}", "'}'")
    return SetOf(points=tuple(found))
