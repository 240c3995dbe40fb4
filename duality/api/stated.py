"""A problem, whether it was stated in Python or as a text, or derived as the dual of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from duality import language
from duality.api.foreign import expression_of
from duality.errors import ProblemError
from duality.model.problem import Problem
from duality.results import DualProblem, Report

if TYPE_CHECKING:
    from pathlib import Path

    from duality.statements import Statement

Read = TypeVar("Read")

Stated = Problem | DualProblem | str
"""What is taken for a problem."""

OTHERWISE = "state one with duality.minimize or maximize, as a text, or read it with duality.read"

_MAY_BE_IN_LETTERS = re.compile(
    r"(?:\b[Ii][Nn]|∈)[ \t]*[RSrs](?![A-Za-z0-9_])|\.\.[ \t]*\(?[A-Za-z]|[A-Za-z]\w*[ \t]*\.\."
    r"|>>|<<|⪰|⪯|≽|≼|\b[Pp][Aa][Rr][Aa][Mm][^\n=#]*\[[^\n=#\]]*\][ \t]*(?:,|[Ii][Nn]\b|$|#)",
    re.MULTILINE,
)
"""A quick look, which sends every plain problem to its own reader without loading more.

Both cases of letters are written out: to compile the pattern for either takes three times as long.
"""

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


def in_vectors(problem: object) -> Statement | None:
    """The statement in vectors and matrices that is given, or that a text states; ``None`` for anything else."""
    if isinstance(problem, str) and not in_letters(problem):
        return in_families(problem)
    if not isinstance(problem, str) and not type(problem).__module__.startswith("duality.statements"):
        return None
    if isinstance(problem, str):
        return in_shapes(problem, "<string>", {})
    from duality import statements

    return statements.stated(problem)


_OF_OTHERS = re.compile(r"=[elg]=|\bimport\b|\bcp\.[A-Z]", re.IGNORECASE)
"""GAMS writes ``row.. left =e= right``: its dots are no range, nor are the signs of programs those of matrices."""

_MAY_BE_LARGE = re.compile(r"\.\.[ \t]*\d{3,}")
"""A quick look for families of a hundred members."""


def in_families(
    text: str, source: str = "<string>", folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> Statement | None:
    """A plain text with hundreds of rows in families as the statement that it is; ``None`` for anything else."""
    if _MAY_BE_LARGE.search(text) is None:
        return None
    from duality.statements.language.scale import at_scale

    return at_scale(text, source, folder, settings)


def in_letters(text: str) -> bool:
    """Whether the text states vectors, matrices or symbolic ranges: a set, a family of data, a letter as an end."""
    if _MAY_BE_IN_LETTERS.search(text) is None or _OF_OTHERS.search(text) is not None:
        return False
    from duality.statements.language.recognition import states_shapes

    return states_shapes(text)


def in_scalars(text: str, source: str, settings: Mapping[str, str], folder: Path | None = None) -> Problem:
    """The plain problem of a text."""
    return _told(text, lambda: language.parse(text, source, settings, folder))


def in_shapes(text: str, source: str, settings: Mapping[str, str], folder: Path | None = None) -> Statement:
    """The statement in letters of a text."""
    from duality import statements

    return _told(text, lambda: statements.parse(text, source, folder, settings))


def _told(text: str, read: Callable[[], Read]) -> Read:
    """What is read; the fault of a text in vectors without shapes is answered with the shapes."""
    try:
        return read()
    except ProblemError as fault:
        from duality.statements.language.undeclared import answered

        answer = answered(text, fault)
        if answer is None:
            raise
        raise answer from None


def reported(report: Report) -> Report:
    """The report itself; `ProblemError` for what is none."""
    if isinstance(report, Report):
        return report
    if hasattr(report, "derivation") and hasattr(report, "verdict"):
        raise ProblemError(
            "a problem in vectors, or with hundreds of rows, has no page and no pictures",
            help="str(report), report.latex() and report.to_json() tell it",
        )
    raise ProblemError(f"a {type(report).__name__} is not a report", help="duality.solve(problem) makes one")


def parsed(text: str) -> Problem:
    """The problem of a text; a lone word is more likely meant as a file."""
    if len(text.split()) == 1:
        raise ProblemError(f"{text!r} is not the text of a problem", help="duality.read(path) reads a file")
    return in_scalars(text, "<string>", {})


def texts_of(settings: Mapping[str, object] | None) -> dict[str, str]:
    """Values of params as texts of the language."""
    given = {} if settings is None else settings
    if not isinstance(given, Mapping):
        raise ProblemError(f"{settings!r} gives no values of params", help='write settings={"m": 5}')
    return {name: value if isinstance(value, str) else str(expression_of(value)) for name, value in given.items()}
