"""Intervals with exact rational ends, open or closed, finite or not, and their rational arithmetic.

[a, b] op [c, d] holds every x op y with x, y inside. Ends stay exact until they grow long; then they are rounded
outwards. An open end tells 0 < exp(x) from 0 <= x^2, so that 1/exp(x) keeps its sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import flint

from duality.records import record

ZERO = flint.fmpq(0)
ONE = flint.fmpq(1)
LONG = 512
KEPT = 192


@record
class Interval:
    """{t: lower <= t <= upper}, an end left out where it is open; ``None`` is an infinite end."""

    lower: flint.fmpq | None
    upper: flint.fmpq | None
    lower_open: bool = False
    upper_open: bool = False

    @property
    def is_point(self) -> bool:
        return self.lower is not None and self.lower == self.upper

    @property
    def is_positive(self) -> bool:
        return self.lower is not None and (self.lower > 0 or (self.lower == 0 and self.lower_open))

    @property
    def is_nonnegative(self) -> bool:
        return self.lower is not None and self.lower >= 0

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            self.upper_open,
            self.lower_open,
        )

    def __add__(self, other: Interval) -> Interval:
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        lower_open, upper_open = self.lower_open or other.lower_open, self.upper_open or other.upper_open
        return rounded(Interval(lower, upper, lower_open, upper_open))

    def __mul__(self, other: Interval) -> Interval:
        products = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        return rounded(_hull_of_ends(products))


WHOLE = Interval(None, None)


@record
class End:
    """One end of an interval; ``infinite`` is -1, 0 or 1."""

    infinite: int
    value: flint.fmpq
    open: bool


def _ends(interval: Interval) -> tuple[End, End]:
    return (
        End(-1, ZERO, True) if interval.lower is None else End(0, interval.lower, interval.lower_open),
        End(1, ZERO, True) if interval.upper is None else End(0, interval.upper, interval.upper_open),
    )


def _times(a: End, b: End) -> End:
    """The product of two ends; 0 * inf is 0, since 0 * y = 0 for every finite y."""
    zeros = [end for end in (a, b) if not end.infinite and end.value == 0]
    if zeros:
        return End(0, ZERO, all(end.open for end in zeros))
    if a.infinite or b.infinite:
        return End(_sign(a) * _sign(b), ZERO, True)
    return End(0, a.value * b.value, a.open or b.open)


def _sign(end: End) -> int:
    return end.infinite or (1 if end.value > 0 else -1)


def _hull_of_ends(ends: list[End]) -> Interval:
    # At equal values a closed end reaches further than an open one.
    least = min(ends, key=lambda end: (end.infinite, end.value, end.open))
    most = max(ends, key=lambda end: (end.infinite, end.value, not end.open))
    return Interval(
        None if least.infinite else least.value,
        None if most.infinite else most.value,
        least.open and not least.infinite,
        most.open and not most.infinite,
    )


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds them all."""
    return _hull_of_ends([end for interval in intervals for end in _ends(interval)])


def cut_at(interval: Interval, points: Iterable[flint.fmpq]) -> Iterator[Interval]:
    """The parts between the points that lie inside, in order; a point belongs to both of its neighbours."""
    low, high = interval.lower, interval.upper
    cuts = sorted(x for x in set(points) if (low is None or low < x) and (high is None or x < high))
    for k, (a, b) in enumerate(pairwise([low, *cuts, high])):
        yield Interval(a, b, k == 0 and interval.lower_open, k == len(cuts) and interval.upper_open)


def largest(first: Interval, second: Interval) -> Interval:
    """{max(s, t)}."""
    (a, b), (c, d) = _ends(first), _ends(second)
    lower = max(a, c, key=lambda end: (end.infinite, end.value, end.open))
    upper = max(b, d, key=lambda end: (end.infinite, end.value, not end.open))
    return _hull_of_ends([lower, upper])


def magnitude(interval: Interval) -> Interval:
    """{|t|}."""
    if interval.is_nonnegative:
        return interval
    if interval.upper is not None and interval.upper <= 0:
        return -interval
    return _reaching_down_to_zero(hull([interval, -interval]))


def _reaching_down_to_zero(interval: Interval) -> Interval:
    return Interval(ZERO, interval.upper, False, interval.upper_open)


def reciprocal(interval: Interval) -> Interval:
    """{1/t: t != 0}: the whole line where 0 is inside; the interval must hold more than 0."""
    if interval.is_nonnegative:
        lower_is_zero = interval.lower == 0
        return Interval(
            ZERO if interval.upper is None else 1 / interval.upper,
            None if lower_is_zero or interval.lower is None else 1 / interval.lower,
            interval.upper is None or interval.upper_open,
            not lower_is_zero and interval.lower_open,
        )
    if interval.upper is not None and interval.upper <= 0:
        return -reciprocal(-interval)
    return WHOLE


def rounded(interval: Interval) -> Interval:
    """The interval with long ends rounded outwards; an end that moved is no longer reached."""
    lower, upper = interval.lower, interval.upper
    if (lower is None or lower.height_bits() <= LONG) and (upper is None or upper.height_bits() <= LONG):
        return interval
    new_lower = None if lower is None else -_rounded_up(-lower)
    new_upper = None if upper is None else _rounded_up(upper)
    return Interval(
        new_lower, new_upper, interval.lower_open or new_lower != lower, interval.upper_open or new_upper != upper
    )


def _rounded_up(value: flint.fmpq) -> flint.fmpq:
    if value.height_bits() <= LONG:
        return value
    size = len(bin(abs(int(value.p)))) - len(bin(int(value.q)))
    scale = flint.fmpq(2) ** (KEPT - size)
    return flint.fmpq((value * scale).ceil()) / scale
