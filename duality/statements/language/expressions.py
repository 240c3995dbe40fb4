"""Expressions: tokens -> a node with its shape, by precedence climbing.

`*` and `@` are the matrix product, `.* ./ .^` work entry by entry, `'` after a name or bracket transposes and before an
operand multiplies. A number meets a matrix in a sum by being spread over it.
"""

from __future__ import annotations

from duality.errors import ProblemError
from duality.statements import building
from duality.statements.building import (
    add,
    call,
    divide,
    multiply,
    number,
    ones,
    power,
    scale,
    size_node,
    symbol,
    times,
    transpose,
)
from duality.statements.building.leaves import is_number, is_zero
from duality.statements.language.brackets import brackets
from duality.statements.language.cursor import Cursor
from duality.statements.language.functions import FUNCTIONS, apply, no_function
from duality.statements.language.indexes import indexes
from duality.statements.language.parts import ends_raised_to_t, entry_of, is_entry, is_raised_to_t, sliced, stretch
from duality.statements.language.shapes import Value, fitted, inner_mismatch, phrase
from duality.statements.nodes import Declaration, Node
from duality.statements.sizes import ONE, SCALAR, size_of

_PRODUCTS = frozenset({"*", "@", "/", ".*", "./"})

_OPENS = frozenset({"name", "number", "(", "[", "bars"})


def expression(cursor: Cursor) -> Value:
    """A sum of products."""
    left = _signed(cursor)
    while cursor.token.kind in ("+", "-"):
        operator = cursor.take()
        right = _product(cursor)
        a, b = fitted(cursor, left, right, "a sum" if operator.kind == "+" else "a difference")
        node = add(a, b if operator.kind == "+" else scale(-1, b))
        left = Value(node, left.start, right.end, left.eye and right.eye)
    return left


def _signed(cursor: Cursor) -> Value:
    sign = cursor.accept("-", "+")
    value = _product(cursor)
    if sign is None:
        return value
    node = scale(-1, value.node) if sign.kind == "-" else value.node
    return Value(node, sign.start, value.end, value.eye)


def _product(cursor: Cursor) -> Value:
    left = _unary(cursor)
    while cursor.token.kind in _PRODUCTS:
        operator = cursor.take()
        right = _unary(cursor)
        left = _combined(cursor, operator.kind, left, right)
    return left


def _combined(cursor: Cursor, operator: str, left: Value, right: Value) -> Value:
    if operator in ("*", "@"):
        return product(cursor, left, right)
    if operator == "/":
        if not right.node.is_scalar:
            raise cursor.fault(
                f"only a number divides: {phrase(cursor, right)}", right.start, right.end, "entry by entry it is ./"
            )
        return Value(divide(left.node, right.node), left.start, right.end, left.eye)
    a, b = fitted(cursor, left, right, "an entrywise product")
    node = times(a, b) if operator == ".*" else _quotient(cursor, left.node, a, b, right)
    return Value(node, left.start, right.end)


def _quotient(cursor: Cursor, written: Node, left: Node, right: Node, value: Value) -> Node:
    if is_zero(right):
        raise cursor.fault("this divides by zero", value.start, value.end)
    return divide(written if written.is_scalar and is_number(written, 1) else left, right)


def product(cursor: Cursor, left: Value, right: Value) -> Value:
    """left*right where the shapes allow it; a matrix times 1 is its row sums."""
    a, b = left.node, right.node
    if left.eye and not right.eye and b.is_scalar:
        return Value(multiply(b, a), left.start, right.end, True)
    if right.eye and not left.eye and a.is_scalar:
        return Value(multiply(a, b), left.start, right.end, True)
    if left.eye or right.eye:
        node = multiply(a, b)
        return Value(node, left.start, right.end, left.eye and right.eye)
    if is_number(b, 1) and not a.is_scalar and not a.shape[1].is_one() and _bare_one(cursor, right):
        return Value(multiply(a, ones((a.shape[1], ONE))), left.start, right.end)
    if is_number(a, 1) and b.shape[0].is_one() and not b.is_scalar and _bare_one(cursor, left):
        raise cursor.fault(
            "how many ones stand before this row is not said", left.start, right.end, "write ones(m)*row for a matrix"
        )
    if not a.is_scalar and not b.is_scalar and a.shape[1] != b.shape[0]:
        raise inner_mismatch(cursor, left, right)
    return Value(multiply(a, b), left.start, right.end)


