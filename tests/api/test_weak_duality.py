"""d* <= p* is asserted on every way to an answer; a violation is a defect of ours and never a result."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

import duality as du
from duality.api import judging, settlement, telling
from duality.api.early import early_report
from duality.api.progress import Progress
from duality.api.pipeline import derivation_of
from duality.api.weak_duality import consistent, exceeds
from duality.errors import DerivationError
from duality.model.solution import Label, Solution, Status
from duality.report.render import render

MIN, MAX = "min x^2 + y^2\ns.t. budget: x + y >= 1", "max -x^2 - y^2\ns.t. budget: x + y >= 1"


def solved(value: float, label: Label = Label.GLOBAL, **more) -> Solution:
    return replace(Solution(Status.OPTIMAL, value, label, value, value), **more)


@pytest.mark.parametrize("text", [MIN, MAX])
@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize(
    "forged",
    [
        {"value": 0.7, "lower": 0.7, "upper": 0.7},
        {"value": None, "status": Status.UNKNOWN, "lower": 0.7, "upper": math.inf},
        {"value": math.inf, "status": Status.UNBOUNDED, "lower": math.inf, "upper": math.inf, "attained": False},
    ],
    ids=["a value", "a bound", "plus infinity"],
)
def test_a_forged_bound_above_p_star_is_never_printed(text, label, forged, monkeypatch):
    # A gap in the wrong direction, without multipliers that would give it away.
    claim = replace(solved(0.7, label), **forged)
    monkeypatch.setattr(settlement, "settle", lambda *_, **__: claim)
    report = du.solve(du.parse(text))
    assert any(warning.startswith("defect:") for warning in report.warnings)
    assert report.verdict == "unknown"
    assert report.gap is None
    assert report.dual.value is None
    assert not math.isfinite(report.dual.lower)
    assert not math.isfinite(report.dual.upper)
    shown = json.loads(report.to_json())
    assert shown["dual"]["value"] is None
    assert shown["gap"] is None
    assert "0.7" not in str(report).split("p* ")[1].split("defect")[0]


def test_the_report_of_an_interrupted_search_asserts_it_too():
    known = Progress(stage="solving the dual problem", stopped="user", derivation=derivation_of(du.parse(MIN)))
    known.primal = solved(0.5)
    known.dual_bounds.saw(lower=0.7)
    assert known.derivation is not None
    report = early_report(known, known.derivation)
    assert report.warnings[0].startswith("defect:")
    assert (report.primal.value, report.dual.value, report.dual.lower) == (None, None, -math.inf)
    for format in ("text", "latex", "markdown", "json"):
        assert "defect" in render(report, format)


def test_a_candidate_and_a_lesson_refuse_to_tell_it(monkeypatch):
    problem = du.parse(MIN)
    report = du.solve(problem)
    monkeypatch.setattr(judging, "theta_at", lambda *_: 0.7)
    with pytest.raises(DerivationError, match=r"defect: theta_D = 0\.7 exceeds f\(x\) = 0\.5"):
        du.check(problem, point={"x": 0.5, "y": 0.5}, multipliers={"budget": 1})
    monkeypatch.setattr(telling, "theta_at", lambda *_: 0.7)
    with pytest.raises(DerivationError, match="weak duality"):
        telling.lesson_of(report.data)


def test_the_right_order_and_rounding_are_no_defects():
    primal, dual = solved(0.5), solved(0.5 + 1e-9)
    assert consistent(primal, dual) == (primal, dual, ())
    assert consistent(solved(1.0), solved(0.0))[2] == ()
    nothing = Solution(Status.UNKNOWN, None)
    assert consistent(nothing, nothing)[2] == ()


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [(1, 2, False), (2, 1, True), (1 + 1e-7, 1, False), (math.inf, 3, True), (3, -math.inf, True),
     (-math.inf, -math.inf, False), (math.inf, math.inf, False), (1e9 + 1, 1e9, False)],
)  # fmt: skip
def test_what_exceeds_what(lower, upper, found):
    assert exceeds(lower, upper) is found
