"""Minima over a line or an interval: those that are flat to the third order are found, too, and false ones never."""

from __future__ import annotations

from math import isnan

import pytest

import duality as du
from duality.algebra.global_minimum import global_minimum


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x^2 - 4/(1 + x^2) - 4*x", -5.0),
        ("x^2/(1 + x^2) + (x - 1)^4 - x/2", -0.01434161347),
        ("exp(x^4) + x^4/(1 + x^2)", 1.0),
        ("cosh(x) - x^2/2", 1.0),
        ("(x - 3)^4/(1 + x^2) + 2", 2.0),
    ],
)
def test_flat_minima(text: str, value: float) -> None:
    body = du.parse(f"min {text}").objective
    found = global_minimum(body, "x", None, None, {})
    assert not isnan(found.value)
    assert found.value == pytest.approx(value, abs=1e-7)
