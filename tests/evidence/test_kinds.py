"""Every case of every kind: nothing false under a strong label, no exception, no solve beyond its limit."""

from __future__ import annotations

from functools import partial

import pytest

import duality as du
from tests.evidence.case import KINDS, Case
from tests.evidence.judgement import judge
from tests.evidence.runs import run
from tests.evidence.table import solved

pytestmark = pytest.mark.speed

QUICK = {
    "offset": ("yes or no", "double well"),
    "tiny": ("yes or no", "quartic at its top"),
    "barely_infeasible": ("square", "whole numbers"),
    "small_right_side": ("square",),
    "row_scale": ("yes or no", "concave"),
    "nearly_parallel": ("weights",),
    "sign_vectors": ("pair",),
    "open_dual": ("log",),
    "far_infimum": ("exp",),
    "open_ends": ("kink",),
    "empty_domain": ("root",),
    "dual_function": ("sum",),
    "mixed_sets": ("two parabolas",),
}
"""What takes about a second; the rest is marked slow."""

CASES = [
    pytest.param(kind, title, marks=() if title in QUICK.get(kind, ()) else pytest.mark.slow, id=f"{kind}: {title}")
    for kind, cases in KINDS.items()
    for title in cases
]


@pytest.mark.parametrize(("kind", "title"), CASES)
def test_nothing_false_is_said_of_it(kind: str, title: str) -> None:
    case: Case = KINDS[kind][title]
    outcome = run(partial(solved, case), case.limit)
    assert (outcome.false, outcome.crash, outcome.overrun) == ((), "", False)


@pytest.mark.parametrize("title", ["a set of three", "an equation"])
def test_means_over_finite_sets_settle_the_dual(title: str) -> None:
    case = KINDS["mixed_sets"][title]
    report = du.solve(du.parse(case.text))
    assert isinstance(report, du.Report)
    found = judge(case, report)
    assert (found.false, found.weaker) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("title", KINDS["irrational_values"])
def test_irrational_values_are_exact(title: str) -> None:
    """Values, attainment and verdict; an enclosure would leave the verdict open."""
    case = KINDS["irrational_values"][title]
    report = du.solve(du.parse(case.text))
    assert isinstance(report, du.Report)
    found = judge(case, report)
    assert (found.false, found.weaker) == ((), ())
    assert (report.primal.label, report.dual.label) == ("exact", "exact")


def test_every_kind_has_variants() -> None:
    assert len(KINDS) >= 25
    assert min(map(len, KINDS.values())) >= 6
