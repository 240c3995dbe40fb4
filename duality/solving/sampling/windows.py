"""The box in which a problem is drawn: around the points of interest, within the bounds of D."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra.lengths import lengths
from duality.model.form import StandardForm
from duality.solving.sampling import samples

MARGIN = 0.45
"""What is added on each side, as a share of the width."""

NARROWEST = 0.5
"""The least half width, relative to 1 + |x|."""

FILLED = 4.0
"""Bounds are taken whole where they are at most this many times as wide as what is of interest."""


def window(form: StandardForm, interest: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """(lower, upper) of shape (n,): every point of interest inside, with a margin; a finite set as it is."""
    points = np.array([p for p in interest if np.isfinite(p).all()], dtype=float).reshape(-1, len(form.variables))
    if not len(points):
        points = np.zeros((1, len(form.variables)))
    low, high = points.min(axis=0), points.max(axis=0)
    # A coordinate that barely varies is drawn as wide as its size suggests.
    least = NARROWEST * (1 + np.abs(points).max(axis=0)) if len(points) else NARROWEST
    extra = np.maximum(MARGIN * (high - low), least)
    low, high = low - extra, high + extra
    for k, name in enumerate(form.variables):
        bounds = form.domain.bound(name)
        below = -np.inf if bounds.lower is None else float(bounds.lower)
        above = np.inf if bounds.upper is None else float(bounds.upper)
        if above - below <= FILLED * (high[k] - low[k]):
            low[k], high[k] = below, above
        low[k], high[k] = max(low[k], below), min(high[k], above)
    return low, high


def feasible_extent(samples: np.ndarray, feasible: np.ndarray, box: tuple[np.ndarray, np.ndarray]) -> np.ndarray | None:
    """The two corners of the feasible samples' bounding box, ``None`` where it reaches the sides of ``box``."""
    inside = samples[feasible]
    if not len(inside):
        return None
    low, high = inside.min(axis=0), inside.max(axis=0)
    near = 0.02 * (box[1] - box[0])
    if (low <= box[0] + near).any() or (high >= box[1] - near).any():
        return None
    return np.array([low, high])


REACHES = (2.0, 20.0, 200.0, 2000.0)
"""Boxes around 0 in which the constraints of an infeasible problem are looked for."""

TRIED = 3000


def meeting(form: StandardForm) -> list[np.ndarray]:
    """Where no point is feasible: a point near all constraints, and for each one the nearest point that holds it."""
    for reach in REACHES:
        around = window(form, [np.full(len(form.variables), sign * reach) for sign in (-1.0, 1.0)])
        tried = samples.evaluated(form, samples.spread(form, around, TRIED))
        if not len(tried.f):
            continue
        scale = np.maximum(np.abs(tried.constraints).max(axis=0), 1e-300)
        equations = np.array([c.constraint.kind == "equality" for c in form.constraints])
        off = np.where(equations, np.abs(tried.constraints), np.maximum(tried.constraints, 0.0)) / scale
        both_signs = (tried.constraints.min(axis=0) <= 0) & (tried.constraints.max(axis=0) >= 0)
        if not np.where(equations, both_signs, (off == 0).any(axis=0)).all():
            continue
        middle = tried.x[np.argmin(off.max(axis=1))]
        # An equation has no sample on it: the nearest of those close to it.
        close = off <= np.quantile(off, 0.02, axis=0)
        distances = lengths(tried.x - middle)
        return [middle, *(tried.x[np.argmin(np.where(close[:, k], distances, np.inf))] for k in range(len(equations)))]
    return []