def _bare_one(cursor: Cursor, value: Value) -> bool:
    return cursor.source.text[value.start : value.end] == "1"


def _unary(cursor: Cursor) -> Value:
    sign = cursor.accept("-", "+")
    if sign is None:
        return _power(cursor)
    value = _unary(cursor)
    return Value(scale(-1, value.node) if sign.kind == "-" else value.node, sign.start, value.end, value.eye)


def _power(cursor: Cursor) -> Value:
    base = _juxtaposed(cursor)
    if cursor.token.kind not in ("^", ".^"):
        return base
    operator = cursor.take()
    exponent = _unary(cursor)
    if not exponent.node.is_scalar:
        raise cursor.fault(f"an exponent is a number: {phrase(cursor, exponent)}", exponent.start, exponent.end)
    if operator.kind == "^" and not base.node.is_scalar:
        return _matrix_power(cursor, base, exponent)
    try:
        return Value(power(base.node, exponent.node), base.start, exponent.end)
    except ProblemError as fault:
        raise cursor.fault(fault.message, base.start, exponent.end, fault.help) from None


def _matrix_power(cursor: Cursor, base: Value, exponent: Value) -> Value:
    rows, columns = base.node.shape
    if rows == columns and is_number(exponent.node, -1):
        return Value(building.inverse(base.node), base.start, exponent.end)
    if rows == columns and is_number(exponent.node, 2):
        return Value(multiply(base.node, base.node), base.start, exponent.end)
    written = cursor.source.text[base.start : base.end]
    mend = f"write {written}.^{cursor.source.text[exponent.start : exponent.end]} entry by entry, or norm({written})^2"
    raise cursor.fault(f"{phrase(cursor, base)} and has no power", base.start, exponent.end, mend)


def _juxtaposed(cursor: Cursor) -> Value:
    """An operand, and what follows directly: c'x, 1'x, 2x."""
    start = cursor.position
    left = _postfix(cursor)
    token = cursor.token
    if token.kind not in _OPENS or not _multiplies(cursor, start, left):
        return left
    right = _power(cursor)
    if _is_row_of_ones(cursor, start):
        return Value(multiply(ones((ONE, right.node.shape[0])), right.node), left.start, right.end)
    return product(cursor, left, right)


def _multiplies(cursor: Cursor, start: int, left: Value) -> bool:
    previous, token = cursor.tokens[cursor.position - 1], cursor.token
    if previous.kind == "'" or _is_row_of_ones(cursor, start) or ends_raised_to_t(cursor):
        return True
    if token.kind == "bars" and cursor.bars:
        return False
    if (
        previous.kind == "number"
        and cursor.position - 1 == start
        and token.kind in ("name", "(", "bars")
        and token.start == previous.end
    ):
        before = cursor.tokens[start - 1].kind if start else ""
        if before in ("/", "^", ".^", "./"):
            raise cursor.fault(
                "this product is ambiguous", left.start, token.end, "write the * that is meant, with brackets"
            )
        return True
    if token.kind in ("name", "number", "(", "bars") and previous.kind in ("name", ")", "]", "number"):
        raise cursor.source.syntax_error(
            f"'{token.text}' follows an operand", left.start, token.end, "write * between two factors"
        )
    return False


def _is_row_of_ones(cursor: Cursor, start: int) -> bool:
    """1' before an operand."""
    return cursor.tokens[start].kind == "number" and cursor.tokens[start].text == "1" and _primed(cursor, start + 1)


def _primed(cursor: Cursor, place: int) -> bool:
    return place < cursor.position and cursor.tokens[place].kind == "'"


def _postfix(cursor: Cursor) -> Value:
    value = _primary(cursor)
    while cursor.token.kind == "'" or is_raised_to_t(cursor) or is_entry(cursor):
        if cursor.token.kind == "[":
            value = entry_of(cursor, value)
            continue
        if cursor.token.kind == "^":
            cursor.take()
        prime = cursor.take()
        if is_number(value.node, 1) and cursor.tokens[cursor.position - 2].text == "1":
            if cursor.token.kind in ("*", "@"):
                cursor.take()
            if cursor.token.kind not in _OPENS and cursor.token.kind not in ("max", "min"):
                raise cursor.fault(
                    "how long this row of ones is is not said",
                    value.start,
                    prime.end,
                    "write ones(n)' for a row of n ones",
                )
            return Value(value.node, value.start, prime.end)
        value = Value(transpose(value.node), value.start, prime.end, value.eye)
    return value


