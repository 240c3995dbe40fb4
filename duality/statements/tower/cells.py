"""A family of variables by the functions that its members have: s[0] apart from s[t] in sum(s[t]^2 for t in 1..T).

A function of weight 0 is none, and its conjugate at weight 0 is not what its formula tends to.
"""

from __future__ import annotations

from duality.records import replace
from duality.statements.nodes import Declaration, Node, Range
from duality.statements.substitution import range_at, substitute
from duality.statements.tower.blocks import Block, Placement
from duality.statements.tower.collecting import Atom
from duality.statements.tower.placing import is_never, parted, placed
from duality.statements.tower.splitting import own_argument

NORMS_AT_ZERO = frozenset(
    {"abs", "maximum", "norm", "norm1", "norm2", "norminf", "normnuc", "pnorm", "pos", "quadnorm"}
)
"""Functions of which the conjugate at weight 0, slope 0, is what its formula says."""


def cells_of(declaration: Declaration, atoms: list[Atom]) -> list[Range]:
    """The parts of the family whose members have the same functions."""
    cells, letters = [declaration.range], {loop.name for loop in declaration.range.loops}
    for atom in atoms:
        own = own_argument(atom.argument)
        assert own is not None
        if atom.kind in NORMS_AT_ZERO:
            continue
        parts: list[Range] = []
        for cell in cells:
            rest = placed(own.symbol, atom.range, cell).rest
            inner = {loop.name for loop in rest.loops}
            for guard in () if is_never(rest, cell) else rest.guards:
                named = {letter for size in (guard.left, guard.right) for letter, _ in size.letters}
                if letters & named and not inner & named:
                    cell, other = parted(cell, guard)
                    parts.append(other)
            parts.append(cell)
        cells = parts
    return cells


def of_cell(block: Block, cell: Range) -> Block:
    """The block of a part of the family; an index that has one value there is that value."""
    fixed = {loop.name: loop.lower for loop in cell.loops if loop.lower == loop.upper}

    def at(node: Node) -> Node:
        return substitute(node, fixed)

    def placement(found: Placement) -> Placement:
        extra = tuple(map(at, found.extra))
        rest = range_at(found.rest, fixed)
        return found._replace(weight=at(found.weight), offset=at(found.offset), extra=extra, rest=rest)

    ends = {name: at(end) for name in ("lower", "upper", "total") if (end := getattr(block.bounds, name)) is not None}
    return replace(
        block,
        symbol=at(block.symbol),
        gradient=at(block.gradient),
        bounds=replace(block.bounds, points=tuple(map(at, block.bounds.points)), **ends),
        squares=tuple(map(placement, block.squares)),
        matrix=None if block.matrix is None else at(block.matrix),
        atoms=tuple(map(placement, block.atoms)),
        cell=range_at(Range(tuple(loop for loop in cell.loops if loop.name not in fixed), cell.guards), fixed),
    )
