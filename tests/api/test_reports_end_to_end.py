"""duality.solve on small problems whose answers are known by hand."""

from __future__ import annotations

import json
import math
from fractions import Fraction

import pytest

import duality as du


def test_projection():
    x, y = du.variables("x y")
    report = du.solve(du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}))
    assert (report.primal.value, report.dual.value, report.gap) == (0.5, 0.5, 0)
    assert report.primal.label == report.dual.label == "exact"
    assert report.primal.point == {"x": Fraction(1, 2), "y": Fraction(1, 2)}
    assert report.dual.point == {"budget": 1}
    assert report.verdict == "holds"
    assert report.slackness[0].price == 1
    assert json.loads(report.to_json())["gap"] == 0
    assert "p* = 1/2" in str(report)


def test_maximizing_turns_signs_at_the_exit_only():
    x, y = du.variables("x y")
    lower = du.solve(du.minimize(-(x + y), subject_to={"cap": x + 2 * y <= 4, "side": x <= 2}, domain=[y >= 0]))
    upper = du.solve(du.maximize(x + y, subject_to={"cap": x + 2 * y <= 4, "side": x <= 2}, domain=[y >= 0]))
    assert upper.primal.value == -lower.primal.value == 3
    assert upper.dual.value == -lower.dual.value == 3
    assert upper.dual.point == lower.dual.point
    assert [row.price for row in upper.slackness] == [Fraction(1, 2), Fraction(1, 2)]


@pytest.mark.parametrize(
    ("text", "p", "d", "verdict"),
    [
        ("min x\ns.t. x >= 1\nx <= -1\n", math.inf, math.inf, "holds"),
        ("var y\nmin -x\ns.t. y <= 1\n", -math.inf, -math.inf, "holds"),
        ("max x\nvar y\ns.t. y <= 1\n", math.inf, math.inf, "holds"),
        ("var y\nmin -x\ns.t. up: x - y <= -1\ndown: y - x <= -1\n", math.inf, -math.inf, "fails"),
        ("domain x in {0, 1}\nmin -x\ns.t. cap: x <= 1/2\n", 0, -0.5, "fails"),
        ("min x^4 - 3*x^2 + x\ns.t. right: x >= 0\n", -1.0702301817761541, -2.25, "fails"),
    ],
)
def test_infinite_values_and_gaps(text, p, d, verdict):
    report = du.solve(du.parse(text))
    assert report.primal.value == pytest.approx(p)
    assert report.dual.value == pytest.approx(d)
    assert report.verdict == verdict
    assert report.gap == (pytest.approx(abs(p - d)) if p != d else 0)


def test_an_infimum_that_is_not_attained_has_no_point():
    report = du.solve(du.parse("min exp(-x)\ns.t. right: x >= 0\n"))
    assert report.primal.value == 0
    assert report.primal.attained is False
    assert report.primal.point is None
    assert " at x" not in str(report).split("p* =")[1].splitlines()[0]


def test_a_supremum_of_the_dual_that_is_not_attained():
    report = du.solve(du.parse("min x\ns.t. c: x^2 <= 0\n"))
    assert (report.primal.value, report.dual.value) == (0, 0)
    assert report.primal.attained is True
    assert report.dual.attained is False
    assert report.dual.point is None


def test_stages_are_timed_and_narrated():
    told: list[str] = []
    report = du.solve(du.parse("min x^2\ns.t. x >= 1\n"), narrate=told.append)
    assert told[0].startswith("deriving")
    assert told[-1] == "verifying"
    assert min(report.seconds.derive, report.seconds.solve, report.seconds.verify) > 0


def test_check_of_a_point_multipliers_and_both():
    x, y = du.variables("x y")
    problem = du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1})
    half = Fraction(1, 2)
    point = du.check(problem, point={"x": 1, "y": 1})
    assert (point.passed, point.primal_value, point.is_saddle) == (True, 2, None)
    outside = du.check(problem, point={"x": 0, "y": 0})
    assert (outside.passed, outside.violations, outside.primal_value) == (False, ("budget",), math.inf)
    bound = du.check(problem, multipliers={"budget": Fraction(1, 3)})
    assert (bound.passed, bound.dual_value) == (True, Fraction(5, 18))
    both = du.check(problem, point={"x": half, "y": half}, multipliers={"budget": 1})
    assert both.is_saddle is True
    assert both.residuals is not None
    assert both.residuals.largest == 0
    with pytest.raises(du.ProblemError, match="nothing to check"):
        du.check(problem)


def test_grading_tolerances():
    text = "min x^2\ns.t. c: x >= 3/10\nexpect p* = 0.09, d* = 9/100, x = 0.3, c = 0.6, gap = 0, p* attained = yes\n"
    grading = du.grade(du.parse(text))
    assert [grade.passed for grade in grading.grades] == [True] * 6
    wrong = du.grade(
        du.parse("min x^2\ns.t. c: x >= 3/10\nexpect p* = 0.1, d* = 0.0951, p* attained = no, gap = inf\n")
    )
    assert [grade.passed for grade in wrong.grades] == [True, False, False, False]


def test_lesson_shows_bounds_around_the_best_multipliers():
    x, y = du.variables("x y")
    lesson = du.lesson(du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}, notes=["weak duality"]))
    values = [(dict(bound.multipliers)["budget"], bound.value) for bound in lesson.bounds]
    assert values == [
        (0, 0),
        (Fraction(1, 2), Fraction(3, 8)),
        (1, Fraction(1, 2)),
        (Fraction(3, 2), Fraction(3, 8)),
        (2, 0),
    ]
    assert all(value <= lesson.report.primal.value for _, value in values)
    assert "weak duality" in str(lesson)


def test_notebook_bundle():
    x = du.variables("x")
    bundle = du.solve(du.minimize(x**2, subject_to=[x >= 1]))._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/latex", "text/markdown", "text/html"}
    assert r"\documentclass" not in bundle["text/latex"]
