"""What a lesson shows is true: every bound is one, every feasible point is feasible, every minimizer minimizes."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest

import duality as du
from duality import library
from duality.algebra.evaluate import value
from duality.results.minimizers import minimizers
from duality.results.primal_function import violated


def lesson_of(name: str) -> du.Lesson:
    path = library.path(name)
    assert path is not None
    return du.lesson(du.read(path))


@pytest.mark.parametrize("name", library.names())
def test_bounds_trials_and_minimizers(name: str) -> None:
    lesson = lesson_of(name)
    report, form = lesson.report.data, lesson.report.data.form
    p_star = report.primal.value
    assert p_star is not None
    sign = form.sign
    slack = 1e-6 * max(1.0, abs(p_star)) if math.isfinite(p_star) else 0.0
    for bound in lesson.bounds:
        assert float(bound.value) <= sign * p_star + slack
        for minimizer in bound.minimizers:
            names = {m.constraint: m.name for m in report.derivation.dual_function.multipliers}
            place = {names.get(key, key): float(v) for key, v in (*bound.multipliers, *minimizer.point)}
            level = value(report.derivation.lagrangian.expression, place)
            assert level == pytest.approx(float(bound.value), abs=1e-5 * max(1.0, abs(level)))
    for trial in lesson.data.trials:
        assert violated(form, dict(trial.point)) == []
        assert sign * float(trial.value) >= sign * p_star - slack


def test_both_minimizers_at_the_dual_optimum_of_a_double_well() -> None:
    lesson = lesson_of("double-well")
    best = next(bound for bound in lesson.bounds if bound.value == max(b.value for b in lesson.bounds))
    assert [round(float(dict(m.point)["x"]), 6) for m in best.minimizers] == [-1.224745, 1.224745]
    assert [m.broken for m in best.minimizers] == [("right",), ()]


def test_of_many_minimizers_the_optimum_is_shown() -> None:
    best = next(bound for bound in lesson_of("svm-soft").bounds if bound.value == F(39, 8))
    (shown,) = best.minimizers
    assert shown.broken == ()
    assert best.complete is False
    assert dict(shown.point)["b"] == F(-7, 2)


def test_no_more_than_two_multipliers_that_prove_nothing() -> None:
    for name in ("cusp", "max-flow", "infeasible-lp", "trust-region"):
        assert sum(bound.value == -math.inf for bound in lesson_of(name).bounds) <= 2


def test_an_infeasible_problem_is_told_along_the_ray_of_its_dual() -> None:
    values = [bound.value for bound in lesson_of("infeasible-lp").bounds]
    assert values == [-math.inf, 1, F(3, 2), 3, 9, 33]


def test_toward_an_infimum_that_is_not_attained() -> None:
    values = sorted(float(trial.value) for trial in lesson_of("unattained-exp").data.trials)
    assert 0 < values[0] < 1e-6


def test_questions_are_the_notes_that_ask() -> None:
    x = du.variables("x")
    lesson = du.lesson(du.minimize(x**2, subject_to=[x >= 1], notes=["A lesson.", "Why?", "\u4e3a\u4ec0\u4e48\uff1f"]))
    assert lesson.data.teachings == ("A lesson.",)
    assert lesson.data.questions == ("Why?", "\u4e3a\u4ec0\u4e48\uff1f")
    assert "2. \u4e3a\u4ec0\u4e48\uff1f" in str(lesson)


@pytest.mark.parametrize(
    ("text", "at", "points", "complete"),
    [
        ("min x^2 + y^2\ns.t. c: x + y >= 1", {"c": F(1)}, [{"x": F(1, 2), "y": F(1, 2)}], True),
        ("var x, y\nmin x^2\ns.t. c: x + 0*y >= 1", {"c": F(2)}, [{"x": F(1), "y": F(0)}], False),
        ("domain x in {0, 1}\nmin -x\ns.t. c: x <= 1/2", {"c": F(1)}, [{"x": F(0)}, {"x": F(1)}], True),
        ("min exp(x)\ns.t. c: x >= 0", {"c": F(1)}, [{"x": 0.0}], None),
        ("min x\ns.t. c: x >= 0", {"c": F(2)}, [], None),
    ],
)
def test_minimizers(text: str, at: dict[str, F], points: list[dict], complete: bool | None) -> None:
    found = minimizers(du.derive(du.parse(text)).data, at)
    assert [dict(point) for point in found.points] == points
    assert found.complete is complete


ODD = [
    "min x^2\n",
    "min (x - 1)^4 + y^2\ns.t. c: x + y = 0\n d: x <= 1/2\n",
    "max log(x) + log(y)\ns.t. c: sqrt(2)*x + y <= 1\n",
    "domain (x, y) in {(0, 0), (1, 2), (3, 1)}\nmax x + sqrt(2)*y\ns.t. c: x + y <= 3\n",
    "var x[1..3]\nmin norm(x)\ns.t. c: x[1] + 2*x[2] >= 1\n",
    "min exp(x) + x^2\ns.t. c: x >= sqrt(3)\n",
    "min x^2 + y^2\ns.t. c: x*y >= 1\n",
    "min x\ns.t. c: x^2 >= 1\n",
]


@pytest.mark.parametrize("text", ODD, ids=[text.partition("\n")[0] for text in ODD])
def test_problems_of_many_kinds_are_told(text: str) -> None:
    lesson = du.lesson(du.parse(text))
    told = str(lesson)
    assert "2. Feasible points" in told
    assert all(len(line) <= 130 for line in told.splitlines())
    sign, best = lesson.report.data.form.sign, lesson.report.primal.value
    assert best is not None
    slack = 1e-6 * max(1.0, abs(best)) if math.isfinite(best) else 0.0
    for bound in lesson.bounds:
        assert float(bound.value) <= sign * best + slack


def test_without_constraints_there_are_no_bounds_to_tell() -> None:
    lesson = du.lesson(du.parse(ODD[0]))
    assert lesson.bounds == ()
    assert "Weak duality" not in str(lesson)
