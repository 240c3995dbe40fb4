"""p* = d* over the rationals for a convex quadratic program of short numbers, from the active set of an interior point.

With the active rows T and the variables F off their ends, stationarity and the rows are one linear system,

    [[P_FF, A_TF'], [A_TF, 0]] (x_F, z_T) = (-q_F - P_FN x_N, b_T - A_TN x_N),

solved by block triangular form; every sign is checked afterwards as for linear programs, and P >> 0 by its diagonal.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from flint import fmpq

from duality.solving.arrays.exact.checking import is_optimal
from duality.solving.arrays.exact.optimum import LARGEST, SCALE, ExactOptimum, is_short
from duality.solving.arrays.exact.triangular import triangular
from duality.solving.arrays.exact.vectors import Rationals, rationals
from duality.solving.arrays.optimum import Optimum
from duality.solving.arrays.program import ArrayProgram

Array = Any


def exact_quadratic(program: ArrayProgram, hint: Optimum) -> ExactOptimum | None:
    """The verified optimum; ``None`` where the data are not short, P is not dominant, or the active set is another."""
    import numpy as np
    from scipy import sparse

    linear = all(cone.kind in ("zero", "nonnegative") for cone in program.cones)
    if program.squares is None or not linear or program.whole.any() or not is_short(program):
        return None
    squares: Any = sparse.csr_array(program.squares)
    rows: Any = sparse.csr_array(program.matrix)
    if not _is_dominant(squares):
        return None
    resting, free = _resting(program, squares, hint)
    slack = program.right - program.matrix @ hint.x
    equality = np.concatenate([np.full(c.rows, c.kind == "zero") for c in program.cones] or [np.zeros(0, bool)])
    tight = np.flatnonzero(equality | (hint.multipliers > slack))
    inner, across = squares[free][:, free], rows[tight][:, free]
    slopes, gaps = -(program.cost + squares @ resting)[free], (program.right - rows @ resting)[tight]
    size = np.abs(program.cost).max(initial=0) + (abs(squares) @ np.abs(resting)).max(initial=0)
    size += np.abs(program.right).max(initial=0) + (abs(rows) @ np.abs(resting)).max(initial=0)
    if size * SCALE >= LARGEST:
        return None
    try:
        solved = _by_multipliers(inner, across, slopes, gaps) or _together(inner, across, slopes, gaps)
    except ZeroDivisionError:
        # The active set is degenerate.
        return None
    if solved is None:
        return None
    ends = np.flatnonzero(resting)
    places = [*free.tolist(), *ends.tolist()]
    x = Rationals(len(resting), places, [*solved[0], *rationals(resting[ends])])
    z = Rationals(len(program.right), tight.tolist(), solved[1])
    if not is_optimal(program, x, z):
        return None
    return ExactOptimum(x.near, z.near, _value(program, squares, x))


def _together(inner: Array, across: Array, slopes: Array, gaps: Array) -> tuple[list[Any], list[Any]] | None:
    """x_F and z_T of the whole system."""
    import numpy as np
    from scipy import sparse

    system: Any = inner
    if len(gaps):
        system = sparse.block_array([[inner, across.T], [across, None]], format="csr")
    system = sparse.csr_array(system * float(SCALE))
    system.eliminate_zeros()
    form = triangular(system) if system.shape[0] else None
    if form is None:
        return None
    found = form.solve(rationals(np.concatenate([slopes, gaps]) * SCALE))
    return found[: len(slopes)], found[len(slopes) :]


def _by_multipliers(inner: Array, across: Array, slopes: Array, gaps: Array) -> tuple[list[Any], list[Any]] | None:
    """The same where P_FF = D is diagonal: A D^-1 A' z = A D^-1 s - g has smaller blocks, and x = D^-1 (s - A'z)."""
    import numpy as np
    from scipy import sparse

    bends = inner.diagonal() * SCALE
    if inner.nnz != len(bends) or not (bends > 0).all():
        return None
    common = lcm(1, *map(int, set(bends.tolist())))
    shares = common / bends
    rows: Any = sparse.csr_array(across * float(SCALE))
    shared = rows.copy()
    shared.data *= shares[shared.indices]
    system: Any = sparse.csr_array(shared @ rows.T)
    right = SCALE * (shared @ slopes - common * gaps)
    largest = (abs(shared) @ abs(rows.T)).max() if rows.nnz else 0
    reach = (abs(shared) @ np.abs(slopes) + common * np.abs(gaps)).max(initial=0) * SCALE
    # Everything is an integer, and known without a rounding as long as all sums are below the largest.
    if max(common, largest, reach) >= LARGEST:
        return None
    system.eliminate_zeros()
    form = triangular(system) if len(gaps) else None
    if form is None and len(gaps):
        return None
    z = form.solve(rationals(right)) if form is not None else []
    columns: Any = rows.T.tocsr()
    starts, places, entries = columns.indptr.tolist(), columns.indices.tolist(), columns.data.astype(int).tolist()
    x = []
    for k, (slope, bend) in enumerate(zip((slopes * SCALE).tolist(), bends.tolist(), strict=True)):
        total = fmpq(int(slope))
        for place in range(starts[k], starts[k + 1]):
            if z[places[place]]:
                total -= entries[place] * z[places[place]]
        x.append(total / int(bend))
    return x, z


def _is_dominant(matrix: Array) -> bool:
    """Whether no entry of the diagonal is less than the others of its row together: then M >> 0, without rounding."""
    import numpy as np

    diagonal = matrix.diagonal()
    sums = np.asarray(abs(matrix).sum(axis=1)).ravel()
    return bool((diagonal >= 0).all() and (2 * diagonal >= sums).all() and sums.max(initial=0) * SCALE < LARGEST)


def _resting(program: ArrayProgram, squares: Array, hint: Optimum) -> tuple[Array, Array]:
    """Where the variables at their ends sit, 0 for the others, and the places of the others."""
    import numpy as np

    reduced = program.cost + squares @ hint.x + program.matrix.T @ hint.multipliers
    at_low, at_high = reduced > hint.x - program.lower, -reduced > program.upper - hint.x
    resting = np.where(at_low, program.lower, np.where(at_high, program.upper, 0.0))
    return resting, np.flatnonzero(~(at_low | at_high))


def _value(program: ArrayProgram, squares: Array, x: Rationals) -> Fraction:
    """1/2 x'Px + q'x + constant."""
    total = fmpq(0)
    for place, value in x.known.items():
        row = fmpq(int(program.cost[place] * 2 * SCALE))
        for k in range(squares.indptr[place], squares.indptr[place + 1]):
            row += int(squares.data[k] * SCALE) * x[int(squares.indices[k])]
        total += row * value
    return Fraction(int(total.p), int(total.q) * 2 * SCALE) + Fraction(program.constant)
