"""What regions leave of the ranges of the letters, as disjoint cells: the regions are all where none is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duality.letters.conditions import Condition
from duality.letters.field import Field
from duality.letters.polyhedra import Cell, HalfSpace, half_spaces, is_empty, ranges
from duality.letters.redundancy import needed
from duality.model.expression import Comparison
from duality.model.parameter import Parameter

MOST = 300
"""Cells that are told apart; beyond, what is left is not known."""


class Remainder:
    """The cells of the letters' ranges that lie in no region, as far as linear programs over monomials tell.

    ``is_known`` is False where there are too many cells, where ``is_over`` says that time is up, or where a function in
    a condition is undefined somewhere: then no cell left does not mean that nothing is left.
    """

    def __init__(self, field: Field, letters: Sequence[Parameter], is_over: Callable[[], bool]) -> None:
        self.field, self.letters, self.is_over = field, letters, is_over
        self.cells: list[Cell] = [ranges(field, letters)]
        self.is_known = True

    def without(self, conditions: Sequence[Condition | Comparison]) -> None:
        """Takes the region where all the conditions hold out of every cell."""
        halves: list[HalfSpace] = []
        for condition in needed(self.field, conditions, self.letters):
            own = half_spaces(self.field, condition)
            if not own:
                self.is_known = False
                return
            self.is_known &= all(half.is_total for half in own)
            halves += own
        parts: list[Cell] = []
        for cell in self.cells:
            if self.is_over() or len(parts) > MOST:
                self.is_known, self.cells = False, []
                return
            parts += self._parts(cell, halves)
        self.cells = parts

    def _parts(self, cell: Cell, halves: Sequence[HalfSpace]) -> Iterator[Cell]:
        """The cell without the conjunction: where the first fails, where it holds and the second fails, ..."""
        if self._is_empty((*cell, *halves)):
            yield cell
            return
        for half in halves:
            outside = (*cell, half.outside)
            if not self._is_empty(outside):
                yield outside
            cell = (*cell, half)

    def _is_empty(self, cell: Cell) -> bool:
        return is_empty(self.field, cell, self.letters)
