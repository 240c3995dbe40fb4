"""Functions of x^2 alone over the line: a closed form in s = x^2, where x itself has none."""

from __future__ import annotations

from fractions import Fraction
from math import inf, log

import pytest

import duality as du

CASES = [
    # -b^2/4 a variable below 0, 0 above.
    ("min x^4 + y^4\ns.t. c: x^2 + y^2 = 1", {-2: 0.0, -1: 0.5, 0: 0.0, 1: -1.0}),
    ("min x^4 - 3*x^2\ns.t. c: x^2 <= 1", {0: -2.25, 1: -2.0, 3: -3.0, 4: -4.0}),
    ("min exp(-x^2)\ns.t. c: x^2 <= 4", {0: 0.0, 0.5: -1.5 + 0.5 * log(2), 1: -3.0, 2: -7.0}),
    ("min x^6 - x^2\ns.t. c: x^2 >= 1", {0: -2 * (1 / 3) ** 1.5, 2: 0.0}),
    ("min log(1 + x^2)\ns.t. c: x^2 >= 2", {0: 0.0, 1: -inf}),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_theta_is_closed(text: str, values: dict[float, float]) -> None:
    derivation = du.derive(text)
    assert "min over" not in str(derivation) and "no closed form" not in str(derivation)
    for multiplier, value in values.items():
        assert float(derivation.dual_function({"c": Fraction(multiplier)})) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "min x^4 - 3*x^2 + x\ns.t. x^2 <= 1",
        "min x^4 - 3*x^2\ns.t. x^2 <= 1\n x >= -3",
        "min x^4 - cos(x)\ns.t. x^2 <= 1",
    ],
)
def test_others_are_left_as_they_are(text: str) -> None:
    assert "depends on" not in str(du.derive(text).steps)


def test_the_dual_is_exact() -> None:
    report = du.solve("min x^4 + y^4\ns.t. x^2 + y^2 = 1")
    assert report.dual.value == 0.5 and report.dual.label == "exact"


def test_a_domain_of_a_single_point() -> None:
    """sqrt(x) asks x >= 0 where X has x <= 0: every function of x is its value at 0."""
    report = du.solve("var x, y\ndomain x in [-3, 0]\ndomain y > -1\nmin y - sqrt(x)/2 + 2*x^4\ns.t. c: y^2 + x^2 = 2")
    assert report.primal.value == pytest.approx(2**0.5)
    assert report.primal.attained
    assert report.dual.value == -1
