"""f = phi(u) with phi increasing or decreasing: p* = phi(inf u), exactly, with the attainment of u."""

from __future__ import annotations

from math import atan, exp, log, sqrt

import pytest

import duality as du


@pytest.mark.parametrize(
    ("statement", "value", "attained"),
    [
        ("max exp(-x^2 - y^2)\ns.t. x + y >= 1", exp(-1 / 2), True),
        ("min 3 - 2*atan(x*y)\ns.t. x^2 + y^2 <= 4", 3 - 2 * atan(2), True),
        ("min exp(-x)/2 + 1\ns.t. x^2 <= 4", exp(-2) / 2 + 1, True),
        ("min exp(x^3 - 3*x)\ns.t. x >= -3", exp(-18), True),
        ("max (1/2)^(x^2 - y)\ns.t. y <= 3", 8.0, True),
        ("max log(x*y)\ns.t. x + y <= 3\nx >= 0\ny >= 0", log(9 / 4), True),
        ("min sqrt(x*y + 5)\ns.t. x^2 + y^2 <= 2\nx >= y", 2.0, True),
        # inf u = 1 is not attained: x*y = 1 at no point of X.
        ("min log(x*y)\ndomain x > 1, y > 1\ns.t. x + y <= 9", 0.0, False),
        ("min 1 + exp(x*y)\ndomain x*y > 1, x > 0, y > 0\ns.t. x + y <= 9", 1 + exp(1), False),
    ],
)
def test_the_minimum_is_that_of_the_inside(statement: str, value: float, attained: bool) -> None:
    report = du.solve(statement)
    assert (report.primal.label, report.primal.attained) == ("exact", attained)
    assert report.primal.value == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("row", ["log(x*y) <= 3", "1/(x*y) >= 0"])
def test_a_row_keeps_its_own_natural_domain(row: str) -> None:
    """sqrt(x*y) would be 0 at x*y = 0, where the row is not defined."""
    report = du.solve(f"min sqrt(x*y)\ns.t. {row}\nx + y <= 4\nx >= 0")
    assert report.primal.value == pytest.approx(0.0, abs=1e-9) and report.primal.attained is not True


def test_a_bound_that_is_no_number_of_the_language_is_rounded_outwards() -> None:
    """The least x^6 - 3x^4 + x^2 + 4 is a root of a polynomial: the value of sqrt there is enclosed."""
    value = du.solve("min x^6 - 3*x^4 + x^2 + 4").primal.value
    primal = du.solve("min sqrt(x^6 - 3*x^4 + x^2 + 4)").primal
    assert primal.label in ("enclosed", "exact") and primal.value == pytest.approx(sqrt(value), rel=1e-12)


@pytest.mark.parametrize("statement", ["min sign(x*y)\ns.t. x^2 + y^2 <= 1", "min abs(x*y - 2)\ns.t. x^2 + y^2 <= 2"])
def test_a_function_that_is_level_or_turns_is_none(statement: str) -> None:
    report = du.solve(statement)
    assert report.primal.value == pytest.approx(-1.0 if "sign" in statement else 1.0)
