"""A problem, whether it was stated in Python or as a text, or derived as the dual of one."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.model.problem import Problem
from duality.results import DualProblem, Report

Stated = Problem | DualProblem | str
"""What is taken for a problem."""

OTHERWISE = "state one with duality.minimize or maximize, as a text, or read it with duality.read"

HELP = {
    "Report": "its problem is report.problem",
    "Derivation": "its problem is derivation.problem, its dual derivation.dual_problem",
    "PosixPath": "duality.read(path) reads a file",
    "WindowsPath": "duality.read(path) reads a file",
}


def stated(problem: Stated) -> Problem:
    """The problem itself; a text as the problem that it states, a dual as the problem that it is.

    Raises `ProblemError` for a dual that is no problem of the language, with a matrix inequality or without a formula,
    and for what is no problem at all.
    """
    if isinstance(problem, Problem):
        return problem
    if isinstance(problem, str):
        return parsed(problem)
    if not isinstance(problem, DualProblem):
        kind = type(problem).__name__
        raise ProblemError(f"a {kind} is not a problem", help=HELP.get(kind, OTHERWISE))
    found = problem.problem
    if found is None:
        reason = problem.derivation.dual_reason or "it has a matrix inequality"
        raise ProblemError(f"this dual cannot be stated as a problem: {reason}")
    return found


def reported(report: Report) -> Report:
    """The report itself; `ProblemError` for what is none."""
    if isinstance(report, Report):
        return report
    raise ProblemError(f"a {type(report).__name__} is not a report", help="duality.solve(problem) makes one")


def parsed(text: str) -> Problem:
    """The problem of a text; a lone word is more likely meant as a file."""
    if len(text.split()) == 1:
        raise ProblemError(f"{text!r} is not the text of a problem", help="duality.read(path) reads a file")
    from duality import language

    return language.parse(text, "<string>", {})
