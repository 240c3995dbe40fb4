"""Cheap new cuts at y: local minima of L(., y) from the points of the pool that are lowest there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.model.budget import checkpoint
from duality.solving.dual.pool import Pool, without_sets
from duality.solving.local.compiled import CompiledForm

STARTS = 4
FAR = 1e6
"""Infinite sides of D are cut here; a point that far out is a cut like any other, and a steep one."""


class Pricing:
    """Bounded quasi-Newton searches; where D has more than bounds, a point that leaves D is not taken.

    Coordinates in finite sets stay where they are.
    """

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        names = pool.form.variables
        self.idle = pool.chosen >= set(names)
        self.fixed = [name in pool.chosen for name in names]
        if not self.idle:
            compiled = CompiledForm(without_sets(pool.form))
            low, high = np.maximum(compiled.lower, -FAR), np.minimum(compiled.upper, FAR)
            self.low, self.high = low, high
            # D lies farther out than any search begins.
            self.idle = bool((low > high).any())

    def __call__(self, y: Sequence[float], starts: int = STARTS) -> None:
        """Adds the minima to the pool."""
        if self.idle:
            return
        for cut in list(self.pool.best_at(y, starts)):
            found = self._minimum(np.clip(np.array(cut.x), self.low, self.high), y)
            if found is not None:
                self.pool.add(np.clip(found, self.low, self.high).tolist())

    def _minimum(self, start: np.ndarray, y: Sequence[float]) -> np.ndarray | None:
        from scipy.optimize import minimize

        rows = [(1.0, self.pool.objective), *((w, r) for w, r in zip(y, self.pool.rows, strict=True) if w)]

        def lagrangian(x: np.ndarray) -> tuple[float, np.ndarray]:
            checkpoint("minimizing L over x")
            total, slope = 0.0, np.zeros(len(x))
            for weight, row in rows:
                value, gradient = row.value_and_gradient(x)
                total += weight * value
                slope = slope + weight * gradient
            # An undefined value is a wall; the line search steps back from it.
            return (total, slope) if np.isfinite(total) and np.isfinite(slope).all() else (1e300, np.zeros(len(x)))

        with np.errstate(all="ignore"):
            box = [
                (v, v) if fixed else (low, high)
                for v, fixed, low, high in zip(start.tolist(), self.fixed, self.low, self.high, strict=True)
            ]
            found = minimize(lagrangian, start, jac=True, method="TNC", bounds=box, options={"maxfun": 300})
        return np.where(self.fixed, start, found.x) if np.isfinite(found.x).all() else None
