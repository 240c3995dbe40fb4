"""A minimizer that is no fraction keeps all of its digits, and its KKT residual is rounding."""

from __future__ import annotations

from math import exp

import pytest

import duality as du


@pytest.mark.parametrize("mean", ["2.5", "2.1", "13/10"])
def test_a_die_of_given_mean(mean: str) -> None:
    """p_k is proportional to t^k, and t solves the equation of the mean (Cover and Thomas, Chapter 12)."""
    terms = " ".join(f"- p{k}*log(p{k})" for k in (1, 2, 3))
    report = du.solve(f"var p1, p2, p3\nmax {terms}\ns.t.\n p1 + p2 + p3 = 1\n p1 + 2*p2 + 3*p3 = {mean}")
    point = report.primal.point
    assert point is not None
    p1, p2, p3 = (float(point[f"p{k}"]) for k in (1, 2, 3))
    assert p2 * p2 == pytest.approx(p1 * p3, rel=1e-11)
    assert "largest residual" in str(report)


def test_a_smooth_function_of_one_variable() -> None:
    report = du.solve("var x\nmin log(1 + exp(-x)) + log(1 + exp(2*x)) + x^2/2")
    x = float(report.primal.point["x"])
    assert x - 1 / (1 + exp(x)) + 2 / (1 + exp(-2 * x)) == pytest.approx(0.0, abs=1e-12)
