"""Vectors told entry by entry: s_1*e_1 + s_2*e_2 is [s_1, s_2], the sum of e_i*d_i over all i the vector d."""

from __future__ import annotations

from duality.statements import building
from duality.statements.building.blocks import block
from duality.statements.building.leaves import number, ones, symbol
from duality.statements.building.linear import transpose
from duality.statements.building.products import multiply
from duality.statements.building.sums import add, scale, terms
from duality.statements.nodes import Node, Range
from duality.statements.sizes import ONE, size_of

LONGEST = 12
"""Entries up to which a vector is written out."""


def gathered(node: Node) -> Node:
    """A column that is a sum of multiples of unit vectors, with its entries told; any other node as it is."""
    size = node.shape[0].known()
    if size is None or not 1 < size <= LONGEST or not node.is_column:
        return node
    entries: list[Node] = [number(0)] * size
    found = False
    for value, term in terms(node):
        factors = term.args if term.kind == "product" else (term,)
        last = factors[-1]
        count = term.mark[0] if term.kind == "product" else 0
        weight = scale(value, multiply(*factors[:count])) if count else number(value)
        if len(factors) != count + 1 or last.kind not in ("unit", "ones"):
            return node
        place = last.mark[1].known() if last.kind == "unit" else None
        if last.kind == "unit" and place is None:
            return node
        found = found or last.kind == "unit"
        for k in range(size) if place is None else (place - 1,):
            entries[k] = add(entries[k], weight)
    if not found:
        return node
    if all(entry == entries[0] for entry in entries):
        return multiply(entries[0], ones(node.shape))
    return block(tuple((entry,) for entry in entries))


def all_units(span: Range, body: Node) -> Node | None:
    """The sum over i in 1..n of e_i is 1, of e_i*e_i' is I, and of d_i*e_i is d; ``None`` for any other sum."""
    if len(span.loops) != 1 or not span.loops[0].lower.is_one():
        return None
    loop = span.loops[0]
    count = body.mark[0] if body.kind == "product" else 0
    factors = body.args if body.kind == "product" else (body,)
    scalars, chain = factors[:count], factors[count:]
    unit = chain[0] if chain else body
    if unit.kind != "unit" or unit.mark != (loop.upper, size_of(loop.name)):
        return None
    if len(chain) == 2 and not scalars and chain[1] == transpose(unit):
        return building.leaves.identity(loop.upper)
    if len(chain) != 1 or len(scalars) > 1:
        return None
    return ones((loop.upper, ONE)) if not scalars else _whole(scalars[0], unit, loop.name)


def _whole(entry: Node, unit: Node, letter: str) -> Node | None:
    """v where the entry is v[i]."""
    if entry.kind == "symbol":
        declaration, indices = entry.mark
        if not declaration.range.loops and indices == (size_of(letter),) and declaration.shape == unit.shape:
            return symbol(declaration)
        return None
    if entry.kind == "product" and entry.mark[0] == 0 and len(entry.args) == 2 and entry.args[0] == transpose(unit):
        vector = entry.args[1]
        return None if building.traces.depends(vector, {letter}) else vector
    return None
