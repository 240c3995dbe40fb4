"""inf over x in D of L(x, alpha, beta) from samples and local solves: its value, and every x found that attains it.

A sample's least value bounds theta_D from above; a local solve sharpens it. Nothing here is proved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.model.form import StandardForm
from duality.records import record
from duality.solving.limits import Limits
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.search import SunkError, is_feasible, local_minimum
from duality.solving.sampling.samples import Samples

STARTS = 5
"""Local solves from samples where L is not convex."""

APART = 0.08
"""Starts lie at least this far from one another, as a share of the window."""

SAME = 1e-4
"""Minimizers closer than this, relatively, are one."""

EQUAL = 1e-7
"""Values this close, relatively, are equal: both points are argmins."""

FAR = 1e3
"""A minimizer farther out than this, in widths of the window, is on its way to infinity."""

LIMITS = Limits()


@record
class Infimum:
    """The least value found (-inf where L sinks without end), and the points that attain it, shape (k, n)."""

    value: float
    points: np.ndarray


def infimum(
    inner: StandardForm,
    samples: Samples,
    values: np.ndarray,
    near: Sequence[np.ndarray],
    widths: np.ndarray,
    *,
    convex: bool,
) -> Infimum:
    """The infimum of ``inner`` (no constraints); ``values`` are its values at the samples, ``near`` good starts."""
    compiled = CompiledForm(inner)
    found: list[tuple[float, np.ndarray]] = []
    for start in _starts(samples, values, near, widths, 1 if convex and len(near) else STARTS):
        try:
            x = local_minimum(compiled, start, LIMITS)
        except SunkError:
            return Infimum(-np.inf, np.empty((0, len(widths))))
        if x is not None and is_feasible(compiled, x):
            found.append((compiled.objective.value(x), x))
    if not found:
        return Infimum(float(values.min(initial=np.inf)), np.empty((0, len(widths))))
    least = min(value for value, _ in found)
    inside = [(v, x) for v, x in found if (np.abs(x - samples_center(samples)) <= FAR * widths).all()]
    best = [x for value, x in sorted(inside, key=lambda pair: pair[0]) if value <= least + EQUAL * (1 + abs(least))]
    return Infimum(least, _distinct(best, widths))


def samples_center(samples: Samples) -> np.ndarray:
    """The middle of the samples, coordinate by coordinate."""
    return np.median(samples.x, axis=0)


def attained_among(samples: Samples, values: np.ndarray) -> Infimum:
    """The infimum over a finite D: the samples are all there is."""
    least = float(values.min())
    return Infimum(least, samples.x[values <= least + 1e-9 * (1 + abs(least))])


def _starts(
    samples: Samples, values: np.ndarray, near: Sequence[np.ndarray], widths: np.ndarray, count: int
) -> list[np.ndarray]:
    """The points ``near``, then the best samples that lie apart."""
    chosen = list(near)
    fresh = 0
    for i in np.argsort(values, kind="stable")[: 40 * count].tolist():
        x = samples.x[i]
        if all((np.abs(x - other) > APART * widths).any() for other in chosen):
            chosen.append(x)
            fresh += 1
        if fresh >= count:
            break
    return chosen or [samples_center(samples)]


def _distinct(points: Sequence[np.ndarray], widths: np.ndarray) -> np.ndarray:
    kept: list[np.ndarray] = []
    for x in points:
        if all((np.abs(x - other) > SAME * np.maximum(widths, 1.0)).any() for other in kept):
            kept.append(x)
    return np.array(kept).reshape(-1, len(widths))
