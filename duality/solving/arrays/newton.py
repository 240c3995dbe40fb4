"""max theta(y) over y_i >= 0 for i in a set: Newton steps on a smooth concave function of few variables.

Bertsekas, Projected Newton methods for optimization problems with simple constraints (1982): the entries at 0 whose
slope is not positive stay there, the others take the Newton step, and the path is projected while it is shortened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.named_tuples import NamedTuple

Array = Any

MOST_STEPS = 200

FEW_STEPS = 15
"""With a sparse Hessian, for an interior point method takes few steps of the same kind: where squares lie at the ends
of their boxes Newton's method takes many."""

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
    for count in range(MOST_STEPS):
        slope = theta.slope(y)
        fixed = signed & (y <= 0) & (slope <= 0)
        if np.abs(slope[~fixed]).max(initial=0.0) <= tolerance:
            return y
        bend = theta.bend(y)
        if count >= FEW_STEPS and hasattr(bend, "tocoo"):
            return None
        step = _step(bend, slope, ~fixed)
        found = None if step is None else _along(theta, y, value, slope, step, signed)
        if found is None:
            return None
        y, value = found
    return None


SHIFTS = (0.0, 1e-14, 1e-10, 1e-6, 1e-2)
"""Shares of the largest diagonal entry that are added to the diagonal, until the Hessian is definite."""


def _step(bend: Array, slope: Array, free: Array) -> Array | None:
    """The Newton step of the free entries, with the least shift that makes the Hessian definite."""
    import numpy as np

    places = np.flatnonzero(free)
    matrix = -bend[places][:, places]
    scale = float(np.abs(matrix.diagonal()).max(initial=0.0)) or 1.0
    solve = _in_a_band(matrix) if hasattr(bend, "tocoo") else _dense(matrix)
    for shift in SHIFTS:
        solved = solve(shift * scale, slope[places])
        if solved is not None:
            step = np.zeros(len(slope))
            step[places] = solved
            return step
    return None


def _dense(matrix: Array) -> Callable[[float, Array], Array | None]:
    import numpy as np
    from scipy.linalg.lapack import dposv  # type: ignore[attr-defined]

    def solved(shift: float, right: Array) -> Array | None:
        # One call of LAPACK: the threads of two small ones wait for each other longer than they work.
        _, found, failed = dposv(matrix + shift * np.eye(len(matrix)), right)
        return None if failed else found

    return solved


def _in_a_band(matrix: Array) -> Callable[[float, Array], Array | None]:
    """A sparse matrix, its rows in the order that brings its entries near to the diagonal."""
    import numpy as np
    from scipy.linalg.lapack import dpbsv  # type: ignore[attr-defined]

    order, width = band(matrix)
    place = np.argsort(order)
    entries = matrix.tocoo()
    rows, columns = place[entries.row], place[entries.col]
    upper = columns >= rows
    stored = np.zeros((width + 1, len(order)))
    np.add.at(stored, (width + rows[upper] - columns[upper], columns[upper]), entries.data[upper])

    def solved(shift: float, right: Array) -> Array | None:
        shifted = stored.copy()
        shifted[width] += shift
        _, found, failed = dpbsv(shifted, right[order])
        return None if failed else found[place]

    return solved


def band(matrix: Array) -> tuple[Array, int]:
    """An order of the rows of a symmetric sparse matrix, and the width of its band in it (Cuthill and McKee 1969)."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    order = reverse_cuthill_mckee(sparse.csr_matrix(matrix), symmetric_mode=True)
    place = np.argsort(order)
    entries = matrix.tocoo()
    return order, int(np.abs(place[entries.row] - place[entries.col]).max(initial=0))


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