def _primary(cursor: Cursor) -> Value:
    token = cursor.token
    match token.kind:
        case "number":
            cursor.take()
            return Value(number(cursor.fraction(token)), token.start, token.end)
        case "name":
            return _named(cursor)
        case "(":
            cursor.take()
            inside = expression(cursor)
            closing = cursor.expect(")", "')'")
            return Value(inside.node, token.start, closing.end, inside.eye)
        case "[":
            return brackets(cursor, expression)
        case "bars":
            return _bars(cursor)
        case "max" | "min" if cursor.ahead().kind == "(":
            return apply(cursor, expression)
    raise cursor.unexpected("an operand")


def _bars(cursor: Cursor) -> Value:
    opening = cursor.take()
    cursor.bars += 1
    inside = expression(cursor)
    cursor.bars -= 1
    closing = cursor.expect("bars", "'||' that closes the norm")
    kinds = {"": "norm", "1": "norm1", "2": "norm", "inf": "norminf", "F": "norm", "nuc": "normnuc", "*": "normnuc"}
    mark = closing.text.partition("_")[2]
    if mark in kinds:
        return Value(call(kinds[mark], inside.node), opening.start, closing.end)
    declared = cursor.names.declared.get(mark)
    if not mark.isdigit() and (declared is None or declared.shape != SCALAR or declared.role != "parameter"):
        mend = "||x||_1, ||x||_2, ||x||_inf, ||X||_F, ||X||_nuc, or ||x||_p with 'param p > 1'"
        raise cursor.fault(f"no norm has the index {mark}", closing.start, closing.end, mend)
    exponent = number(int(mark)) if declared is None else symbol(declared)
    return Value(call("pnorm", inside.node, exponent), opening.start, closing.end)


def _named(cursor: Cursor) -> Value:
    token = cursor.token
    declaration = cursor.names.declared.get(token.text)
    if declaration is None and token.text in FUNCTIONS and cursor.ahead().kind == "(":
        return apply(cursor, expression)
    cursor.take()
    if declaration is not None:
        return _declared(cursor, declaration, token.start, token.end)
    if token.text in cursor.loops or token.text in cursor.names.sizes:
        return Value(size_node(size_of(token.text)), token.start, token.end)
    if token.text == "I":
        return Value(number(1), token.start, token.end, True)
    if cursor.names.undeclared_allowed:
        made = Declaration(token.text, "variable")
        cursor.names.declared[token.text] = made
        return _declared(cursor, made, token.start, token.end)
    if cursor.token.text == "(":
        raise no_function(cursor, token)
    raise cursor.unknown(token)


def _rows_meant(declaration: Declaration) -> str:
    """M[i] of a matrix: a row, as a vector of a family."""
    name, (rows, columns) = declaration.name, declaration.shape
    member = name.lower() if name.lower() != name else f"{name}_row"
    return f"declare the rows as vectors, 'param {member}[{rows}] in R^{columns}', and write {member}[i]"


def _declared(cursor: Cursor, declaration: Declaration, start: int, end: int) -> Value:
    wanted = len(declaration.range.loops)
    if cursor.token.kind != "[":
        if wanted:
            shown = ", ".join(loop.name for loop in declaration.range.loops)
            raise cursor.fault(
                f"'{declaration.name}' is a family: one member for each {shown}",
                start,
                end,
                f"write {declaration.name}[{shown}] with 'for {shown} in ...'",
            )
        return Value(symbol(declaration), start, end)
    cursor.take()
    slices = sliced(cursor, declaration, start)
    if slices is not None:
        return slices
    found = indexes(cursor)
    if cursor.token.kind == "..":
        return stretch(cursor, declaration, found, start)
    closing = cursor.expect("]", "']'")
    free = [size for size in declaration.shape if not size.is_one()]
    allowed = (wanted, wanted + len(free)) if free else (wanted,)
    if len(found) not in allowed:
        raise cursor.fault(
            f"'{declaration.name}' takes {' or '.join(map(str, allowed))} indexes, and {len(found)} stand here",
            start,
            closing.end,
            _rows_meant(declaration) if (wanted, len(free), len(found)) == (0, 2, 1) else "",
        )
    return Value(symbol(declaration, tuple(found)), start, closing.end)
