"""Scaled problems and parts keep natural domains of terms that cancel: x^2/x is x, but for 0."""

from __future__ import annotations

import pytest

import duality as du


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("domain x in {0, 1, 2}\nmin 3*x^2/x\ns.t. 1e-6*x <= 1", 3),
        ("domain x in {-2, 0, 1, 2}\nmin 1e-3*(3*x^2/x - 2*x*log(x))\ns.t. 1e-6*x <= 1", 0.003),
        ("domain x in {-1, 0, 2}\nmin x\ns.t. 1e-7*(x^3/x^2) >= -1e-9\n 1e-6*x <= 1", 2),
        ("domain x in {0, 1, 2}\nmin 1e9 + 1e-6*x^2/x", 1e9 + 1e-6),
    ],
)
def test_a_point_that_is_left_out_stays_out(text: str, value: float) -> None:
    report = du.solve(text)
    assert report.primal.value == pytest.approx(value, rel=1e-15)
    assert report.primal.label == "exact" and report.primal.point is not None
    assert report.primal.point["x"] != 0


def test_an_open_end_is_not_attained() -> None:
    report = du.solve("domain x in [0, 2]\nmin x^2/x\ns.t. 1e-6*x <= 1")
    assert report.primal.value == 0 and report.primal.attained is False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("domain x in {0, 1, 2}\ndomain y in [0, 3]\nmin x^2/x + y^2", 1),
        ("domain x in 0..5\nmax -x^2/x - y^2\ns.t. y >= 1", -2),
        ("domain x in {0, 1}\ndomain y in {0, 1}\nmin x*y/x + y", 0),
    ],
)
def test_parts_keep_it_too(text: str, value: float) -> None:
    report = du.solve(text)
    assert report.primal.value == value and report.primal.label == "exact"
    assert report.primal.point is not None and report.primal.point["x"] != 0


def test_values_that_exact_arithmetic_does_not_tell_apart_end_in_an_answer() -> None:
    """tanh(y - 9^99) at two integers y: both are -1 but for more digits than anybody computes."""
    report = du.solve("domain x in {1, 2}\ndomain y in {-1, 0, 2}\nmin 1e-30*tanh(y - 9^99) + x")
    assert report.primal.value is None or report.primal.value == pytest.approx(1)
