"""lower, lower + 1, ..., upper as points of the line, none of them held: a range of 400,000 integers costs nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import overload

LISTED = 1_000
"""Points of a range up to which they are held as any finite set is."""

Entries = tuple[Fraction, ...]


class IntegerPoints(Sequence[Entries]):
    """The points (k,) for the integers k of a range, as a sequence."""

    __slots__ = ("integers",)

    def __init__(self, integers: range) -> None:
        self.integers = integers

    def __len__(self) -> int:
        return len(self.integers)

    @overload
    def __getitem__(self, place: int) -> Entries: ...

    @overload
    def __getitem__(self, place: slice) -> IntegerPoints: ...

    def __getitem__(self, place: int | slice) -> Entries | IntegerPoints:
        found = self.integers[place]
        return IntegerPoints(found) if isinstance(found, range) else (Fraction(found),)

    def __iter__(self) -> Iterator[Entries]:
        return ((Fraction(k),) for k in self.integers)

    def __contains__(self, point: object) -> bool:
        if not isinstance(point, tuple) or len(point) != 1:
            return False
        entry = point[0]
        return entry == entry and not math.isinf(entry) and entry == int(entry) and int(entry) in self.integers

    def __eq__(self, other: object) -> bool:
        return self.integers == other.integers if isinstance(other, IntegerPoints) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.integers)

    def __repr__(self) -> str:
        return f"IntegerPoints({self.integers})"

    def within(self, lower: float | Fraction, upper: float | Fraction) -> IntegerPoints:
        """Those between two numbers, ends included; an infinite end leaves its side as it is."""
        first, last = self.integers.start, self.integers.stop - 1
        first = first if lower == -math.inf else max(first, math.ceil(lower))
        last = last if upper == math.inf else min(last, math.floor(upper))
        return IntegerPoints(range(first, max(first, last + 1)))

    def near(self, place: float) -> list[Entries]:
        """The nearest on either side."""
        if not self.integers or math.isnan(place):
            return []
        first, last = self.integers[0], self.integers[-1]
        inside = min(max(place, float(first)), float(last))
        return [(Fraction(min(max(k, first), last)),) for k in dict.fromkeys((math.floor(inside), math.ceil(inside)))]
