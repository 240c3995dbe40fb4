"""The explicit dual in textbook form: one closed problem, without slacks, redundancy and pieces."""

from __future__ import annotations

import pytest

import duality as du
from duality.api.dual_search import BACKEND
from duality.api.effort import Effort
from duality.api.pipeline import derivation_of
from duality.api.settlement import settle
from duality.model.problem import Problem
from duality.model.solution import Solution, Status


def dual_of(text: str) -> Problem:
    found = du.derive(du.parse(text)).dual_problem.problem
    assert found is not None
    return found


def rows(problem: Problem) -> list[str]:
    return [str(constraint.written) for constraint in problem.constraints]


STANDARD_FORM = """
min x + 2*y + 3*z
s.t.
a: x + y + z = 4
b: y - z = 1
x >= 0
y >= 0
z >= 0
"""

SOFT_MARGIN = """
var w, b, u, v
min 1/2*w^2 + u + v
s.t.
c1: w + b >= 1 - u
c2: w - b >= 1 - v
c3: u >= 0
c4: v >= 0
"""


def test_the_multipliers_of_sign_constraints_are_slacks() -> None:
    dual = dual_of(STANDARD_FORM)
    assert dual.variables == ("b_a", "b_b")
    assert rows(dual) == ["b_a >= -1", "b_a + b_b >= -2", "b_a - b_b >= -3"]
    assert str(dual.objective) == "-4*b_a - b_b"


def test_the_eliminated_multipliers_come_back_in_the_solution() -> None:
    derivation = derivation_of(du.parse(STANDARD_FORM))
    assert dict(derivation.dual_eliminated).keys() == {"alpha_1", "alpha_2", "alpha_3"}
    dual = settle(derivation, Solution(Status.UNKNOWN, None), Effort())
    assert dual.value == pytest.approx(5.0)
    assert dict(dual.point)["c3"] == pytest.approx(3.0)


def test_a_soft_margin_has_the_box_of_the_textbook() -> None:
    dual = dual_of(SOFT_MARGIN)
    assert dual.variables == ("a_c1", "a_c2")
    assert rows(dual) == ["a_c2 - a_c1 = 0", "a_c1 <= 1", "a_c2 <= 1"]
    assert [str(row) for row in dual.domain] == ["a_c1 >= 0", "a_c2 >= 0"]


def test_linear_over_a_box_is_a_sum_of_minima() -> None:
    dual = dual_of("domain x in [-1, 2]\ndomain y in [0, 3]\nmin x - y\ns.t. c: x + y = 1\n")
    assert str(dual.objective) == "-b_c + min(-b_c - 1, 2*b_c + 2) + min(0, 3*b_c - 3)"
    assert not dual.constraints


def test_affine_pieces_of_several_kinks_are_one_minimum() -> None:
    dual = dual_of("min max(-2*x, x, 3*x - 4)\ns.t. c: x >= 1\n")
    assert str(dual.objective) == "a_c + min(0, 2 - 2*a_c)"
    assert rows(dual) == ["a_c <= 3"]


def test_a_concave_block_over_a_box_is_a_minimum_of_its_ends() -> None:
    dual = dual_of("domain x in [0, 2]\nmin -x^2\ns.t. c: x <= 1\n")
    assert str(dual.objective) == "-a_c + min(0, 2*a_c - 4)"


def test_clipped_quadratics_get_the_multipliers_of_their_bounds() -> None:
    text = "domain x in [0, 1]\ndomain y >= 0\nmin x^2 - x + y^2 + y\ns.t. c: x + 2*y = 2\n"
    dual = dual_of(text)
    assert dual.variables == ("b_c", "a_x_lower", "a_x_upper", "a_y_lower")
    assert du.solve(dual).primal.value == pytest.approx(du.solve(du.parse(text)).primal.value, abs=1e-9)


def test_coupled_quadratics_over_a_box_are_closed() -> None:
    derivation = du.derive(du.parse("domain x >= 0\ndomain y in [0, 3]\nmin x^2 + x*y + y^2 - y\ns.t. c: x + y >= 1\n"))
    assert derivation.dual_function.form == "auxiliary"
    dual = derivation.dual_problem.problem
    assert set(dual.variables) >= {"a_c", "a_x_lower", "a_y_lower", "a_y_upper"}
    assert du.solve(dual).primal.value == pytest.approx(du.solve(derivation.problem).primal.value)


