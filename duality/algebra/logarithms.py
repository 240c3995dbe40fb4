"""Functions that are the log of something, written so: softplus(u) = log(1 + exp(u)), log2(u) = log(u)/log(2)."""

from __future__ import annotations

from duality.algebra.functions import function
from duality.algebra.trees import rebuilt
from duality.model.expression import Call, Expression


def with_logarithms(node: Expression) -> Expression:
    """The tree with every such function written with log; the same tree where there is none."""
    if not any(isinstance(inner, Call) and function(inner.function).is_logarithm for inner in node.walk()):
        return node
    return _written(node)


def _written(node: Expression) -> Expression:
    if not node.children:
        return node
    children = tuple(map(_written, node.children))
    if isinstance(node, Call):
        record = function(node.function)
        expansion = record.expansion(*children) if record.is_logarithm else None
        if expansion is not None:
            return expansion
    return rebuilt(node, children)
