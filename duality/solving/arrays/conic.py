"""Conic programs of arrays by Clarabel: min 1/2 x'Px + q'x subject to A x + s = b, s in K."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendFailed, BackendRefused
from duality.solving import solvers
from duality.solving.arrays.optimum import Optimum, Status
from duality.solving.arrays.program import ArrayProgram, Cone

NAME = "Clarabel"

INFEASIBLE = {"PrimalInfeasible": True, "AlmostPrimalInfeasible": False}
UNBOUNDED = {"DualInfeasible": True, "AlmostDualInfeasible": False}
SOLVED = {"Solved": True, "AlmostSolved": False}
"""Clarabel's statuses, and whether they hold to full accuracy."""


def conic_optimum(program: ArrayProgram, tolerance: float, time_limit: float | None) -> Optimum:
    """The optimum; see `optimize`. Bounds of variables become rows."""
    import numpy as np
    from scipy import sparse

    if program.whole.any():
        raise BackendRefused("only linear programs are solved over finite sets")
    clarabel = solvers.library("clarabel")
    settings = clarabel.DefaultSettings()
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = tolerance
    if time_limit is not None:
        settings.time_limit = float(time_limit)
    matrix, right, cones = _with_bounds(program)
    size = len(program.cost)
    squares = sparse.csc_array((size, size)) if program.squares is None else _upper(program.squares)
    made = [one for cone in cones for one in _cones(cone, clarabel)]
    try:
        solution = solvers.clarabel(settings, squares, program.cost, matrix, right, made).solve()
    except (ValueError, RuntimeError, ArithmeticError) as error:
        raise BackendFailed(f"Clarabel could not take the program: {error}") from error
    status, accurate = _status(str(solution.status))
    extreme = {"infeasible": np.inf, "unbounded": -np.inf, "unknown": np.nan}
    value = solution.obj_val + program.constant if status == "optimal" else extreme[status]
    rows = program.matrix.shape[0]
    return Optimum(status, value, np.array(solution.x), np.array(solution.z)[:rows], NAME, None, accurate)


def _with_bounds(program: ArrayProgram) -> tuple[Any, Any, list[Cone]]:
    """A, b and K with a row for each finite bound."""
    import numpy as np
    from scipy import sparse

    low, high = np.flatnonzero(np.isfinite(program.lower)), np.flatnonzero(np.isfinite(program.upper))
    count = len(low) + len(high)
    if not count:
        return program.matrix, program.right, list(program.cones)
    above, columns = program.matrix.shape
    rows = np.concatenate([program.matrix.indices, above + np.arange(count)])
    places = np.concatenate([np.repeat(np.arange(columns), np.diff(program.matrix.indptr)), low, high])
    values = np.concatenate([program.matrix.data, -np.ones(len(low)), np.ones(len(high))])
    matrix = sparse.csc_array((values, (rows, places)), shape=(above + count, columns))
    right = np.concatenate([program.right, -program.lower[low], program.upper[high]])
    return matrix, right, [*program.cones, Cone("nonnegative", count)]


def _upper(matrix: Any) -> Any:
    """The upper triangle of a symmetric matrix by rows, by columns."""
    import numpy as np
    from scipy import sparse

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    kept = rows <= matrix.indices
    return sparse.csc_array((matrix.data[kept], (rows[kept], matrix.indices[kept])), shape=matrix.shape)


def _cones(cone: Cone, clarabel: Any) -> list[Any]:
    match cone.kind:
        case "zero":
            return [clarabel.ZeroConeT(cone.rows)]
        case "nonnegative":
            return [clarabel.NonnegativeConeT(cone.rows)]
        case "second-order":
            return [clarabel.SecondOrderConeT(cone.size)] * cone.count
        case "exponential":
            return [clarabel.ExponentialConeT()] * cone.count
        case "power":
            return [clarabel.PowerConeT(cone.exponent)] * cone.count
        case "semidefinite":
            return [clarabel.PSDTriangleConeT(cone.size)] * cone.count


def _status(name: str) -> tuple[Status, bool]:
    if name in SOLVED:
        return "optimal", SOLVED[name]
    if name in INFEASIBLE:
        return "infeasible", INFEASIBLE[name]
    if name in UNBOUNDED:
        return "unbounded", UNBOUNDED[name]
    return "unknown", False
