"""Convex problems by cvxpy and Clarabel: the rows translated atom by atom, duals read back as alpha and beta."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving import translation
from duality.solving.task import Task


class Cvxpy:
    """min f s.t. c <= 0, h = 0 with the rows of X as constraints that are not reported.

    For Minimize, cvxpy's duals of c <= 0 and h == 0 are the multipliers of L = f + sum alpha c + sum beta h.
    """

    name = "cvxpy with Clarabel"

    def refusal(self, task: Task) -> str | None:
        form = task.form
        if task.convex == "refuted":
            return "cvxpy takes convex problems"
        if form.domain.discrete or any(c.nonzero for c in form.domain.conditions):
            return "cvxpy needs a convex domain"
        if any(not c.row.is_affine for c in form.equalities):
            return "cvxpy needs affine equalities"
        if any(row.remainder for row in form.rows()):
            return "cvxpy has no atom for a part of the problem"
        return None

    def solve(self, task: Task) -> Solution:
        return translation.answer.convex_solution(task, self.name)
