"""Bounds kept in X or dualized: p* stays, theta_D and its multipliers change."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du

STATED = "min x^2 + y^2 - 4*x\ns.t.\nlow: x >= 0\ncap: x + y >= 3\nrange: 0 <= y <= 1\n"
IN_X = "domain x in [0, 2]\ndomain y > 0\nmin x^2 + 1/y\ns.t. c: x + y <= 1\n"


def names(derivation: du.Derivation) -> list[str]:
    return [m.constraint for m in derivation.dual_function.multipliers]


def test_bounds_among_the_constraints_move_into_x() -> None:
    derivation = du.derive(du.parse(STATED), keep_bounds_in_domain=True)
    assert names(derivation) == ["cap"]
    assert derivation.form.choice.names == ("low", "range_lower", "range_upper")
    assert [str(row) for row in derivation.problem.domain] == ["x >= 0", "y >= 0", "y <= 1"]
    assert "3 bounds kept in X" in str(derivation)


def test_bounds_of_x_become_constraints_with_readable_names() -> None:
    derivation = du.derive(du.parse(IN_X), dualize_domain=True)
    assert names(derivation) == ["c", "x_lower", "x_upper"]
    # y > 0 is open, and 1/y needs it.
    assert [str(row) for row in derivation.problem.domain] == ["y > 0"]
    assert "2 bounds of X dualized: x_lower, x_upper" in str(derivation)


@pytest.mark.parametrize("choice", [{}, {"keep_bounds_in_domain": True}, {"dualize_domain": True}])
@pytest.mark.parametrize("text", [STATED, IN_X])
def test_p_star_and_d_star_stay(text: str, choice: dict[str, bool]) -> None:
    plain, report = du.solve(du.parse(text)), du.solve(du.parse(text), **choice)
    assert report.primal.value == pytest.approx(plain.primal.value, abs=1e-6)
    assert report.dual.value == pytest.approx(plain.dual.value, abs=1e-6)
    assert [row.name for row in report.slackness] == names(report.derivation)


def test_theta_d_is_nowhere_less_with_the_bounds_in_x() -> None:
    kept = du.derive(du.parse(STATED), keep_bounds_in_domain=True).dual_function
    plain = du.derive(du.parse(STATED)).dual_function
    for a in (Fraction(0), Fraction(1), Fraction(3)):
        for b in (Fraction(0), Fraction(1, 2)):
            at = {"cap": a, "low": b, "range_lower": b, "range_upper": Fraction(0)}
            assert kept({"cap": a}) >= plain(at)


def test_automatic_names_stay_when_rows_before_them_move() -> None:
    text = "min x + y\ns.t.\nx >= 0\nx + y >= 1\ny >= 0\nx - y = 1\n"
    derivation = du.derive(du.parse(text), keep_bounds_in_domain=True)
    assert [m.name for m in derivation.dual_function.multipliers] == ["alpha_2", "beta_1"]


def test_a_name_that_is_taken_gets_an_underscore() -> None:
    text = "domain x >= 0\nmin x\ns.t. x_lower: x >= -1\n"
    assert names(du.derive(du.parse(text), dualize_domain=True)) == ["x_lower", "x_lower_"]


@pytest.mark.parametrize("function", ["x*log(x)", "sqrt(x)", "-sqrt(x*y)"])
def test_a_bound_that_the_functions_need_stays(function: str) -> None:
    text = f"domain x >= 0\ndomain y in [0, 3]\nmin {function} + y\ns.t. c: x + y >= 1\n"
    derivation = du.derive(du.parse(text), dualize_domain=True)
    assert not any(name.startswith("x_") for name in names(derivation))


def test_a_reciprocal_keeps_its_side() -> None:
    text = "domain x in [1/10, 5]\nmin x + 1/x\ns.t. c: x <= 4\n"
    derivation = du.derive(du.parse(text), dualize_domain=True)
    assert names(derivation) == ["c", "x_lower", "x_upper"]
    assert [str(row) for row in derivation.problem.domain] == ["x > 0"]


def test_finite_sets_and_coupled_rows_stay() -> None:
    text = "domain x in {0, 1}\ndomain y + z <= 1\ndomain z <= 2\nmin x + y^2 + z^2\ns.t. c: x + y >= 1\n"
    derivation = du.derive(du.parse(text), dualize_domain=True)
    assert names(derivation) == ["c", "z_upper"]


def test_both_at_once_is_a_fault() -> None:
    with pytest.raises(du.ProblemError, match="at once"):
        du.derive(du.parse(STATED), keep_bounds_in_domain=True, dualize_domain=True)


def test_nothing_to_move_is_said() -> None:
    problem = du.parse("var x, y\nmin x^2\ns.t. 2*x + y = 1\n")
    assert "no constraint is a simple bound" in str(du.derive(problem, keep_bounds_in_domain=True))
    assert "X has no bound" in str(du.derive(problem, dualize_domain=True))


def test_json_names_the_bounds() -> None:
    import json

    found = json.loads(du.derive(du.parse(STATED), keep_bounds_in_domain=True).to_json())
    assert found["problem"]["bounds"] == {"are": "kept", "names": ["low", "range_lower", "range_upper"]}
