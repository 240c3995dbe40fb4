"""A problem, whether it was stated or derived as the dual of one."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.model.problem import Problem
from duality.results import DualProblem


def stated(problem: Problem | DualProblem) -> Problem:
    """The problem itself; a dual as the problem that it is.

    Raises `ProblemError` for a dual that is no problem of the language: with a matrix inequality, or without a formula.
    """
    if isinstance(problem, Problem):
        return problem
    found = problem.problem
    if found is None:
        reason = problem.derivation.dual_reason or "it has a matrix inequality"
        raise ProblemError(f"this dual cannot be stated as a problem: {reason}")
    return found
