"""inf over x in D of L(x, alpha, beta) from samples and local solves: its value, and every x found that attains it.

A sample's least value bounds theta_D from above; a local solve sharpens it. Nothing here is proved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra.numeric import compile_row
from duality.model.form import StandardForm
from duality.records import record
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.search import SunkError, is_feasible, local_minimum
from duality.solving.sampling.one_variable import Polynomials
from duality.solving.sampling.samples import Samples
from duality.solving.task import Limits

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

SURE = 1e-9
"""An eigenvalue beyond this, relatively, has the sign that floats give it."""

ROUNDED = 1e-9
"""A slope below this, relatively, is taken for 0."""

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
    told = (
        quadratic_infimum(inner)
        or linear_infimum(inner, near[0] if len(near) else samples_center(samples))
        or polynomial_infimum(inner)
    )
    if told is not None:
        return told
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


def quadratic_infimum(inner: StandardForm) -> Infimum | None:
    """A quadratic over all of R^n: where its gradient vanishes, or -inf along a direction of negative curvature.

    ``None`` for any other form, and where floats do not tell the sign of the least eigenvalue.
    """
    row, n = inner.objective, len(inner.variables)
    if not (row.is_quadratic and inner.domain.is_whole_space):
        return None
    compiled = compile_row(row, inner.variables)
    origin = np.zeros(n)
    hessian, slope = compiled.hessian(origin), compiled.gradient(origin)
    least = float(np.linalg.eigvalsh(hessian)[0])
    beyond_rounding = SURE * float(np.abs(hessian).max(initial=0.0))
    if least < -beyond_rounding:
        return Infimum(-np.inf, np.empty((0, n)))
    if least <= beyond_rounding:
        return None
    x = np.linalg.solve(hessian, -slope)
    return Infimum(compiled.value(x), x[None, :])


def linear_infimum(inner: StandardForm, otherwise: np.ndarray) -> Infimum | None:
    """A linear function over a box: at a corner; an entry that it does not use stays as in ``otherwise``.

    ``None`` for any other form.
    """
    domain, names = inner.domain, inner.variables
    if not inner.objective.is_affine or domain.discrete or domain.conditions:
        return None
    slope = {name: float(c) for name, c in inner.objective.linear}
    largest = max((abs(c) for c in slope.values()), default=0.0)
    x = np.array(otherwise, dtype=float)
    for k, name in enumerate(names):
        c, bounds = slope.get(name, 0.0), domain.bound(name)
        if abs(c) > ROUNDED * largest:
            end = bounds.lower if c > 0 else bounds.upper
            if end is None:
                return Infimum(-np.inf, np.empty((0, len(names))))
            x[k] = float(end)
    return Infimum(compile_row(inner.objective, names).value(x), x[None, :])


def polynomial_infimum(inner: StandardForm) -> Infimum | None:
    """A polynomial of one variable over an interval: where its derivative vanishes, or at an end; ``None`` else."""
    found = Polynomials.of(inner)
    if found is None:
        return None
    if found.sinks():
        return Infimum(-np.inf, np.empty((0, 1)))
    points, left_out = found.candidates()
    values = np.polyval(found.f, points)
    least = float(np.concatenate([values, np.polyval(found.f, left_out)]).min(initial=np.inf))
    best = points[values <= least + EQUAL * (1 + abs(least))]
    return Infimum(least, np.unique(best)[:, None])


def samples_center(samples: Samples) -> np.ndarray:
    """The middle of the samples, coordinate by coordinate; the origin where there are none."""
    return np.median(samples.x, axis=0) if len(samples.x) else np.zeros(samples.x.shape[1])


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