def test_long_quadratic_values_are_given_by_their_stationary_points() -> None:
    dual = dual_of("min x^2 + x*y + 2*y^2\ns.t.\na: x <= 1\nb: x >= -1\nc: y <= 1\nd: y >= 1/2\n")
    assert dual.variables[-2:] == ("x", "y")
    assert rows(dual) == ["2*x + y + a_a - a_b = 0", "x + 4*y + a_c - a_d = 0"]


def test_only_the_strongest_of_parallel_rows_is_kept() -> None:
    dual = dual_of(
        "var x, y, z, u\ndomain y >= 0\ndomain z >= 0\ndomain u >= 0\n"
        "min 2*y + z + 5*u\ns.t.\nc: x + y + z + u >= 1\nd: x <= 3\n"
    )
    assert rows(dual) == ["a_d - a_c = 0", "a_c <= 1"]


def test_a_strict_sign_is_said_once() -> None:
    dual = dual_of("min x\ns.t. c: x^2 <= 1\n")
    assert [str(row) for row in dual.domain] == ["a_c > 0"]


def test_a_cube_keeps_its_sign_in_x() -> None:
    """x^3 is convex for x >= 0 only: a multiplier for x >= 0 would make theta_D -inf."""
    derivation = du.derive(du.parse("domain x >= 0\nmin x^3 - x\ns.t. c: x <= 2\n"))
    assert float(derivation.dual_function({"c": 0})) == pytest.approx(-2 / 3 / 3**0.5)
    assert derivation.dual_problem.problem is None or "a_x_lower" not in derivation.dual_problem.problem.variables


@pytest.mark.parametrize("text", [STANDARD_FORM, SOFT_MARGIN, "domain x in [0, 1]\nmin x^2 - 3*x\ns.t. c: x <= 1/2\n"])
def test_it_is_written_read_solved_and_derived_again(text: str) -> None:
    dual = dual_of(text)
    assert du.parse(du.write(dual)) == dual
    report = du.solve(dual)
    assert report.primal.value == pytest.approx(du.solve(du.parse(text)).dual.value, abs=1e-7)
    assert du.derive(dual).dual_function.form != "numeric"


@pytest.mark.parametrize("convex", [True, False])
def test_the_auxiliary_dual_is_d_star_by_the_theorem_only(convex: bool) -> None:
    text = "domain x >= 0\ndomain y in [0, 3]\nmin x^2 + x*y + y^2 - y\ns.t. c: x + y >= 1\n"
    found = settle(derivation_of(du.parse(text)), Solution(Status.UNKNOWN, None), Effort(), convex=convex)
    value = du.solve(du.parse(text)).primal.value
    assert found.lower == pytest.approx(value, abs=1e-6)
    # Without the theorem it is a lower bound, and d* is searched for.
    assert found.backend.startswith(BACKEND) is not convex


def test_atoms_on_variables_of_their_own_keep_their_domains() -> None:
    text = (
        "domain x >= 1/1000\ndomain y >= 1/1000\ndomain z >= 1/1000\n"
        "min x*log(x/z) + y*log(y/z) - x - 2*y\ns.t.\na: x + 2*y = 1\nb: z = x + y\n"
    )
    derivation = du.derive(du.parse(text))
    assert derivation.dual_function.form == "auxiliary"
    assert derivation.dual_problem.problem is not None


def test_relative_entropies_with_one_denominator_have_one_condition() -> None:
    text = "domain x >= 0\ndomain y >= 0\ndomain z > 0\nmin x*log(x/z) + y*log(y/z)\ns.t.\na: x + 2*y = 1\nb: z = 2\n"
    theta = du.derive(du.parse(text)).dual_function
    assert theta.form == "closed"
    conditions = [str(c.expression) for block in theta.data.blocks for b in block.branches for c in b.conditions]
    assert any(condition.count("exp") == 2 for condition in conditions)
    report = du.solve(du.parse(text))
    assert report.dual.value == pytest.approx(report.primal.value, abs=1e-5)


def test_quotients_with_one_denominator_are_one() -> None:
    theta = du.derive(du.parse("domain t > 0\nmin x^2/t + 2*y^2/t + t\ns.t.\na: x + y = 1\n")).dual_function
    assert theta.form == "closed"
    assert float(theta({"a": 0})) == 0.0
