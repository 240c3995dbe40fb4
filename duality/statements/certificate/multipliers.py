"""Multipliers inside and outside the effective domain, by Newton steps on what its conditions miss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MARGINS = (0.15, 0.15, 0.02, 0.0)
"""How far inside its inequalities a point shall lie, attempt by attempt."""


def inside(misses: Callable[[Any, float], Any], size: int, rng: Any) -> tuple[Any, float] | None:
    """A vector at which nothing is missed, and the margin that it keeps; ``None`` where none was found."""
    import numpy as np

    for margin in MARGINS:
        point = rng.normal(size=size)
        for _ in range(15):
            missed = misses(point, margin)
            if not np.isfinite(missed).all():
                break
            if np.abs(missed).max(initial=0.0) <= 1e-12:
                return point, margin
            if not size:
                # Without multipliers the conditions hold for these data or for none.
                break
            slopes = np.array([(misses(point + 1e-5 * e, margin) - missed) / 1e-5 for e in np.eye(size)]).T
            if not np.isfinite(slopes).all():
                break
            point = point - np.linalg.lstsq(slopes, missed, rcond=1e-8)[0]
    return None
