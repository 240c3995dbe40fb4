"""Statements that random search found to break the walk, one for every class that was mended."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

import duality as du
from duality.derive.dual_value import holds
from duality.model.derivation import Condition
from duality.model.expression import Variable
from duality.model.form import Affine
from duality.model.scalar import Irrational

EMPTY = [
    "min x^2\ndomain 0*x <= -1",
    "min x^2 + y\ndomain y in [0, 1]\ndomain x >= 1\ndomain x <= 0\ns.t. x >= 0",
    "min x^2 + y\ndomain y in [0, 1]\ndomain 0*x >= 1\ns.t. x >= 0\n y = 1/2",
    "min x\ndomain x in {1, 2}\ndomain x - x >= 5\ns.t. x >= 1",
    "max x\ndomain x - x > 0",
]


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_X_is_infeasible(text: str) -> None:
    report = du.solve(du.parse(text))
    assert report.primal.status == "infeasible"
    assert report.primal.label == "exact"
    assert str(report)


def test_a_row_of_X_without_variables_that_holds_says_nothing() -> None:
    report = du.solve(du.parse("min x^2\ndomain x - x <= 1\ns.t. x >= 2"))
    assert (report.primal.value, report.dual.value, report.verdict) == (4.0, 4.0, "holds")


def test_the_dual_of_the_dual_of_an_implicit_minimum() -> None:
    problem = du.parse("max 2*sin(2x)\ndomain x in [-1, 5]\ndomain y in [0, 3]")
    assert str(du.dual_of_dual(problem))


def test_conditions_of_theta_at_irrational_numbers() -> None:
    root = Irrational(sympy.sqrt(5))
    curved = Condition(du.sqrt(Variable("a")) - 1, ">=", None)
    assert holds(curved, {"a": root})
    constant = Condition(Variable("a") - 1, ">=", Affine(root, ()))
    assert holds(constant, {"a": 0.5})
    assert holds(constant, {"a": Fraction(1, 2)})


def test_a_numerical_value_away_from_a_proved_one_gives_way_to_the_theorem() -> None:
    text = "max -(1/2*(1/x) + 2*exp(-y))\ndomain x > 0\ndomain y >= 0\ns.t. -x + 1/2*y <= 0"
    report = du.solve(du.parse(text))
    assert report.verdict == "holds"
    # Both terms of f tend to 0 along y = 2x.
    assert report.primal.value == pytest.approx(0, abs=1e-6)
    assert report.gap == pytest.approx(0, abs=1e-6)
    assert not report.primal.attained
