"""f at an open end of D: told to fall without bound where that is proved, and never called a global minimum there."""

from __future__ import annotations

import math

import pytest

from duality import api
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.solving.globally.attainment import lies_at_open_end

FALLING = [
    "min log(x/2 + 1/3)",
    "min log(log(x))",
    "min log(sqrt(x) - 1) + y^2\ns.t. x + y <= 9",
    "min 1/(x - y)\ns.t. x <= 3\ny <= 5",
    "min log(x*y)\ns.t. x + y <= 1",
    "min log(sin(x))",
    "max -log(3 - 2*x)\ns.t. x >= 1",
    "min log(x^3 + x - 2)",
    "min log(x + exp(x) - 1)",
    "min x*sin(2*x)",
    "min x*cos(3*x) + y^2\ns.t. y >= 1",
]


@pytest.mark.parametrize("text", FALLING)
def test_f_falls_without_bound_towards_an_open_end(text: str) -> None:
    report = api.solve(parse(text))
    sign = -1 if text.startswith("max") else 1
    assert report.primal.status == "unbounded"
    assert report.primal.value == -sign * math.inf
    assert report.primal.label == "exact"
    assert report.strong_duality.verdict == "holds"


@pytest.mark.parametrize("text", ["min x*log(x)", "min x - log(x - 1/3)", "min (x - 2)^2 - log(1 - x)"])
def test_a_minimum_inside_is_found(text: str) -> None:
    report = api.solve(parse(text))
    assert report.primal.status == "optimal"
    assert report.primal.attained is True


def test_a_point_at_an_open_end_is_told_from_one_inside() -> None:
    form = standardize(parse("min x + y\ndomain x > 0\ns.t. log(y) <= 4"))
    assert lies_at_open_end(form, {"x": 1e-9, "y": 1.0})
    assert not lies_at_open_end(form, {"x": 1.0, "y": 1.0})
