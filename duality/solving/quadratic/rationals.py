"""Vectors over the rationals with one common denominator: numerators / denominator.

Sums of products then run in integers, where a vector of `Fraction` would reduce every term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import gcd, inf, lcm

from duality.model.scalar import Scalar
from duality.records import record


@record
class Rationals:
    """numerators / denominator, denominator > 0."""

    numerators: tuple[int, ...]
    denominator: int = 1

    @staticmethod
    def of(values: Iterable[Fraction]) -> Rationals:
        """The vector of the values over their least common denominator."""
        listed = tuple(values)
        common = lcm(*(v.denominator for v in listed)) if listed else 1
        return Rationals(tuple(v.numerator * (common // v.denominator) for v in listed), common)

    @staticmethod
    def reduced(numerators: Sequence[int], denominator: int) -> Rationals:
        """The vector in lowest terms; the denominator may be negative."""
        shared = gcd(denominator, *numerators)
        if denominator < 0:
            shared = -shared
        return Rationals(tuple(n // shared for n in numerators), denominator // shared)

    @staticmethod
    def zeros(size: int) -> Rationals:
        return Rationals((0,) * size)

    def __len__(self) -> int:
        return len(self.numerators)

    def __getitem__(self, index: int) -> Fraction:
        return Fraction(self.numerators[index], self.denominator)

    def __iter__(self) -> Iterator[Fraction]:
        return (Fraction(n, self.denominator) for n in self.numerators)


def nearest_float(value: Scalar) -> float:
    """The value as a float; infinite beyond the range of floats."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
