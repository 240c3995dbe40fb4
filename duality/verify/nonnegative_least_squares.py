"""min |A z - b| over z >= 0, by the active-set method of Lawson and Hanson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.algebra.lengths import lengths

if TYPE_CHECKING:
    import numpy as np

TOLERANCE = 1e-11


def nonnegative_least_squares(matrix: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(z, b - A z) for A of shape (m, k) and b of shape (m,).

    The remainder r satisfies A'r <= 0, with equality where z > 0, up to rounding.
    """
    import numpy as np

    count = matrix.shape[1]
    z = np.zeros(count)
    if not count:
        return z, target.copy()
    # Columns of unit length, so that one tolerance fits them all.
    sizes = lengths(matrix, axis=0)
    sizes[sizes == 0] = 1.0
    unit = matrix / sizes
    free = np.zeros(count, dtype=bool)
    slack = TOLERANCE * max(1.0, float(lengths(target)))
    for _ in range(3 * count + 10):
        gain = unit.T @ (target - unit @ z)
        gain[free] = -np.inf
        best = int(np.argmax(gain))
        if gain[best] <= slack:
            break
        free[best] = True
        z = _least_squares_on(unit, target, z, free)
    return z / sizes, target - unit @ z


def _least_squares_on(unit: np.ndarray, target: np.ndarray, z: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The least-squares solution on the free columns, reached from z without leaving z >= 0; ``free`` is updated."""
    import numpy as np

    for _ in range(len(z) + 1):
        trial = np.zeros(len(z))
        trial[free], *_ = np.linalg.lstsq(unit[:, free], target, rcond=None)
        falling = free & (trial <= 0)
        if not falling.any():
            return trial
        steps = np.where(falling, z / np.where(falling, z - trial, 1.0), np.inf)
        step = float(steps.min())
        z = np.maximum(z + step * (trial - z), 0.0)
        z[steps <= step] = 0.0
        free &= z > 0
        if not free.any():
            return z
    return z
