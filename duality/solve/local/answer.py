"""The solution of a continuous form by local searches: the best minimum found, or what shows that there is none."""

from __future__ import annotations

import numpy as np

from duality.model.solution import Label, Solution, Status
from duality.solve.judging.candidate import Candidate
from duality.solve.judging.judgement import concluded
from duality.solve.judging.no_optimum import infeasible, nowhere, unbounded
from duality.solve.local.compiled import CompiledForm
from duality.solve.local.least_violation import least_violation
from duality.solve.local.multipliers import recover
from duality.solve.local.search import search
from duality.solve.proofs.farkas import linear_farkas
from duality.solve.task import Task

STATIONARY = 1e-4
"""The residual of KKT, relative to 1 + |grad f|, above which multipliers are not reported."""


def local_solution(task: Task, backend: str) -> Solution:
    """The solution in the sense of the form; its label says how little a local minimum proves."""
    farkas = linear_farkas(task.form)
    if farkas is not None:
        return nowhere(farkas, Label.EXACT, backend)
    compiled = CompiledForm(task.form)

    def is_stationary(x: np.ndarray) -> bool:
        recovered = recover(compiled, x)
        return recovered is not None and recovered.residual <= STATIONARY

    found = search(compiled, task.limits, is_stationary if task.is_convex else None)
    if found.runaway is not None:
        start, end = (compiled.point(x) for x in found.runaway)
        sunk = unbounded(task, start, end, backend)
        if sunk.status is not Status.UNKNOWN or found.x is None:
            return sunk
    if found.x is None:
        violated = least_violation(compiled)
        multipliers, violation = (None, 0.0) if violated is None else violated
        return infeasible(task, multipliers, violation, backend)
    recovered = recover(compiled, found.x)
    if recovered is None or recovered.residual > STATIONARY:
        note = "no multipliers satisfy KKT at the point that was found"
        return concluded(task, Candidate(compiled.point(found.x), None, backend, (note,)))
    return concluded(task, Candidate(compiled.point(found.x), recovered.multipliers, backend))
