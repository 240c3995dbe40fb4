"""Runs a cvxpy problem with Clarabel, quietly, and maps what goes wrong."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from duality.errors import BackendFailed, BackendRefused
from duality.records import replace
from duality.solving.limits import Limits
from duality.solving.quiet import quiet

if TYPE_CHECKING:
    import cvxpy as cp


FINE = 1e-9
"""The tolerance that optima are asked for: they become guesses for exact arithmetic."""


def fine(limits: Limits) -> Limits:
    """The limits with a tolerance of at most `FINE`."""
    return replace(limits, tolerance=min(limits.tolerance, FINE))


def run(problem: cp.Problem, limits: Limits) -> str:
    """cvxpy's status; values and duals are left in the problem.

    Raises `BackendRefused` where cvxpy's rules do not show convexity, `BackendFailed` where the solver breaks.
    """
    import cvxpy as cp

    tolerance = max(limits.tolerance, 1e-12)
    options: dict[str, float] = {"tol_gap_abs": tolerance, "tol_gap_rel": tolerance, "tol_feas": tolerance}
    if limits.time_limit is not None:
        options["time_limit"] = float(limits.time_limit)
    try:
        with warnings.catch_warnings(), quiet():
            warnings.simplefilter("ignore")
            problem.solve(solver=cp.CLARABEL, **options)
    except cp.DCPError as error:
        raise BackendRefused("cvxpy's rules do not show that the problem is convex") from error
    except (cp.SolverError, ValueError, ArithmeticError) as error:
        raise BackendFailed(f"cvxpy with Clarabel failed: {error}") from error
    return str(problem.status)
