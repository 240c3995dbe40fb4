"""theta_D as a rigorous interval, at multipliers where one of several branches holds."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

import pytest

import duality as du
from duality.derivation import derive, standardize
from duality.verify.dual_bounds import dual_bounds

STATEMENTS = [
    "min log(1 + exp(x))\ns.t. c: x >= 2",
    "min x^2\ndomain x > 0\ns.t. c: log(x) >= 1/3",
    "min 1/x\ns.t. c: log(x) <= 2",
    "min x*log(x) + y\ns.t. c: x + y^2 <= 1",
    "min x^4\ns.t. c: x = 2",
    "min abs(x) + x^2*y^2\ns.t. c: x >= 1",
    "min exp(x) + exp(-x)\ns.t. c: x >= 1",
]
POINTS = [Fraction(0), Fraction(473, 58), Fraction(1, 97), Fraction(61, 64), Fraction(1), Fraction(355, 113)]


@pytest.mark.parametrize("text", STATEMENTS)
def test_the_interval_holds_the_value(text: str) -> None:
    """An equation among the conditions holds where both sides agree, and nowhere else."""
    theta = derive(standardize(du.parse(text))).dual_function
    shown = du.derive(text).dual_function
    found = [(point, ends) for point in POINTS if (ends := dual_bounds(theta, {"c": point})) is not None]
    assert found
    for point, (low, high) in found:
        value = float(shown({"c": point}))
        assert isfinite(value) and low <= high
        assert float(low) == pytest.approx(value, abs=1e-9) == float(high)
