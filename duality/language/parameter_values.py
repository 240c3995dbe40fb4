"""Values of parameters: a scalar is a constant tree, a list or a matrix an `Array` of them."""

from __future__ import annotations

from fractions import Fraction

from duality.model.expression import Expression, number
from duality.records import record


@record
class Array:
    """A list (``columns`` is ``None``) or a matrix of constants, row by row.

    Entries out of a data file are kept as they were read, the text of a decimal or a Python number, and become exact
    trees one by one when they are used.
    """

    entries: tuple[Expression | str | int | float, ...]
    rows: int
    columns: int | None = None

    def entry(self, place: int) -> Expression:
        """The entry at a place counted from 0, row by row."""
        raw = self.entries[place]
        if isinstance(raw, Expression):
            return raw
        return number(Fraction(repr(raw) if isinstance(raw, float) else raw))

    def place(self, indices: tuple[int, ...]) -> int | None:
        """Where [i] or [i, j], counted from 1, stands; ``None`` outside the array."""
        if self.columns is None:
            return indices[0] - 1 if len(indices) == 1 and 1 <= indices[0] <= self.rows else None
        if len(indices) != 2 or not (1 <= indices[0] <= self.rows and 1 <= indices[1] <= self.columns):
            return None
        return (indices[0] - 1) * self.columns + indices[1] - 1

    @property
    def shape(self) -> str:
        """A list of 3, a 2 x 3 matrix: for messages."""
        return f"a list of {self.rows}" if self.columns is None else f"a {self.rows} x {self.columns} matrix"
