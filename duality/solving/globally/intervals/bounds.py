"""Lower bounds of f over boxes: its range, its mean value form, and a quadratic below the Lagrangian.

    f(x) >= f(c) + sum_i min over d_i of g_i d_i,            g the range of the gradient over the box, d = x - c
    L(x) >= L(c) + sum_i min over d_i of g_i d_i + k/2 d_i^2  g the gradient at c, k below every eigenvalue of L''

The excess of the last one falls with the third power of the width, so that boxes around a minimizer are settled, too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra import interval_arrays as ia
from duality.algebra.interval_arrays import Pair
from duality.algebra.tape.interval_ranges import gradient, ranges
from duality.algebra.tape.interval_tape import Tape
from duality.solving.globally.intervals.contraction import Demand
from duality.solving.globally.intervals.region import Region, midpoints


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


ROUNDING = 1e-12
HUGE = 1e120
"""Second derivatives beyond it are worth nothing: the eigenvalues of such floats need not be found."""


def plain_bounds(region: Region, lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(bounds of f, influence of each variable on it): ranges and mean value forms of f and L."""
    found = ranges(region.tape, lower, upper)
    best = np.where(found.empty, np.inf, found.pairs[region.objective][0])
    centers = midpoints(lower, upper, region.grids)
    at = ranges(region.tape, centers, centers)
    below, above = lower - centers, upper - centers
    influence = np.zeros_like(lower)
    for place in dict.fromkeys((region.objective, region.lagrangian)):
        slopes = gradient(found, place)
        with np.errstate(all="ignore"):
            best = np.maximum(best, np.where(found.empty, np.inf, found.pairs[place][0]))
            steps = np.minimum(_product(slopes[0], above, -1), _product(slopes[1], below, -1))
            mean = at.pairs[place][0] + np.minimum(steps, 0.0).sum(axis=0)
            mean -= ROUNDING * (np.abs(at.pairs[place][0]) + np.abs(steps).sum(axis=0))
            usable = ~(found.partial | at.partial | at.empty) & np.isfinite(mean)
            best = np.maximum(best, np.where(usable, mean, -np.inf))
            influence = np.maximum(influence, np.maximum(np.abs(slopes[0]), np.abs(slopes[1])) * (upper - lower))
    return best, np.nan_to_num(influence, nan=0.0, posinf=1e300)


def _product(slope: np.ndarray, step: np.ndarray, sign: int) -> np.ndarray:
    """0 times an infinite number is 0; anything else undefined counts as ``sign`` infinity."""
    product = np.where((slope == 0) | (step == 0), 0.0, slope * step)
    return np.where(np.isnan(product), sign * np.inf, product)


def curved_bounds(region: Region, lower: np.ndarray, upper: np.ndarray, near: np.ndarray) -> np.ndarray:
    """The quadratic bound of L around the point of each box nearest to ``near``; -inf where there is none."""
    count = lower.shape[1]
    if region.slopes is None:
        return np.full(count, -np.inf)
    tape, places = region.slopes
    over = ranges(tape, lower, upper)
    least = _least_eigenvalues([gradient(over, place) for place in places])
    centers = np.clip(near[:, None], lower, upper)
    # A box away from the point is better served by its middle.
    away = (near[:, None] != centers).any(axis=0)
    centers = np.where(away, midpoints(lower, upper, region.grids), centers)
    slopes = ranges(tape, centers, centers)
    at = ranges(region.tape, centers, centers)
    low = np.stack([slopes.pairs[place][0] for place in places])
    high = np.stack([slopes.pairs[place][1] for place in places])
    with np.errstate(all="ignore"):
        right = _least_along(low, least, upper - centers)
        left = _least_along(-high, least, centers - lower)
        steps = np.minimum(right, left)
        value = at.pairs[region.lagrangian][0]
        bound = value + steps.sum(axis=0)
        bound -= ROUNDING * (np.abs(value) + np.abs(steps).sum(axis=0))
    usable = ~(over.partial | over.empty | at.partial | at.empty | slopes.partial) & np.isfinite(bound)
    return np.where(usable, bound, -np.inf)


def _least_along(slope: np.ndarray, curvature: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """min over 0 <= d <= reach of slope * d + curvature/2 * d^2."""
    turn = np.where(curvature > 0, np.clip(-slope / np.where(curvature > 0, curvature, 1.0), 0.0, reach), 0.0)
    inside = slope * turn + curvature / 2 * turn**2
    end = slope * reach + curvature / 2 * reach**2
    return np.minimum(np.minimum(inside, end), 0.0)


def _least_eigenvalues(hessian: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """A number below the eigenvalues of every symmetric matrix within the ranges (one for each box)."""
    low = np.stack([row[0] for row in hessian])
    high = np.stack([row[1] for row in hessian])
    # Both halves enclose the same derivatives.
    low, high = np.maximum(low, low.swapaxes(0, 1)), np.minimum(high, high.swapaxes(0, 1))
    with np.errstate(all="ignore"):
        usable = (np.abs(low) < HUGE).all(axis=(0, 1)) & (np.abs(high) < HUGE).all(axis=(0, 1))
        middle = np.where(usable, low + (high - low) / 2, 0.0)
        radius = np.where(usable, np.maximum(high - middle, middle - low), 0.0)
    values = np.linalg.eigvalsh(np.moveaxis(middle, 2, 0)).min(axis=1)
    margin = ROUNDING * (1e-3 + np.abs(middle).sum(axis=(0, 1)))
    return np.where(usable, values - radius.sum(axis=1).max(axis=0) - margin, -np.inf)
