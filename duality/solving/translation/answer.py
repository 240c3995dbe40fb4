"""The solution of a convex form by its cvxpy model: the optimum, or what shows that there is none."""

from __future__ import annotations

from duality.model.solution import Rigor, Solution, Status
from duality.records import replace
from duality.solving.judging.judgement import concluded
from duality.solving.judging.measure import Candidate, clipped
from duality.solving.judging.no_optimum import infeasible, nowhere, unbounded
from duality.solving.proofs.farkas import linear_farkas
from duality.solving.task import Task
from duality.solving.translation.model import Answer, ConvexModel, fine

ROUGH = 1e-5
FAR = 0.1
"""How far, relative to 1 + |x|, the point of a rough solve may lie from that of a fine one."""


def convex_solution(task: Task, backend: str) -> Solution:
    """The solution in the sense of the form; raises `BackendRefused` where a row has no convex translation."""
    model = ConvexModel(task.form)
    # The translation went through term by term with exact signs, which proves convexity.
    task = replace(task, convex="proved")
    answer = model.optimum(fine(task.limits))
    if answer.status in ("infeasible", "infeasible_inaccurate"):
        return _infeasible(task, model, backend)
    if answer.status in ("unbounded", "unbounded_inaccurate"):
        return _unbounded(task, model, backend)
    if answer.x is None:
        return Solution(Status.UNKNOWN, None, backend=backend, warnings=(f"{backend}: {answer.status}",))
    notes = () if answer.status == "optimal" else (f"{backend} stopped short of full accuracy",)
    x = clipped(task.form, answer.x)
    solution = concluded(task, Candidate(x, _named(task, answer), backend, notes))
    if solution.status is Status.OPTIMAL and solution.rigor is Rigor.FOUND and solution.attained:
        return _with_attainment(task, model, solution)
    return solution


def _with_attainment(task: Task, model: ConvexModel, solution: Solution) -> Solution:
    """A point that moves far as the tolerance shrinks runs after an infimum at infinity, as in min y, exp(x) <= y."""
    rough = model.optimum(replace(task.limits, tolerance=ROUGH))
    found = dict(solution.point or ())
    if rough.x is None or not found:
        return solution
    moved = any(
        abs(float(found[name]) - x) > FAR * (1 + abs(x)) for name, x in zip(task.form.variables, rough.x, strict=True)
    )
    if not moved:
        return solution
    reason = "the point moves far as the tolerance shrinks: the infimum may not be attained, or at many points"
    return replace(solution, attained=None, warnings=(*solution.warnings, reason))


def _infeasible(task: Task, model: ConvexModel, backend: str) -> Solution:
    farkas = linear_farkas(task.form)
    if farkas is not None:
        return nowhere(farkas, Rigor.PROVED, backend)
    answer = model.least_violation(fine(task.limits))
    return infeasible(task, _named(task, answer), answer.value, backend)


def _unbounded(task: Task, model: ConvexModel, backend: str) -> Solution:
    near, far = model.least_violation(fine(task.limits)), model.far_point(fine(task.limits))
    if near.x is None or far.x is None:
        return unbounded(task, None, None, backend)
    names = task.form.variables
    return unbounded(task, dict(zip(names, near.x, strict=True)), dict(zip(names, far.x, strict=True)), backend)


def _named(task: Task, answer: Answer) -> dict[str, float] | None:
    if answer.duals is None:
        return None
    return dict(zip((c.name for c in task.form.constraints), answer.duals, strict=True))
