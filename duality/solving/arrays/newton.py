"""max theta(y) over y_i >= 0 for i in a set: Newton steps on a smooth concave function of few variables.

Bertsekas, Projected Newton methods for optimization problems with simple constraints (1982): the entries at 0 whose
slope is not positive stay there, the others take the Newton step, and the path is projected while it is shortened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

Array = Any

MOST_STEPS = 200

SHORTEST = 1e-12
"""The step length at which the line search gives up."""


class Smooth(NamedTuple):
    """theta, its gradient and its Hessian at y, all in floats; -inf outside the domain."""

    value: Callable[[Array], float]
    slope: Callable[[Array], Array]
    bend: Callable[[Array], Array]


def maximum(theta: Smooth, start: Array, signed: Array, tolerance: float) -> Array | None:
    """y with a projected slope of at most the tolerance, else ``None``; ``signed`` is the mask of y_i >= 0."""
    import numpy as np

    y, value = start, theta.value(start)
    if not np.isfinite(value):
        return None
    for _ in range(MOST_STEPS):
        slope = theta.slope(y)
        fixed = signed & (y <= 0) & (slope <= 0)
        if np.abs(slope[~fixed]).max(initial=0.0) <= tolerance:
            return y
        step = _step(theta.bend(y), slope, ~fixed)
        found = None if step is None else _along(theta, y, value, slope, step, signed)
        if found is None:
            return None
        y, value = found
    return None


def _step(bend: Array, slope: Array, free: Array) -> Array | None:
    """The Newton step of the free entries, with the least shift that makes the Hessian definite."""
    import numpy as np
    from scipy.linalg.lapack import dposv  # type: ignore[attr-defined]

    matrix = -bend[np.ix_(free, free)]
    scale = float(np.abs(matrix.diagonal()).max(initial=0.0)) or 1.0
    for shift in (0.0, 1e-14, 1e-10, 1e-6, 1e-2):
        # One call of LAPACK: the threads of two small ones wait for each other longer than they work.
        _, found, failed = dposv(matrix + shift * scale * np.eye(len(matrix)), slope[free])
        if not failed:
            step = np.zeros(len(slope))
            step[free] = found
            return step
    return None


def _along(
    theta: Smooth, y: Array, value: float, slope: Array, step: Array, signed: Array
) -> tuple[Array, float] | None:
    """The first point of the projected path that rises enough; near the maximum rounding hides the rise."""
    import numpy as np

    length = 1.0
    while length > SHORTEST:
        moved = y + length * step
        moved = np.where(signed, np.maximum(moved, 0.0), moved)
        found = theta.value(moved)
        rise = 1e-4 * float(slope @ (moved - y))
        if found >= value + rise or (rise <= 1e-13 * (1 + abs(value)) and found >= value - 1e-13 * (1 + abs(value))):
            return moved, found
        length /= 2
    return None
