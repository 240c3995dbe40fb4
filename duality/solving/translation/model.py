"""A convex form as a cvxpy model, and three programs solved with it: the optimum, the least violation, a far point."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from duality.errors import BackendFailed, BackendRefused
from duality.model.form import StandardForm
from duality.records import record, replace
from duality.solving.cvxpy_import import import_cvxpy
from duality.solving.quiet import quiet
from duality.solving.task import Limits
from duality.solving.translation.curved import Signs
from duality.solving.translation.rows import Rows

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


FAR = 1e4
"""The box in which a direction of descent is looked for."""


@record
class Answer:
    """cvxpy's status; x and the duals of the constraints in the order of the statement, ``None`` without a solution."""

    status: str
    x: list[float] | None = None
    duals: list[float] | None = None
    value: float = 0.0


class ConvexModel:
    """f, c <= 0, h = 0 and the rows of X as cvxpy expressions.

    Raises `BackendRefused` where a row has no convex translation.
    """

    def __init__(self, form: StandardForm) -> None:
        try:
            import_cvxpy()
        except ImportError as error:
            raise BackendRefused("cvxpy is not installed; install it with: pip install cvxpy clarabel") from error
        import cvxpy

        self.form = form
        self.x = cvxpy.Variable(len(form.variables))
        rows = Rows(form.variables, Signs(dict(form.domain.bounds), form.domain.conditions), self.x)
        self.objective = rows.expression(form.objective)
        self.constraints = [(rows.expression(c.row), c.constraint.kind == "equality") for c in form.constraints]
        self.domain = self._bounds()
        for condition in form.domain.conditions:
            if condition.equality and not condition.row.is_affine:
                raise BackendRefused("cvxpy needs affine equalities")
            row = rows.expression(condition.row, -1)
            self.domain.append(row == 0 if condition.equality else row <= 0)

    def optimum(self, limits: Limits) -> Answer:
        """min f over the feasible set."""
        stated = [row == 0 if equality else row <= 0 for row, equality in self.constraints]
        return self._answer(self.objective, stated, self.domain, limits)

    def least_violation(self, limits: Limits) -> Answer:
        """min t, t >= 0, with c <= t, |h| <= t, x in X; the duals, an equality's as one difference."""
        import cvxpy as cp

        t = cp.Variable(nonneg=True)
        above = [row <= t for row, _ in self.constraints]
        below = {k: -row <= t for k, (row, equality) in enumerate(self.constraints) if equality}
        answer = self._answer(t, above, [*below.values(), *self.domain], limits)
        if answer.duals is None:
            return answer
        duals = [d - _scalar(below[k]) if k in below else d for k, d in enumerate(answer.duals)]
        return Answer(answer.status, answer.x, duals, answer.value)

    def far_point(self, limits: Limits) -> Answer:
        """min f over the feasible x with |x_i| <= FAR."""
        import cvxpy as cp

        stated = [row == 0 if equality else row <= 0 for row, equality in self.constraints]
        return self._answer(self.objective, stated, [*self.domain, cp.abs(self.x) <= FAR], limits)

    def _bounds(self) -> list[cp.Constraint]:
        found = []
        for i, name in enumerate(self.form.variables):
            bounds = self.form.domain.bound(name)
            if bounds.lower is not None:
                found.append(self.x[i] >= float(bounds.lower))
            if bounds.upper is not None:
                found.append(self.x[i] <= float(bounds.upper))
        return found

    def _answer(
        self, objective: cp.Expression, stated: Sequence[cp.Constraint], other: Sequence[cp.Constraint], limits: Limits
    ) -> Answer:
        import cvxpy as cp

        problem = cp.Problem(cp.Minimize(objective), [*stated, *other])
        status = run(problem, limits)
        if status not in ("optimal", "optimal_inaccurate"):
            return Answer(status)
        # A program that does not mention x leaves it without a value.
        x = [0.0] * len(self.form.variables) if self.x.value is None else [float(v) for v in self.x.value]
        duals = [_scalar(c) for c in stated]
        found = duals if all(map(isfinite, duals)) else None
        value: Any = problem.value
        return Answer(status, x, found, float(value))


def _scalar(constraint: cp.Constraint) -> float:
    """The dual of one row, which cvxpy gives as a number, as an array of one, or, of a trivial row, not at all."""
    import numpy as np

    dual: Any = constraint.dual_value
    return nan if dual is None else float(np.ravel(dual)[0])
