"""The lower convex hull of points in the plane, and its values."""

from __future__ import annotations

import numpy as np


def lower_hull(u: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Indices of the hull's lower vertices from left to right (Andrew's monotone chain)."""
    order = np.lexsort((f, u))
    # Python's own floats: one by one they are much faster than those of an array.
    xs, ys = u[order].tolist(), f[order].tolist()
    chain: list[int] = []
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if chain and x == xs[chain[-1]]:
            continue
        while len(chain) > 1:
            (a, b), (c, d) = (xs[chain[-2]], ys[chain[-2]]), (xs[chain[-1]], ys[chain[-1]])
            if (c - a) * (y - b) - (d - b) * (x - a) > 0:
                break
            chain.pop()
        chain.append(i)
    return order[np.array(chain, dtype=np.intp)]


def hull_at(u: np.ndarray, f: np.ndarray, at: float, *, falling: bool) -> float:
    """The hull's value at ``at``; ``falling``: its least value up to there. inf outside."""
    if not len(u) or at < u[0]:
        return np.inf
    if falling:
        left = u <= at
        here = float(np.interp(at, u, f)) if at <= u[-1] else np.inf
        return min(here, float(f[left].min()))
    return float(np.interp(at, u, f)) if at <= u[-1] else np.inf
