"""Branch and bound: a proof that f(x) >= threshold on the feasible set, or the boxes where that is still open.

Boxes are cut in half, narrowed to where constraints and f(x) <= threshold can hold, and dropped once a lower bound of
f reaches the threshold, a little below the best value known. Infinite sides are cut off step by step up to `FAR`.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite

import numpy as np

from duality.algebra.tape.interval_ranges import ranges
from duality.model.budget import Budget
from duality.model.watch import NOBODY, Watch
from duality.records import record
from duality.solving.globally.intervals.bounds import curved_bounds, plain_bounds, tightened
from duality.solving.globally.intervals.contraction import contract
from duality.solving.globally.intervals.levels import level_box
from duality.solving.globally.intervals.region import Region, midpoints, on_grid

BATCH = 128
SWEEPS = 3
MOST_BOXES = 60_000
FAR = 1e7
"""Sides are cut at growing distances up to this one; what lies beyond is left open."""

NARROW = 1e-11
"""A side is not cut below this width, relative to 1 + its ends."""

SUNK = -1e15
"""A value below this is out of sight: nothing is left to prove."""

PLACES = (0.5, 0.38, 0.62)
"""Where in a box a feasible point is looked for, until there is one: all middles may lie on the border of a row."""

Improve = Callable[[np.ndarray], tuple[float, np.ndarray] | None]


@record(frozen=False, slots=False)
class Outcome:
    """``lower`` bounds f over the feasible set; ``inside`` over its part with |x_i| <= `FAR`.

    ``value`` is the least value met, at ``point``, which may violate a row by rounding; ``verified`` is an upper bound
    of p* by interval arithmetic, from a point that is feasible beyond doubt.
    ``empty`` tells that no box can hold a feasible point.
    """

    lower: float
    inside: float
    value: float
    point: np.ndarray | None
    verified: float
    verified_point: np.ndarray | None
    empty: bool
    finished: bool
    boxes: int


class Search:
    """One branch and bound; `run` may be interrupted and its ``outcome`` read all the same."""

    def __init__(
        self,
        region: Region,
        value: float,
        point: np.ndarray | None,
        tolerance: float,
        improve: Improve,
        watch: Watch = NOBODY,
    ) -> None:
        self.watch = watch
        self.region, self.tolerance, self.improve = region, tolerance, improve
        self.value, self.point, self.verified = value, point, inf
        self.verified_point: np.ndarray | None = None
        self.boxes = 0
        self.settled = inf
        """The least bound of boxes that cannot be cut further, within `FAR`."""
        self.open = inf
        """The least bound of boxes that reach beyond `FAR`."""
        self.lower = np.empty((len(region.lower), 0))
        self.upper = self.lower.copy()
        self.bounds = np.empty(0)
        self.influence = self.lower.copy()
        self.trials = 0
        self.dropped = False
        if point is not None:
            self._verify(point[:, None])

    @property
    def threshold(self) -> float:
        """Below the best value by the tolerance; inf while there is none."""
        return self.value - self.tolerance * max(1.0, abs(self.value)) if isfinite(self.value) else inf

    def run(self, budget: Budget) -> Outcome:
        """Until nothing is open, the budget is over, or boxes are too many."""
        region = self.region
        lower, upper = level_box(region.statement, region.tape.names, region.lower, region.upper, self.threshold)
        self.dropped = bool((lower > region.lower).any() or (upper < region.upper).any())
        self._admit(lower[:, None].copy(), upper[:, None].copy())
        while len(self.bounds) and not budget.is_over and self.boxes < MOST_BOXES and self.value > SUNK:
            self._admit(*self._halves(*self._taken()))
            self.watch.saw(self.proved, self.value)
        return self.outcome

    @property
    def proved(self) -> float:
        """The lower bound of f over the feasible set, so far."""
        return min(self._inside, self.open)

    @property
    def _inside(self) -> float:
        rest = float(self.bounds.min()) if len(self.bounds) else inf
        return min(self.threshold if self.dropped else inf, self.settled, -inf if self.value <= SUNK else rest)

    @property
    def outcome(self) -> Outcome:
        """What is known so far."""
        inside, lower = self._inside, self.proved
        return Outcome(
            lower,
            inside,
            self.value,
            self.point,
            self.verified,
            self.verified_point,
            self.value == inf and not self.dropped and lower == inf and not len(self.bounds),
            not len(self.bounds) and self.value > SUNK,
            self.boxes,
        )

    def _taken(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The boxes with the least bounds, and the influence of each variable there."""
        if len(self.bounds) > BATCH:
            chosen = np.argpartition(self.bounds, BATCH)[:BATCH]
        else:
            chosen = np.arange(len(self.bounds))
        kept = np.ones(len(self.bounds), bool)
        kept[chosen] = False
        boxes = self.lower[:, chosen], self.upper[:, chosen], self.influence[:, chosen]
        self.lower, self.upper, self.bounds = self.lower[:, kept], self.upper[:, kept], self.bounds[kept]
        self.influence = self.influence[:, kept]
        return boxes

    def _admit(self, lower: np.ndarray, upper: np.ndarray) -> None:
        """Narrows and bounds new boxes and keeps those that are open."""
        if not lower.shape[1]:
            return
        self.boxes += lower.shape[1]
        lower, upper = self._narrowed(lower, upper)
        if not lower.shape[1]:
            return
        places = PLACES if self.verified == inf else PLACES[:1]
        self._look(np.concatenate([midpoints(lower, upper, self.region.grids, share) for share in places], axis=1))
        bounds, influence = plain_bounds(self.region, lower, upper)
        lower, upper, bounds, influence = self._kept(lower, upper, bounds, influence)
        finite = np.isfinite(lower).all(axis=0) & np.isfinite(upper).all(axis=0)
        if self.point is not None and finite.any():
            bounds[finite] = np.maximum(
                bounds[finite], curved_bounds(self.region, lower[:, finite], upper[:, finite], self.point)
            )
            lower, upper, bounds, influence = self._kept(lower, upper, bounds, influence)
        self._store(lower, upper, bounds, influence)

    def _narrowed(self, lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        region, threshold = self.region, self.threshold
        low, high, alive = contract(region.tape, region.demands, lower, upper, SWEEPS)
        if isfinite(threshold):
            cuts = [*region.demands, (region.objective, -inf, threshold), (region.lagrangian, -inf, threshold)]
            low, high, below = contract(region.tape, cuts, low, high, SWEEPS)
            self.dropped = self.dropped or bool((alive & ~below).any()) or self._narrower(low, high, lower, upper)
            alive &= below
        alive &= on_grid(low, high, region.grids)
        low, high = low[:, alive], high[:, alive]
        finite = np.asarray(np.isfinite(low).all(axis=0) & np.isfinite(high).all(axis=0))
        if region.demands and finite.any():
            low, high = self._tightened(low, high, finite)
        return low, high

    def _tightened(self, low: np.ndarray, high: np.ndarray, finite: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The same by mean value forms, for the finite boxes."""
        region, demands = self.region, list(self.region.demands)
        if isfinite(self.threshold):
            demands += [(place, -inf, self.threshold) for place in dict.fromkeys((region.objective, region.lagrangian))]
        narrow, wide, alive = tightened(region.tape, demands, low[:, finite], high[:, finite])
        alive &= on_grid(narrow, wide, region.grids)
        if isfinite(self.threshold):
            self.dropped = (
                self.dropped or not bool(alive.all()) or self._narrower(narrow, wide, low[:, finite], high[:, finite])
            )
        low[:, finite], high[:, finite] = narrow, wide
        kept = ~finite
        kept[finite] = alive
        return low[:, kept], high[:, kept]

    @staticmethod
    def _narrower(low: np.ndarray, high: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> bool:
        """What was cut off may hold feasible points above the threshold."""
        return bool((low > lower).any() or (high < upper).any())

    def _kept(self, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
        kept = arrays[2] < self.threshold
        self.dropped = self.dropped or (isfinite(self.threshold) and not bool(kept.all()))
        return tuple(array[..., kept] for array in arrays)

    def _store(self, lower: np.ndarray, upper: np.ndarray, bounds: np.ndarray, influence: np.ndarray) -> None:
        beyond = ((lower >= FAR) & ~np.isfinite(upper)) | ((upper <= -FAR) & ~np.isfinite(lower))
        far = beyond.any(axis=0)
        width = upper - lower
        size = 1 + np.minimum(np.abs(lower), np.abs(upper))
        done = (np.isfinite(width) & (width <= NARROW * size)).all(axis=0)
        self.open = min(self.open, float(bounds[far].min(initial=inf)))
        self.settled = min(self.settled, float(bounds[done].min(initial=inf)))
        rest = ~(far | done)
        self.lower = np.concatenate([self.lower, lower[:, rest]], axis=1)
        self.upper = np.concatenate([self.upper, upper[:, rest]], axis=1)
        self.bounds = np.concatenate([self.bounds, bounds[rest]])
        self.influence = np.concatenate([self.influence, influence[:, rest]], axis=1)
        if isfinite(self.threshold):
            still = self.bounds < self.threshold
            self.dropped = self.dropped or not bool(still.all())
            self.lower, self.upper, self.bounds = self.lower[:, still], self.upper[:, still], self.bounds[still]
            self.influence = self.influence[:, still]

    def _halves(self, lower: np.ndarray, upper: np.ndarray, influence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each box in two: across an infinite side first, else across the one that moves f most."""
        width = upper - lower
        size = 1 + np.minimum(np.abs(lower), np.abs(upper))
        share = np.where(width > NARROW * size, influence + 1e-9 * np.minimum(width, 1e9), -1.0)
        share = np.where(np.isfinite(width), share, np.inf)
        which = share.argmax(axis=0)
        index = np.arange(lower.shape[1])
        at = _cuts(lower[which, index], upper[which, index])
        first_upper, second_lower = upper.copy(), lower.copy()
        first_upper[which, index] = at
        second_lower[which, index] = at
        for k, values in self.region.grids.items():
            here = which == k
            first_upper[k, here] = values[np.maximum(np.searchsorted(values, at[here], side="right") - 1, 0)]
            second_lower[k, here] = values[
                np.minimum(np.searchsorted(values, first_upper[k, here], side="right"), len(values) - 1)
            ]
        return np.concatenate([lower, second_lower], axis=1), np.concatenate([first_upper, upper], axis=1)

    def _look(self, points: np.ndarray) -> None:
        """Feasible midpoints that are better than what is known, and a local search from the best one."""
        best = self._verify(points)
        if best is None or self.trials >= 30:
            return
        self.trials += 1
        found = self.improve(best)
        if found is not None and found[0] < self.value:
            self.value, self.point = found
            self._verify(self.point[:, None])

    def _verify(self, points: np.ndarray) -> np.ndarray | None:
        """Takes over the best point that is feasible beyond doubt; returned where it improves the value."""
        found = ranges(self.region.tape, points, points)
        good = ~(found.empty | found.partial)
        for place, low, high in self.region.demands:
            good &= (found.pairs[place][0] >= low) & (found.pairs[place][1] <= high)
        for place in self.region.strict:
            good &= found.pairs[place][0] > 0
        low, high = self.region.lower[:, None], self.region.upper[:, None]
        above = np.where(self.region.open_lower[:, None], points > low, points >= low)
        below = np.where(self.region.open_upper[:, None], points < high, points <= high)
        good &= above.all(axis=0) & below.all(axis=0)
        values = np.where(good, found.pairs[self.region.objective][1], inf)
        if not len(values) or not isfinite(values.min()):
            return None
        k = int(values.argmin())
        if values[k] < self.verified:
            self.verified, self.verified_point = float(values[k]), points[:, k].copy()
        if values[k] >= self.value - self.tolerance * max(1.0, abs(self.value)) and isfinite(self.value):
            return None
        self.value, self.point = float(values[k]), points[:, k].copy()
        return self.point


def _cuts(lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """The middle; 0 or ten times further out for infinite sides; the geometric middle of sides over many scales."""
    with np.errstate(all="ignore"):
        middle = lower + (upper - lower) / 2
        up = np.where(lower < 5, 10.0, 10 * lower)
        down = np.where(upper > -5, -10.0, 10 * upper)
        positive = (lower >= 1) & (upper > 100 * lower)
        mirrored = (upper <= -1) & (lower < 100 * upper)
        middle = np.where(positive, np.sqrt(np.maximum(lower, 1.0) * upper), middle)
        middle = np.where(mirrored, -np.sqrt(np.maximum(-upper, 1.0) * -lower), middle)
    infinite_below, infinite_above = np.isinf(lower), np.isinf(upper)
    middle = np.where(infinite_above, up, middle)
    middle = np.where(infinite_below, down, middle)
    return np.where(infinite_below & infinite_above, 0.0, middle)
