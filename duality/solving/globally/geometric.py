"""Geometric programs: with x = exp(u) the logarithms of f and of the rows are convex, and one convex solve bounds f.

Rows that do not fit are left out, which gives a lower bound still.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log
from typing import TYPE_CHECKING

from duality.errors import BackendFailed, BackendRefused
from duality.model.form import StandardForm
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.translation.signomials import GeometricProgram, Terms, geometric_program
from duality.solving.task import Limits
from duality.solving.translation.model import run

if TYPE_CHECKING:
    import cvxpy as cp

MARGIN = 1e-8
"""What the bound keeps, relatively, below the value of the solve, whose gap is less."""

TOLERANCE = 1e-10


class Geometric:
    """A convex solve in u = log x by Clarabel, with its tolerances."""

    name = "geometric programming"

    def refusal(self, form: StandardForm) -> str | None:
        return None if geometric_program(form) is not None else "the problem is no geometric program"

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        program = geometric_program(form)
        if program is None:
            raise BackendRefused("the problem is no geometric program")
        import cvxpy as cp

        u = cp.Variable(len(form.variables))
        level, rows = _convex(program, form.variables, u)
        stated = cp.Problem(cp.Minimize(level), rows)
        status = run(stated, Limits(TOLERANCE, request.budget))
        logarithm, found = level.value, u.value
        if status != "optimal" or logarithm is None or found is None:
            raise BackendFailed(f"{self.name}: {status}")
        size = exp(program.sign * float(logarithm))
        value = float(program.constant) + program.sign * size
        lower = value - MARGIN * max(1.0, abs(size), abs(value))
        request.watch.saw(lower)
        point = None if program.relaxed else dict(zip(form.variables, map(exp, found.tolist()), strict=True))
        if point is None:
            return GlobalBound("open", lower, inf, None, self.name)
        return GlobalBound("proven", lower, value, point, self.name)


def least_violation(form: StandardForm, limits: Limits) -> dict[str, float] | None:
    """x > 0 at which the largest row, as a sum of positive terms that is to be at most 1, is least."""
    program = geometric_program(form)
    if program is None:
        return None
    import cvxpy as cp

    u, level = cp.Variable(len(form.variables)), cp.Variable()
    rows: list[cp.Constraint] = [_logarithm(terms, form.variables, u) <= level for terms in program.posynomials[1:]]
    if run(cp.Problem(cp.Minimize(level), [*rows, level >= -1]), limits) != "optimal" or u.value is None:
        return None
    return dict(zip(form.variables, map(exp, u.value.tolist()), strict=True))


def _convex(
    program: GeometricProgram, names: Sequence[str], u: cp.Variable
) -> tuple[cp.Expression, list[cp.Constraint]]:
    """log f or -log of it, to be minimized, and the rows, bounds among them."""
    objective, *rows = (_logarithm(terms, names, u) for terms in program.posynomials)
    return objective, [row <= 0 for row in rows]


def _logarithm(terms: Terms, names: Sequence[str], u: cp.Variable) -> cp.Expression:
    """log sum c_k exp(p_k'u)."""
    import cvxpy as cp
    import numpy as np

    powers = np.array([[float(dict(key).get(name, 0)) for name in names] for key in terms])
    exponents = powers @ u + np.array([log(float(coefficient)) for coefficient in terms.values()])
    return exponents[0] if len(terms) == 1 else cp.log_sum_exp(exponents)
