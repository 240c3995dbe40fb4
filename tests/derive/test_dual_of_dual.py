"""The dual of the dual: the primal again for convex problems, a convex relaxation otherwise."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du
from duality.derivation.bidual.recognition import same_problem
from duality.derivation.standardize import standardize

CONVEX = {
    "lp": "domain x >= 0\ndomain y in [1, 4]\nmin 2*x + 3*y\ns.t.\na: x + y >= 4\nb: x - y = -2\n",
    "qp": "min x^2 + x*y + y^2 - 3*x\ns.t.\na: x + y <= 1\nb: x - 2*y = 1\n",
    "singular qp": "min (x - y)^2 + x\ns.t.\na: x >= 1\nb: y <= 3\n",
    "min-norm": "min x^2 + y^2\ns.t. budget: x + y >= 1\n",
    "box qp": "domain x in [0, 1]\ndomain y >= 0\nmin x^2 + x*y + y^2 - 4*x - y\ns.t. cap: x + y <= 1\n",
    "entropy": "domain p >= 0\ndomain q >= 0\nmin p*log(p) + q*log(q)\ns.t.\ntotal: p + q = 1\nmean: p + 2*q <= 3/2\n",
    "svm": "var w, v, b\nmin 1/2*(w^2 + v^2)\ns.t.\nl: 3*w + 3*v + b >= 1\nm: 4*w + 3*v + b >= 1\nn: w + v + b <= -1\n",
    "ball": "min x + 2*y\ns.t. ball: x^2 + y^2 <= 1\n",
    "water": "domain x >= 0\ndomain y >= 0\nmin -log(1 + x) - log(2 + y)\ns.t. power: x + y = 1\n",
}


@pytest.mark.parametrize("name", CONVEX)
def test_a_convex_problem_comes_back(name: str) -> None:
    found = du.dual_of_dual(du.parse(CONVEX[name]))
    assert found.outcome == "primal", found.why
    assert found.problem is not None


def test_its_variables_are_the_multipliers_of_the_dual_s_rows() -> None:
    found = du.dual_of_dual(du.parse(CONVEX["min-norm"])).data
    assert [name for name, _ in found.meaning] == ["beta_x", "beta_y"]
    assert [str(c.written) for c in found.dual.constraints] == ["s_x + a_budget = 0", "s_y + a_budget = 0"]
    assert str(found.problem.objective) == "x^2 + y^2"


def test_a_nonconvex_quadratic_becomes_its_convex_reformulation() -> None:
    """-2x^2 + y^2 on the unit ball has the optimal multiplier >= 2: f + 2*(x^2 + y^2 - 1) is convex."""
    problem = du.parse("min -2*x^2 + y^2 + 2*x + 2*y\ns.t. ball: x^2 + y^2 <= 1\n")
    found = du.dual_of_dual(problem)
    assert found.outcome == "relaxation"
    again = standardize(found.problem)
    expected = standardize(du.parse("min 3*y^2 + 2*x + 2*y - 2\ns.t. x^2 + y^2 <= 1\n"))
    assert same_problem(again, expected)
    assert du.solve(found.problem).primal.value == pytest.approx(du.solve(problem).dual.value, abs=1e-6)


def test_binary_variables_become_intervals() -> None:
    problem = du.parse("domain x in {0, 1}\ndomain y in 0..3\nmin -x - y\ns.t. cap: 2*x + y <= 5/2\n")
    found = du.dual_of_dual(problem)
    assert found.outcome == "relaxation"
    relaxed = du.parse("domain x in [0, 1]\ndomain y in [0, 3]\nmin -x - y\ns.t. cap: 2*x + y <= 5/2\n")
    assert same_problem(standardize(found.problem), standardize(relaxed))
    assert "d* and p*" in found.why


def test_without_a_formula_it_says_why() -> None:
    found = du.dual_of_dual(du.parse("min x^4 - 3*x^2 + x\ns.t. right: x >= 0\n"))
    assert (found.outcome, found.problem) == ("none", None)
    assert "implicit minimum" in found.why


def test_a_matrix_inequality_is_told() -> None:
    found = du.dual_of_dual(du.parse("min x*y\ns.t.\nx^2 = 1\ny^2 = 1\n"))
    assert found.outcome == "none"
    assert "semidefinite" in found.why


def test_an_infeasible_dual_has_no_dual() -> None:
    found = du.dual_of_dual(du.parse("var x, y\nmin -x\ns.t. c: y <= 1\n"))
    assert found.outcome == "none"
    assert "-inf" in found.why


@pytest.mark.parametrize(
    "other",
    [
        "domain x >= 0\nmin x + y\ns.t. 2*x + 2*y >= 2\ny <= 3",
        "min x + y\ns.t. -x <= 0\nx + y >= 1\n2*y <= 6",
    ],
)
def test_recognition_sees_through_scale_order_and_place(other: str) -> None:
    first = du.parse("domain x >= 0\ndomain y <= 3\nmin x + y\ns.t. x + y >= 1")
    assert same_problem(standardize(first), standardize(du.parse(other)))


@pytest.mark.parametrize("other", ["min x + y\ns.t. x + y >= 2", "min x + 2*y\ns.t. x + y >= 1", "min x + y"])
def test_recognition_tells_different_problems_apart(other: str) -> None:
    first = du.parse("min x + y\ns.t. x + y >= 1")
    assert not same_problem(standardize(first), standardize(du.parse(other)))


def test_it_is_told_in_every_format() -> None:
    found = du.dual_of_dual(du.parse(CONVEX["min-norm"]))
    assert "it is the primal, row by row" in str(found)
    assert "it is the primal, row by row" in found.latex()
    assert '"outcome": "primal"' in found.to_json()
    assert "Dual of the dual" in found.render("markdown")
    assert found.data.meaning[0][1].terms == (("x", Fraction(1)),)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("domain x > 0\nmin x\ns.t. c: x >= 0", True),
        ("domain x in [0, 2)\nmin -x\ns.t. c: x >= 1", True),
        ("domain x >= 0\nmin x\ns.t. c: x >= 1", False),
        ("min -log(x)\ns.t. c: x <= 3", False),
    ],
)
def test_an_open_end_of_x_comes_back_closed_and_is_said_to(text: str, closed: bool) -> None:
    assert ("closure of X" in du.dual_of_dual(du.parse(text)).why) is closed
