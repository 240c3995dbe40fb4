"""Functions that stand for others, written so: log2(u) = log(u)/log(2), {x if x >= 0; -x otherwise} = max(x, -x)."""

from __future__ import annotations

from duality.algebra.functions import function
from duality.model.expression import Call, Expression, Sum


def without_abbreviations(node: Expression) -> Expression:
    """The tree with every such function written out; the same tree where there is none.

    Raises `ProblemError` for a function in pieces one of which is not defined on all of its part.
    """
    if not any(isinstance(inner, Call) and function(inner.function).is_abbreviation for inner in node.walk()):
        return node
    return _written(node)


def _written(node: Expression) -> Expression:
    if isinstance(node, Call):
        record = function(node.function)
        # From above: the pieces that a function in pieces holds are its own.
        expansion = record.expansion(*node.arguments) if record.is_abbreviation else None
        if expansion is not None:
            return _written(expansion)
    if not node.children:
        return node
    children = tuple(map(_written, node.children))
    if isinstance(node, Sum):
        return Sum(tuple(term for old, new in zip(node.terms, children, strict=True) for term in _terms(old, new)))
    return node.rebuilt(children)


def _terms(old: Expression, new: Expression) -> tuple[Expression, ...]:
    """A sum that came out of an abbreviation goes into the sum around it."""
    return new.terms if isinstance(new, Sum) and not isinstance(old, Sum) else (new,)
