"""Slater's condition at x = 0, where the letters decide it: what is left of every row has a known sign.

norm(x) <= t with t > 0 is -t < 0 there. An equation that a free variable of its own solves, such as A*x + s = b, holds
whatever the others are.
"""

from __future__ import annotations

from duality.statements.building import zero
from duality.statements.building.leaves import is_zero
from duality.statements.nodes import Declaration, Node
from duality.statements.rebuilding import mapped
from duality.statements.signs import sign_of
from duality.statements.statement import DomainRow, Statement
from duality.statements.tower.curvature import curvature
from duality.statements.tower.standard import StandardRow

_WEAK = frozenset({"negative", "nonpositive"})


def zero_is_strict(statement: Statement, rows: tuple[StandardRow, ...]) -> tuple[str, ...] | None:
    """The variables that are not 0 but solve an equation each, where that point is strictly feasible; else ``None``.

    Affine inequalities may be met with equality; matrix inequalities are not looked at.
    """
    solved = {k: name for k, row in enumerate(rows) if (name := _solved_for(statement, rows, k))}
    strict = all(_holds(row) for k, row in enumerate(rows) if k not in solved)
    return tuple(solved.values()) if strict and all(map(_inside, statement.domain)) else None


def _holds(row: StandardRow) -> bool:
    left = _at_zero(row.body)
    if row.row.kind == "semidefinite":
        return False
    if row.row.relation == "=":
        return is_zero(left)
    sign = sign_of(left)
    affine = curvature(row.body).kind == "affine"
    return sign == "negative" or (affine and (sign in _WEAK or is_zero(left)))


def _inside(row: DomainRow) -> bool:
    if row.right is None or row.relation not in ("<=", ">=", "<", ">"):
        return False
    small, large = (row.left, row.right) if row.relation in ("<=", "<") else (row.right, row.left)
    if is_zero(large):
        sign = sign_of(_at_zero(small))
        return sign == "negative" or (row.relation in ("<=", ">=") and (sign in _WEAK or is_zero(_at_zero(small))))
    sign = sign_of(_at_zero(large))
    above = sign == "positive" or (row.relation in ("<=", ">=") and sign == "nonnegative")
    return is_zero(_at_zero(small)) and above


def _at_zero(node: Node) -> Node:
    return mapped(node, lambda part: zero(part.shape) if _variable(part) is not None else None)


def _variable(node: Node) -> Declaration | None:
    declared = node.mark[0] if node.kind == "symbol" else None
    return declared if isinstance(declared, Declaration) and declared.role == "variable" else None


def _solved_for(statement: Statement, rows: tuple[StandardRow, ...], place: int) -> str:
    """The free variable s of h = s - (...) = 0 that no other row and no part of X holds."""
    row = rows[place]
    if row.row.relation != "=" or row.row.range.loops or row.body.kind != "add":
        return ""
    for value, term in zip(row.body.mark, row.body.args, strict=True):
        declared = _variable(term)
        if declared is None or not value or term.shape != row.body.shape or declared.range.loops:
            continue
        elsewhere = [arg for arg in row.body.args if arg is not term]
        elsewhere += [other.body for k, other in enumerate(rows) if k != place]
        elsewhere += [part.left for part in statement.domain] + [part.right for part in statement.domain if part.right]
        if not any(_names(node, declared.name) for node in elsewhere):
            return declared.name
    return ""


def _names(node: Node, name: str) -> bool:
    declared = _variable(node)
    return (declared is not None and declared.name == name) or any(_names(arg, name) for arg in node.args)
