"""p* = d* over the rationals for a linear program of integers, from the basis that the simplex method ended with.

x solves the tight rows in the basic columns, z the basic columns in the tight rows, each by block triangular form; then
every row, bound, multiplier and reduced cost is checked, by floats with error bounds where these are clear and exactly
where they are not. Complementary feasible points are optimal: c'x = -b'z + the ends that the reduced costs press on.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpq

from duality.named_tuples import NamedTuple
from duality.solving.arrays.exact.checking import is_optimal
from duality.solving.arrays.exact.triangular import triangular
from duality.solving.arrays.exact.vectors import Rationals, rationals
from duality.solving.arrays.optimum import Optimum
from duality.solving.arrays.program import ArrayProgram

Array = Any

SCALE = 2**10
"""Data are multiples of 1/SCALE: halves and quarters are taken as they are."""

LARGEST = 2.0**52
"""Integers up to which floats are exact."""


class ExactOptimum(NamedTuple):
    """x and z as floats next to the rationals, and the exact value."""

    x: Array
    multipliers: Array
    value: Fraction


def exact_optimum(program: ArrayProgram, hint: Optimum) -> ExactOptimum | None:
    """The verified optimum; ``None`` where the data are not short, the basis is not optimal or it is too dear."""
    import numpy as np

    if hint.basic is None or not program.is_linear or program.whole.any() or not is_short(program):
        return None
    columns, tight = np.flatnonzero(hint.basic[0]), np.flatnonzero(~hint.basic[1])
    if len(columns) != len(tight):
        return None
    from scipy import sparse

    by_rows = sparse.csr_array(program.matrix)
    inner = sparse.csr_array(by_rows[tight][:, columns] * float(SCALE))
    form = triangular(inner)
    if form is None:
        return None
    resting = _resting(program, hint)
    right = (program.right[tight] - by_rows[tight] @ resting) * SCALE
    size = abs(by_rows[tight]) @ np.abs(resting) + np.abs(program.right[tight])
    if (size * SCALE).max(initial=0.0) >= LARGEST:
        return None
    try:
        found = form.solve(rationals(right))
        prices = form.transposed().solve(rationals(-program.cost[columns] * SCALE))
    except ZeroDivisionError:
        # The basis is singular.
        return None
    ends = np.flatnonzero(resting)
    x = Rationals(len(resting), [*columns.tolist(), *ends.tolist()], [*found, *rationals(resting[ends])])
    z = Rationals(len(program.right), tight.tolist(), prices)
    if not is_optimal(program, x, z):
        return None
    return ExactOptimum(x.near, z.near, _value(program, x))


def is_short(program: ArrayProgram) -> bool:
    """Whether all data are multiples of 1/SCALE within reach of exact floats."""
    import numpy as np

    ends = [end[np.isfinite(end)] for end in (program.lower, program.upper)]
    squares = np.zeros(0) if program.squares is None else program.squares.data
    constant = np.array([program.constant])
    for array in (program.matrix.data, program.right, program.cost, *ends, squares, constant):
        scaled = array * SCALE
        if not ((scaled == np.rint(scaled)).all() and np.abs(scaled).max(initial=0.0) < LARGEST):
            return False
    return True


def _resting(program: ArrayProgram, hint: Optimum) -> Array:
    """Where the nonbasic variables sit: at the end that is nearer to the solver's x, free ones at 0."""
    import numpy as np

    assert hint.basic is not None
    nearer = np.where(np.abs(hint.x - program.lower) <= np.abs(hint.x - program.upper), program.lower, program.upper)
    return np.where(hint.basic[0] | ~np.isfinite(nearer), 0.0, nearer)


def _value(program: ArrayProgram, x: Rationals) -> Fraction:
    """c'x + constant."""
    total = fmpq(0)
    for place, value in x.known.items():
        total += value * int(program.cost[place] * SCALE)
    return Fraction(int(total.p), int(total.q) * SCALE) + Fraction(program.constant)
