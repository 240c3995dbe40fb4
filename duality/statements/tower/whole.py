"""sum(f(x[i]) for i in 1..n) is sum(f(x)) with f entry by entry, so that a vector used in both ways needs no split."""

from __future__ import annotations

from collections.abc import Set

from duality.statements.building import add, call, multiply, power, scale, symbol, terms, times, total
from duality.statements.building.atoms import ENTRYWISE
from duality.statements.building.products import broadcast
from duality.statements.building.traces import depends
from duality.statements.building.units import listed
from duality.statements.nodes import Node, Range
from duality.statements.rebuilding import mapped
from duality.statements.sizes import ONE, Shape, size_of


def by_wholes(node: Node, names: Set[str]) -> Node:
    """The node with sums over all entries of these vectors told by the vectors, where every part allows it."""

    def change(part: Node) -> Node | None:
        if part.kind != "sum" or not any(s.mark[0].name in names for s in part.symbols()):
            return None
        span = part.mark[0]
        if len(span.loops) != 1 or span.guards or not span.loops[0].lower.is_one():
            return None
        found = _lifted(part.args[0], span)
        return None if found is None else total(found)

    return mapped(node, change)


def _lifted(node: Node, span: Range) -> Node | None:
    """The column of the node at all indexes of the range; ``None`` where a variable stands in it in another way."""
    loop = span.loops[0]
    shape: Shape = (loop.upper, ONE)
    if not node.is_scalar:
        return None
    if not depends(node, {loop.name}):
        return broadcast(node, shape)
    if node.kind == "symbol":
        declaration, indices = node.mark
        if declaration.shape == shape and not declaration.range.loops and indices == (size_of(loop.name),):
            return symbol(declaration)
    if not node.varying:
        return listed(span, node)
    match node.kind:
        case "add":
            parts = [(value, _lifted(term, span)) for value, term in terms(node)]
            return None if any(p is None for _, p in parts) else add(*(scale(v, p) for v, p in parts if p is not None))
        case "product" | "times":
            return _product(node, span)
        case "power" if not depends(node.args[1], {loop.name}):
            base = _lifted(node.args[0], span)
            return None if base is None else power(base, node.args[1])
        case "call" if node.mark[0] in ENTRYWISE:
            args = [_lifted(arg, span) for arg in node.args]
            return None if any(arg is None for arg in args) else call(node.mark[0], *(a for a in args if a is not None))
    return None


def _product(node: Node, span: Range) -> Node | None:
    """Numbers that do not move in front, the rest entry by entry."""
    name = span.loops[0].name
    fixed = [arg for arg in node.args if not depends(arg, {name})]
    factors = [_lifted(arg, span) for arg in node.args if depends(arg, {name})]
    found = factors[0]
    for factor in factors[1:]:
        found = None if found is None or factor is None else times(found, factor)
    if found is None or any(not arg.is_scalar for arg in fixed):
        return None
    return multiply(*fixed, found)
