"""Geometric programs are bounded in the logarithms of their variables; other problems are refused, or relaxed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.model.solution import Rigor, Status
from duality.solving import solve
from duality.solving.globally.bound import Request
from duality.solving.globally.geometric import Geometric
from duality.solving.globally.translation.signomials import geometric_program, signomial
from tests.solve.forms import form

# By the inequality of the means 1/(x*y) + x + y >= 3, with equality at x = y = 1; likewise for the box.
MEANS = "min 1/(x*y) + x + y - 5\ndomain x in [1/10, 10]\ndomain y in [1/10, 10]"
LARGEST_BOX = "max h*w*d\ns.t.\n    2*(h*w + h*d) <= 200\n    w*d <= 50\ndomain h >= 1\ndomain w >= 1\ndomain d >= 1"


def bound(text: str):
    return Geometric().bound(form(text), Request())


def test_the_inequality_of_the_means():
    found = bound(MEANS)
    assert found.status == "proven"
    assert found.lower <= -2 <= found.upper + 1e-7
    assert found.lower == pytest.approx(-2, abs=1e-6)
    assert found.point == pytest.approx({"x": 1, "y": 1}, abs=1e-4)


def test_a_monomial_is_maximized():
    # (h*w*d)^2 = (h*w)(h*d)(w*d) <= 50*50*50.
    found = bound(LARGEST_BOX)
    assert found.lower == pytest.approx(-(50**1.5), rel=1e-6)


def test_a_row_of_another_kind_is_left_out():
    found = bound(MEANS + "\ns.t. c: x - y^2 - x*y >= -3")
    assert found.status == "open"
    assert found.point is None
    assert found.lower == pytest.approx(-2, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        # Without x > 0 the point x = 0 may be feasible alone: min x with x^2 <= x^3.
        "min x\ns.t. c: x^2 <= x^3\ndomain x >= 0",
        "min x - y\ndomain x in [1, 2]\ndomain y in [1, 2]",
        "min x + sin(x)\ndomain x in [1, 2]",
        "min -x - y\ndomain x in [1, 2]\ndomain y in [1, 2]",
        "min x*y\ndomain x in {1, 2}\ndomain y in [1, 2]",
        "min x\ndomain x in [-2, -1]",
    ],
)
def test_other_problems_are_refused(text):
    assert geometric_program(form(text)) is None


def test_terms_over_positive_variables():
    terms = signomial(
        form("min (4*x/y)^(1/2)*(x + 1)^2 - sqrt(x)*x/y^(1/2)\ndomain x >= 1\ndomain y >= 1").objective_expression
    )
    half = Fraction(1, 2)
    assert terms == {
        (("x", Fraction(5, 2)), ("y", -half)): 2,
        (("x", Fraction(3, 2)), ("y", -half)): 3,
        (("x", half), ("y", -half)): 2,
    }


def test_p_star_is_certified():
    found = solve(form(LARGEST_BOX))
    assert found.status is Status.OPTIMAL
    assert found.rigor.strength >= Rigor.BOUNDED.strength
    assert found.value == pytest.approx(-(50**1.5), rel=1e-8)
