"""The derived dual is a problem: solved, written, dualized again; theta_D has values without a formula."""

from __future__ import annotations

import math

import pytest

import duality as du

MIN_NORM = "min x^2 + y^2\ns.t. budget: x + y >= 1\n"
COUPLED = "min (x - 1)^2 + exp(y) + abs(x - y)\ns.t.\na: x + y >= 2\nb: x^2 + y^2 <= 4\n"


def test_the_dual_is_solved_written_and_read() -> None:
    dual = du.derive(du.parse(MIN_NORM)).dual_problem
    assert du.solve(dual).primal.value == 0.5
    again = du.parse(du.write(dual))
    assert again == dual.problem
    assert du.solve(again).primal.value == 0.5


def test_the_dual_of_the_dual_of_a_linear_program_is_the_program() -> None:
    text = "domain x >= 0\ndomain y >= 0\nmin 2*x + 3*y\ns.t.\na: x + y >= 4\nb: x - y >= -2\n"
    first = du.parse(text)
    second = du.derive(du.derive(first).dual_problem).dual_problem
    assert du.solve(second).primal.value == pytest.approx(-du.solve(first).primal.value)


def test_a_conic_dual_is_no_problem_of_the_language() -> None:
    dual = du.derive(du.parse("min x*y\ns.t.\nx^2 = 1\ny^2 = 1\n")).dual_problem
    with pytest.raises(du.ProblemError, match="matrix inequality"):
        du.write(dual)


def test_theta_without_a_formula_has_values_where_l_is_convex() -> None:
    theta = du.derive(du.parse(COUPLED)).dual_function
    assert theta.form == "auxiliary"
    report = du.solve(du.parse(COUPLED))
    assert theta({"a": 1.318317, "b": 0.0}) == pytest.approx(report.primal.value, abs=1e-6)
    assert theta({"a": 0.5, "b": 0.5}) < report.primal.value
    assert theta({"a": -1, "b": 0}) == -math.inf


def test_theta_without_a_formula_is_settled_by_evidence_where_l_is_not_convex() -> None:
    # x*y*z falls faster than x^2 + y^2 + z^2 grows.
    theta = du.derive(du.parse("min x*y*z\ns.t. c: x^2 + y^2 + z^2 <= 1\n")).dual_function
    assert theta({"c": 1.0}) == -math.inf
