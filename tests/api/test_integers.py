"""Integers without ends: p* is that of all integers, and the range that stands for them is shown."""

from __future__ import annotations

import pytest

import duality as du
from duality.errors import ProblemError

ANSWERED = [
    # statement, p*, d* of a wide range (None where it is left open)
    ("min x^2 - 3*x; s.t. x integer", -2, -2),
    ("min x; s.t. 2*x >= 3; x integer", 2, 1.5),
    ("min x^2 + y^2 - 3*x*y/2 - x; s.t. x, y integer", -0.5, -0.5),
    ("domain k in 0..inf; min (k - 7/2)^2 + 3*k", 8.25, 8.25),
    ("domain k in -inf..4; max k^3; s.t. k >= -9", 64, None),
    ("var x integer >= 0; min (x - 5/2)^2 + y^2; s.t. x + y = 1", 1.25, 1.25),
    ("max 5*x + 4*y; s.t. 6*x + 4*y <= 24; x + 2*y <= 6; x, y >= 0; x, y integer", 20, 21),
    ("min x^2 - 2*x*y + 2*y^2 - 4*y; s.t. x, y integer", -4, -4),
    ("min 1000000*x^2 + y^2 - 3*x*y + y; s.t. x, y integer", 0, 0),
    ("min x^4 - 20*x; s.t. x ∈ \u2124", -24, -24),
]


@pytest.mark.parametrize(("statement", "p_star", "d_star"), ANSWERED)
def test_what_can_be_bounded_is_solved(statement: str, p_star: float, d_star: float | None) -> None:
    report = du.solve(statement.replace("; ", "\n"))
    assert report.primal.value == pytest.approx(p_star)
    assert any("of this range" in said for said in report.data.warnings)
    if d_star is not None:
        assert report.dual.value is None or report.dual.value == pytest.approx(d_star, abs=1e-6)


@pytest.mark.parametrize("statement", ["min -x; s.t. x in Z", "min sin(x); s.t. x integer", "min x*y; s.t. x, y in Z"])
def test_the_rest_is_told_with_what_to_write(statement: str) -> None:
    with pytest.raises(ProblemError, match=r"domain [xy] in -1000\.\.1000"):
        du.solve(statement.replace("; ", "\n"))


def test_the_statement_keeps_its_integers() -> None:
    problem = du.parse("min x^2\ns.t. x >= 1/2\nx in Z")
    assert du.write(problem).count("x in Z") == 1
    assert du.parse(du.write(problem)) == problem
    assert str(du.parse("domain k in 0..inf\nmin k^2").domain[0]) == "k in 0..inf"


def test_stated_ends_are_left_alone() -> None:
    report = du.solve("domain k in 0..5\nmin (k - 7/2)^2")
    assert report.primal.value == 0.25
    assert not report.data.warnings
