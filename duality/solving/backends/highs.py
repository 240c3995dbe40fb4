"""Linear programs by HiGHS, made exact where the size allows."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving import hints, quadratic
from duality.solving.task import Task


class Highs:
    """The simplex method on the linear rows; the exact settlement starts from its basis."""

    name = "HiGHS"

    def refusal(self, task: Task) -> str | None:
        if task.program is None or task.program.hessian:
            return "HiGHS takes linear programs with rational data"
        return None

    def solve(self, task: Task) -> Solution:
        assert task.program is not None, "the caller asks refusal() first"
        return quadratic.numeric.conclude(
            task, task.program, hints.simplex.simplex_hint(task.program, task.limits), self.name
        )
