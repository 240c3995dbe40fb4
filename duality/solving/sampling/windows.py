"""The box in which a problem is drawn: around the points of interest, within the bounds of D."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.model.form import StandardForm

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
