"""Irrational numbers whose parts cancel: value, sign and float against digits computed by hand."""

from __future__ import annotations

from math import exp

import pytest
import sympy

from duality.model.scalar import Irrational, exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sinh(300) - exp(300)/2", -exp(-300) / 2),
        ("cosh(200) - exp(200)/2", exp(-200) / 2),
        ("atan(10**20) - pi/2", -1e-20),
        ("1 - tanh(20)", 2 * exp(-40)),
        ("exp(700) + sin(1) - exp(700)", 0.8414709848078965),
    ],
)
def test_large_parts_that_cancel_leave_correct_digits(text: str, value: float) -> None:
    found = exact(sympy.sympify(text))
    assert isinstance(found, Irrational)
    assert float(found) == pytest.approx(value, rel=1e-12)
    assert (found < 0) is (value < 0)


@pytest.mark.parametrize("text", ["sinh(300) + cosh(300) - exp(300)", "sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)"])
def test_large_parts_that_cancel_entirely_are_zero(text: str) -> None:
    assert exact(sympy.sympify(text)) == 0


def test_a_number_below_all_floats_keeps_its_sign() -> None:
    found = exact(1 - sympy.tanh(800))
    assert found > 0
    assert float(found) == 0.0
