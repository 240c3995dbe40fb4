"""Bounds that stand among the constraints decide signs, which no search can: p* is exact by them."""

from __future__ import annotations

import pytest

import duality as du

CASES = [
    ("min (x - 2)^2*(y + 1) s.t. y in [0, 2]", 0),
    ("min (x - 2)^2*(y + 1) s.t. x*y >= 1, x in [0, 3], y in [0, 2]", 0),
    ("min x*y*z s.t. x >= 0, y >= 0, z >= 0, x + y + z = 1", 0),
    ("min abs(x)*y^3 + 2 s.t. y >= 1/2, x + y >= 1/4", 2),
    ("max -x^4*exp(y)*y s.t. 3*y >= 1/1000, -2*y >= -1000", 0),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_the_value_is_exact_and_attained(text: str, value: int) -> None:
    primal = du.solve(text).primal
    assert (primal.value, primal.label, primal.attained) == (value, "exact", True)


def test_a_bound_that_leaves_a_negative_factor_proves_nothing() -> None:
    primal = du.solve("min (x - 2)^2*(y + 1) s.t. y in [-3, 2], x in [0, 1]").primal
    assert primal.value == pytest.approx(-8.0, abs=1e-6)
