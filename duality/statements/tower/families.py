"""Entries of vectors: a vector that is only used entry by entry is a family; else sums over all entries are told by
the vector, and another x[i] is e_i'x."""

from __future__ import annotations

from collections.abc import Callable

from duality.records import replace
from duality.statements.building import multiply, symbol, transpose, unit
from duality.statements.nodes import Declaration, Loop, Node, Range
from duality.statements.rebuilding import mapped
from duality.statements.sizes import SCALAR, Size
from duality.statements.statement import Statement
from duality.statements.tower.whole import by_wholes


def by_members(statement: Statement) -> Statement:
    """The statement with every entry of a variable told as a member of a family or a product with unit vectors."""
    used = _uses(statement)
    mixed = {name for name, kinds in used.items() if kinds == {"entry", "whole"}}
    if mixed:
        statement = _changed(statement, lambda node: by_wholes(node, mixed), {})
        used = _uses(statement)
    wanted: dict[str, Declaration] = {}
    for declaration in statement.variables:
        kinds = used.get(declaration.name, set())
        if kinds & {"entry", "fixed"} or (declaration.symmetric and kinds):
            wanted[declaration.name] = _family(declaration, statement) if kinds == {"entry"} else declaration
    if not wanted:
        return statement

    def change(node: Node) -> Node | None:
        if node.kind != "symbol" or node.mark[0].name not in wanted:
            return None
        old, indices = node.mark
        made = wanted[old.name]
        if made is not old:
            return symbol(made, indices)
        return _entry(node) if len(indices) > len(old.range.loops) else None

    return _changed(statement, lambda node: mapped(node, change), wanted)


def _nodes(statement: Statement) -> list[Node]:
    found = [statement.objective]
    for row in statement.rows:
        found += [row.left, row.right]
    for item in statement.domain:
        found += [item.left] + ([item.right] if item.right is not None else [])
    return found


def _uses(statement: Statement) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for node in _nodes(statement):
        for part in node.symbols():
            declaration, indices = part.mark
            if declaration.role == "variable":
                own = indices[len(declaration.range.loops) :]
                # x[1] and x[2] of a vector in numbers are entries of a whole: no range runs over them.
                fixed = bool(own) and all(index.known() is not None for index in own)
                kind = "whole" if not own or declaration.symmetric else "fixed" if fixed else "entry"
                used.setdefault(declaration.name, set()).add(kind)
    return used


def _family(declaration: Declaration, statement: Statement) -> Declaration:
    """x in R^n as x[i] for i in 1..n."""
    taken = {d.name for d in (*statement.parameters, *statement.variables)} | set(statement.sizes)
    taken |= {loop.name for loop in declaration.range.loops}
    letters = (a for a in "ijklpqrst" if a not in taken)
    free = [size for size in declaration.shape if not size.is_one()]
    loops = tuple(Loop(next(letters), Size(1), size) for size in free)
    range = Range(declaration.range.loops + loops, declaration.range.guards)
    return replace(declaration, shape=SCALAR, range=range, symmetric=False)


def _entry(node: Node) -> Node:
    """x[i] = e_i'x, X[i, j] = e_i'X e_j."""
    declaration, indices = node.mark
    count = len(declaration.range.loops)
    whole = symbol(declaration, indices[:count])
    rest = list(indices[count:])
    rows, columns = declaration.shape
    left = transpose(unit(rows, rest.pop(0))) if not rows.is_one() else None
    right = unit(columns, rest.pop(0)) if not columns.is_one() else None
    factors = [f for f in (left, whole, right) if f is not None]
    return multiply(*factors)


def _changed(statement: Statement, turn: Callable[[Node], Node], wanted: dict[str, Declaration]) -> Statement:
    rows = tuple(replace(row, left=turn(row.left), right=turn(row.right)) for row in statement.rows)
    domain = tuple(
        replace(item, left=turn(item.left), right=None if item.right is None else turn(item.right))
        for item in statement.domain
    )
    variables = tuple(wanted.get(d.name, d) for d in statement.variables)
    return replace(statement, objective=turn(statement.objective), rows=rows, domain=domain, variables=variables)
