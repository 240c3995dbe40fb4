"""Problems that are not proved convex: the best local minimum, bounded from below by global solvers."""

from __future__ import annotations

from dataclasses import replace

from duality.model.solution import Solution, Status
from duality.solve.task import Task

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
        from duality.solve.globally.answer import global_solution
        from duality.solve.local.answer import local_solution

        budget = task.limits.budget.bounded(SEARCH)
        if task.form.domain.discrete:
            return global_solution(task, Solution(Status.UNKNOWN, None), budget)
        from duality.solve.globally.start import geometric_start

        limits = replace(task.limits, budget=budget.share(LOCAL))
        start = geometric_start(replace(task, limits=limits))
        if start is not None:
            return global_solution(task, start, budget)
        return global_solution(task, local_solution(replace(task, limits=limits), "SLSQP"), budget)
