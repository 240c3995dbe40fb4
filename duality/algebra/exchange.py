"""phi(u, v, w) = phi(v, u, w), by the structure of a tree: polynomials by their terms, others part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from duality.algebra.polynomial_of import polynomial
from duality.model.expression import Call, Expression, Product, Sum, Variable

IN_ANY_ORDER = frozenset({"max", "min", "norm", "norm1", "norminf"})
"""Functions whose arguments may stand in any order."""


def is_exchangeable(node: Expression, first: str, second: str) -> bool:
    """The function is proved to be the same where the two variables are exchanged."""
    return _key(node, {}) == _key(node, {first: second, second: first})


def _key(node: Expression, named: Mapping[str, str]) -> Hashable:
    """Equal keys mean equal functions; ``named`` are other names of variables."""
    if isinstance(node, Variable):
        return named.get(node.name, node.name)
    if not node.children:
        return node
    terms = polynomial(node)
    if terms is not None:
        return frozenset((frozenset((named.get(name, name), k) for name, k in m), c) for m, c in terms.terms)
    parts = [_key(child, named) for child in node.children]
    if isinstance(node, (Sum, Product)) or (isinstance(node, Call) and node.function in IN_ANY_ORDER):
        return _kind(node), frozenset(Counter(parts).items())
    return _kind(node), tuple(parts)


def _kind(node: Expression) -> Hashable:
    return node.function if isinstance(node, Call) else type(node)
