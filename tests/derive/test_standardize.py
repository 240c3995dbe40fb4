"""The standard form: one entrance of signs, one exit, and D with everything that bounds it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from duality.derivation.standardize import restore, standardize
from duality.errors import ProblemError
from duality.language import parse
from duality.model.expression import Quotient, Variable
from duality.model.expression import number as literal
from duality.model.problem import Problem, Sense
from duality.model.solution import Solution, Status


def form(text: str):
    return standardize(parse(text))


def test_signs_turn_once() -> None:
    found = form("max x - y\ns.t.\nlow: x + y >= 1\nhigh: x <= 3\nsame: x = 2*y\n")
    assert found.sign == -1
    assert str(found.objective_expression) == "-x + y"
    assert [str(c.expression) for c in found.constraints] == ["1 - x - y", "x - 3", "x - 2*y"]
    assert [c.multiplier for c in found.constraints] == ["alpha_low", "alpha_high", "beta_same"]


def test_unnamed_rows_are_counted_by_kind() -> None:
    found = form("min x + y\ns.t.\nx >= 1\nx + y = 2\n0 <= y <= 5\n")
    assert [c.name for c in found.constraints] == ["c1", "h1", "c2", "c3"]
    assert [c.multiplier for c in found.constraints] == ["alpha_1", "beta_1", "alpha_2", "alpha_3"]


def test_restore_turns_a_max_back() -> None:
    found = form("max -x^2\ns.t. x >= 1\n")
    solution = Solution(Status.OPTIMAL, 1.0, lower=0.5, upper=2.0, exact=literal(1))
    turned = restore(solution, found)
    assert (turned.value, turned.lower, turned.upper, str(turned.exact)) == (-1.0, -2.0, -0.5, "-1")
    assert restore(solution, replace(found, sign=1)) is solution


def test_bounds_are_gathered_and_intersected() -> None:
    found = form("domain x in [0, 4]\ndomain x <= 3\ndomain 2*x > 1\nmin x\n")
    bounds = found.domain.bound("x")
    assert (bounds.lower, bounds.upper, bounds.lower_closed, bounds.upper_closed) == (Fraction(1, 2), 3, False, True)
    assert not found.domain.conditions


def test_rows_over_several_variables_stay_conditions() -> None:
    found = form("domain x + y <= 1\ndomain x*y > 0\nmin x + y\n")
    assert [str(c.expression) for c in found.domain.conditions] == ["1 - x - y", "x*y"]
    assert [c.strict for c in found.domain.conditions] == [False, True]


@pytest.mark.parametrize(
    ("objective", "lower", "closed"),
    [("log(x)", 0, False), ("sqrt(x)", 0, True), ("x*log(x)", 0, True), ("x^(3/2)", 0, True), ("x^(-1/2)", 0, False)],
)
def test_natural_domains_of_one_variable_are_bounds(objective: str, lower: int, closed: bool) -> None:
    bounds = form(f"min {objective}\n").domain.bound("x")
    assert (bounds.lower, bounds.lower_closed, bounds.upper) == (lower, closed, None)


def test_a_division_closes_the_border_out() -> None:
    assert form("domain x >= 0\nmin 1/x\n").domain.bound("x").lower_closed is False
    (condition,) = form("min 1/x\n").domain.conditions
    assert condition.nonzero and condition.natural


@pytest.mark.parametrize(
    "objective",
    ["sqrt(x^2 + y^2)", "log(1 + exp(x))", "log(x^2 + 1)", "1/(2 + cos(x))", "sqrt(abs(x) + y^4)", "1/(1 + x^2)"],
)
def test_a_natural_domain_that_is_everything_is_not_listed(objective: str) -> None:
    assert form(f"min {objective}\n").domain.is_whole_space


def test_a_natural_domain_of_several_variables_is_a_condition() -> None:
    (condition,) = form("min log(x + y)\n").domain.conditions
    assert condition.natural and condition.strict and str(condition.expression) == "x + y"


def test_a_finite_set_keeps_the_points_within_the_bounds() -> None:
    found = form("domain x in {0, 1, 2}\ndomain x >= 1\ndomain k in 1..5\ndomain k < 4\nmin x + k\n")
    sets = {points.variables: points.points for points in found.domain.discrete}
    assert sets == {("x",): ((1,), (2,)), ("k",): ((1,), (2,), (3,))}


def test_an_undefined_constant_is_a_fault_of_the_statement() -> None:
    problem = Problem(Quotient(Variable("x"), literal(0)), Sense.MIN, ("x",))
    with pytest.raises(ProblemError, match="undefined"):
        standardize(problem)


def test_text_and_rows_agree_on_a_linear_program() -> None:
    found = form("domain x >= 0\nmin x + 2*y\ns.t. x + y = 1\n")
    assert found.is_linear and found.is_linearly_constrained_quadratic
    assert not form("domain x > 0\nmin x\ns.t. x <= 1\n").is_linear
