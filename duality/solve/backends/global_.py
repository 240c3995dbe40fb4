"""Problems that are not proved convex: the best local minimum, bounded from below by global solvers."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solve.task import Task


class Global:
    """A local search, then branch and bound."""

    name = "global search"

    def refusal(self, task: Task) -> str | None:
        return "a convex problem needs no global search" if task.is_convex else None

    def solve(self, task: Task) -> Solution:
        from duality.model.solution import Status
        from duality.solve.globally.answer import global_solution
        from duality.solve.local.answer import local_solution

        if task.form.domain.discrete:
            return global_solution(task, Solution(Status.UNKNOWN, None))
        return global_solution(task, local_solution(task, "SLSQP"))
