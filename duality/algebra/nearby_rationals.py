"""Fractions p/q next to a number in floating point, the plainest first: guesses, which exact arithmetic then decides.

For Q = 1, 2, 6, 12, 60, 10^3, 10^6, 10^9 in turn the best approximation with q <= Q, each value once. A smaller
``largest`` ends the list of Q.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.model.scalar import Irrational, Scalar

DENOMINATORS = (1, 2, 6, 12, 60, 10**3, 10**6, 10**9)

Number = Scalar | float


def nearby_rationals(
    value: float, *, largest: int = DENOMINATORS[-1], distance: float = math.inf, spacing: float = math.inf
) -> Iterator[Fraction]:
    """The fractions of the module with denominators up to ``largest``; none for inf and nan.

    A guess p/q for the bound Q is kept if |value - p/q| <= distance (1 + |value|) and <= spacing/Q (1 + |value|).
    """
    for near in nearby_points({"": value}, largest=largest, distance=distance, spacing=spacing):
        entry = near[""]
        assert isinstance(entry, Fraction)
        yield entry


def nearby_points(
    point: Mapping[str, Number],
    *,
    largest: int = DENOMINATORS[-1],
    distance: float = math.inf,
    spacing: float = math.inf,
) -> Iterator[dict[str, Scalar]]:
    """Exact points next to a point: all coordinates in floating point rounded with one bound, exact ones as they are.

    ``distance`` and ``spacing`` as for `nearby_rationals`, asked of every coordinate.
    """
    if not all(math.isfinite(entry) for entry in point.values() if isinstance(entry, float)):
        return
    seen: set[tuple[Scalar, ...]] = set()
    for bound in (*(bound for bound in DENOMINATORS if bound < largest), largest):
        near = {name: _rounded(entry, bound) for name, entry in point.items()}
        allowed = min(distance, spacing / bound)
        key = tuple(near.values())
        if key not in seen and _is_near(point, near, allowed):
            seen.add(key)
            yield near


def nearby_directions(
    direction: Mapping[str, Number], *, largest: int = DENOMINATORS[-1]
) -> Iterator[dict[str, Fraction]]:
    """Exact directions next to d/max|d_i|, 0 left out."""
    size = max((abs(float(entry)) for entry in direction.values()), default=0.0)
    if size == 0 or not math.isfinite(size):
        return
    for near in nearby_points({name: float(entry) / size for name, entry in direction.items()}, largest=largest):
        if any(near.values()):
            yield {name: entry for name, entry in near.items() if isinstance(entry, Fraction)}


def short_fraction(value: float, largest: int, within: float) -> Fraction | None:
    """The best p/q with q <= largest if |value - p/q| <= within max(1, |value|), else ``None``."""
    if not math.isfinite(value):
        return None
    near = Fraction(value).limit_denominator(largest)
    return near if abs(float(near) - value) <= within * max(1.0, abs(value)) else None


def plainest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction in [low, high] with the least denominator, low <= high: the first one on the Stern-Brocot tree."""
    if low > high:
        raise ValueError("the interval is empty")
    if high < 0:
        return -plainest_between(-high, -low)
    if low <= 0:
        return Fraction(0)
    # Continued fractions of both ends, as far as they agree.
    turns: list[int] = []
    while True:
        whole = -(-low.numerator // low.denominator)
        if whole <= high:
            break
        turns.append(whole - 1)
        low, high = 1 / (high - (whole - 1)), 1 / (low - (whole - 1))
    found = Fraction(whole)
    for turn in reversed(turns):
        found = turn + 1 / found
    return found


def _rounded(value: Number, largest: int) -> Scalar:
    if isinstance(value, (Fraction, Irrational)):
        return value
    return Fraction(float(value)).limit_denominator(largest)


def _is_near(point: Mapping[str, Number], near: Mapping[str, Scalar], allowed: float) -> bool:
    if allowed == math.inf:
        return True
    return all(
        abs(entry - float(near[name])) <= allowed * (1 + abs(entry))
        for name, entry in point.items()
        if isinstance(entry, float)
    )
