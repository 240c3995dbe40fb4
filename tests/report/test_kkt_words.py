"""What a report says of KKT: at kinks, without multipliers, for discrete X; and where a value is not attained."""

from __future__ import annotations

import json
from functools import cache

import pytest

import duality as du
from duality.report.options import Options

KINK = "min norm1(x, y); s.t. x + 2*y >= 2"
DISCS = "min x^2 + y^2; s.t. (x - 1)^2 + (y - 1)^2 <= 1, (x - 1)^2 + (y + 1)^2 <= 1"
DISCRETE = "domain x in {0, 1, 2}; min (x - 7/5)^2 + y^2; s.t. x + y >= 2"


@cache
def report(statement: str) -> du.Report:
    found = du.solve(statement.replace("; ", "\n").replace(", (x", "\n(x"))
    assert isinstance(found, du.Report)
    return found


def text(statement: str) -> str:
    return " ".join(str(report(statement)).split())


def test_a_kink_has_subgradients() -> None:
    shown = text(KINK)
    assert "f has no gradient at x*; with subgradients it is 0 in df(x*) + sum alpha_i dc_i(x*)" in shown
    assert "holds (proved exactly): (1/2, 1) of f + 1/2*(-1, -2) of c1 = 0" in shown
    assert "KKT with subgradients necessary and sufficient" in shown
    data = json.loads(report(KINK).to_json())
    assert data["subgradients"]["verdict"] == "holds"
    assert data["subgradients"]["vectors"] == {"f": {"x": 0.5, "y": 1.0}, "c1": {"x": -1.0, "y": -2.0}}
    assert r"\partial f(x^{*})" in report(KINK).latex()


def test_a_kink_in_chinese() -> None:
    shown = report(KINK).render("text", Options(language="zh"))
    assert "用次梯度表述为" in shown
    assert "holds" not in shown


@pytest.mark.parametrize(
    ("statement", "vectors"),
    [
        ("max 5 - norm1(x, y); s.t. x + 2*y = 4", "(1/2, 1) of f - 1/2*(1, 2) of h1 = 0"),
        ("max min(x, 2 - x); s.t. x <= 3", "0 of f = 0"),
        ("domain y in [0, 1]; min abs(x) - y; s.t. x <= 1", "(-1, 0) of f + (1, 0) of N_D = 0"),
        ("min x; s.t. abs(x) <= 0", "1 of f + -1 of c1 = 0"),
    ],
)
def test_the_sum_of_subgradients(statement: str, vectors: str) -> None:
    assert vectors in text(statement)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("min abs(x) - x^2/4; s.t. x <= 1; x >= -1", "holds (proved exactly): 0 of f = 0; necessary at a minimum"),
        ("min abs(x) + y^3; s.t. y >= 1", "holds (proved exactly): (0, 3) of f + 3*(0, -1) of c1 = 0; necessary"),
        # The multipliers that are told are those of x*, not the dual's.
        ("min abs(x) - y^2; s.t. y <= 1; y >= 0", "(0, -2) of f + 2*(0, 1) of c1 = 0; necessary"),
        # No kink at x*: the function is smooth there.
        ("min min(x, y); s.t. x + y >= 1; x <= 2; y <= 2", "KKT stationarity, feasibility, dual feasibility"),
    ],
)
def test_kinks_of_problems_that_are_not_convex(statement: str, told: str) -> None:
    shown = text(statement)
    assert told in shown
    assert ("with Clarke's subgradients it is" in shown) == ("necessary" in told)


def test_no_multipliers_and_the_path_to_the_dual_value() -> None:
    shown = text(DISCS)
    assert "d* = 1 approached along alpha_1 = t, alpha_2 = t, t -> inf exact, not attained" in shown
    assert "no multipliers satisfy the conditions at x* (proved exactly)" in shown
    assert "Saddle" not in shown
    assert report(DISCS).dual.attained is False


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("min exp(x); s.t. x <= 1", "p* = 0 approached along x = -t"),
        # The rule of the derivation, or a restatement, proved the value: the path is looked for.
        ("min exp(x) + y^2; s.t. x <= 1", "p* = 0 approached along x = -t, y = 0"),
        ("min x + abs(y); s.t. x^2 <= 0", "d* = 0 approached along alpha_1 = t"),
    ],
)
def test_a_path_to_a_value_that_is_not_attained(statement: str, told: str) -> None:
    assert told in text(statement)


@pytest.mark.parametrize("statement", [DISCRETE, "domain x in {0, 1}; max 3*x; s.t. 2*x <= 1"])
def test_discrete_problems_have_no_kkt(statement: str) -> None:
    shown = text(statement)
    assert "KKT does not apply: X is discrete" in shown
    assert "nan" not in report(statement).to_json().lower()
    assert report(statement).kkt_residuals is None
    verbose = report(statement).render("text", Options(verbose=True))
    assert ("stationary" in verbose) == (statement == DISCRETE)


def test_the_saddle_line_says_what_it_rests_on() -> None:
    assert "proved, since p* = d* and both are attained" in text(KINK)
    assert "L(x*, .)" not in text("min x^2")


def test_an_infeasible_linear_program_is_not_said_to_be_finite() -> None:
    shown = text("min 3; s.t. x <= 1; x >= 2".replace("; x", "\nx"))
    assert "STRONG DUALITY: p* = d* = +inf" in shown
    assert "is finite" not in shown


def test_multipliers_of_a_point_that_is_not_attained_are_not_shown() -> None:
    rows = report("max -1/x; s.t. x >= 1").slackness
    assert [row.multiplier for row in rows] == [None]


def test_a_point_beside_a_minimizer_refutes_nothing() -> None:
    """x* = (sqrt(2), sqrt(2)) lies on two kinks that the computed point misses: the condition holds there."""
    report = du.solve("var x, y\nmin abs(x^2 + y^2 - 4) + abs(x - y)")
    assert "proved exactly" not in str(report) or report.primal.label == "exact"
    assert "not satisfied" not in str(report)
