"""Convex quadratic programs by Clarabel: min 1/2 x'Px + q'x  s.t.  Ax + s = b, s in {0}^p x R_+^m.

The module is loaded by name, since its compiled types are unknown to type checkers.
"""

from __future__ import annotations

from typing import Any

from duality.errors import BackendFailed
from duality.model.solution import Status
from duality.solving import solvers
from duality.solving.hints.hint import Hint
from duality.solving.quadratic.arrays import hessian_matrix, objective_vector, row_matrix
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.task import Limits


def interior_point_hint(program: QuadraticProgram, limits: Limits) -> Hint:
    """The hint of Clarabel about a convex quadratic program.

    Raises `BackendFailed` where Clarabel cannot read it.
    """
    import numpy as np

    clarabel = solvers.library("clarabel")

    order, rows, bounds = _ordered(program)
    matrix, constants = row_matrix(rows, program.size)
    equalities = sum(row.equality for row in rows)
    cones = [clarabel.ZeroConeT(equalities), clarabel.NonnegativeConeT(len(rows) - equalities)]
    settings = clarabel.DefaultSettings()
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = max(min(limits.tolerance, 1e-8), 1e-12)
    if limits.time_limit is not None:
        settings.time_limit = float(limits.time_limit)
    try:
        data = hessian_matrix(program), objective_vector(program), matrix.by_columns(), -constants, cones
        solution = solvers.clarabel(settings, *data).solve()
    except (ValueError, RuntimeError, ArithmeticError) as error:
        raise BackendFailed(f"Clarabel could not take the quadratic program: {error}") from error
    status, accurate = _status(solution.status)
    if status is not Status.OPTIMAL:
        return Hint(status, accurate=accurate)
    duals, slacks = np.array(solution.z), np.array(solution.s)
    return _read(program, order, bounds, tuple(solution.x), duals.tolist(), slacks.tolist(), accurate)


def _ordered(program: QuadraticProgram) -> tuple[list[int], list[LinearRow], list[tuple[int, int]]]:
    """Equalities first: places of the program's rows, all rows (bounds last), and (variable, side) of the bounds."""
    order = sorted(range(len(program.rows)), key=lambda r: not program.rows[r].equality)
    rows = [program.rows[r] for r in order]
    bounds: list[tuple[int, int]] = []
    for i, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
        if low is not None:
            rows.append(LinearRow(((i, -low.denominator),), low.numerator, scale=low.denominator))
            bounds.append((i, -1))
        if high is not None:
            rows.append(LinearRow(((i, high.denominator),), -high.numerator, scale=high.denominator))
            bounds.append((i, 1))
    return order, rows, bounds


def _read(
    program: QuadraticProgram,
    order: list[int],
    bounds: list[tuple[int, int]],
    x: tuple[float, ...],
    duals: list[float],
    slacks: list[float],
    accurate: bool,
) -> Hint:
    """A row is believed tight where its multiplier exceeds its slack, and a variable fixed likewise."""
    multipliers = [0.0] * len(order)
    for r, dual in zip(order, duals, strict=False):
        multipliers[r] = dual
    tight = sorted(
        r for r, dual, slack in zip(order, duals, slacks, strict=False) if program.rows[r].equality or dual > slack
    )
    tail = slice(len(order), None)
    fixed = tuple(place for place, dual, slack in zip(bounds, duals[tail], slacks[tail], strict=True) if dual > slack)
    return Hint(Status.OPTIMAL, x, tuple(multipliers), tuple(tight), fixed, accurate)


def _status(found: Any) -> tuple[Status, bool]:
    """The status, and whether it is held to full accuracy."""
    names = solvers.library("clarabel").SolverStatus
    table = {
        names.Solved: (Status.OPTIMAL, True),
        names.AlmostSolved: (Status.OPTIMAL, False),
        names.PrimalInfeasible: (Status.INFEASIBLE, True),
        names.AlmostPrimalInfeasible: (Status.INFEASIBLE, False),
        names.DualInfeasible: (Status.UNBOUNDED, True),
        names.AlmostDualInfeasible: (Status.UNBOUNDED, False),
    }
    return table.get(found, (Status.UNKNOWN, False))
