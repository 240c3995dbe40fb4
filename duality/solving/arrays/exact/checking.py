"""Whether rational x and z are optimal for a linear or convex quadratic program: feasible and complementary.

Reads the program and the two vectors and nothing else. Sums are floats with a bound on their rounding. Where the bound
does not decide a sign, the sum is a multiple of one over the least common denominator: nearer to 0 than that it is 0.
What neither decides is summed exactly.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq

from duality.solving.arrays.exact.vectors import LARGEST, Rationals
from duality.solving.arrays.program import ArrayProgram

Array = Any

UNIT = 2.0**-52
"""Twice the rounding of one operation."""

SMALLEST = 1e-290
"""Far above what underflows."""

FINEST = 2**10
"""Data are multiples of 1/FINEST, where that is to be used."""

LONGEST = 64
"""Entries of a row up to which its common denominator is looked for."""


def is_optimal(program: ArrayProgram, x: Rationals, z: Rationals) -> bool:
    """Rows and bounds hold, z >= 0 on inequalities and 0 on loose rows, reduced costs press on the ends they sit at.

    That P is semidefinite is not checked here.
    """
    import numpy as np
    from scipy import sparse

    equality = np.concatenate([np.full(c.rows, c.kind == "zero") for c in program.cones] or [np.zeros(0, bool)])
    slack_signs = _signs(sparse.csr_array(program.matrix), x, -program.right)
    if (slack_signs > 0).any() or (equality & (slack_signs != 0)).any():
        return False
    signs = np.zeros(z.length, dtype=int)
    signs[z.places] = [1 if value > 0 else -1 for value in z.known.values()]
    if ((signs != 0) & (slack_signs != 0)).any() or (~equality & (signs < 0)).any():
        return False
    gradient = sparse.csr_array(program.matrix.T)
    if program.squares is not None:
        # q + P x + A'z is one product.
        gradient = sparse.hstack([gradient, program.squares], format="csr")
        z = z.beside(x)
    return _ends(program, x, _signs(gradient, z, program.cost))


def _ends(program: ArrayProgram, x: Rationals, reduced: Array) -> bool:
    """lower <= x <= upper, x at the lower end where the reduced cost is positive, at the upper where negative."""
    import numpy as np

    # The float of an entry may hide a difference: what is close is compared exactly.
    below, above = np.sign(x.near - program.lower), np.sign(x.near - program.upper)
    for signs, ends in ((below, program.lower), (above, program.upper)):
        close = np.abs(x.near - ends) <= 4 * UNIT * (np.abs(x.near) + np.abs(ends)) + SMALLEST
        for place in np.flatnonzero(close & np.isfinite(ends) & ((x.near != 0) | (ends != 0))).tolist():
            signs[place] = _compared(x[place], float(ends[place]))
    hidden = [place for place, value in x.known.items() if value and not x.near[place]]
    for place in hidden:
        below[place] = _compared(x[place], float(program.lower[place])) if np.isfinite(program.lower[place]) else 1
        above[place] = _compared(x[place], float(program.upper[place])) if np.isfinite(program.upper[place]) else -1
    inside = (below >= 0) & (above <= 0)
    pressed = np.where(reduced > 0, below == 0, np.where(reduced < 0, above == 0, True))
    return bool((inside & pressed).all())


def _compared(value: Any, end: float) -> int:
    """The sign of value - end."""
    gap = value - fmpq(*end.as_integer_ratio()) if end else value
    return (gap > 0) - (gap < 0)


def _signs(matrix: Array, exact: Rationals, constant: Array) -> Array:
    """The signs of M v + constant for rational v."""
    import numpy as np

    size = abs(matrix)
    sums = matrix @ exact.near + constant
    counts = np.diff(matrix.indptr) + 3
    bound = counts * UNIT * (size @ np.abs(exact.near) + np.abs(constant)) + SMALLEST
    signs = np.sign(sums).astype(int)
    # Without a nonzero entry the sum is the constant itself.
    support = np.zeros(exact.length)
    support[exact.places] = 1.0
    open = np.flatnonzero((np.abs(sums) <= bound) & ((size @ support) > 0))
    if len(open):
        vanishing = _vanish(matrix, exact, constant, open, np.abs(sums[open]) + bound[open])
        signs[open[vanishing]] = 0
        for row in open[~vanishing].tolist():
            total = _sum(matrix, exact, constant, row)
            signs[row] = (total > 0) - (total < 0)
    return signs


def _sum(matrix: Array, exact: Rationals, constant: Array, row: int) -> Any:
    """One sum exactly."""
    total = fmpq(*float(constant[row]).as_integer_ratio())
    for k in range(matrix.indptr[row], matrix.indptr[row + 1]):
        value = exact[int(matrix.indices[k])]
        if value:
            total += fmpq(*float(matrix.data[k]).as_integer_ratio()) * value
    return total


def _vanish(matrix: Array, exact: Rationals, constant: Array, rows: Array, reach: Array) -> Array:
    """Which of the sums are 0, as they lie within ``reach`` of it and are multiples of more: a mask."""
    import numpy as np

    starts, ends = matrix.indptr[rows], matrix.indptr[rows + 1]
    lengths = ends - starts
    common = np.full(len(rows), 1, dtype=np.int64)
    kept = lengths <= LONGEST
    for step in range(int(lengths[kept].max(initial=0))):
        there = np.flatnonzero(kept & (lengths > step))
        places = starts[there] + step
        one = exact.below[matrix.indices[places]]
        data = matrix.data[places] * FINEST
        sound = (one > 0) & (data == np.rint(data))
        one = np.where(one > 0, one, 1)
        shared = common[there] // np.gcd(common[there], one)
        sound &= shared.astype(float) * one.astype(float) < LARGEST
        common[there[sound]] = (shared * one)[sound]
        kept[there[~sound]] = False
    whole = constant[rows] * FINEST
    return kept & (whole == np.rint(whole)) & (2.0 * reach * FINEST * common.astype(float) < 1.0)
