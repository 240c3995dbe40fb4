"""Problems that are not proved convex: the best local minimum, bounded from below by global solvers."""

from __future__ import annotations

from duality.model.solution import Solution, Status
from duality.records import replace
from duality.solving import globally, local
from duality.solving.task import Task

SEARCH = 0.5
"""Of the usual work, for the whole search where no limit is set."""

LOCAL = 0.5
"""The share of it that the local searches may take: without a feasible point the global ones have a hard time."""


class Global:
    """A local search, then branch and bound."""

    name = "global search"

    def refusal(self, task: Task) -> str | None:
        return "a convex problem needs no global search" if task.is_convex else None

    def solve(self, task: Task) -> Solution:
        budget = task.limits.budget.bounded(SEARCH)
        if task.form.domain.discrete:
            return globally.answer.global_solution(task, Solution(Status.UNKNOWN, None), budget)
        limits = replace(task.limits, budget=budget.share(LOCAL))
        start = globally.start.geometric_start(replace(task, limits=limits))
        if start is not None:
            return globally.answer.global_solution(task, start, budget)
        return globally.answer.global_solution(
            task, local.answer.local_solution(replace(task, limits=limits), "SLSQP"), budget
        )
