"""param and var: names, their families and their sets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duality import statements
from duality.statements import language
from duality.statements.building import symbol
from duality.statements.building.products import broadcast
from duality.statements.language.assumptions import RELATIONS, SIGNS, assumption
from duality.statements.language.cursor import Cursor
from duality.statements.language.expressions import expression
from duality.statements.language.indexes import index, range_clause
from duality.statements.language.sets import SetOf, read_set, rows_of_set
from duality.statements.language.tokens import Token
from duality.statements.nodes import Declaration, Loop, Node, Range, Role
from duality.statements.sizes import SCALAR, Size, set_text
from duality.statements.statement import Assumption, DomainRow

RESERVED = frozenset({"pi", "e", "inf", "gap"})

SIGNED = RELATIONS - {"="}
"""What may follow a name that is declared."""


class Declared:
    """What the declarations say beside the names themselves."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.domain: list[DomainRow] = []
        self.assumptions: list[Assumption] = []
        self.data: list[tuple[str, object]] = []


def parameters(cursor: Cursor, declared: Declared) -> None:
    """param A in R^(m, n), lam > 0, C[m, n], a[N] in R^p, n = 5"""
    _listed(cursor, declared, _parameter)


def _listed(cursor: Cursor, declared: Declared, one: Callable[[Cursor, Declared], None]) -> None:
    """Declarations with commas between them, after param or var."""
    cursor.take()
    one(cursor, declared)
    while cursor.accept(","):
        one(cursor, declared)
    if cursor.token.kind != "end":
        raise cursor.unexpected("',' or the end of the line")


def _parameter(cursor: Cursor, declared: Declared) -> None:
    if cursor.token.text in cursor.names.sizes and cursor.ahead().kind in (",", "end"):
        # A dimension that was named by a shape before.
        cursor.take()
        return
    if cursor.token.text in cursor.names.declared and cursor.ahead().kind in SIGNED:
        found = assumption(cursor)
        declared.assumptions += [found] if found is not None else []
        return
    name = _new_name(cursor)
    members = _member_sizes(cursor)
    if cursor.accept("in"):
        found = read_set(cursor)
        _declare(cursor, name, "parameter", found, members)
        _bounded(cursor.names.declared[name.text], found, declared)
    elif cursor.token.kind in SIGNS:
        _signed(cursor, name, members, declared)
    elif cursor.accept("="):
        _valued(cursor, name, declared)
    else:
        _declare(cursor, name, "parameter", SetOf(), members)


def _bounded(declaration: Declaration, found: SetOf, declared: Declared) -> None:
    node = symbol(declaration)
    low, high = found.strict
    if found.lower is not None:
        declared.assumptions.append(Assumption(">" if low else ">=", node, found.lower))
    if found.upper is not None:
        declared.assumptions.append(Assumption("<" if high else "<=", node, found.upper))


def _signed(cursor: Cursor, name: Token, members: list[Size], declared: Declared) -> None:
    relation = cursor.take()
    bound = expression(cursor)
    zero = bound.node.kind == "number" and bound.node.mark[0] == 0
    above = relation.kind in (">", ">=") and statements.signs.sign_of(bound.node) in ("positive", "nonnegative")
    sign = (
        SIGNS[relation.kind]
        if zero
        else "positive"
        if above and statements.signs.sign_of(bound.node) == "positive"
        else "any"
    )
    if above and not zero and sign == "any":
        sign = "positive" if relation.kind == ">" else "nonnegative"
    _declare(cursor, name, "parameter", SetOf(SCALAR, sign), members)
    if not zero:
        node = symbol(cursor.names.declared[name.text])
        declared.assumptions.append(Assumption(relation.kind, node, bound.node))


def _valued(cursor: Cursor, name: Token, declared: Declared) -> None:
    if cursor.token.kind == "name" and cursor.token.text == "load":
        value, shape, sign = language.binding.loaded(cursor, declared.folder)
    else:
        value, shape, sign = language.data.literal(cursor)
    if isinstance(value, int) and shape == SCALAR and name.text in cursor.names.sizes:
        declared.data.append((name.text, value))
        return
    _declare(cursor, name, "parameter", SetOf(shape, sign), [])
    declared.data.append((name.text, value))


def variables(cursor: Cursor, declared: Declared) -> None:
    """var x in R^n, t > 0, x[i, j] for i in 1..m, j in 1..n, w[1..n], s[i] >= 0 for i in 1..n"""
    _listed(cursor, declared, _variable)


