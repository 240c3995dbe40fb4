"""Any continuous problem by SLSQP from several starts: the best local minimum, its multipliers by least squares.

For a convex problem a local minimum is global. Without a proof of convexity the best value found is no claim about p*.
"""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solve.task import Task


class Scipy:
    """min f s.t. c <= 0, h = 0, rows of X, by sequential quadratic programming."""

    name = "SLSQP"

    def refusal(self, task: Task) -> str | None:
        return "SLSQP takes continuous variables" if task.form.domain.discrete else None

    def solve(self, task: Task) -> Solution:
        from duality.solve.local.answer import local_solution

        return local_solution(task, self.name)
