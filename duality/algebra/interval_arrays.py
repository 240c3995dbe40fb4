"""Interval arithmetic on arrays, each result rounded outwards.

A pair (lower, upper) of float arrays stands for one interval an entry. Sums, products and quotients are rounded by one
unit in the last place, which IEEE arithmetic makes rigorous (underflow below 1e-308 aside); elementary functions by
`ELEMENTARY` relative, more than the 4 units in the last place that numpy allows itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]

ELEMENTARY = 2e-15
INFINITY = np.inf


def rounded(lower: np.ndarray, upper: np.ndarray) -> Pair:
    """One unit outwards; a zero stays, since floating-point sums that are 0 are exact."""
    return (
        np.where(lower == 0, 0.0, np.nextafter(lower, -INFINITY)),
        np.where(upper == 0, 0.0, np.nextafter(upper, INFINITY)),
    )


def widened(lower: np.ndarray, upper: np.ndarray) -> Pair:
    """Outwards by the error of an elementary function."""
    low = lower - ELEMENTARY * np.abs(lower)
    high = upper + ELEMENTARY * np.abs(upper)
    # inf - inf has no value: a lower end of +inf is an overflow.
    low = np.where(lower == INFINITY, np.finfo(float).max, np.where(lower == -INFINITY, -INFINITY, low))
    high = np.where(upper == -INFINITY, -np.finfo(float).max, np.where(upper == INFINITY, INFINITY, high))
    return rounded(low, high)


def add(a: Pair, b: Pair) -> Pair:
    return rounded(a[0] + b[0], a[1] + b[1])


def subtract(a: Pair, b: Pair) -> Pair:
    return rounded(a[0] - b[1], a[1] - b[0])


def negative(a: Pair) -> Pair:
    return -a[1], -a[0]


def multiply(a: Pair, b: Pair) -> Pair:
    """0 times an infinite end is 0."""
    products = np.stack(np.broadcast_arrays(a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]))
    products[np.isnan(products)] = 0.0
    return rounded(products.min(axis=0), products.max(axis=0))


def reciprocal(a: Pair) -> Pair:
    """{1/t: t != 0}; the whole line where 0 is inside."""
    low, high = a
    straddles = (low < 0) & (high > 0)
    below = np.where(high == 0, -INFINITY, 1 / np.where(high == 0, 1.0, high))
    above = np.where(low == 0, INFINITY, 1 / np.where(low == 0, 1.0, low))
    lower, upper = rounded(below, above)
    return np.where(straddles, -INFINITY, lower), np.where(straddles, INFINITY, upper)


def divide(a: Pair, b: Pair) -> Pair:
    return multiply(a, reciprocal(b))


def integer_power(a: Pair, n: int) -> Pair:
    """{t^n} for n >= 1."""
    if n % 2 == 0:
        a = magnitude(a)
    if n == 2:
        return rounded(a[0] * a[0], a[1] * a[1])
    return widened(np.power(a[0], n), np.power(a[1], n))


def real_power(a: Pair, p: float) -> Pair:
    """{t^p} for p > 0 and a inside t >= 0."""
    lower, upper = widened(np.power(a[0], p), np.power(a[1], p))
    return np.maximum(lower, 0.0), upper


def magnitude(a: Pair) -> Pair:
    """{|t|}."""
    low, high = np.abs(a[0]), np.abs(a[1])
    inside = (a[0] <= 0) & (a[1] >= 0)
    return np.where(inside, 0.0, np.minimum(low, high)), np.maximum(low, high)


def sqrt(a: Pair) -> Pair:
    lower, upper = rounded(np.sqrt(a[0]), np.sqrt(a[1]))
    return np.maximum(lower, 0.0), upper


def sin(a: Pair) -> Pair:
    """Extremes 1 at pi/2 + 2 k pi and -1 at -pi/2 + 2 k pi."""
    return _periodic(a, np.sin, np.pi / 2)


def cos(a: Pair) -> Pair:
    """Extremes 1 at 2 k pi and -1 at pi + 2 k pi."""
    return _periodic(a, np.cos, 0.0)


def _periodic(a: Pair, function: Callable[[np.ndarray], np.ndarray], top: float) -> Pair:
    finite = np.isfinite(a[0]) & np.isfinite(a[1])
    low, high = np.where(finite, a[0], 0.0), np.where(finite, a[1], 0.0)
    first, last = function(low), function(high)
    lower, upper = widened(np.minimum(first, last), np.maximum(first, last))
    upper = np.where(_holds_turn(low, high, top), 1.0, np.minimum(upper, 1.0))
    lower = np.where(_holds_turn(low, high, top + np.pi), -1.0, np.maximum(lower, -1.0))
    return np.where(finite, lower, -1.0), np.where(finite, upper, 1.0)


def _holds_turn(low: np.ndarray, high: np.ndarray, at: float) -> np.ndarray:
    """Is some at + 2 k pi in [low, high], perhaps just outside."""
    turn = 2 * np.pi
    slack = 4e-15 * (1 + np.maximum(np.abs(low), np.abs(high)))
    return np.floor((high - at + slack) / turn) >= np.ceil((low - at - slack) / turn)


def xlogx(a: Pair) -> Pair:
    """{t log t}, 0 at 0, for an interval inside t >= 0; least value -1/e at t = 1/e."""
    bottom = np.exp(-1.0)
    ends = [np.where(t == 0, 0.0, t * np.log(np.where(t == 0, 1.0, t))) for t in a]
    lower, upper = widened(np.minimum(*ends), np.maximum(*ends))
    inside = (a[0] <= bottom * (1 + ELEMENTARY)) & (a[1] >= bottom * (1 - ELEMENTARY))
    return np.where(inside, -bottom * (1 + 4 * ELEMENTARY), lower), upper


def log_add_exp(a: Pair, b: Pair) -> Pair:
    """{log(e^s + e^t)}, rising in both."""
    return widened(np.logaddexp(a[0], b[0]), np.logaddexp(a[1], b[1]))


def share(a: Pair, b: Pair) -> Pair:
    """{1/(1 + e^(t - s))} for s in a and t in b: what the first adds to the slope of `log_add_exp`."""
    low, high = subtract(b, a)
    lower, upper = widened(1 / (1 + np.exp(high)), 1 / (1 + np.exp(low)))
    # Infinite ends of both leave every share open.
    lower, upper = np.where(np.isnan(lower), 0.0, lower), np.where(np.isnan(upper), 1.0, upper)
    return np.maximum(lower, 0.0), np.minimum(upper, 1.0)


def two_sided(size: Pair, old: Pair, empty: np.ndarray) -> Pair:
    """{t: |t| in size}: the hull of the parts that meet the old range."""
    small, large = size
    right, left = old[1] >= small, old[0] <= -small
    lower = np.where(left, -large, np.where(right, small, np.inf))
    upper = np.where(right, large, np.where(left, -small, -np.inf))
    return np.where(empty, np.inf, lower), np.where(empty, -np.inf, upper)


def maximum(a: Pair, b: Pair) -> Pair:
    return np.maximum(a[0], b[0]), np.maximum(a[1], b[1])


def minimum(a: Pair, b: Pair) -> Pair:
    return np.minimum(a[0], b[0]), np.minimum(a[1], b[1])


def intersect(a: Pair, b: Pair) -> Pair:
    """The intersection; empty where the lower end exceeds the upper."""
    return np.maximum(a[0], b[0]), np.minimum(a[1], b[1])
