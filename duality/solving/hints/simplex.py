"""Linear programs by HiGHS: min c'x s.t. rows and bounds, by the simplex method, so that a basis comes back."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from duality.errors import BackendFailed
from duality.model.solution import Status
from duality.solving.hints.hint import Hint
from duality.solving.quadratic.arrays import bound_arrays, objective_vector, row_matrix
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.solvers import highs
from duality.solving.task import Limits

if TYPE_CHECKING:
    import highspy


def simplex_hint(program: QuadraticProgram, limits: Limits) -> Hint:
    """The hint of HiGHS about a linear program.

    Raises `BackendFailed` where HiGHS cannot read or run it.
    """
    import highspy

    solver = highs(max(min(limits.tolerance, 1e-7), 1e-10))
    if limits.time_limit is not None:
        solver.setOptionValue("time_limit", float(limits.time_limit))
    if solver.passModel(linear_model(program)) == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS could not read the linear program")
    if solver.run() == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS stopped with an error")
    return _hint(program, solver)


def linear_model(program: QuadraticProgram) -> highspy.HighsLp:
    """c, rows and bounds as HiGHS takes them."""
    import highspy
    import numpy as np

    matrix, constants = row_matrix(list(program.rows), program.size)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = program.size, len(program.rows)
    model.col_cost_ = objective_vector(program)
    model.col_lower_, model.col_upper_ = bound_arrays(program)
    model.row_upper_ = -constants
    equality = np.array([row.equality for row in program.rows], dtype=bool)
    model.row_lower_ = np.where(equality, -constants, -inf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    return model


def _hint(program: QuadraticProgram, solver: Any) -> Hint:
    import highspy

    status = highspy.HighsModelStatus
    found = solver.getModelStatus()
    if found in (status.kOptimal, status.kModelEmpty):
        solution, basis = solver.getSolution(), solver.getBasis()
        basic, upper = highspy.HighsBasisStatus.kBasic, highspy.HighsBasisStatus.kUpper
        tight = tuple(r for r, s in enumerate(basis.row_status) if s != basic)
        fixed = tuple(
            (i, 1 if s == upper else -1)
            for i, (s, low, high) in enumerate(zip(basis.col_status, program.lower, program.upper, strict=True))
            # A nonbasic free variable sits at 0, which is no bound.
            if s != basic and (high if s == upper else low) is not None
        )
        # HiGHS prices c - A'y, so the multipliers of a'x <= -b are -y.
        multipliers = tuple(0.0 - value for value in solution.row_dual)
        return Hint(Status.OPTIMAL, tuple(solution.col_value), multipliers, tight, fixed)
    if found == status.kInfeasible:
        return Hint(Status.INFEASIBLE)
    if found in (status.kUnbounded, status.kUnboundedOrInfeasible):
        return Hint(Status.UNBOUNDED)
    return Hint(Status.UNKNOWN)
