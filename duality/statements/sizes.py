"""Sizes and indexes: integers that are affine in letters, such as m, n + 1 or 2*k."""

from __future__ import annotations

from collections.abc import Mapping
from operator import index

from duality.errors import ProblemError
from duality.records import record


@record
class Size:
    """constant + sum of coefficient*letter; letters are dimensions or loop variables, in alphabetical order."""

    constant: int = 0
    letters: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Size | int) -> Size:
        if isinstance(other, int):
            return Size(self.constant + other, self.letters)
        found = dict(self.letters)
        for letter, coefficient in other.letters:
            found[letter] = found.get(letter, 0) + coefficient
        return Size(self.constant + other.constant, tuple(sorted((a, c) for a, c in found.items() if c)))

    def __sub__(self, other: Size | int) -> Size:
        return self + (-other if isinstance(other, int) else other.times(-1))

    def times(self, factor: int) -> Size:
        """factor * size."""
        return Size(self.constant * factor, tuple((a, c * factor) for a, c in self.letters if factor))

    def is_one(self) -> bool:
        return self.constant == 1 and not self.letters

    def known(self) -> int | None:
        """The integer where no letter is left."""
        return None if self.letters else self.constant

    def letter(self) -> str | None:
        """The name where the size is one letter and nothing else."""
        if self.constant == 0 and len(self.letters) == 1 and self.letters[0][1] == 1:
            return self.letters[0][0]
        return None

    def value(self, values: Mapping[str, int]) -> int:
        """The integer at these values; ``KeyError`` names a letter without one."""
        total = self.constant
        for letter, coefficient in self.letters:
            total += coefficient * values[letter]
        return total

    def substitute(self, letter: str, size: Size) -> Size:
        """The size with one letter replaced."""
        coefficient = dict(self.letters).get(letter, 0)
        if not coefficient:
            return self
        rest = Size(self.constant, tuple(pair for pair in self.letters if pair[0] != letter))
        return rest + size.times(coefficient)

    def __str__(self) -> str:
        parts = [_term(c, a, first=k == 0) for k, (a, c) in enumerate(self.letters)]
        if self.constant or not parts:
            parts.append(_term(self.constant, "", first=not parts))
        return "".join(parts)


def _term(coefficient: int, letter: str, *, first: bool) -> str:
    sign = ("-" if coefficient < 0 else "") if first else (" - " if coefficient < 0 else " + ")
    size = abs(coefficient)
    if not letter:
        return f"{sign}{size}"
    return f"{sign}{letter}" if size == 1 else f"{sign}{size}*{letter}"


def size_of(value: int | str | Size) -> Size:
    """An integer, a letter, or a size unchanged; `ProblemError` for anything else."""
    if isinstance(value, Size):
        return value
    if isinstance(value, str):
        return Size(0, ((value, 1),))
    try:
        size = index(value)
    except TypeError:
        size = -1
    if size < 0:
        raise ProblemError(f"{value!r} is no size", help="write a whole number or a letter: 3, 'n'")
    return Size(size)


ONE = Size(1)

Shape = tuple[Size, Size]
"""Rows and columns; a vector is a column, a number is 1 x 1."""

SCALAR: Shape = (ONE, ONE)


def set_text(shape: Shape) -> str:
    """The set in words of the language: R, R^n, R^(m, n)."""
    rows, columns = shape
    if columns.is_one():
        return "R" if rows.is_one() else f"R^{_exponent(rows)}"
    return f"R^({rows}, {columns})"


def _exponent(size: Size) -> str:
    plain = size.letter() is not None or size.known() is not None
    return str(size) if plain else f"({size})"
