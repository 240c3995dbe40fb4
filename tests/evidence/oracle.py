"""What points alone prove of a statement: p* <= f at a feasible point, d* <= the mean of f over a feasible mixture.

Points of X are sampled densely, out to 1e6 and close to open ends; equations are solved for one variable by bisection
between two samples; the best feasible points are improved and checked at 50 digits. For a compact X in at most two
variables the best value found is taken for p* and d* up to `COARSE`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite

import mpmath
import numpy as np
from scipy.optimize import linprog, minimize

from tests.evidence.numbers import DIGITS, on_arrays, precise
from tests.evidence.statements import Range, Statement

COUNT = {1: 6000, 2: 20000, 3: 30000}
CHECKED = 12
"""Of the best points, so many are looked at closely."""
COARSE = 1e-3
"""What sampling and local search may miss, relative to the range of the core: no proof, a strong suspicion."""


@dataclass(frozen=True)
class Reached:
    """A feasible point at `DIGITS` digits and the min form's core there."""

    point: dict[str, mpmath.mpf]
    core: mpmath.mpf


class Oracle:
    """Of the min form's core g, where f = offset + scale*g (or its negative for a maximum)."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.names = statement.names
        self.sign = 1.0 if statement.sense == "min" else -1.0
        self.generator = np.random.default_rng(20261129)
        self.residuals = [row.residual for row in statement.rows]
        self.equal = [row.relation == "=" for row in statement.rows]

    @cached_property
    def points(self) -> np.ndarray:
        """Columns in X, where f and all rows are defined."""
        count = COUNT[len(self.names)]
        axes = [_sampled(given, count, self.generator) for given in self.statement.ranges]
        points = self._on_equation(np.stack(axes))
        values = [on_arrays(text, self.names, points) for text in (self.statement.core, *self.residuals)]
        return points[:, np.all(np.isfinite(values), axis=0)]

    @cached_property
    def cores(self) -> np.ndarray:
        return self.sign * on_arrays(self.statement.core, self.names, self.points)

    @cached_property
    def slopes(self) -> np.ndarray:
        """(c, h) at the points, one row a constraint."""
        rows = [on_arrays(text, self.names, self.points) for text in self.residuals]
        return np.stack(rows) if rows else np.zeros((0, self.points.shape[1]))

    def _on_equation(self, points: np.ndarray) -> np.ndarray:
        """Adds points with h = 0, found by bisection between samples that differ in one coordinate."""
        if not any(self.equal):
            return points
        text = self.residuals[self.equal.index(True)]
        found = [points]
        for k, given in enumerate(self.statement.ranges):
            if given.points:
                continue
            low, high = points.copy(), points.copy()
            high[k] = self.generator.permutation(points[k])
            a, b = on_arrays(text, self.names, low), on_arrays(text, self.names, high)
            crossing = np.isfinite(a) & np.isfinite(b) & (np.sign(a) * np.sign(b) < 0)
            low, high, a = low[:, crossing], high[:, crossing], a[crossing]
            for _ in range(80):
                middle = (low + high) / 2
                m = on_arrays(text, self.names, middle)
                same = np.sign(m) == np.sign(a)
                low, high = np.where(same, middle, low), np.where(same, high, middle)
            found.append(low)
        return np.concatenate(found, axis=1)

    @cached_property
    def best(self) -> Reached | None:
        """The least core among feasible points, each checked precisely; ``None`` where none was found."""
        scale = np.maximum(1.0, np.abs(self.slopes).max(axis=1, initial=1.0)) if len(self.slopes) else np.ones(0)
        near = [1e-7 * s if equal else 0.0 for s, equal in zip(scale, self.equal, strict=True)]
        ok = np.ones(self.points.shape[1], dtype=bool)
        for slope, slack, equal in zip(self.slopes, near, self.equal, strict=True):
            ok &= (np.abs(slope) if equal else slope) <= slack
        order = np.argsort(np.where(ok, self.cores, inf))[: min(CHECKED, int(ok.sum()))]
        reached = [self._improved(self.points[:, k]) for k in order[:4]] + [self.points[:, k] for k in order]
        kept = [found for x in reached if (found := self.checked(x)) is not None]
        return min(kept, key=lambda found: found.core, default=None)

    def _improved(self, start: np.ndarray) -> np.ndarray:
        free = [k for k, given in enumerate(self.statement.ranges) if not given.points]
        if not free:
            return start

        def at(text: str, x: np.ndarray) -> float:
            full = start.copy()
            full[free] = x
            return float(on_arrays(text, self.names, full[:, None])[0])

        rows = [
            {"type": "eq" if equal else "ineq", "fun": lambda x, text=text: -at(text, x)}
            for text, equal in zip(self.residuals, self.equal, strict=True)
        ]
        bounds = [_ends(self.statement.ranges[k]) for k in free]
        with np.errstate(all="ignore"):
            try:
                found = minimize(
                    lambda x: self.sign * at(self.statement.core, x),
                    start[free],
                    method="SLSQP",
                    bounds=bounds,
                    constraints=rows,
                    options={"ftol": 1e-15, "maxiter": 100},
                )
            except ValueError:
                return start
        if not np.isfinite(found.x).all():
            return start
        end = start.copy()
        end[free] = found.x
        # A little towards the start: the end lies on the border, or a rounding beyond it.
        return end if self.checked(end) is not None else end + 1e-6 * (start - end)

    def checked(self, x: np.ndarray) -> Reached | None:
        """The point with its equation solved for one variable at `DIGITS` digits, where all rows hold there."""
        point = dict(zip(self.names, map(float, x), strict=True))
        with mpmath.workdps(DIGITS):
            exact: dict[str, mpmath.mpf] = {name: mpmath.mpf(value) for name, value in point.items()}
            if any(self.equal) and not self._solve_equation(exact):
                return None
            return self.verified(exact)

    def verified(self, exact: dict[str, mpmath.mpf]) -> Reached | None:
        for name, given in zip(self.names, self.statement.ranges, strict=True):
            if not given.holds(exact[name]):
                return None
        for text, equal in zip(self.residuals, self.equal, strict=True):
            value = precise(text, exact)
            if value is None or (abs(value) > mpmath.mpf(10) ** (20 - DIGITS) if equal else value > 0):
                return None
        core = precise(self.statement.core, exact)
        return None if core is None else Reached(exact, self.sign * core)

    def _solve_equation(self, exact: dict[str, mpmath.mpf]) -> bool:
        text = self.residuals[self.equal.index(True)]
        if precise(text, exact) == 0:
            return True
        for name, given in zip(self.names, self.statement.ranges, strict=True):
            if given.points or name not in text:
                continue

            def residual(value: mpmath.mpf, name: str = name) -> mpmath.mpf:
                found = precise(text, exact | {name: value})
                if found is None:
                    raise ValueError
                return found

            try:
                root = mpmath.findroot(residual, (exact[name], exact[name] + mpmath.mpf("1e-9")), tol=1e-60)
            except (ValueError, ZeroDivisionError):
                continue
            # What the iteration leaves of an open end is that end.
            ends = [given.lower] * given.open_below + [given.upper] * given.open_above
            if any(end is not None and abs(root - end) < mpmath.mpf(10) ** (20 - DIGITS) for end in ends):
                continue
            if abs(root - exact[name]) < 1e-4 * max(1, abs(exact[name])) and _is_crossed(residual, root):
                exact[name] = root
                return True
        return False

    @property
    def is_compact(self) -> bool:
        return all(given.is_compact for given in self.statement.ranges)

    @cached_property
    def mixture(self) -> float:
        """An upper bound of d* in terms of the core: min sum w g(x_k), sum w c(x_k) <= 0, sum w h(x_k) = 0."""
        if not self.residuals:
            return float(self.cores.min(initial=inf))
        sizes = np.abs(self.slopes)
        # Columns of very different sizes drown each other: the small ones alone often do as well.
        typical = np.median(sizes, axis=1, keepdims=True)
        small = np.flatnonzero((sizes <= 1e3 * np.maximum(typical, 1e-30)).all(axis=0))
        return min(self._mixture_of(small), self._mixture_of(np.arange(sizes.shape[1])))

    def _mixture_of(self, columns: np.ndarray) -> float:
        """Over the columns, the least first; generated by the multipliers of the program before."""
        if not len(columns):
            return inf
        cores, slopes = self.cores[columns], self.slopes[:, columns]
        chosen = self._first(cores, slopes)
        value = inf
        for _ in range(8):
            found = self._program(cores[chosen], slopes[:, chosen])
            if found is None:
                return value
            value, y = found
            new = np.setdiff1d(np.argsort(cores + y @ slopes)[:40], chosen)
            if not len(new):
                break
            chosen = np.concatenate([chosen, new])
        return value

    def _program(self, cores: np.ndarray, slopes: np.ndarray) -> tuple[float, np.ndarray] | None:
        """(value, multipliers), where the weights satisfy the rows apart from rounding; ``None`` elsewhere."""
        scales = np.maximum(np.abs(slopes).max(axis=1), 1e-300)
        equal = np.array(self.equal)
        scaled = slopes / scales[:, None]
        found = linprog(
            cores,
            A_ub=scaled[~equal] if (~equal).any() else None,
            b_ub=np.full(int((~equal).sum()), -1e-9) if (~equal).any() else None,
            A_eq=np.vstack([np.ones((1, len(cores))), scaled[equal]]),
            b_eq=np.concatenate([[1.0], np.zeros(int(equal.sum()))]),
            method="highs",
        )
        if found.status != 0:
            return None
        means, sizes = slopes @ found.x, np.abs(slopes) @ found.x
        if (np.where(equal, np.abs(means), means) > 1e-9 * sizes).any():
            return None
        y = np.zeros(len(scales))
        y[~equal] = -found.ineqlin.marginals / scales[~equal]
        y[equal] = -found.eqlin.marginals[1:] / scales[equal]
        return float(found.fun), y

    def _first(self, cores: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        near = np.argsort(np.abs(slopes).sum(axis=0))[:300]
        return np.unique(np.concatenate([np.argsort(cores)[:200], near, self.generator.integers(0, len(cores), 800)]))


def _is_crossed(residual: Callable[[mpmath.mpf], mpmath.mpf], root: mpmath.mpf) -> bool:
    """The sign changes beside the root: x^2 is as small as one likes at numbers that are no roots."""
    if residual(root) == 0:
        return True
    step = mpmath.mpf("1e-14") * max(1, abs(root))
    try:
        return residual(root - step) * residual(root + step) < 0
    except ValueError:
        return False


def _ends(given: Range) -> tuple[float | None, float | None]:
    return given.lower, given.upper


def _sampled(given: Range, count: int, generator: np.random.Generator) -> np.ndarray:
    """Inside, at the ends that belong to it, close to both, and far out."""
    if given.points:
        return generator.choice(np.array(given.points, dtype=float), count)
    low = -inf if given.lower is None else float(given.lower)
    high = inf if given.upper is None else float(given.upper)
    left, right = (low if isfinite(low) else (high if isfinite(high) else 0.0) - 6.0), 0.0
    right = high if isfinite(high) else left + 12.0
    x = generator.uniform(left, right, count)
    part = generator.random(count)
    steps = 10.0 ** generator.uniform(-12, 0, count)
    x = np.where(part < 0.1, left + (right - left) * steps / 2, x)
    x = np.where((part > 0.1) & (part < 0.2), right - (right - left) * steps / 2, x)
    far = 10.0 ** generator.uniform(0, 6, count)
    if not isfinite(high):
        x = np.where((part > 0.2) & (part < 0.3), left + far, x)
    if not isfinite(low):
        x = np.where((part > 0.3) & (part < 0.4), right - far, x)
    whole = np.round(x)
    x = np.where((part > 0.4) & (part < 0.5), whole, x)
    if isfinite(low) and not given.open_below:
        x = np.where((part > 0.5) & (part < 0.54), low, x)
    if isfinite(high) and not given.open_above:
        x = np.where((part > 0.54) & (part < 0.58), high, x)
    inside = (x > low) | ((x == low) & (not given.open_below))
    inside &= (x < high) | ((x == high) & (not given.open_above))
    return np.where(inside, x, (max(left, -1e9) + min(right, 1e9)) / 2)
