"""Statements that random search found to break the walk, one for every class that was mended."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy

import duality as du
from duality.algebra.functions import function
from duality.derivation.dual_value import holds
from duality.model.budget import Budget, spending
from duality.model.derivation import Condition
from duality.model.evidence import as_json
from duality.model.expression import Variable
from duality.model.form import Affine
from duality.model.scalar import Irrational, exact

EMPTY = [
    "min x^2\ndomain 0*x <= -1",
    "min x^2 + y\ndomain y in [0, 1]\ndomain x >= 1\ndomain x <= 0\ns.t. x >= 0",
    "min x^2 + y\ndomain y in [0, 1]\ndomain 0*x >= 1\ns.t. x >= 0\n y = 1/2",
    "min x\ndomain x in {1, 2}\ndomain x - x >= 5\ns.t. x >= 1",
    "max x\ndomain x - x > 0",
    "max x^2 + y\ndomain x in {0, 2}\ndomain y in 0..400000\ns.t. log(-y) <= 3",
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


@pytest.mark.parametrize(
    "text",
    [
        "min x^2\ndomain x in [-3, -1]\ns.t. c: log(x) <= 0",
        "min x\ndomain x in [-4, -2]\ns.t. c: sqrt(x) <= 1",
        "var x, y\nmin 0\ns.t. y = exp(2*x)\n x = y^2 + 1",
        "min 3/z\ndomain y in [0, 1]\ns.t. k: y^3 <= 1/2",
        "min -1/z^2\ndomain y in [1, 3]\ns.t. k: y^3 <= 8",
        "min sqrt(x^2 + y^2 + 4) - y",
        "min log(exp(2*x) + exp(y)) - 2*x",
        "min log(exp(x) + exp(3*y))\ns.t. c: x + y = 2",
    ],
)
def test_empty_boxes_poles_and_minimizers_without_a_value_break_nothing(text: str) -> None:
    assert str(du.solve(du.parse(text), time_limit=3))


@pytest.mark.parametrize("text", ["min sqrt(x^2 + y^2 + 4) - y", "min log(exp(2*x) + exp(y)) - 2*x"])
def test_an_infimum_whose_minimizer_has_no_value_is_not_called_attained(text: str) -> None:
    primal = du.solve(du.parse(text), time_limit=3).primal
    assert primal.attained is not True
    assert primal.point is None or primal.label == "numerical"


def test_an_argument_that_stands_still_has_no_period() -> None:
    text = "domain x in [-2, 2]\nmin x*y*exp(x)\ns.t. c: x^2 + y^2 - sin(x*y) <= 1"
    assert str(du.solve(du.parse(text), time_limit=3))


def test_a_slope_of_one_sign_proves_nothing_beyond_a_pole() -> None:
    with spending(Budget.of(3.0)):
        report = du.solve("min tan(x)\ndomain x > 0\ns.t. x + x^2 >= 0")
    assert report.primal.lower == -math.inf
    assert not any("defect" in told for told in report.warnings)


BROKE = [
    # A pole of a constraint in a variable that f does not have.
    "min y^50\nvar x, y\ndomain y in {-1, 0, 2, 3}\ns.t. exp(exp(exp(y))) + 0*tan(x) >= 1",
    # z has one value, outside the natural domain of a root.
    "min exp(exp(exp(y))) + 5 + log(z*z)\ndomain y in (0, 1e140)\ndomain z in [-1, -1]\ns.t. z^(1/8) >= -8",
    # theta_D is beyond the largest float where the multiplier is not.
    "max sqrt(1e-140)*x^31 + y - 1e149*max(y, y)^2\ndomain x in [-1, -1]\ndomain y <= -1e100",
    # At y = 0 a natural domain holds for every z.
    "max -1e149*log(log(z*y + 3))\ndomain x <= -1e100\ndomain y in {0, sqrt(2), pi}\ns.t. y <= exp(700)",
    # D lies beyond where searches of the dual begin.
    "min y\ndomain x <= -1e100\ndomain y in (0, 1e140)\ns.t. max(y, 3, -x) + exp(y) + exp(x) = 5",
    # A bound to a power has thousands of digits beside an irrational number.
    "max sqrt(x)\ndomain x in [1e-140, 10^140]\ns.t. x*exp(x) + x <= 2\n 1e-30*cosh(x - 2) + x^2/x + 2*x^56 <= 0",
    # A natural domain that speaks of a finite set alone.
    "max log(y) + 1/x\ndomain x in {1, 2}\ndomain y > 0\ndomain z in {-1, 0, 2}\n"
    "s.t. z >= 10^29\n log(1 + exp(y)) + z^2/z = -8",
]


@pytest.mark.parametrize("text", BROKE, ids=range(len(BROKE)))
def test_what_broke_the_walk_is_answered(text: str) -> None:
    with spending(Budget.of(3.0)):
        report = du.solve(text)
    assert report.primal.lower <= report.primal.upper
    assert str(report)


def test_a_row_of_X_over_finite_sets_alone_chooses_among_their_points() -> None:
    report = du.solve("min x + y^2 - y\ndomain x in {0, 1}\ndomain 2*x - 1 >= 0\ns.t. y >= x/4")
    assert (report.primal.exact, report.primal.point["x"]) == (Fraction(3, 4), 1)
    empty = du.solve("min x + y^2\ndomain x in {0, 1}\ndomain 2*x - 5 >= 0\ns.t. y >= x")
    assert empty.primal.status == "infeasible"


def test_a_power_of_zero_is_no_product_of_powers() -> None:
    report = du.solve(du.parse("min 0^x\ns.t. x >= 1"))
    assert (report.primal.value, report.primal.label) == (0.0, "exact")


def test_a_witness_may_have_more_digits_than_python_writes() -> None:
    large, half = as_json((Fraction(7) ** 6000, Fraction(-1, 2)))
    assert half == "-1/2" and len(large) == 5071


def test_a_root_beside_large_numbers_is_taken_as_it_is() -> None:
    large = 2 * sympy.Integer(10) ** 280 * sympy.Integer(10) ** sympy.Rational(8, 9)
    found = exact(1 - large / (large - sympy.Integer(10) ** sympy.Rational(1, 9)))
    assert isinstance(found, Irrational) and found < 0


def test_a_power_in_disguise_is_not_multiplied_out() -> None:
    """exp(10^100*log(10)) is an integer of 10^100 digits to sympy."""
    with pytest.raises(du.DualityError, match="beyond any size"):
        function("exp").exact(exact(10**100 * sympy.log(10)))


def test_a_root_against_a_number_leaves_no_row_of_X_without_variables() -> None:
    report = du.solve("min norm(x, y + 10^149)\ndomain x in (0, 10^140)")
    assert (report.primal.value, report.primal.label) == (0.0, "exact")


def test_a_value_of_more_digits_than_python_writes_is_told_by_their_number() -> None:
    report = du.solve("min 1 + x^44\ndomain x in {10^100, 10^-100}")
    assert "(a ratio of integers of 4401 and 4401 digits)" in str(report)


@pytest.mark.parametrize(
    "text",
    [
        "domain x in {1, 2}\ndomain y in {-1, 0}\nmin 1e-30*tanh(y - 9^99) + x\ns.t. x + y >= 1",
        "domain x in [0, 3]\ndomain y in {-1, 2}\nmin x*tanh(y - 9^99)\ns.t. x + y >= 1",
        "domain x in {1, 2}\ndomain y in {-1, 0}\nmin erf(y + 9^60)*x + y\ns.t. x^2 <= 3",
        "domain 0 <= x <= 2\ndomain 0 <= y <= 1\nmin max(x, tanh(y - 9^99))\ns.t. x*y >= tanh(9^99 - y)",
        "domain x in {1e100, 1e-100}\ndomain y in {-1, 0, 2, 3}\ndomain z in [-3, -3]\n"
        "min 1e-30*tanh(y - 9^99) + 9*x*log(x) + 1e-149*exp(x)\ns.t. z*exp(z) + 0*z^(1/7) >= -4",
    ],
)
def test_a_sign_that_no_digit_shows_is_no_defect(text: str) -> None:
    report = du.solve(text)
    assert report.primal.lower <= report.primal.upper or report.status == "infeasible"
