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
    if solver.passModel(_model(program)) == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS could not read the linear program")
    if solver.run() == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS stopped with an error")
    status = _status(solver, highspy)
    if status != "optimal":
        return Optimum(status, _extreme(status), None, None, NAME)
    return _read(solver, highspy)


def _model(program: ArrayProgram) -> Any:
    """Rows A x <= b or A x = b: HiGHS reads their lower and upper ends."""
    import numpy as np

    highspy = library("highspy")
    model = highspy.HighsLp()
    rows, columns = program.matrix.shape
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = program.cost
    model.offset_ = program.constant
    model.col_lower_, model.col_upper_ = program.lower, program.upper
    lower = np.full(rows, -np.inf)
    start = 0
    for cone in program.cones:
        if cone.kind == "zero":
            lower[start : start + cone.rows] = program.right[start : start + cone.rows]
        start += cone.rows
    model.row_lower_, model.row_upper_ = lower, program.right
    if program.whole.any():
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[int(whole)] for whole in program.whole]
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = program.matrix.indptr
    model.a_matrix_.index_ = program.matrix.indices
    model.a_matrix_.value_ = program.matrix.data
    return model


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

    solution, basis = solver.getSolution(), solver.getBasis()
    # HiGHS prices c - A'y, so the multipliers of A x - b are -y.
    multipliers = 0.0 - np.array(solution.row_dual)
    value = float(solver.getInfo().objective_function_value)
    basic = highspy.HighsBasisStatus.kBasic
    masks = None
    if basis.valid:
        columns = np.array([status == basic for status in basis.col_status], dtype=bool)
        rows = np.array([status == basic for status in basis.row_status], dtype=bool)
        masks = columns, rows
    return Optimum("optimal", value, np.array(solution.col_value), multipliers, NAME, masks)
