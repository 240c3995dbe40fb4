"""Whether rational x and z are optimal for a linear or convex quadratic program: feasible and complementary.

Reads the program and the two vectors and nothing else. Sums are floats with a bound on their rounding; where the bound
does not decide a sign the sum is exact.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq

from duality.solving.arrays.program import ArrayProgram

Array = Any

UNIT = 2.0**-52
"""Twice the rounding of one operation."""

SMALLEST = 1e-290
"""Far above what underflows."""


def is_optimal(program: ArrayProgram, x: list[Any], z: list[Any]) -> bool:
    """Rows and bounds hold, z >= 0 on inequalities and 0 on loose rows, reduced costs press on the ends they sit at.

    That P is semidefinite is not checked here.
    """
    import numpy as np
    from scipy import sparse

    equality = np.concatenate([np.full(c.rows, c.kind == "zero") for c in program.cones] or [np.zeros(0, bool)])
    near_x, near_z = nearest(x), nearest(z)
    rows = sparse.csr_array(program.matrix)
    slack_signs = _signs(rows, near_x, x, -program.right)
    if (slack_signs > 0).any() or (equality & (slack_signs != 0)).any():
        return False
    signs = np.array([(v > 0) - (v < 0) for v in z], dtype=int)
    if ((signs != 0) & (slack_signs != 0)).any() or (~equality & (signs < 0)).any():
        return False
    gradient = sparse.csr_array(program.matrix.T)
    if program.squares is not None:
        # q + P x + A'z is one product.
        gradient = sparse.hstack([gradient, program.squares], format="csr")
        near_z, z = np.concatenate([near_z, near_x]), [*z, *x]
    return _ends(program, x, near_x, _signs(gradient, near_z, z, program.cost))


def _ends(program: ArrayProgram, x: list[Any], near: Array, reduced: Array) -> bool:
    """lower <= x <= upper, x at the lower end where the reduced cost is positive, at the upper where negative."""
    import numpy as np

    # Of an entry that is not 0 the float may hide a difference: these are compared exactly.
    below, above = np.sign(near - program.lower), np.sign(near - program.upper)
    for place in np.flatnonzero(nonzero(x)).tolist():
        low, high = float(program.lower[place]), float(program.upper[place])
        below[place] = 1 if low == -np.inf else _compared(x[place], low)
        above[place] = -1 if high == np.inf else _compared(x[place], high)
    inside = (below >= 0) & (above <= 0)
    pressed = np.where(reduced > 0, below == 0, np.where(reduced < 0, above == 0, True))
    return bool((inside & pressed).all())


def _compared(value: Any, end: float) -> int:
    """The sign of value - end."""
    gap = value - fmpq(*end.as_integer_ratio()) if end else value
    return (gap > 0) - (gap < 0)


def nonzero(values: list[Any]) -> Array:
    """Where a rational is not 0; its float may be."""
    import numpy as np

    return np.array([bool(v) for v in values], dtype=bool)


def nearest(values: list[Any]) -> Array:
    """The floats next to rationals; a division of integers is rounded correctly."""
    import numpy as np

    return np.array([int(v.p) / int(v.q) if v else 0.0 for v in values])


def _signs(matrix: Array, near: Array, exact: list[Any], constant: Array) -> Array:
    """The signs of M v + constant for rational v."""
    import numpy as np

    sums = matrix @ near + constant
    counts = np.diff(matrix.indptr) + 3
    bound = counts * UNIT * (abs(matrix) @ np.abs(near) + np.abs(constant)) + SMALLEST
    signs = np.sign(sums).astype(int)
    # Without a nonzero entry the sum is the constant itself.
    touched = (abs(matrix) @ nonzero(exact)) > 0
    for row in np.flatnonzero((np.abs(sums) <= bound) & touched).tolist():
        total = fmpq(*float(constant[row]).as_integer_ratio())
        for k in range(matrix.indptr[row], matrix.indptr[row + 1]):
            value = exact[matrix.indices[k]]
            if value:
                total += fmpq(*float(matrix.data[k]).as_integer_ratio()) * value
        signs[row] = (total > 0) - (total < 0)
    return signs
