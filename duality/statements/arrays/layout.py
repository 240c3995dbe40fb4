"""Where the entries of variables stand in one long vector, families member by member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duality.errors import ProblemError
from duality.statements.binding import axes
from duality.statements.evaluating.grids import checked, grid_of
from duality.statements.nodes import Declaration, Node, Range

Array = Any


class Layout:
    """One declaration: ``numbers`` gives each index tuple the number of its member, -1 where there is none.

    ``cell`` is a member's shape and ``places`` says which of its ``entries`` scalars each entry is: a symmetric matrix
    has one for both (i, j) and (j, i).
    """

    def __init__(self, declaration: Declaration, sizes: Mapping[str, int]) -> None:
        import numpy as np

        self.declaration = declaration
        self.cell = (declaration.shape[0].value(sizes), declaration.shape[1].value(sizes))
        self.places = (
            _symmetric(self.cell[0]) if declaration.symmetric else np.arange(np.prod(self.cell)).reshape(self.cell)
        )
        self.entries = int(self.places.max(initial=-1)) + 1
        loops = declaration.range.loops
        grid = grid_of(declaration.range, dict(sizes))
        self.members = grid.count
        at = [grid.letters[loop.name] for loop in loops]
        self.low, extents = axes(declaration.range, sizes, at)
        self.numbers = np.full(extents, -1 if loops else 0)
        if loops:
            self.numbers[tuple(k - low for k, low in zip(at, self.low, strict=True))] = np.arange(self.members)

    @property
    def size(self) -> int:
        """The number of scalars."""
        return self.members * self.entries

    def members_at(self, node: Node, at: Iterable[Any]) -> Array:
        """The numbers of the members at indexes. Raises `ProblemError` for one that is not declared."""
        places = checked(node, [k - low for k, low in zip(at, self.low, strict=True)], self.numbers.shape)
        found = self.numbers[places]
        if (found < 0).any():
            raise ProblemError(f"{node} is not declared for some index")
        return found

    def array(self, entries: Array) -> Array:
        """The scalars in the variable's own shape: its axes of indexes first, then its rows and columns."""
        import numpy as np

        cells = entries.reshape(self.members, self.entries)[:, self.places]
        if not self.declaration.range.loops:
            return cells[0]
        made = np.zeros((*self.numbers.shape, *self.cell))
        made[self.numbers >= 0] = cells[self.numbers[self.numbers >= 0]]
        return made.reshape(self.numbers.shape) if self.cell == (1, 1) else made


def _symmetric(order: int) -> Array:
    """The number of (i, j) and (j, i) among the entries of the lower triangle, row by row."""
    import numpy as np

    made = np.zeros((order, order), dtype=int)
    below = np.tril_indices(order)
    made[below] = np.arange(len(below[0]))
    return np.maximum(made, made.T)


def joined(members: Mapping[tuple[int, ...], Any], range: Range, sizes: Mapping[str, int]) -> Any:
    """The members of a family in one array, its axes of indexes first; 0 where there is none."""
    import numpy as np

    if not members:
        return np.zeros(0)
    at = np.array(list(members)).T
    low, extents = axes(range, sizes, at)
    cells = np.array(list(members.values()))
    made = np.zeros((*extents, *cells.shape[1:]))
    made[tuple(k - first for k, first in zip(at, low, strict=True))] = cells
    return made.reshape(made.shape[:-2]) if cells.shape[1:] == (1, 1) else made
