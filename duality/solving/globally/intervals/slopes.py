"""Boxes narrowed by the mean value form of each constraint: c(m) + sum g_i (x_i - m_i) has to reach what is demanded.

Where a variable occurs often in c, this form is far narrower than c's range on a small box.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra import interval_arrays as ia
from duality.algebra.interval_arrays import Pair
from duality.algebra.tape.interval_ranges import gradient, ranges
from duality.algebra.tape.interval_tape import Tape
from duality.solving.globally.intervals.contraction import Demand


def tightened(
    tape: Tape, demands: Sequence[Demand], lower: np.ndarray, upper: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(lower, upper, alive) for finite boxes of shape (n, m); boxes where a function is undefined stay as they are."""
    found = ranges(tape, lower, upper)
    middle = lower + (upper - lower) / 2
    at = ranges(tape, middle, middle)
    usable = ~(found.partial | found.empty | at.partial | at.empty)
    low, high, alive = lower.copy(), upper.copy(), np.ones(lower.shape[1], bool)
    with np.errstate(all="ignore"):
        steps = [ia.subtract((lower[i], upper[i]), (middle[i], middle[i])) for i in range(len(lower))]
        for place, least, most in demands:
            slopes = gradient(found, place)
            terms = [ia.multiply((slopes[0][i], slopes[1][i]), step) for i, step in enumerate(steps)]
            wanted = ia.subtract((np.asarray(least), np.asarray(most)), at.pairs[place])
            for i in range(len(lower)):
                rest = _without(wanted, terms, i)
                step = ia.divide(rest, (slopes[0][i], slopes[1][i]))
                side = ia.add((middle[i], middle[i]), step)
                sound = usable & np.isfinite(slopes[0][i]) & np.isfinite(slopes[1][i]) & ~np.isnan(side[0] + side[1])
                low[i] = np.where(sound, np.maximum(low[i], side[0]), low[i])
                high[i] = np.where(sound, np.minimum(high[i], side[1]), high[i])
            alive &= ~(usable & _misses(wanted, terms))
    alive &= ~(low > high).any(axis=0)
    return np.where(alive, low, lower), np.where(alive, high, upper), alive


def _without(wanted: Pair, terms: Sequence[Pair], i: int) -> Pair:
    """wanted - sum of the other terms."""
    rest = wanted
    for j, term in enumerate(terms):
        if j != i:
            rest = ia.subtract(rest, term)
    return rest


def _misses(wanted: Pair, terms: Sequence[Pair]) -> np.ndarray:
    """The terms' sum cannot reach what is wanted."""
    rest = _without(wanted, terms, -1)
    return (rest[0] > 0) | (rest[1] < 0)
