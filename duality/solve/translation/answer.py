"""The solution of a convex form by its cvxpy model: the optimum, or what shows that there is none."""

from __future__ import annotations

from dataclasses import replace

from duality.model.solution import Label, Solution, Status
from duality.solve.judging.candidate import Candidate
from duality.solve.judging.judgement import concluded
from duality.solve.judging.measure import clipped
from duality.solve.judging.no_optimum import infeasible, nowhere, unbounded
from duality.solve.proofs.farkas import linear_farkas
from duality.solve.task import Task
from duality.solve.translation.model import Answer, ConvexModel


def convex_solution(task: Task, backend: str) -> Solution:
    """The solution in the sense of the form; raises `BackendRefused` where a row has no convex translation."""
    model = ConvexModel(task.form)
    # The translation went through term by term with exact signs, which proves convexity.
    task = replace(task, convex="proved")
    answer = model.optimum(task.limits)
    if answer.status in ("infeasible", "infeasible_inaccurate"):
        return _infeasible(task, model, backend)
    if answer.status in ("unbounded", "unbounded_inaccurate"):
        return _unbounded(task, model, backend)
    if answer.x is None:
        return Solution(Status.UNKNOWN, None, backend=backend, warnings=(f"{backend}: {answer.status}",))
    notes = () if answer.status == "optimal" else (f"{backend} stopped short of full accuracy",)
    x = clipped(task.form, answer.x)
    return concluded(task, Candidate(x, _named(task, answer), backend, notes))


def _infeasible(task: Task, model: ConvexModel, backend: str) -> Solution:
    farkas = linear_farkas(task.form)
    if farkas is not None:
        return nowhere(farkas, Label.EXACT, backend)
    answer = model.least_violation(task.limits)
    return infeasible(task, _named(task, answer), answer.value, backend)


def _unbounded(task: Task, model: ConvexModel, backend: str) -> Solution:
    near, far = model.least_violation(task.limits), model.far_point(task.limits)
    if near.x is None or far.x is None:
        return unbounded(task, None, None, backend)
    names = task.form.variables
    return unbounded(task, dict(zip(names, near.x, strict=True)), dict(zip(names, far.x, strict=True)), backend)


def _named(task: Task, answer: Answer) -> dict[str, float] | None:
    if answer.duals is None:
        return None
    return dict(zip((c.name for c in task.form.constraints), answer.duals, strict=True))
