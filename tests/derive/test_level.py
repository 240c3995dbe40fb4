"""theta_D where the linear part of L must vanish: the infimum of what is left is a limit, and closed."""

from __future__ import annotations

import math

import pytest

import duality as du

TWO_ROWS = "\ns.t. a: x >= -1\nb: x <= 2"

CASES = {
    "it rises": ("min tanh(x)" + TWO_ROWS, -1.0),
    "it falls": ("min 3 - 2*atan(x)" + TWO_ROWS, 3 - math.pi),
    "a logistic function": ("min 1/(1 + exp(x))" + TWO_ROWS, 0.0),
    "a bell": ("min exp(-x^2)" + TWO_ROWS, 0.0),
    "a bell upside down beside its limit": ("min erf(x) + tanh(2*x - 1)" + TWO_ROWS, -2.0),
}


@pytest.mark.parametrize("name", CASES)
def test_the_limit_is_the_infimum(name: str) -> None:
    text, infimum = CASES[name]
    theta = du.derive(text).dual_function
    assert "over x" not in str(theta)
    for alpha in (0.0, 0.5, 2.0):
        assert theta({"a": alpha, "b": alpha}) == pytest.approx(infimum - 3 * alpha)
    assert theta({"a": 1.0, "b": 0.5}) == -math.inf
    report = du.solve(text)
    assert report.dual.value == pytest.approx(infimum)
    assert report.dual.label == "exact"


def test_a_multiplier_before_it() -> None:
    theta = du.derive("min y\ns.t. a: 2*exp(-x^2) + 1 <= y").dual_function
    assert theta({"a": 1.0}) == 1.0
    assert theta({"a": 0.5}) == -math.inf


@pytest.mark.parametrize("f", ["x/(1 + x^2)", "tanh(x) - 2*exp(-x^2)", "sin(x)*exp(-x^2)"])
def test_a_minimum_inside_is_no_limit(f: str) -> None:
    theta = du.derive(f"min {f}" + TWO_ROWS).dual_function
    least = min(du.solve(f"min {f}\ndomain -9 <= x <= 9").primal.value, -1.0 if "tanh" in f else 0.0)
    assert theta({"a": 0.0, "b": 0.0}) == pytest.approx(least, abs=1e-6)
