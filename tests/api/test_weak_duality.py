"""d* <= p* is asserted of candidates and lessons, and no forged claim is ever told."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import duality as du
from duality.api import judging, settlement, telling
from duality.errors import DerivationError
from duality.model.solution import Label, Solution, Status

MIN, MAX = "min x^2 + y^2\ns.t. budget: x + y >= 1", "max -x^2 - y^2\ns.t. budget: x + y >= 1"


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
def test_a_forged_bound_above_p_star_is_never_told(text, label, forged, monkeypatch):
    # A gap in the wrong direction, without multipliers that would give it away: the claim is no evidence.
    claim = replace(Solution(Status.OPTIMAL, 0.7, label, 0.7, 0.7), **forged)
    monkeypatch.setattr(settlement, "settle", lambda *_, **__: claim)
    report = du.solve(du.parse(text))
    sign = 1 if text is MIN else -1
    assert report.primal.value == sign * 0.5
    assert report.dual.value == sign * 0.5
    assert "0.7" not in str(report)


def test_a_candidate_and_a_lesson_refuse_to_tell_it(monkeypatch):
    problem = du.parse(MIN)
    report = du.solve(problem)
    monkeypatch.setattr(judging, "theta_at", lambda *_: 0.7)
    with pytest.raises(DerivationError, match=r"defect: theta_D = 0\.7 exceeds f\(x\) = 0\.5"):
        du.check(problem, point={"x": 0.5, "y": 0.5}, multipliers={"budget": 1})
    monkeypatch.setattr(telling, "theta_at", lambda *_: 0.7)
    with pytest.raises(DerivationError, match="weak duality"):
        telling.lesson_of(report.data)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("max x + y; s.t. x - y <= 1", "p* = d* = inf"),
        ("min x + y; s.t. x - y <= 1", "p* = d* = -inf"),
        ("max x; s.t. x >= 1; x <= 0", "p* = d* = -inf"),
        ("min x; s.t. x >= 1; x <= 0", "p* = d* = +inf"),
    ],
)
def test_infinite_values_are_told_in_the_sense_of_the_statement(statement: str, said: str) -> None:
    report = du.solve(statement.replace("; ", "\n"))
    assert said in report.strong_duality.why
    assert str(report.primal.value) == said.split()[-1].lstrip("+")


@pytest.mark.parametrize(
    ("statement", "d_star"),
    [
        ("min x^y; s.t. x >= 1", 0),
        ("domain r > 0; domain h > 0; min 2*pi*r^2 + 2*pi*r*h; s.t. volume: pi*r^2*h = 1", 0),
        ("domain x > 0; domain y > 0; min x + y; s.t. x*y >= 4", 0),
    ],
)
def test_d_star_is_at_least_the_least_value_of_f_over_the_domain(statement: str, d_star: float) -> None:
    """theta_D(0) = inf f over D: a range that begins at 0 proves d* >= 0, to the last digit."""
    dual = du.solve(statement.replace("; ", "\n")).dual
    assert dual.lower == d_star
    assert dual.value in (None, d_star)
