"""d* = -inf: L falls without bound along a path whatever the multipliers are; not where theta_D is finite somewhere."""

from __future__ import annotations

from math import inf

import pytest

import duality as du

FALLS = [
    "min -x*y*z\ns.t. x^2 + 2*y^2 + 4*z^2 <= 48",
    "min x*y\ns.t. x + y <= 1\ndomain x >= 0",
    "min sqrt(2)*x^3\ns.t. x^2 <= 1",
    "min -x*y*z\ns.t. x^2 + 2*y^2 + 4*z^2 <= 48",
    "min log(cos(x))\ndomain x in [0, 3]\ns.t. x <= 1",
    "min -exp(x)\ns.t. x^2 <= 1",
    "min -x^3\ns.t. x*log(x) <= 1",
    "min x*sin(x)\ns.t. log(1 + x^2) <= 2",
    "min -1/x\ns.t. x = 2",
    "min x*sin(x)\ns.t. x >= -1\nx <= 2",
    "min x*cos(x) + y^2\ns.t. x + y >= -1\nx - y <= 2",
    "min x^3\ns.t. x - y^2 = 1",
    "min x*(3 + y^2)\ns.t. x = 1\ndomain y in [-10, 10]",
]

STAYS = [
    "min x*y\ns.t. x^2 + y^2 <= 1",
    "min x\ns.t. x^2 <= 0",
    "min -x^3\ns.t. x^3 <= 1\ndomain x >= 0",
    "min x^3\ns.t. x^2 <= 1\ndomain x >= 0",
    "min -exp(x)\ns.t. exp(2*x) <= 1",
    "min x*sin(x)/(1 + x^2)\ns.t. x >= -1\nx <= 2",
]


@pytest.mark.parametrize("text", FALLS)
def test_growth_that_no_constraint_matches_makes_theta_minus_infinity(text: str) -> None:
    dual = du.solve(text).dual
    assert (dual.value, dual.label) == (-inf, "exact")


@pytest.mark.parametrize("text", STAYS)
def test_theta_that_is_finite_somewhere_is_not_called_minus_infinity(text: str) -> None:
    assert du.solve(text).dual.value != -inf
