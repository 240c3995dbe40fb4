"""The examples of the language's page, and every problem of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from duality.language import parse, read, write
from duality.model.expression import Call, Negative, Product, Variable
from duality.model.problem import Problem, Sense

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

HALF_PLANE = """
# everything after a hash is a comment
title  Projection onto a half-plane
min    x^2 + y^2
s.t.   budget: x + y >= 1
"""

SLATER = """
title  Slater's condition fails: a convex problem with a gap
domain y > 0
min    exp(-x)
s.t.   c: x^2/y <= 0
expect p* = 1, d* = 0
"""

DIE = """
title  A loaded die (maximum entropy)
param  m = 9/2
var    p[1..6]
domain p[k] >= 0 for k in 1..6
max    -sum(p[k]*log(p[k]) for k in 1..6)
s.t.   total: sum(p[k] for k in 1..6) = 1
       mean:  sum(k*p[k] for k in 1..6) = m
expect p* = 1.61358, mean = -0.37105
"""

SVM = """
title  Hard-margin SVM on three points
param  X = [[3, 3], [4, 3], [1, 1]]
param  t = [1, 1, -1]
var    w[1..2], b
min    1/2*sum(w[j]^2 for j in 1..2)
s.t.   margin[i]: t[i]*(sum(w[j]*X[i, j] for j in 1..2) + b) >= 1 for i in 1..3
expect p* = 1/4, d* = 1/4, margin[1] = 1/4, margin[2] = 0, margin[3] = 1/4
"""


def rows(problem: Problem) -> list[str]:
    return [f"{one.name}: {one.written}" for one in problem.constraints]


def test_the_half_plane() -> None:
    problem = parse(HALF_PLANE)
    assert (problem.title, problem.sense) == ("Projection onto a half-plane", Sense.MIN)
    assert (str(problem.objective), rows(problem)) == ("x^2 + y^2", ["budget: x + y >= 1"])


def test_the_gap_without_slater() -> None:
    problem = parse(SLATER)
    assert problem.variables == ("y", "x")
    assert [str(row) for row in problem.domain] == ["y > 0"]
    assert rows(problem) == ["c: x^2/y <= 0"]


def test_the_loaded_die() -> None:
    problem = parse(DIE)
    assert problem.sense is Sense.MAX
    assert isinstance(problem.objective, Negative)
    p1 = Variable("p[1]")
    assert problem.objective.operand.children[0] == Product((p1, Call("log", (p1,))))
    assert rows(problem) == [
        "total: p[1] + p[2] + p[3] + p[4] + p[5] + p[6] = 1",
        "mean: p[1] + 2*p[2] + 3*p[3] + 4*p[4] + 5*p[5] + 6*p[6] = 9/2",
    ]
    assert [str(row) for row in problem.domain] == [f"p[{k}] >= 0" for k in range(1, 7)]
    assert [one.decimals for one in problem.expectations] == [5, 5]


def test_the_support_vector_machine() -> None:
    problem = parse(SVM)
    assert problem.variables == ("w[1]", "w[2]", "b")
    assert str(problem.objective) == "1/2*(w[1]^2 + w[2]^2)"
    assert rows(problem) == [
        "margin[1]: 3*w[1] + 3*w[2] + b >= 1",
        "margin[2]: 4*w[1] + 3*w[2] + b >= 1",
        "margin[3]: -(w[1] + w[2] + b) >= 1",
    ]
    assert problem.constraint("margin[3]").multiplier == "alpha_margin[3]"


@pytest.mark.parametrize("text", [HALF_PLANE, SLATER, DIE, SVM])
def test_examples_survive_writing(text: str) -> None:
    assert parse(write(parse(text))) == parse(text)


def _dual_files() -> list[Path]:
    return sorted([*CORPUS.glob("*.dual"), *CORPUS.glob("families/*.dual")])


def test_every_problem_of_the_corpus_is_read_and_written_back() -> None:
    files = _dual_files()
    if not files:
        pytest.skip(f"the corpus is not beside the checkout, at {CORPUS.relative_to(ROOT.parent)}")
    assert len(files) == 113 + 64
    for file in files:
        problem = read(file)
        assert parse(write(problem)) == problem, file.name


def test_every_shipped_problem_is_read_and_written_back() -> None:
    files = sorted((ROOT / "problems").glob("*.dual"))
    assert files
    for file in files:
        problem = read(file)
        assert parse(write(problem)) == problem, file.name
