"""Where the global search starts without a local one: the point of a geometric program's convex solve."""

from __future__ import annotations

import numpy as np

from duality.errors import BackendError
from duality.model.solution import Solution, Status
from duality.solving.globally.bound import Request
from duality.solving.globally.geometric import Geometric
from duality.solving.judging.judgement import concluded
from duality.solving.judging.measure import Candidate
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.local.polish import polished
from duality.solving.local.search import is_feasible
from duality.solving.task import Task

STATIONARY = 1e-5
"""The residual of KKT, relative to 1 + |grad f|, above which the point is no start."""


def geometric_start(task: Task) -> Solution | None:
    """The minimum of a geometric program in x, sharpened by Newton's method; ``None`` for other problems."""
    solver, form = Geometric(), task.form
    if solver.refusal(form) is not None:
        return None
    try:
        found = solver.bound(form, Request(budget=task.limits.budget))
    except BackendError:
        # The schedule of the global search asks again, and reports it.
        return None
    if found.point is None:
        return None
    compiled = CompiledForm(form)
    x = np.array([found.point[name] for name in form.variables])
    recovered = recover(compiled, x)
    if recovered is None:
        return None
    sharp, _ = polished(compiled, x, recovered.multipliers)
    recovered = recover(compiled, sharp)
    if recovered is None or recovered.residual > STATIONARY or not is_feasible(compiled, sharp):
        return None
    solution = concluded(task, Candidate(compiled.point(sharp), recovered.multipliers, solver.name))
    return solution if solution.status is Status.OPTIMAL else None
