"""assume l <= u, assume rank A = m, and relations behind a declaration: param Q in S^n, Q >> 0."""

from __future__ import annotations

from duality.records import replace
from duality.statements.building.leaves import is_zero
from duality.statements.language.cursor import Cursor
from duality.statements.language.expressions import expression
from duality.statements.language.shapes import fitted
from duality.statements.nodes import Declaration, Node, Sign
from duality.statements.statement import Assumption

RELATIONS = frozenset({"<=", ">=", "<", ">", "=", ">>", "<<"})

SIGNS: dict[str, Sign] = {">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive"}
"""Of what stands in the relation to 0."""


def assumption(cursor: Cursor) -> Assumption | None:
    """What is taken for granted about parameters: a relation between them, or a rank.

    The sign or definiteness of one parameter belongs to its declaration, and nothing else is left of it.
    """
    start = cursor.token
    if start.kind == "name" and start.text == "rank" and cursor.ahead().kind == "name":
        cursor.take()
        matrix = expression(cursor)
        cursor.expect("=", "'='")
        size = expression(cursor)
        return Assumption("rank", matrix.node, size.node)
    left = expression(cursor)
    relation = cursor.take()
    if relation.kind not in RELATIONS:
        raise cursor.fault("an assumption is a relation", relation.start, relation.end, "such as assume l <= u")
    right = expression(cursor)
    if right.node.varying or left.node.varying:
        raise cursor.fault(
            "an assumption is about parameters", left.start, right.end, "state it as a domain or a constraint"
        )
    a, b = (left.node, right.node) if is_zero(right.node) else fitted(cursor, left, right, "a relation")
    known = _narrowed(a, relation.kind) if is_zero(b) else None
    if known is not None:
        cursor.names.declared[known.name] = known
        return None
    return Assumption(relation.kind, a, b)


def _narrowed(node: Node, relation: str) -> Declaration | None:
    """The declaration of a parameter of which no sign is known yet, with that of Q >> 0 or t > 0."""
    if node.kind != "symbol" or node.mark[0].range.loops:
        return None
    declared: Declaration = node.mark[0]
    if relation == ">>" and declared.symmetric and declared.definite == "no":
        return replace(declared, definite="semidefinite")
    if relation in SIGNS and declared.sign == "any":
        return replace(declared, sign=SIGNS[relation])
    return None
