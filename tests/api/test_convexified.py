"""A gap is explained by the points whose mixture attains d*, in every format."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import duality as du
from duality.model.solution import Label

WELL = "min x^4 - 3*x^2 + x\ns.t. right: x >= 0"


def test_a_gap_is_explained_in_words_and_in_data():
    report = du.solve(du.parse(WELL))
    words = " ".join(str(report).split())
    assert "the convexified primal" in words
    assert "weight 1/2 at x = -sqrt(6)/2 and weight 1/2 at x = sqrt(6)/2" in words
    data = json.loads(report.to_json())
    entries = data["dual"]["combination"]
    assert [entry["weight"] for entry in entries] == [0.5, 0.5]
    assert sum(entry["weight"] * entry["objective"] for entry in entries) == pytest.approx(data["dual"]["value"])
    assert sum(entry["weight"] * entry["constraints"]["right"] for entry in entries) == pytest.approx(0, abs=1e-9)
    assert "combination" not in data["primal"]
    assert "convexified" in report.latex()
    assert "convexified" in report.render("markdown")


def test_values_of_f_are_told_in_the_sense_of_the_problem():
    report = du.solve(du.parse("max x\ns.t. c: 2*x <= 1\ndomain x in {0, 1}"))
    assert (report.primal.value, report.dual.value) == (0, 0.5)
    assert [entry.objective for entry in report.data.dual.combination] == [Fraction(0), Fraction(1)]


def test_irrational_minimizers_of_the_lagrangian_prove_an_exact_value():
    dual = du.solve(du.parse(WELL)).data.dual
    assert dual.label is Label.EXACT
    assert (dual.lower, dual.upper, str(dual.exact)) == (-2.25, -2.25, "-9/4")
    assert dict(dual.point) == {"right": 1}
    assert [entry.weight for entry in dual.combination] == [Fraction(1, 2)] * 2
    assert [entry.point[0][1] ** 2 for entry in dual.combination] == [Fraction(3, 2)] * 2


def test_no_gap_needs_no_explanation():
    for text in ("min x^2\ns.t. x >= 1", "min -x^2\ns.t. c: x^2 <= 1"):
        report = du.solve(du.parse(text))
        assert report.verdict == "holds"
        assert report.data.dual.combination == ()


def test_an_exact_mixture_proves_an_exact_value():
    text = "min 2*x*y + 2*x*z + 2*y*z\ns.t.\n    x^2 = 1\n    y^2 = 1\n    z^2 = 1"
    report = du.solve(du.parse(text))
    assert report.dual.label == Label.EXACT.value
    assert sum(Fraction(entry.weight) * Fraction(entry.objective) for entry in report.data.dual.combination) == -3
    assert report.verdict == "fails"


def test_the_mixture_of_a_quadratic_problem_and_its_multipliers_are_polished() -> None:
    """The cut of a pentagon: all multipliers are (1 + sqrt 5)/4, and a few points of equal weight explain d*."""
    edges = " + ".join(f"x[{i}]*x[{i % 5 + 1}]" for i in range(1, 6))
    report = du.solve(f"var x[1..5]\nmin {edges}\ns.t.\nunit[i]: x[i]^2 = 1 for i in 1..5")
    multipliers = [float(value) for value in report.dual.point.values()]
    assert multipliers == pytest.approx([(1 + 5**0.5) / 4] * 5, abs=1e-9)
    mixture = report.data.dual.combination
    assert 2 <= len(mixture) <= 3
    assert len({entry.weight for entry in mixture}) == 1
    for name in ("unit[1]", "unit[5]"):
        assert sum(float(e.weight) * float(dict(e.constraints)[name]) for e in mixture) == pytest.approx(0, abs=1e-9)
