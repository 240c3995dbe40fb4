"""X, variable by variable: bounds, cones, finite sets, simplices, balls."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.records import replace
from duality.statements import building
from duality.statements.building import add, coefficient, multiply, number, scale, subtract, terms
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.building.traces import depends
from duality.statements.nodes import Node
from duality.statements.statement import DomainRow, Statement
from duality.statements.substitution import substitute
from duality.statements.tower.blocks import Bounds
from duality.statements.tower.placing import placed

FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "=", ">>": "<<", "<<": ">>"}


def bounds_of(statement: Statement) -> dict[str, Bounds]:
    """What the domain says about each variable. Raises `ProblemError` for a row that no rule of X takes."""
    found: dict[str, Bounds] = {}
    for row in statement.domain:
        name, bounds = _read(row, found)
        found[name] = bounds
    return found


def _read(row: DomainRow, found: dict[str, Bounds]) -> tuple[str, Bounds]:
    symbols = {s for s in row.left.symbols() if s.varying}
    if row.right is not None:
        symbols |= {s for s in row.right.symbols() if s.varying}
    if len(symbols) != 1:
        raise _refused(row)
    symbol = symbols.pop()
    name = symbol.mark[0].name
    before = found.get(name, Bounds())
    if row.relation == "in":
        return name, replace(before, points=tuple(broadcast(p, symbol.shape) for p in row.points))
    assert row.right is not None
    turned = _isolated(row, symbol)
    if turned is None:
        return name, _shaped(row, symbol, before)
    relation, bound = turned
    where = placed(symbol, row.range)
    bound = substitute(bound, where.letters)
    if where.rest.guards or depends(bound, {loop.name for loop in where.rest.loops}):
        raise _refused(row)
    return name, _bounded(row, before, relation, bound)


def _isolated(row: DomainRow, symbol: Node) -> tuple[str, Node] | None:
    """x relation bound, for rows that are affine in x alone with a number before it."""
    assert row.right is not None
    difference = subtract(row.left, row.right)
    moving = [(v, t) for v, t in terms(difference) if t.varying]
    if len(moving) != 1 or moving[0][1] != symbol:
        return None
    value = moving[0][0]
    rest = [scale(v, t) for v, t in terms(difference) if not t.varying]
    constant = add(*rest) if rest else broadcast(number(0), difference.shape)
    relation = row.relation if value > 0 else FLIPPED[row.relation]
    return relation, scale(-1 / value, constant)


def _bounded(row: DomainRow, before: Bounds, relation: str, bound: Node) -> Bounds:
    match relation:
        case ">=" | ">":
            if before.lower is not None and not is_zero(before.lower):
                raise _refused(row)
            strict = relation == ">" or (before.open_lower and is_zero(bound))
            return replace(before, lower=bound, open_lower=strict)
        case "<=" | "<":
            if before.upper is not None:
                raise _refused(row)
            return replace(before, upper=bound, open_upper=relation == "<")
        case ">>" if is_zero(bound):
            return replace(before, cone=True)
    raise _refused(row)


def _shaped(row: DomainRow, symbol: Node, before: Bounds) -> Bounds:
    """1'x = s, and norm(x) <= r."""
    assert row.right is not None
    if row.relation == "=" and not row.right.varying and row.left == building.total(symbol):
        return replace(before, total=row.right)
    value, bare = coefficient(row.left)
    if row.relation == "<=" and not row.right.varying and bare.kind == "call" and bare.args == (symbol,):
        return replace(before, ball=(bare.mark[0], scale(1 / value, row.right)))
    if row.relation == "<=" and bare.kind == "product" and bare == _square(symbol):
        return replace(before, ball=("norm", building.call("sqrt", scale(1 / value, row.right))))
    raise _refused(row)


def _square(symbol: Node) -> Node | None:
    return multiply(building.transpose(symbol), symbol) if symbol.is_column else None


def _refused(row: DomainRow) -> ProblemError:
    shown = f"{row.left} {row.relation} {row.right}" if row.right is not None else f"{row.left} in a finite set"
    return ProblemError(
        f"no rule keeps {shown} in X",
        help="X takes bounds on a variable, X >> 0, finite sets, 1'x = s with x >= 0, norm balls; else use s.t.",
    )
