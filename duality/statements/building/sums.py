"""Sums: flat, equal terms collected, in the order in which they first appear.

An "add" node has rational coefficients in its mark, one a term; a scaled node is a sum of one term.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from duality.statements.building.leaves import is_zero, number, zero
from duality.statements.nodes import Node

UNIT = Fraction(1)


def terms(node: Node) -> tuple[tuple[Fraction, Node], ...]:
    """The (coefficient, term) pairs whose sum the node is."""
    if node.kind == "add":
        return tuple(zip(node.mark, node.args, strict=True))
    if node.kind == "number":
        return ((node.mark[0], number(1)),) if node.mark[0] else ()
    return () if node.kind == "zero" else ((UNIT, node),)


def coefficient(node: Node) -> tuple[Fraction, Node]:
    """The rational factor of a node and the rest; 1 for a sum of several terms."""
    if node.kind == "add" and len(node.args) == 1:
        return node.mark[0], node.args[0]
    if node.kind == "number":
        return node.mark[0], number(1)
    return UNIT, node


def content(node: Node) -> tuple[Fraction, Node]:
    """The positive rational factor of a node, for a sum the largest that leaves integers, and the rest."""
    if node.kind != "add" or len(node.args) == 1:
        return coefficient(node)
    top, bottom = gcd(*(v.numerator for v in node.mark)), lcm(*(v.denominator for v in node.mark))
    factor = Fraction(top, bottom)
    return factor, scale(1 / factor, node)


def add(*nodes: Node) -> Node:
    """The sum of matrices of one shape."""
    found: dict[Node, Fraction] = {}
    for node in nodes:
        for value, term in terms(node):
            found[term] = found.get(term, Fraction(0)) + value
    kept = [(value, term) for term, value in found.items() if value]
    if not kept:
        return zero(nodes[0].shape)
    if len(kept) == 1:
        value, term = kept[0]
        if term.kind == "number":
            return number(value)
        if value == 1:
            return term
    return Node("add", tuple(t for _, t in kept), kept[0][1].shape, tuple(v for v, _ in kept))


def scale(factor: Fraction | int, node: Node) -> Node:
    """A rational number times a matrix."""
    if factor == 1 or is_zero(node):
        return node
    if factor == 0:
        return zero(node.shape)
    if node.kind == "number":
        return number(factor * node.mark[0])
    found = terms(node)
    if len(found) == 1 and found[0][0] * factor == 1:
        return found[0][1]
    return Node("add", tuple(t for _, t in found), node.shape, tuple(v * factor for v, _ in found))


def subtract(left: Node, right: Node) -> Node:
    """left - right."""
    return add(left, scale(-1, right))
