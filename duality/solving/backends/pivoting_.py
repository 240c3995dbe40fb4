"""Small linear and convex quadratic programs, exactly, without any numeric library."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving.exact.pivoting import SMALL, pivoted, weight
from duality.solving.quadratic.statement import exact_solution
from duality.solving.task import Task


class Pivoting:
    """Complementary pivoting in integers."""

    name = "complementary pivoting"

    def refusal(self, task: Task) -> str | None:
        if task.program is None:
            return "complementary pivoting takes linear and convex quadratic programs with rational data"
        if weight(task.program) > SMALL:
            return f"complementary pivoting takes at most {SMALL} rows and variables"
        if not task.is_convex:
            return "complementary pivoting needs a convex objective"
        return None

    def solve(self, task: Task) -> Solution:
        assert task.program is not None, "the caller asks refusal() first"
        return exact_solution(task, task.program, pivoted(task.program), self.name)
