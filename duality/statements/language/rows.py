"""The objective, the constraints and the rows of the domain."""

from __future__ import annotations

from itertools import pairwise

from duality.statements import building
from duality.statements.building.leaves import is_zero
from duality.statements.language.cursor import Cursor, Names
from duality.statements.language.expressions import expression
from duality.statements.language.indexes import looping
from duality.statements.language.sets import begins_set, read_set, rows_of_set
from duality.statements.language.shapes import Value, fitted, phrase, square_size
from duality.statements.language.tokens import Token
from duality.statements.nodes import Node, Range
from duality.statements.statement import Assumption, DomainRow, Row

_RELATIONS = frozenset({"<=", ">=", "=", "<", ">", "<<", ">>", "!="})


class Rows:
    """What has been read so far; unnamed inequalities are c1, c2, ..., equations h1, h2, ..."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.domain: list[DomainRow] = []
        self.assumptions: list[Assumption] = []
        self.counts = {"c": 0, "h": 0}
        self.taken: set[str] = set()

    def known(self, names: Names) -> None:
        self.taken |= set(names.declared)

    def automatic(self, relation: str) -> str:
        """The next name of an unnamed row."""
        letter = "h" if relation == "=" else "c"
        self.counts[letter] += 1
        name = f"{letter}{self.counts[letter]}"
        while name in self.taken:
            name += "_"
        return name


def is_constraint(line: list[Token]) -> bool:
    """Whether a line that begins with min or max is a row: max(...) <= b, or a name before a colon."""
    if line[1].kind == ":":
        return True
    return line[1].kind == "(" and any(t.kind in _RELATIONS for t in line)


def objective(cursor: Cursor) -> Node:
    """min E: a number."""
    cursor.take()
    value = expression(cursor)
    if cursor.token.kind in _RELATIONS:
        raise cursor.fault(
            "an objective has no relation", cursor.token.start, cursor.token.end, "put constraints after s.t."
        )
    _end(cursor)
    if value.node.is_scalar:
        return value.node
    if value.node.is_column:
        mend = "sum its entries with sum(...) or 1', or take a norm"
    else:
        mend = "take its trace tr(...), sum(...) or a norm"
    raise cursor.fault(f"an objective is a number: {phrase(cursor, value)}", value.start, value.end, mend)


def rows_at_commas(line: list[Token]) -> list[list[Token]]:
    """A line of several rows, A*x <= b, x >= 0, as one line each; a comma inside a family's range divides nothing."""
    found, begin, depth = [], 0, 0
    for place, token in enumerate(line):
        depth += _opens(token)
        if not depth and token.kind == "," and _relation(line[begin:]) and _relation(line[place + 1 :]):
            found.append([*line[begin:place], Token("end", "", token.start, token.start)])
            begin = place + 1
    return [*found, line[begin:]]


def _opens(token: Token) -> int:
    return (token.kind in ("(", "[", "{")) - (token.kind in (")", "]", "}"))


def _relation(tokens: list[Token]) -> str:
    """The first relation before a comma and before a range: "in" where a set follows it, "" where none stands."""
    depth, first = 0, True
    for token, following in pairwise(tokens):
        depth += _opens(token)
        # "in" may name a row.
        named, first = first and token.kind == "in", first and token.kind == "s.t."
        if depth or named:
            continue
        if token.kind == "in" and begins_set(following):
            return "in"
        if token.kind in (",", "for", "if", "in"):
            return ""
        if token.kind in _RELATIONS:
            return token.kind
    return ""


def row(cursor: Cursor, rows: Rows) -> None:
    """A constraint, or x in {0, 1}^n, which is a part of X."""
    if _relation(cursor.tokens) != "in":
        rows.rows += constraint(cursor, rows)
        return
    cursor.accept("s.t.")
    with looping(cursor) as range:
        rows.domain += _domain_item(cursor, range)
    _end(cursor)


def constraint(cursor: Cursor, rows: Rows) -> list[Row]:
    """name[i]: E <= E for i in 1..m; a chain l <= x <= u gives two rows."""
    if cursor.token.kind == "s.t.":
        cursor.take()
        if cursor.token.kind == "end":
            return []
    name = _label(cursor)
    with looping(cursor) as range:
        values, relations = _sides(cursor)
    _end(cursor)
    made = []
    for k, relation in enumerate(relations):
        left, right = values[k], values[k + 1]
        _allowed(cursor, relation)
        a, b = _matched(cursor, left, right, relation.kind)
        made.append((relation.kind, a, b))
    return [_row(rows, name, k, len(made), item, range) for k, item in enumerate(made)]


def _row(rows: Rows, label: Token | None, k: int, count: int, item: tuple[str, Node, Node], range: Range) -> Row:
    relation, left, right = item
    automatic = rows.automatic(relation)
    name = automatic if label is None else label.text
    if count == 2:
        name = f"{name}_{_side(relation, k)}"
    rows.taken.add(name)
    return Row(name, relation, left, right, range, label is not None or count == 2)  # type: ignore[arg-type]


def _side(relation: str, k: int) -> str:
    return ("lower", "upper")[k] if relation in ("<=", "<<") else ("upper", "lower")[k]


