"""Signs carried into trees: -E term by term, and left - right."""

from __future__ import annotations

from duality.algebra.atoms import total
from duality.model.expression import ZERO, Expression, Negative, Sum


def negated(node: Expression) -> Expression:
    """-node, with the sign carried into a sum."""
    if isinstance(node, Sum):
        return Sum(tuple(negated(term) for term in node.terms))
    return node.operand if isinstance(node, Negative) else ZERO if node == ZERO else Negative(node)


def difference(left: Expression, right: Expression) -> Expression:
    """left - right, a right side 0 left out."""
    if right == ZERO:
        return left
    return total([left, negated(right)])
