"""Arrays of expressions, entry by entry, as text of the language: what numpy and cvxpy do with them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from duality.language.foreign.untranslatable import Untranslatable
from duality.records import record

MOST = 2_000
"""Entries of an array."""

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
_ATOM = 4


@record(slots=False)
class Array:
    """Entries row by row with how tightly each binds; ``shape`` is () for a number."""

    shape: tuple[int, ...]
    entries: tuple[str, ...]
    strengths: tuple[int, ...]

    @staticmethod
    def variable(name: str, shape: tuple[int, ...]) -> Array:
        """x, x[1..n] or x[1..m, 1..n]."""
        _check(shape)
        if not shape:
            return scalar(name)
        if len(shape) == 1:
            entries = [f"{name}[{i}]" for i in range(1, shape[0] + 1)]
        else:
            entries = [f"{name}[{i}, {j}]" for i in range(1, shape[0] + 1) for j in range(1, shape[1] + 1)]
        return Array(shape, tuple(entries), (_ATOM,) * len(entries))

    @staticmethod
    def filled(entry: str, shape: tuple[int, ...]) -> Array:
        """The same number everywhere."""
        _check(shape)
        return Array(shape, (entry,) * math.prod(shape), (_ATOM,) * math.prod(shape))

    @staticmethod
    def identity(n: int) -> Array:
        """The matrix I."""
        _check((n, n))
        return Array((n, n), tuple(["1" if i == j else "0" for i in range(n) for j in range(n)]), (_ATOM,) * n**2)

    @staticmethod
    def diagonal(entries: Array) -> Array:
        """The matrix with these entries on its diagonal."""
        (n,) = entries.shape
        _check((n, n))
        cells = [entries.entries[i] if i == j else "0" for i in range(n) for j in range(n)]
        strengths = [entries.strengths[i] if i == j else _ATOM for i in range(n) for j in range(n)]
        return Array((n, n), tuple(cells), tuple(strengths))

    @staticmethod
    def stacked(parts: Sequence[Array]) -> Array:
        """A list of numbers, or of rows."""
        if not parts or any(part.shape != parts[0].shape for part in parts) or len(parts[0].shape) > 1:
            raise Untranslatable("a list whose entries do not fit together")
        shape = (len(parts), *parts[0].shape)
        _check(shape)
        return Array(shape, sum((part.entries for part in parts), ()), sum((part.strengths for part in parts), ()))

    def within(self, place: int, strength: int) -> str:
        """An entry in brackets where it binds less tightly."""
        entry = self.entries[place]
        return entry if self.strengths[place] >= strength else f"({entry})"

    def single(self) -> str:
        """The text of a number."""
        if len(self.entries) != 1:
            raise Untranslatable("a number is needed where an array stands")
        return self.entries[0]

    def mapped(self, template: str, strength: int = _ATOM, within: int = 0) -> Array:
        """The template with each entry in it."""
        entries = tuple([template.format(self.within(k, within)) for k in range(len(self.entries))])
        return Array(self.shape, entries, (strength,) * len(entries))

    def negated(self) -> Array:
        """-x."""
        return self.mapped("-{0}", 1, 2)

    def combined(self, operator: str, other: Array) -> Array:
        """Entry by entry; a number goes with every entry. A product of two arrays is refused: * is not one thing."""
        if operator == "*" and self.shape and other.shape:
            raise Untranslatable("'*' between arrays is the matrix product to some: write cp.multiply or @")
        shape = self._common(other)
        strength = _STRENGTH[operator]
        entries: list[str] = []
        for k in range(math.prod(shape)):
            left = self.within(k if self.shape else 0, strength + (operator == "^"))
            right = other.within(k if other.shape else 0, strength + (operator in "-/*"))
            gap = " " if operator in "+-" else ""
            entries.append(f"{left}{gap}{operator}{gap}{right}")
        return Array(shape, tuple(entries), (strength,) * len(entries))

    def multiplied(self, other: Array) -> Array:
        """The product entry by entry."""
        shape = self._common(other)
        pairs = [(k if self.shape else 0, k if other.shape else 0) for k in range(math.prod(shape))]
        entries = tuple([f"{self.within(a, 2)}*{other.within(b, 3)}" for a, b in pairs])
        return Array(shape, entries, (2,) * len(entries))

    def compared(self, relation: str, other: Array) -> list[str]:
        """A row for each entry."""
        shape = self._common(other)
        pairs = [(k if self.shape else 0, k if other.shape else 0) for k in range(math.prod(shape))]
        return [f"{self.entries[a]} {relation} {other.entries[b]}" for a, b in pairs]

    def product(self, other: Array) -> Array:
        """The matrix product; a vector is a row on the left, a column on the right."""
        if not self.shape or not other.shape or self.shape[-1] != other.shape[0]:
            raise Untranslatable(f"the product of the shapes {self.shape} and {other.shape}")
        rows = self.shape[0] if len(self.shape) == 2 else 1
        columns = other.shape[1] if len(other.shape) == 2 else 1
        inner = self.shape[-1]
        shape = (*self.shape[:-1], *other.shape[1:])
        _check((rows, columns, inner))
        entries = [
            " + ".join(f"{self.within(i * inner + k, 2)}*{other.within(k * columns + j, 3)}" for k in range(inner))
            for i in range(rows)
            for j in range(columns)
        ]
        return Array(shape, tuple(entries), (1 if inner > 1 else 2,) * len(entries))

    def transposed(self) -> Array:
        """A'; a vector stays what it is."""
        if len(self.shape) < 2:
            return self
        rows, columns = self.shape
        order = [i * columns + j for j in range(columns) for i in range(rows)]
        return Array(
            (columns, rows), tuple([self.entries[k] for k in order]), tuple([self.strengths[k] for k in order])
        )

    def entry(self, indices: tuple[int | slice, ...]) -> Array:
        """x[i], A[i, j], x[1:], counted from 0, from the end where negative; A[i] is a row."""
        told = (*indices, *[slice(None)] * (len(self.shape) - len(indices)))
        try:
            picks = [range(n)[index] for index, n in zip(told, self.shape, strict=True)]
        except (IndexError, ValueError):
            raise Untranslatable(f"the index {list(indices)} of an array of the shape {self.shape}") from None
        shape = tuple([len(pick) for pick in picks if isinstance(pick, range)])
        places = [0]
        for pick, n in zip(picks, self.shape, strict=True):
            places = [place * n + k for place in places for k in ((pick,) if isinstance(pick, int) else pick)]
        return Array(shape, tuple([self.entries[k] for k in places]), tuple([self.strengths[k] for k in places]))

    def _common(self, other: Array) -> tuple[int, ...]:
        if self.shape and other.shape and self.shape != other.shape:
            raise Untranslatable(f"the shapes {self.shape} and {other.shape} do not fit together")
        return self.shape or other.shape


def scalar(text: str, strength: int = _ATOM) -> Array:
    """A number, a name or an expression."""
    return Array((), (text,), (strength,))


def _check(shape: tuple[int, ...]) -> None:
    if math.prod(shape) > MOST:
        raise Untranslatable("it is too large")
