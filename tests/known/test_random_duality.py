"""p*, d* and the verdict of random problems against a grid that shares no code with the package."""

from __future__ import annotations

import math

import pytest

import duality as du
from duality.results import Report
from tests.known.random_problems import Random, random_problems, reference

COUNT = 120
NEAR = 5e-3
"""The grid's error of d*, relative."""


def check(case: Random, report: Report) -> None:
    truth = reference(case)
    p, d, scale = report.primal, report.dual, max(1.0, abs(truth.p) if math.isfinite(truth.p) else 1.0)
    assert p.lower <= truth.p + 1e-6 * scale
    if p.status == "infeasible" and p.label != "numerical":
        assert truth.p == math.inf
    assert p.status != "unbounded"
    assert d.status != "infeasible"
    if p.status == "optimal" and p.label != "numerical":
        assert p.value is not None
        assert p.value <= truth.p + 3e-6 * scale
    if d.status == "optimal" and p.value is not None and d.value is not None:
        assert d.value <= p.value + 1e-5 * scale
    if math.isnan(truth.d):
        return
    around = max(1.0, abs(truth.d))
    if d.label != "numerical" or d.status == "unknown":
        assert d.lower <= truth.d + 1e-6 * around
        assert d.upper >= truth.d - NEAR * around
    if d.status == "optimal":
        assert d.value == pytest.approx(truth.d, abs=NEAR * around)
    assert d.status != "unbounded"
    if report.strong_duality.verdict == "holds" and p.value is not None and math.isfinite(p.value):
        assert p.value - truth.d <= NEAR * scale + 1e-3
    if report.strong_duality.verdict == "fails":
        assert truth.p - truth.d > -NEAR * scale


@pytest.mark.slow
@pytest.mark.parametrize("case", random_problems(COUNT), ids=lambda case: case.text.replace("\n", "; "))
def test_random_duality(case: Random) -> None:
    check(case, du.solve(du.parse(case.text), time_limit=5))


@pytest.mark.parametrize("case", random_problems(COUNT)[:6], ids=lambda case: case.text.replace("\n", "; "))
def test_the_first_random_problems_have_true_reports(case: Random) -> None:
    check(case, du.solve(du.parse(case.text), time_limit=5))
