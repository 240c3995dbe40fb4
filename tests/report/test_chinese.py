"""A whole report in Chinese, worked solution and evidence included: no clause of it stays English."""

from __future__ import annotations

import re

import pytest

import duality as du
from duality import library
from duality.report.options import Options
from duality.report.render import render

STATEMENTS = [
    "min x^2 + y^2; s.t. x + y >= 1",
    "min x^4 - 3*x^2 + x; s.t. x >= 0",
    "min x + y; s.t. x + 2*y >= 3; x >= 0; y >= 0",
    "max x; s.t. x >= 0",
    "min x; s.t. x >= 1; x <= 0",
    "domain x in 0..3; domain y in 0..3; min x^2 - 3*x*y + y; s.t. x + y = 3",
    "min exp(x) + y^2; s.t. x + y = 1",
    "domain y > 0; min exp(-x); s.t. x^2/y <= 0",
    "min x^2 - 3*y^2; s.t. x^2 + y^2 <= 1",
    "min {x^2/2 if |x| <= 1: |x| - 1/2 otherwise} + y^2; s.t. x + y >= 3",
    "min x^2 - 3*x; s.t. 2*x >= 3; x integer",
    "min 3; s.t. x >= 0",
    "domain x > 0; domain y > 0; min x + y; s.t. x*y >= 4",
    "min y; s.t. x^2 + y^2 <= 1; x >= 1",
    "min x^4 - 4*x^2 + y^2 + x*y; s.t. x + y >= 1/2",
    "min x^2",
]
WORDS = {
    *("theta", "alpha", "beta", "inf", "sup", "min", "max", "exp", "log", "sqrt", "abs", "huber", "over", "of"),
    *("sum", "Slater"),
    *("Farkas", "KKT", "Fritz", "John", "cvxpy", "Clarabel", "HiGHS", "SCIP", "lower", "upper"),
}
"""Signs of formulas and names of people and programs."""


QUICK = ("min-norm", "infeasible-lp", "unbounded-lp", "svm-soft", "slater-unattained")
SHIPPED = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in library.names()]


def english_clauses(report: du.Report) -> list[str]:
    """What of the whole report is not in Chinese; the title is its author's."""
    shown = render(report.data, "text", Options(steps=True, verbose=True, why=True, language="zh"))
    shown = shown.removeprefix(report.problem.title)
    names = {"alpha", "beta", *report.problem.variables, *(c.name for c in report.problem.constraints)}
    # A sentence may be broken over lines.
    text = re.sub(r"\n\s+", " ", shown)
    found = []
    for clause in re.split(r"[\n，。；：、（）,;:]|  +", text):
        words = [w for w in re.findall(r"(?<![\w\[])[A-Za-z]{2,}(?![\w\[(])", clause) if w not in WORDS | names]
        if len(words) > 1:
            found.append(clause)
    return found


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_clause_stays_english(statement: str) -> None:
    assert english_clauses(du.solve(statement.replace("; ", "\n").replace(": ", "; "))) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_clause_of_a_shipped_problem_stays_english(name: str) -> None:
    path = library.path(name)
    assert path is not None
    assert english_clauses(du.solve(du.read(path))) == []
