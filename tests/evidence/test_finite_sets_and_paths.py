"""Paths beside finite sets, and d* = +inf where the rows miss 0 by a fixed amount."""

from __future__ import annotations

from math import inf

import pytest

import duality as du

UNBOUNDED = [
    "domain x in {0, 1, 2}\nmin -2*x*y - cos(3*x)\ns.t. x^2 = 0",
    "domain x in {-1, 0}\nmin x*exp(y) + y^2\ns.t. x >= 0",
    "domain x in {0, 1}\ndomain z in {0, 2}\nmin -x*z*y\ns.t. x + z <= 0",
]
"""theta_D falls for ever at a choice that is not feasible."""

RISING = [
    "min -sin(x)^2 + 3*x*log(x)\ns.t. 2*x^3 <= -25/4\nx/(x^2 + 2) + sqrt(x)/3 >= 1",
    "domain x >= 0\nmin -x^2\ns.t. exp(x) <= 1/2",
    "domain x >= 0\nmin -x^3 + x\ns.t. x^4 + 1 <= 0",
]


@pytest.mark.parametrize("text", UNBOUNDED)
def test_the_dual_is_unbounded_by_a_path_at_another_choice(text: str) -> None:
    report = du.solve(text)
    assert (report.dual.value, str(report.dual.label)) == (-inf, "exact")
    assert report.primal.value is not None and report.primal.value > -inf
    assert report.verdict == "fails"


@pytest.mark.parametrize("text", RISING)
def test_theta_rises_where_it_is_finite_at_large_multipliers(text: str) -> None:
    report = du.solve(text)
    assert (report.primal.value, report.dual.value, report.verdict) == (inf, inf, "holds")
