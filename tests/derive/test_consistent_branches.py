"""Conditions of different parts of L that no multipliers meet together: theta_D is -inf everywhere, and is told so."""

from __future__ import annotations

from math import inf

import pytest

import duality as du

NOWHERE = [
    # alpha = 0 and alpha >= 1, by a linear part and an exponential.
    "min exp(x - y) + exp(y - z) + x + z - 2*y\ns.t. x + y + z >= 3",
    # beta = 0 and sqrt(5)*|beta + 1| <= 1: a condition that is not affine, at the one multiplier left.
    "min norm(x - y, y - z) + x + y - 2*z\ns.t. x + y = 1",
    # alpha = -2 by an equation, and alpha >= 0 by its kind.
    "min exp(x - y) + 2*z\ns.t. z + x - y <= 1",
    # Equations of two blocks.
    "min x - y\ns.t. x + y = 1",
]


@pytest.mark.parametrize("text", NOWHERE)
def test_no_multipliers_meet_the_conditions(text: str) -> None:
    derivation = du.derive(text)
    assert any(words in str(derivation) for words in ("-inf everywhere: no multipliers satisfy", "-inf for every"))
    (name,) = [c.name for c in derivation.problem.constraints]
    assert all(derivation.dual_function({name: k}) == -inf for k in (0, 1, 2))
    report = du.solve(text)
    assert report.dual.value == -inf and report.dual.label == "exact"


@pytest.mark.parametrize(
    "text",
    ["min exp(x - y) + exp(y - z)\ns.t. x + y + z >= 3", "min norm(x - y, y - z) + x + y - 2*z\ns.t. x + y = 2*z"],
)
def test_conditions_that_meet_are_kept(text: str) -> None:
    assert "no multipliers satisfy" not in str(du.derive(text))


def test_l_is_linear_along_moves_that_no_exponential_sees() -> None:
    """x, y, z by one and the same step: the check of the formula looks there, too."""
    derivation = du.derive("min exp(x - y) + exp(y - z)\ns.t. a: exp(z - x) <= 1\n b: x + 2*y = 3")
    assert derivation.dual_function({"a": 1, "b": 0}) == pytest.approx(2)
    assert derivation.dual_function({"a": 1, "b": 1}) == -inf
    assert "no closed form" not in str(derivation)


def test_conditions_between_numbers_are_not_told() -> None:
    """inf of x*log(x/y) over x is -y/e, so that y*(1 - 1/e) stays: it is bounded whatever the multipliers."""
    theta = str(du.derive("min x*log(x/y) + y\ndomain x > 0, y > 0").dual_function)
    assert "exp(-1)" not in theta and "closed form" in theta
    assert du.derive("min x*log(x/y) + y/3\ndomain x > 0, y > 0").dual_function({}) == float("-inf")
