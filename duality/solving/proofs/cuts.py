"""Where an interval with rational ends is cut: at the plainest fraction in its middle, by size where it spans many."""

from __future__ import annotations

from fractions import Fraction

import flint

from duality.algebra.interval import Interval
from duality.algebra.nearby_rationals import plainest_between
from duality.algebra.scalars import flint_of, from_flint

SMALLEST, LARGEST = flint.fmpq(1, 2**80), flint.fmpq(2) ** 80
"""Ends nearer to 0 and further out are not told apart."""

FINEST = flint.fmpq(1, 2**90)
"""The relative width of an interval that is not cut further."""

WIDE = 64


def halves(piece: Interval) -> tuple[Interval, Interval]:
    """The parts on both sides of `middle`."""
    m = middle(piece)
    return Interval(piece.lower, m, piece.lower_open, False), Interval(m, piece.upper, False, piece.upper_open)


def is_narrow(piece: Interval) -> bool:
    """Too narrow to be cut, or too far out, or too near 0."""
    low, high = piece.lower, piece.upper
    if low is None or high is None:
        return (low is not None and low > LARGEST) or (high is not None and high < -LARGEST)
    size = max(abs(low), abs(high))
    return high - low <= FINEST * size or size <= SMALLEST


def middle(piece: Interval) -> flint.fmpq:
    """A fraction inside, near the middle of the piece; a few times further out where it is infinite."""
    low, high = piece.lower, piece.upper
    if low is not None and high is not None and low < 0 < high:
        return (
            flint.fmpq(0)
            if -low < 3 * high and high < -3 * low
            else _between(low + (high - low) / 3, high - (high - low) / 3)
        )
    if high is None and low is None:
        return flint.fmpq(0)
    if high is None or (low is not None and low >= 0):
        return _outward(low, high)
    return -_outward(-high, None if low is None else -low)


def _outward(low: flint.fmpq | None, high: flint.fmpq | None) -> flint.fmpq:
    """For 0 <= low < high, or an infinite high with any low."""
    if high is None:
        assert low is not None
        return flint.fmpq(1) if low < 1 and low != 0 else max(low * low.ceil() if low > 4 else 4 * low, flint.fmpq(1))
    assert low is not None
    if low == 0:
        return _between(high / 16, high / 4)
    if high > WIDE * low:
        root = Fraction(float(low / high) ** 0.5)
        m = high * flint_of(root)
        return _between(m / 2, 2 * m)
    return _between(low + (high - low) / 3, high - (high - low) / 3)


def _between(low: flint.fmpq, high: flint.fmpq) -> flint.fmpq:
    found = plainest_between(from_flint(low), from_flint(high))
    return flint_of(found)
