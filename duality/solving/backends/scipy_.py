"""Convex problems by SLSQP from several starts, multipliers by least squares: there a local minimum is global."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving import local
from duality.solving.task import Task


class Scipy:
    """min f s.t. c <= 0, h = 0, rows of X, by sequential quadratic programming."""

    name = "SLSQP"

    def refusal(self, task: Task) -> str | None:
        if not task.is_convex:
            return "a local search alone says nothing of a problem that is not proved convex"
        return "SLSQP takes continuous variables" if task.form.domain.discrete else None

    def solve(self, task: Task) -> Solution:
        return local.answer.local_solution(task, self.name)
