"""The lower convex hull of points in the plane, and its values."""

from __future__ import annotations

import numpy as np


def lower_hull(u: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Indices of the hull's lower vertices from left to right (Andrew's monotone chain)."""
    order = np.lexsort((f, u))
    chain: list[int] = []
    for i in order.tolist():
        if chain and u[i] == u[chain[-1]]:
            continue
        while len(chain) > 1 and _turns_right(u, f, chain[-2], chain[-1], i):
            chain.pop()
        chain.append(i)
    return np.array(chain, dtype=np.intp)


def _turns_right(u: np.ndarray, f: np.ndarray, a: int, b: int, c: int) -> bool:
    return bool((u[b] - u[a]) * (f[c] - f[a]) - (f[b] - f[a]) * (u[c] - u[a]) <= 0)


def hull_at(u: np.ndarray, f: np.ndarray, at: float, *, falling: bool) -> float:
    """The hull's value at ``at``; ``falling``: its least value up to there. inf outside."""
    if not len(u) or at < u[0]:
        return np.inf
    if falling:
        left = u <= at
        here = float(np.interp(at, u, f)) if at <= u[-1] else np.inf
        return min(here, float(f[left].min()))
    return float(np.interp(at, u, f)) if at <= u[-1] else np.inf
