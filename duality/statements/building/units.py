"""Vectors told entry by entry: s_1*e_1 + s_2*e_2 is [s_1, s_2], the sum of e_i*d_i over all i the vector d."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.statements import building
from duality.statements.building.blocks import block
from duality.statements.building.leaves import number, ones, symbol
from duality.statements.building.linear import transpose
from duality.statements.building.products import multiply
from duality.statements.building.sums import add, scale, terms
from duality.statements.nodes import Loop, Node, Range
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
    """The sum over i in 1..n of e_i is 1, of e_i*e_i' is I, of d_i*e_i is d, of d_i*B*e_i is B*d, of c_i*d_i is c'd.

    ``None`` for any other sum.
    """
    if len(span.loops) != 1 or not span.loops[0].lower.is_one():
        return None
    loop = span.loops[0]
    count = body.mark[0] if body.kind == "product" else 0
    factors = body.args if body.kind == "product" else (body,)
    scalars, chain = factors[:count], factors[count:]
    if len(scalars) == 2 and not chain:
        return _paired(scalars, loop)
    if not chain or len(scalars) > 1:
        return None
    if len(chain) == 2 and not scalars and _is_unit(chain[0], loop) and chain[1] == transpose(chain[0]):
        return building.leaves.identity(loop.upper)
    before = chain[:-1]
    if not _is_unit(chain[-1], loop) or any(building.traces.depends(node, {loop.name}) for node in before):
        return None
    vector = _whole(scalars[0], loop) if scalars else ones((loop.upper, ONE))
    return None if vector is None else multiply(*before, vector)


def _is_unit(node: Node, loop: Loop) -> bool:
    return node.kind == "unit" and node.mark == (loop.upper, size_of(loop.name))


def _paired(scalars: tuple[Node, ...], loop: Loop) -> Node | None:
    first, second = (_whole(entry, loop) for entry in scalars)
    return None if first is None or second is None else multiply(transpose(first), second)


def listed(span: Range, entry: Node) -> Node:
    """The column of the entries at all indexes of a range. Raises `ProblemError` for several loops and conditions."""
    if span.guards or len(span.loops) != 1:
        raise ProblemError("a list of entries runs over one index without conditions", help="nest it: max(max(...))")
    loop = span.loops[0]
    place = building.unit(loop.upper - loop.lower + 1, size_of(loop.name) - loop.lower + 1)
    return building.over(span, multiply(entry, place))


def _whole(entry: Node, loop: Loop) -> Node | None:
    """v in R^n where the entry is v[i] for all i in 1..n."""
    shape = (loop.upper, ONE)
    if entry.kind == "symbol":
        declaration, indices = entry.mark
        whole = not declaration.range.loops and indices == (size_of(loop.name),) and declaration.shape == shape
        return symbol(declaration) if whole else None
    if entry.kind == "product" and entry.mark[0] == 0 and len(entry.args) == 2 and entry.args[1].shape == shape:
        unit, vector = transpose(entry.args[0]), entry.args[1]
        return vector if _is_unit(unit, loop) and not building.traces.depends(vector, {loop.name}) else None
    return None
