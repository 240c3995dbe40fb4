"""Starting points for local searches: a few plain ones, then a low-discrepancy sequence over the box."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from duality.solving.local.compiled import CompiledForm

WIDTHS = (2.0, 10.0, 100.0)
"""Half the sides of the boxes that stand for an infinite one, taken in turn."""

PLAIN = (0.0, 1.0, -1.0)


def starting_points(compiled: CompiledForm, count: int) -> Iterator[np.ndarray]:
    """``count`` points within the bounds, the same ones on every run."""
    lower, upper = compiled.lower, compiled.upper
    size = len(lower)
    for value in PLAIN:
        yield np.clip(np.full(size, value) + 0.01 * np.arange(1, size + 1) / size, lower, upper)
    # The additive recurrence with the generalized golden ratio (Roberts' R sequence).
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (size + 1))
    steps = np.array([ratio ** -(k + 1) for k in range(size)])
    for k in range(count - len(PLAIN)):
        low, high = _box(lower, upper, WIDTHS[k % len(WIDTHS)])
        yield low + (high - low) * ((0.5 + (k + 1) * steps) % 1.0)


def _box(lower: np.ndarray, upper: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    low = np.where(np.isfinite(lower), lower, np.where(np.isfinite(upper), upper - 2 * width, -width))
    high = np.where(np.isfinite(upper), upper, np.where(np.isfinite(lower), lower + 2 * width, width))
    return low, high
