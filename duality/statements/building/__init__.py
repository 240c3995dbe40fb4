"""The makers of nodes: each returns the canonical form of what it is asked for."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements.building import atoms as atoms
    from duality.statements.building import entrywise as entrywise
    from duality.statements.building import leaves as leaves
    from duality.statements.building import linear as linear
    from duality.statements.building import products as products
    from duality.statements.building import recognizing as recognizing
    from duality.statements.building import sums as sums
    from duality.statements.building import traces as traces
    from duality.statements.building.atoms import call, power
    from duality.statements.building.blocks import block, part
    from duality.statements.building.entrywise import divide, times
    from duality.statements.building.leaves import identity, number, ones, size_node, symbol, unit, zero
    from duality.statements.building.linear import diagonal, diagonal_matrix, inverse, transpose
    from duality.statements.building.products import multiply
    from duality.statements.building.sums import add, coefficient, scale, subtract, terms
    from duality.statements.building.traces import inner, over, total, trace

__getattr__ = lazily(
    __name__,
    {
        "atoms": "call power",
        "blocks": "block part",
        "entrywise": "divide times",
        "leaves": "identity number ones size_node symbol unit zero",
        "linear": "diagonal diagonal_matrix inverse transpose",
        "products": "multiply",
        "sums": "add coefficient scale subtract terms",
        "traces": "inner over total trace",
    },
)


__all__ = [
    "add",
    "block",
    "call",
    "coefficient",
    "diagonal",
    "diagonal_matrix",
    "divide",
    "identity",
    "inner",
    "inverse",
    "multiply",
    "number",
    "ones",
    "over",
    "part",
    "power",
    "scale",
    "size_node",
    "subtract",
    "symbol",
    "terms",
    "times",
    "total",
    "trace",
    "transpose",
    "unit",
    "zero",
]