def _variable(cursor: Cursor, declared: Declared) -> None:
    name = _new_name(cursor)
    range = Range()
    indexes: list[str] = []
    if cursor.token.kind == "[":
        place = cursor.position
        range = _spans(cursor)
        if not range.loops:
            cursor.position = place
            indexes = _loop_names(cursor)
    found = read_set(cursor) if cursor.accept("in") else SetOf()
    relation = cursor.take() if cursor.token.kind in SIGNED else None
    bound = None if relation is None else _bound(cursor, found)
    if indexes:
        range = _family(cursor, name, indexes)
    cursor.loops = {}
    shape = found.shape
    made = Declaration(name.text, "variable", shape, range, "any", found.symmetric)
    cursor.names.declared[name.text] = made
    member = symbol(made, tuple(Size(0, ((loop.name, 1),)) for loop in range.loops))
    declared.domain += rows_of_set(found, member, range)
    if relation is not None and bound is not None:
        declared.domain.append(DomainRow(relation.kind, member, bound, range=range))  # type: ignore[arg-type]


def _bound(cursor: Cursor, found: SetOf) -> Node:
    """A number, or an array of the set's shape."""
    read = expression(cursor)
    if not read.node.is_scalar and read.node.shape != found.shape:
        said = f"the bound is in {set_text(read.node.shape)}, the variable in {set_text(found.shape)}"
        raise cursor.fault(said, read.start, read.end, "compare arrays of one shape")
    return broadcast(read.node, found.shape)


def _spans(cursor: Cursor) -> Range:
    """[1..m, 1..n] after a name; nothing where loop variables stand there."""
    cursor.take()
    loops: list[Loop] = []
    letters = iter("ijklpqrst")
    while True:
        if not any(t.kind == ".." for t in cursor.tokens[cursor.position : cursor.position + 6]):
            return Range()
        lower = index(cursor, declares=True)
        cursor.expect("..", "'..'")
        upper = index(cursor, declares=True)
        taken = cursor.names.declared.keys() | cursor.names.sizes.keys()
        loops.append(Loop(next(a for a in letters if a not in taken), lower, upper))
        if not cursor.accept(","):
            break
    cursor.expect("]", "']'")
    return Range(tuple(loops))


def _loop_names(cursor: Cursor) -> list[str]:
    cursor.take()
    found = [cursor.expect("name", "a loop variable or a range such as 1..n").text]
    while cursor.accept(","):
        found.append(cursor.expect("name", "a loop variable").text)
    cursor.expect("]", "']'")
    return found


def _family(cursor: Cursor, name: Token, indexes: list[str]) -> Range:
    if cursor.token.kind != "for":
        shown = ", ".join(indexes)
        raise cursor.fault(
            f"which {shown} the family {name.text}[{shown}] has is not said",
            name.start,
            cursor.token.start,
            f"write {name.text}[{shown}] for {indexes[0]} in 1..n",
        )
    range = range_clause(cursor)
    named = [loop.name for loop in range.loops]
    if sorted(named) != sorted(indexes):
        raise cursor.fault(
            f"{name.text}[{', '.join(indexes)}] and its 'for' name different loop variables",
            name.start,
            cursor.token.start,
        )
    order = {loop.name: loop for loop in range.loops}
    if named != indexes and not any(_mentions(order[a], set(indexes)) for a in indexes):
        return Range(tuple(order[a] for a in indexes), range.guards)
    if named != indexes:
        raise cursor.fault("the loops stand in another order than the indexes", name.start, cursor.token.start)
    return range


def _mentions(loop: Loop, names: set[str]) -> bool:
    return any(letter in names for size in (loop.lower, loop.upper) for letter, _ in size.letters)


def _new_name(cursor: Cursor) -> Token:
    token = cursor.expect("name", "a name")
    if token.text in RESERVED:
        raise cursor.fault(f"the name '{token.text}' is reserved", token.start, token.end, "choose another name")
    if token.text in cursor.names.declared:
        raise cursor.fault(f"'{token.text}' is declared twice", token.start, token.end, "one name, one meaning")
    following = cursor.token.kind
    if token.text in cursor.names.sizes and following != "=":
        raise cursor.fault(
            f"'{token.text}' is a dimension already", token.start, token.end, "choose another name for one of them"
        )
    return token


def _member_sizes(cursor: Cursor) -> list[Size]:
    if not cursor.accept("["):
        return []
    sizes = [index(cursor, declares=True)]
    while cursor.accept(","):
        sizes.append(index(cursor, declares=True))
    cursor.expect("]", "']'")
    return sizes


def _declare(cursor: Cursor, name: Token, role: Role, found: SetOf, members: list[Size]) -> None:
    """Members that are numbers make a vector or a matrix; members that are matrices a family."""
    shape, range = found.shape, Range()
    if members and shape == SCALAR and len(members) <= 2:
        shape = (members[0], members[1] if len(members) == 2 else Size(1))
    elif members:
        taken = cursor.names.declared.keys() | cursor.names.sizes.keys()
        letters = [a for a in "ijklpqrst" if a not in taken]
        range = Range(tuple(Loop(a, Size(1), size) for a, size in zip(letters, members, strict=False)))
    cursor.names.declared[name.text] = Declaration(
        name.text,
        role,
        shape,
        range,
        found.sign,
        found.symmetric,
        found.definite,  # type: ignore[arg-type]
    )
