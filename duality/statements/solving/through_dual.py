"""The dual as the faster road: Newton on theta_D gives d*, its minimizer of L is x*, and the gap is checked.

Taken where theta_D is smooth and has few multipliers beside the variables: entropies, -log, squares in boxes, with few
rows. Nothing is assumed: x* and the multipliers are judged by the statement's own functions afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import BackendRefused, ProblemError
from duality.named_tuples import NamedTuple
from duality.solving.arrays.newton import Smooth, band, maximum
from duality.statements.arrays.layout import Layout
from duality.statements.solving.smooth import Entries, Multipliers, entries_of
from duality.statements.theta import Bound
from duality.statements.tower.blocks import Block

Array = Any

WORK = 3e9
"""Multiplications up to which a step with a dense Hessian is taken: the rows leave the solver's systems dense, too."""

SPARSE_WORK = 3e8
"""The same for a sparse Hessian, whose entries lie in a band; a solver finds better orders where the band is wide."""

MORE = 2
"""How many times more variables than multipliers there must be."""

NAME = "Newton on theta_D"


class Found(NamedTuple):
    """x* by variable and the multipliers by constraint."""

    point: dict[str, Array]
    multipliers: dict[str, Array]


def through_dual(bound: Bound, symbols: Mapping[str, Any], sizes: Mapping[str, int], tolerance: float) -> Found | None:
    """The maximum of theta_D; ``None`` where it is not smooth, has many multipliers, or Newton finds no maximum."""
    if not _is_fit(bound, sizes):
        return None
    try:
        dual = _Dual(bound, symbols, sizes)
    except (BackendRefused, ProblemError):
        return None
    return dual.found(tolerance) if dual.smooth and dual.is_cheap() else None


def _is_fit(bound: Bound, sizes: Mapping[str, int]) -> bool:
    derived = bound.derived
    if not derived.multipliers or any(row.row.kind == "semidefinite" for row in derived.rows):
        return False
    if not all(_is_curved(s.block) for s in derived.blocks):
        return False
    rows = sum(Layout(d, sizes).size for d in derived.multipliers)
    columns = sum(Layout(s.block.declaration, sizes).size for s in derived.blocks)
    return MORE * rows <= columns


def _is_curved(block: Block) -> bool:
    """Whether L bends in the variable by functions that this route knows."""
    if block.bounds.points or block.bounds.cone or not (block.squares or block.atoms):
        return False
    return all(atom.kind in ("relent", "neglog") for atom in block.atoms)


class _Dual:
    """theta_D as arrays."""

    def __init__(self, bound: Bound, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.derived = bound.derived
        self.sizes = sizes
        self.known = Multipliers(bound, symbols, sizes)
        found = [entries_of(s.block, self.known) for s in self.derived.blocks]
        self.entries: list[Entries] = [e for e in found if e is not None]
        self.smooth = len(self.entries) == len(found)
        if self.smooth:
            constant = self.known.form(self.derived.constant)
            assert constant is not None
            linear, self.constant = self.known.stacked(constant)
            self.linear = linear.toarray()[0]
            self.maps = [self.known.stacked(entry.slope) for entry in self.entries]
            self.turned = [matrix.T.tocsr() for matrix, _ in self.maps]
            self.sparse = False

    def is_cheap(self) -> bool:
        """Whether a Newton step costs little; tells how the Hessian is kept."""
        rows = self.known.size
        if rows**3 / 3 <= SMALL_WORK:
            return True
        pattern = _pattern(self.maps)
        self.sparse = pattern is not None
        if pattern is None:
            return rows**3 / 3 <= WORK
        # Squares that lie at the ends of their boxes leave the sparse Hessian singular: a solver is faster then.
        boxed = any(s.block.squares and (s.block.bounds.lower or s.block.bounds.upper) for s in self.derived.blocks)
        return not boxed and rows * band(pattern)[1] ** 2 <= SPARSE_WORK

    def found(self, tolerance: float) -> Found | None:
        import numpy as np

        signed = np.concatenate(
            [np.full(self.known.layouts[d.name].size, d.sign == "nonnegative") for d in self.known.declared]
        )
        scale = 1 + float(np.abs(self.linear).max(initial=0.0))
        theta = Smooth(self._value, self._slope, self._bend)
        y = maximum(theta, np.zeros(self.known.size), signed, min(tolerance, 1e-9) * scale)
        return None if y is None else Found(self._point(y), self._by_name(y))

    def _value(self, y: Array) -> float:
        total = float(self.linear @ y + self.constant.sum())
        for entry, (matrix, constant) in zip(self.entries, self.maps, strict=True):
            slopes = matrix @ y + constant
            total += entry.value(slopes, entry.point(slopes)) - float((entry.offset * slopes).sum())
        return total

    def _slope(self, y: Array) -> Array:
        """What the constraints miss at the minimizer of L."""
        total = self.linear.copy()
        for entry, (matrix, constant), turned in zip(self.entries, self.maps, self.turned, strict=True):
            total += turned @ (entry.point(matrix @ y + constant) - entry.offset)
        return total

    def _bend(self, y: Array) -> Array:
        import numpy as np
        from scipy import sparse

        total: Any = sparse.csr_array((len(y),) * 2) if self.sparse else np.zeros((len(y), len(y)))
        for entry, (matrix, constant), turned in zip(self.entries, self.maps, self.turned, strict=True):
            slopes = matrix @ y + constant
            total = total + _gram(matrix, turned, entry.bend(slopes, entry.point(slopes)), kept=self.sparse)
        return total

    def _point(self, y: Array) -> dict[str, Array]:
        names = {d.name for d in self.derived.statement.variables}
        made = {}
        for entry, (matrix, constant) in zip(self.entries, self.maps, strict=True):
            if entry.declaration.name in names:
                x = (entry.point(matrix @ y + constant) - entry.offset) / entry.factor
                made[entry.declaration.name] = Layout(entry.declaration, self.sizes).array(x)
        return made

    def _by_name(self, y: Array) -> dict[str, Array]:
        names = {row.declared[0].name: row.row.name for row in self.derived.rows}
        names |= {split.multiplier.name: split.variable.name for split in self.derived.splits}
        made, start = {}, 0
        for name, layout in self.known.layouts.items():
            made[names[name]] = layout.array(y[start : start + layout.size])
            start += layout.size
        return made


DENSE = 0.1
"""The share of entries from which products of dense arrays are faster."""

SMALL_WORK = 1e7
"""A dense step so small that no other is looked for."""


def _pattern(maps: list[tuple[Array, Array]]) -> Array | None:
    """Where the Hessian has entries; ``None`` where it is dense."""
    total = None
    for matrix, _ in maps:
        rows, columns = matrix.shape
        if matrix.nnz > DENSE * rows * columns:
            return None
        size = abs(matrix)
        added = size.T @ size
        total = added if total is None else total + added
    return None if total is None or total.nnz > DENSE * total.shape[0] ** 2 else total


def _gram(matrix: Array, turned: Array, weights: Array, *, kept: bool) -> Array:
    """G' diag(weights) G, ``kept`` sparse or as a dense array."""
    import numpy as np

    rows, columns = matrix.shape
    weights = np.broadcast_to(weights, (rows,))
    if not kept and matrix.nnz > DENSE * rows * columns:
        filled = matrix.toarray()
        return filled.T @ (weights[:, None] * filled)
    scaled = matrix.copy()
    scaled.data *= np.repeat(weights, np.diff(matrix.indptr))
    return turned @ scaled if kept else (turned @ scaled).toarray()
