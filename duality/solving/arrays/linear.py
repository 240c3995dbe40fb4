"""Linear programs of arrays by HiGHS."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendFailed
from duality.solving.arrays.optimum import Optimum, Status
from duality.solving.arrays.program import ArrayProgram
from duality.solving.solvers import highs, library

NAME = "HiGHS"


def linear_optimum(program: ArrayProgram, tolerance: float, time_limit: float | None) -> Optimum:
    """The optimum with its basis; see `optimize`."""
    highspy = library("highspy")
    solver = highs(max(min(tolerance, 1e-7), 1e-10))
    if program.whole.any():
        solver.setOptionValue("solver", "choose")
        solver.setOptionValue("mip_rel_gap", 0.0)
    if time_limit is not None:
        solver.setOptionValue("time_limit", float(time_limit))
    if solver.passModel(*_model(program)) == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS could not read the linear program")
    if solver.run() == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS stopped with an error")
    status = _status(solver, highspy)
    if status != "optimal":
        return Optimum(status, _extreme(status), None, None, NAME)
    return _read(solver, highspy)


def _model(program: ArrayProgram) -> tuple[Any, ...]:
    """The program as HiGHS takes it. Rows are A x <= b or A x = b: it reads their lower and upper ends."""
    import numpy as np

    highspy = library("highspy")
    rows, columns = program.matrix.shape
    lower = np.full(rows, -np.inf)
    start = 0
    for cone in program.cones:
        if cone.kind == "zero":
            lower[start : start + cone.rows] = program.right[start : start + cone.rows]
        start += cone.rows
    by_columns, least = int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize)
    sizes = columns, rows, program.matrix.nnz, by_columns, least, float(program.constant)
    ends = program.lower, program.upper, lower, program.right
    entries = program.matrix.indptr[:-1], program.matrix.indices, program.matrix.data
    return *sizes, program.cost, *ends, *entries, program.whole.astype(np.int32)


def _status(solver: Any, highspy: Any) -> Status:
    names = highspy.HighsModelStatus
    found = solver.getModelStatus()
    if found == names.kUnboundedOrInfeasible:
        # Presolve saw one of the two: without it the simplex method tells which.
        solver.setOptionValue("presolve", "off")
        solver.run()
        found = solver.getModelStatus()
    if found in (names.kOptimal, names.kModelEmpty):
        return "optimal"
    if found == names.kInfeasible:
        return "infeasible"
    return "unbounded" if found == names.kUnbounded else "unknown"


def _extreme(status: Status) -> float:
    return {"infeasible": float("inf"), "unbounded": float("-inf")}.get(status, float("nan"))


def _read(solver: Any, highspy: Any) -> Optimum:
    import numpy as np

    solution = solver.getSolution()
    # HiGHS prices c - A'y, so the multipliers of A x - b are -y.
    multipliers = 0.0 - np.array(solution.row_dual)
    value = float(solver.getInfo().objective_function_value)
    masks = _basis(solver, highspy, len(solution.col_value), len(multipliers))
    return Optimum("optimal", value, np.array(solution.col_value), multipliers, NAME, masks)


def _basis(solver: Any, highspy: Any, columns: int, rows: int) -> tuple[Any, Any] | None:
    """The basic columns and rows as masks."""
    import numpy as np

    if not solver.getBasis().valid:
        return None
    status, basic = solver.getBasicVariables()
    if status != highspy.HighsStatus.kOk:
        return None
    masks = np.zeros(columns, dtype=bool), np.zeros(rows, dtype=bool)
    masks[0][basic[basic >= 0]] = True
    # Rows are told by -1 - i.
    masks[1][-1 - basic[basic < 0]] = True
    return masks