def _label(cursor: Cursor) -> Token | None:
    """name: or name[i, j]: before a row; any word may be a name here."""
    token, depth = cursor.token, 0
    if not token.text[:1].isalpha():
        return None
    place = cursor.position + 1
    if cursor.tokens[place].kind == "[":
        while place < len(cursor.tokens) - 1:
            depth += (cursor.tokens[place].kind == "[") - (cursor.tokens[place].kind == "]")
            place += 1
            if depth == 0:
                break
    if cursor.tokens[min(place, len(cursor.tokens) - 1)].kind != ":":
        return None
    cursor.position = place + 1
    if token.text in cursor.names.declared:
        raise cursor.fault(
            f"'{token.text}' is declared already, and names a row here", token.start, token.end, "rename the row"
        )
    return token


def _sides(cursor: Cursor) -> tuple[list[Value], list[Token]]:
    values, relations = [expression(cursor)], []
    while cursor.token.kind in _RELATIONS:
        relations.append(cursor.take())
        values.append(expression(cursor))
    if not relations:
        last = values[-1]
        raise cursor.source.syntax_error(
            "this row has no relation", last.start, last.end, "write <=, >=, = or >> between two sides"
        )
    if len(relations) > 2 or (len(relations) == 2 and relations[0].kind != relations[1].kind):
        raise cursor.fault(
            "a chain has two relations of one kind", relations[0].start, relations[-1].end, "l <= x <= u"
        )
    return values, relations


def _allowed(cursor: Cursor, relation: Token) -> None:
    if relation.kind in ("<", ">"):
        raise cursor.fault(
            f"the strict {relation.kind} has no multiplier theory",
            relation.start,
            relation.end,
            f"write {relation.kind}=, or move the row to the domain",
        )
    if relation.kind == "!=":
        raise cursor.fault("'!=' states no constraint", relation.start, relation.end, "write <=, >= or =")


def _matched(cursor: Cursor, left: Value, right: Value, relation: str) -> tuple[Node, Node]:
    if relation in ("<<", ">>"):
        return _semidefinite(cursor, left, right)
    if left.eye or right.eye or left.node.shape != right.node.shape:
        return fitted(cursor, left, right, "a relation")
    return left.node, right.node


def _semidefinite(cursor: Cursor, left: Value, right: Value) -> tuple[Node, Node]:
    sides = []
    for one, other in ((left, right), (right, left)):
        if not one.eye and is_zero(one.node) and one.node.is_scalar:
            sides.append(building.zero(other.node.shape))
        else:
            sides.append(one.node)
    a, b = (
        (left, right)
        if left.eye or right.eye
        else (Value(sides[0], left.start, left.end), Value(sides[1], right.start, right.end))
    )
    if not a.eye and not b.eye and a.node.shape != b.node.shape and (a.node.is_scalar or b.node.is_scalar):
        number = a if a.node.is_scalar else b
        raise cursor.fault(
            "a matrix is compared with 0 or another matrix by >>",
            number.start,
            number.end,
            "write t*I for t on the diagonal",
        )
    first, second = fitted(cursor, a, b, ">>")
    if first.is_scalar and cursor.names.undeclared_allowed:
        raise cursor.fault(
            "both sides are numbers: nothing tells the size of a matrix",
            left.start,
            right.end,
            "declare it, 'var X in S^n'; between numbers write >= or <=",
        )
    for value, node in ((a, first), (b, second)):
        square_size(cursor, Value(node, value.start, value.end), ">>")
        if building.transpose(node) != node:
            raise cursor.fault(
                f"{phrase(cursor, Value(node, value.start, value.end))} and is not known to be symmetric",
                value.start,
                value.end,
                "declare it in S^n, or write A + A'",
            )
    return first, second


def domain_row(cursor: Cursor) -> list[DomainRow]:
    """domain x >= 0, l <= x <= u, x in {0, 1}, X >> 0, x[i] >= 0 for i in 1..n; several with commas."""
    cursor.take()
    found = []
    while True:
        # Items up to a 'for' share its range; others may follow.
        with looping(cursor) as range:
            found += _domain_item(cursor, range)
            while cursor.accept(","):
                found += _domain_item(cursor, range)
        if not cursor.accept(","):
            break
    _end(cursor)
    return found


def _domain_item(cursor: Cursor, range: Range) -> list[DomainRow]:
    first = expression(cursor)
    if cursor.accept("in"):
        return rows_of_set(read_set(cursor), first.node, range)
    values, relations = [first], []
    while cursor.token.kind in _RELATIONS:
        relations.append(cursor.take())
        values.append(expression(cursor))
    if not relations:
        raise cursor.unexpected("'in' or a relation")
    rows = []
    for k, relation in enumerate(relations):
        left, right = values[k], values[k + 1]
        if relation.kind == "!=":
            _allowed(cursor, relation)
        a, b = _matched(cursor, left, right, relation.kind)
        rows.append(DomainRow(relation.kind, a, b, range=range))  # type: ignore[arg-type]
    return rows


def _end(cursor: Cursor) -> None:
    if cursor.token.kind != "end":
        token = cursor.token
        if token.kind == "for":
            raise cursor.fault("this 'for' belongs to no row or sum", token.start, token.end, "sum(... for i in 1..n)")
        raise cursor.unexpected("the end of the line")
