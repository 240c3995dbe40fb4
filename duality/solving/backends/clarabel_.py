"""Convex quadratic programs by Clarabel, made exact where the size allows."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving import hints, quadratic
from duality.solving.task import Task


class Clarabel:
    """The interior-point method on f = 1/2 x'Qx + q'x, Q positive semidefinite, and linear rows."""

    name = "Clarabel"

    def refusal(self, task: Task) -> str | None:
        if task.program is None:
            return "Clarabel is given quadratic programs with rational data"
        if not task.is_convex:
            return "Clarabel needs a convex objective"
        return None

    def solve(self, task: Task) -> Solution:
        assert task.program is not None, "the caller asks refusal() first"
        return quadratic.numeric.conclude(
            task, task.program, hints.interior_point.interior_point_hint(task.program, task.limits), self.name
        )
