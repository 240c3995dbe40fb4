"""The solution of a continuous form by local searches: the best minimum found, or what shows that there is none."""

from __future__ import annotations

import numpy as np

from duality.errors import BackendError
from duality.model.solution import Rigor, Solution, Status
from duality.solving.judging.judgement import concluded
from duality.solving.judging.measure import Candidate
from duality.solving.judging.no_optimum import infeasible, nowhere, unbounded
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.ipopt import ipopt_point
from duality.solving.local.least_violation import least_violation
from duality.solving.local.multipliers import recover
from duality.solving.local.polish import polished
from duality.solving.local.search import is_feasible, search
from duality.solving.proofs.farkas import linear_farkas
from duality.solving.task import Task

STATIONARY = 1e-4
"""The residual of KKT, relative to 1 + |grad f|, above which multipliers are not reported."""

SHARP = 1e-8
"""The residual above which IPOPT is asked."""

WORSE = 1e-6
"""By how much, relatively, f may rise where IPOPT meets the constraints better."""


def local_solution(task: Task, backend: str) -> Solution:
    """The solution in the sense of the form; its label says how little a local minimum proves."""
    farkas = linear_farkas(task.form)
    if farkas is not None:
        return nowhere(farkas, Rigor.PROVED, backend)
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
    x, notes = (found.x, ()) if not task.is_convex else _sharpest(task, compiled, found.x)
    recovered = recover(compiled, x)
    if recovered is None or recovered.residual > STATIONARY:
        note = "no multipliers satisfy KKT at the point that was found"
        return concluded(task, Candidate(compiled.point(x), None, backend, (note, *notes)))
    return concluded(task, Candidate(compiled.point(x), recovered.multipliers, backend, notes))


def _sharpest(task: Task, compiled: CompiledForm, x: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """x, or IPOPT's point where x leaves a residual of KKT even after Newton's method; with a remark if that fails."""
    residual = _residual(compiled, x)
    if residual <= SHARP:
        return x, ()
    left = f"SLSQP left a residual of {residual:.1e} in KKT"
    try:
        found = ipopt_point(compiled, x, task.limits)
    except BackendError as error:
        return x, (f"{left}; {error}",)
    if found is None or not is_feasible(compiled, found) or _residual(compiled, found) >= residual:
        return x, (f"{left}, and IPOPT does no better",)
    worse = compiled.objective.value(found) - compiled.objective.value(x)
    return (x, (left,)) if worse > WORSE * (1 + abs(compiled.objective.value(x))) else (found, ())


def _residual(compiled: CompiledForm, x: np.ndarray) -> float:
    """What is left of KKT after Newton's method from x, relative to 1 + |grad f|."""
    recovered = recover(compiled, x)
    if recovered is None:
        return np.inf
    sharpened, _ = polished(compiled, x, recovered.multipliers)
    again = recover(compiled, sharpened)
    return recovered.residual if again is None else min(recovered.residual, again.residual)
