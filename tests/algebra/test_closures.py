"""A tree compiled for many points gives the very floats of the evaluation node by node."""

from __future__ import annotations

import math
from itertools import product

import pytest

from duality.algebra.evaluate import value
from duality.algebra.tape.closures import compiled
from duality.language import parse

TREES = (
    "5/2*x^2 - 3*x*y + y^3 - 7",
    "x/y",
    "-(x - y)^5/3",
    "x^(1/2) + y^(-2)",
    "x^y",
    "x*log(x) + y*log(y)",
    "log(1 + exp(x) + exp(-y))",
    "exp(x)/(1 + exp(x))",
    "x*exp(-x)*y",
    "sqrt(x^2 + y^2) + abs(x) - max(x, 2*y, 3)",
    "huber(x, 2) + cos(y) + tanh(x)",
    "e^x + pi*y",
    "x^101 - y^100",
    "2^x*y",
    "x^0 + y",
)
POINTS = (0.0, -0.0, 1.0, -1.5, 0.3, 2.0, -710.0, 800.0, 1e-200, 1e160, -1e308, math.inf, -math.inf, math.nan)


@pytest.mark.parametrize("text", TREES)
def test_the_same_floats(text: str) -> None:
    node = parse(f"var x, y\nmin {text}").objective
    function = compiled(node)
    for x, y in product(POINTS, POINTS):
        point = {"x": x, "y": y}
        expected, found = value(node, point), function(point)
        assert found == expected or (math.isnan(found) and math.isnan(expected)), (point, found, expected)


def test_a_missing_variable_is_an_error() -> None:
    node = parse("var x, y\nmin x + y^2").objective
    with pytest.raises(KeyError):
        compiled(node)({"x": 1.0})
