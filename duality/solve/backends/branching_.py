"""Linear programs with integers that are too many to be enumerated."""

from __future__ import annotations

from duality.errors import BackendRefused
from duality.model.solution import Solution
from duality.solve.task import Task


class Branching:
    """Branch and bound by HiGHS."""

    name = "HiGHS, branch and bound"

    def refusal(self, task: Task) -> str | None:
        if not task.form.domain.discrete:
            return "branch and bound takes problems with integers"
        return None if all(row.is_affine for row in task.form.rows()) else "branch and bound takes linear rows"

    def solve(self, task: Task) -> Solution:
        from duality.solve.choose import reduced
        from duality.solve.finite.branching import branched, relaxation
        from duality.solve.quadratic.lifting import quadratic_program

        relaxed = relaxation(task.form)
        program = None if relaxed is None else quadratic_program(relaxed)
        if program is None or program.hessian:
            raise BackendRefused("the finite sets are not ranges of integers")
        return branched(task, program, reduced, self.name)
