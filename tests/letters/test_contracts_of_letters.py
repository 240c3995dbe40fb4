"""What is asked of a report and of a derivation in letters: values, types, and faults that say what to give."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

import duality as du
from duality.letters import LetteredReport
from duality.results import Derivation, Report

TEXT = "param a, C > 0\nmin (x - a)^2\ns.t. c1: x <= C"


@pytest.fixture(scope="module")
def report() -> LetteredReport:
    found = du.solve(du.parse(TEXT))
    assert isinstance(found, LetteredReport)
    return found


def test_values_are_floats(report: LetteredReport) -> None:
    for function in (report.value_function, report.dual_value_function):
        assert function(a=2, C=1) == 1.0 and type(function(a=2, C=1)) is float
        assert function(a=0.1, C=0.5) == 0.0
    theta = report.derivation.dual_function({"c1": 0.5}, a=2, C=1)
    assert theta == 0.4375 and type(theta) is float


def test_ordinary_results_at_values(report: LetteredReport) -> None:
    assert type(report.at(a=2, C=1)) is Report and type(report.derivation(a=2, C=1)) is Derivation
    assert report.at(a=2, C=1).primal.point == {"x": 1}
    assert report.derivation(a=2, C=1).dual_function({"c1": 0.5}) == 0.4375
    assert all(region.at(a=2, C=1).primal.value == 1.0 for region in report.regions)


def test_regions_say_where_and_what(report: LetteredReport) -> None:
    told = {str(r): (str(r.primal.value), str(r.dual.value), r.label) for r in report.regions}
    assert told == {"a >= C": ("(a - C)^2", "(a - C)^2", "exact"), "C >= a": ("0", "0", "exact")}
    assert all(region.where and region.primal.status == "optimal" for region in report.regions)
    assert report.region(a=2, C=1) is not None and str(report.region(a=2, C=1)) == "a >= C"


CALLS: dict[str, Callable[..., Any]] = {
    "value": lambda report, **letters: report.value_function(**letters),
    "dual value": lambda report, **letters: report.dual_value_function(**letters),
    "at": lambda report, **letters: report.at(**letters),
    "region": lambda report, **letters: report.region(**letters),
    "of a region": lambda report, **letters: report.regions[0].at(**letters),
    "derivation": lambda report, **letters: report.derivation(**letters),
    "theta": lambda report, **letters: report.derivation.dual_function({"c1": 0.5}, **letters),
}

FAULTS: list[tuple[dict[str, object], str]] = [
    ({"a": 2}, "the letter 'C' has no value"),
    ({}, "the letter 'a' has no value"),
    ({"a": 2, "C": 1, "z": 3}, "'z' is not a letter of this problem"),
    ({"a": 2, "C": -1}, "C = -1 is outside its range"),
    ({"a": 2, "C": 0}, "C = 0 is outside its range"),
    ({"a": "two", "C": 1}, "neither a number nor an expression"),
    ({"a": True, "C": 1}, "a truth value is not a number"),
    ({"a": math.nan, "C": 1}, "nan is not a number"),
    ({"a": math.inf, "C": 1}, "inf is not a number"),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("letters", "fault"), FAULTS)
def test_faults_say_what_is_wrong(report: LetteredReport, call: str, letters: dict[str, Any], fault: str) -> None:
    with pytest.raises(du.ProblemError, match=fault):
        CALLS[call](report, **letters)


@pytest.mark.parametrize("call", ["value", "dual value", "at", "derivation"])
def test_numbers_beyond_floats_are_refused(report: LetteredReport, call: str) -> None:
    with pytest.raises(du.ProblemError, match="larger than any float|beyond what can be computed with"):
        CALLS[call](report, a=1e300, C=1)


def test_where_p_star_is_not_known_the_regions_are_named(report: LetteredReport) -> None:
    nothing = SimpleNamespace(primal=SimpleNamespace(value=None), dual=SimpleNamespace(value=None))
    known = tuple(region for region in report.data.regions if str(region.where[0]) == "a >= C")
    data = SimpleNamespace(**{**vars(report.data), "regions": known})
    partial = LetteredReport(cast(Any, data), lambda problem: cast(Any, nothing))
    assert partial.value_function(a=2, C=1) == 1.0
    with pytest.raises(du.ProblemError, match=r"p\* is not known at a = 1, C = 2") as raised:
        partial.value_function(a=1, C=2)
    assert "it is known where a >= C" in str(raised.value)


@pytest.mark.parametrize(
    ("expect", "passes"),
    [
        ("p* = (a - C)^2 if a > C, p* = 0 if a <= C", True),
        ("x = C if a >= C, c1 = 2*a - 2*C if a >= C, x = a if a <= C", True),
        ("d* = p* if a > C", False),
        ("p* = (a - C)^2", False),
        ("p* = 0 if a > 2*C", False),
        ("c1 = 0 if a < C and C > 1", True),
    ],
)
def test_known_answers_under_conditions(expect: str, passes: bool) -> None:
    try:
        problem = du.parse(f"{TEXT}\nexpect {expect}")
    except du.ProblemError:
        assert not passes
        return
    assert du.grade(problem).passed is passes


def test_a_condition_of_a_known_answer_must_speak_of_letters() -> None:
    with pytest.raises(du.ProblemError, match="x"):
        du.parse(f"{TEXT}\nexpect p* = 0 if x > 1")
