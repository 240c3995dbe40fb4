"""Polynomials whose part of the highest degree decides: -inf where it takes a negative value in unbounded variables."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

import duality as du

EVERYWHERE = [
    "min x*y*z\ns.t. x + y + z = 3\nx, y, z >= 0",
    "max x*y*z\ns.t. x^2 + y^2 + z^2 <= 1",
    "min x^2*y + y^2\ns.t. x + y >= 1",
    "min x^2*y^2*z - w\ns.t. w^2 <= 1",
    "min x^4 + y^4 - 3*x^2*y^2\ns.t. x + y = 1",
    "min x^2*y^2 - (x*y)^2*3\ns.t. x^3 + y <= 1",
    # alpha = 0 is left, where x*y falls without bound.
    "min x*y\ns.t. x^2*y + y^3 >= 2",
]


@pytest.mark.parametrize("text", EVERYWHERE)
def test_theta_is_minus_infinity_at_every_multiplier(text: str) -> None:
    derivation = du.derive(text)
    assert "-inf for every" in str(derivation)
    names = [c.name for c in derivation.problem.constraints]
    assert all(derivation.dual_function(dict.fromkeys(names, k)) == -inf for k in (0, 1, 2.5))
    report = du.solve(text)
    assert report.dual.value == (inf if text.startswith("max") else -inf)
    assert report.dual.label == "exact"


@pytest.mark.parametrize(
    ("text", "inside", "value"),
    [
        ("min x^2 + y^2\ns.t. h: x^2*y = 1", {"h": 0}, 0),
        ("min x^2 + y^2 + 2*x\ns.t. c: x^3 + x*y*z <= 0\n d: x >= 1", {"c": 0, "d": 3}, Fraction(11, 4)),
        ("min x^2 + (y - 1)^2\ns.t. h: x*y^2 - y*x^2 + y = 5", {"h": 0}, 0),
    ],
)
def test_multipliers_of_odd_rows_are_fixed(text: str, inside: dict[str, int], value: Fraction) -> None:
    theta = du.derive(text).dual_function
    assert theta(inside) == value
    for name in inside:
        if name != "d":
            assert theta({**inside, name: 1}) == -inf
    d_star = du.solve(text).dual.value
    assert d_star is not None and d_star >= value


def test_an_even_form_that_is_never_negative_is_left_to_other_rules() -> None:
    assert "-inf for every" not in str(du.derive("min x^4 + x^2*y^2 + y^4 - x\ns.t. x + y >= 1"))


def test_the_step_names_the_form() -> None:
    reasons = [str(step) for step in du.derive("min x*y*z\ns.t. x + y + z = 3").steps]
    assert any("takes both signs" in reason for reason in reasons)
