"""p* = d* of problems whose L is not convex: x* minimizes L at its multipliers, which no short number is."""

from __future__ import annotations

from math import exp, log, sin, tanh

import pytest

import duality as du
from duality.report.options import Options
from duality.report.render import render
from tests.evidence.judgement import assert_saddle

HOLDS = {
    "a sine on an interval": ("min sin(x)\ns.t. x^2 <= 1", -sin(1)),
    "two sines on a disc": ("min sin(x) + sin(y)\ns.t. x^2 + y^2 <= 1", -2 * sin(0.5**0.5)),
    "a double well on a line": ("min x^4 - x^2 + y^4\ns.t. x + y = 3", 7.788483672329938),
    "a bell": ("min -exp(-(x - 1)^2)\ns.t. x^2 <= 1/4", -0.7788007830714049),
    "a product and a wave": ("min sin(x)*y\ns.t. x^2 + y^2 <= 1\nx + y >= 1/2", -0.36450912230155763),
    "a convex L that no rule sees": ("min x*y + exp(x)\ns.t. x^2 + 4*y^2 <= 4", -0.7692443423940927),
    "a bound of X": ("domain y >= 0\nmin sin(x) + 2*y + y*x^2\ns.t. x^2 <= 1", -sin(1)),
    "a kink elsewhere": ("min sin(x) + abs(y - 3)\ns.t. x^2 <= 1\ny <= 1", 2 - sin(1)),
    "products that interval arithmetic loses far out": ("min x*exp(x)\ns.t. x = 1", exp(1)),
    "functions of one growth far out": ("min -log(1 + exp(x))\ns.t. exp(x) <= 3", -log(4)),
    "a kink far out": ("min max(x, 0) - tanh(x)\ns.t. x = 1", 1 - tanh(1)),
    "one of two minima, the row between them": ("min cosh(x) - 2*x^2\ns.t. x >= 1", -8.211302630721676),
    "scaled": ("min 1e6*sin(x)\ns.t. 1e-3*(x^2 - 1) <= 0", -1e6 * sin(1)),
}

GAPS = {
    "a wave": "min cos(x) + x/10\ns.t. abs(x - 3) <= 10\nsin(x) = 0",
    "a concave part": "min -x^2 + x^4\ns.t. x >= 1/4\nx <= 1/2",
}


@pytest.mark.parametrize("name", HOLDS)
def test_it_holds(name: str) -> None:
    report = assert_saddle(*HOLDS[name])
    assert str(report.dual.label) in ("exact", "enclosed")


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_is_no_saddle(name: str) -> None:
    assert du.solve(GAPS[name]).verdict != "holds"


def test_why_tells_the_boxes() -> None:
    report = du.solve(HOLDS["two sines on a disc"][0])
    told = " ".join(render(report.data, "text", Options(why=True)).split())
    assert "a KKT point proved to lie in a box" in told
    assert "larger in the rest of X" in told
