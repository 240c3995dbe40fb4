"""Dual ascent and the method of multipliers: known answers, exactly; what is refused, and in which words."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import duality as du
from duality import library
from duality.model.iteration import Course, Round, Run
from duality.model.solution import Label
from duality.solving.iterations.running import course
from duality.solving.iterations.step_bounds import is_strictly_convex


def shipped(name: str) -> du.Problem:
    path = library.path(name)
    assert path is not None
    return du.read(path)


ASCENT_1 = [F(0), F(-1), F(-5, 4), F(-21, 16), F(-85, 64)]
"""beta <- beta/4 - 1: theta_D' = -1 - 3/4 beta."""


def multipliers(run: Run, name: str) -> list[object]:
    return [dict(each.multipliers)[name] for each in run.rounds]


@pytest.fixture(scope="module")
def report() -> du.Report:
    return du.solve(shipped("dual-ascent"))


def test_dual_ascent_by_hand(report: du.Report) -> None:
    (run,) = du.iterations(report, "ascent", 1, rounds=5).runs
    assert multipliers(run, "balance") == ASCENT_1
    for beta, each in zip(ASCENT_1, run.rounds, strict=True):
        assert dict(each.x) == {"x": -beta / 2, "y": -beta / 4}
        assert dict(each.constraints) == {"balance": -3 * beta / 4 - 1}
        assert each.theta == -beta - 3 * beta**2 / 8
    assert run.course is Course.APPROACHING


@pytest.mark.parametrize(
    ("step", "factor", "seen"),
    [
        (F(1), F(1, 4), Course.APPROACHING),
        (F(5, 2), F(-7, 8), Course.APPROACHING),
        (F(8, 3), F(-1), Course.NOT_SETTLING),
        (F(3), F(-5, 4), Course.DIVERGING),
    ],
)
def test_the_error_shrinks_by_one_minus_three_quarters_of_the_step(
    report: du.Report, step: F, factor: F, seen: Course
) -> None:
    (run,) = du.iterations(report, "ascent", step, rounds=8).runs
    errors = [value + F(4, 3) for value in multipliers(run, "balance")]  # type: ignore[operator]
    assert all(later == factor * earlier for earlier, later in pairwise(errors))
    assert run.course is seen


def test_the_step_that_arrives_at_once(report: du.Report) -> None:
    (run,) = du.iterations(report, "ascent", F(4, 3)).runs
    assert multipliers(run, "balance") == [0, F(-4, 3)]
    assert run.rounds[-1].theta == F(2, 3)
    assert run.course is Course.CONVERGED


def test_the_bound_on_the_step(report: du.Report) -> None:
    bound = du.iterations(report).bound
    assert bound is not None
    assert (bound.value, bound.label, bound.scope, bound.sharp) == (F(8, 3), Label.EXACT, "everywhere", True)


def test_half_the_bound_is_the_default_step(report: du.Report) -> None:
    assert du.iterations(report).runs[0].step == F(4, 3)


@pytest.mark.parametrize("rho", [F(1, 10), F(1), F(8), F(1000)])
def test_the_method_of_multipliers_converges_for_every_rho(report: du.Report, rho: F) -> None:
    (run,) = du.iterations(report, "multipliers", rho, rounds=6).runs
    errors = [F(4, 3), *(value + F(4, 3) for value in multipliers(run, "balance"))]  # type: ignore[operator]
    factor = 1 / (1 + rho * F(3, 4))
    assert all(later == factor * earlier for earlier, later in pairwise(errors))
    assert run.course in (Course.APPROACHING, Course.CONVERGED)


@pytest.mark.parametrize("method", ["ascent", "multipliers"])
@pytest.mark.parametrize("name", ["min-norm", "least-norm", "portfolio", "beale-qp", "dual-ascent"])
def test_x_minimizes_the_lagrangian_so_that_theta_is_a_bound(name: str, method: str) -> None:
    report = du.solve(shipped(name))
    theta = report.derivation.dual_function
    for run in du.iterations(report, method, rounds=4).runs:
        for each in run.rounds:
            assert float(theta(dict(each.multipliers))) == pytest.approx(float(each.theta), abs=1e-7)
            assert float(each.theta) <= report.dual.value + 1e-7


def test_inequalities_are_projected() -> None:
    x = du.variables("x")
    problem = du.minimize((x - 1) ** 2, subject_to={"slack": x <= 3, "tight": x >= 2})
    (run,) = du.iterations(problem, "ascent", 1, rounds=40).runs
    assert all(value == 0 for value in multipliers(run, "slack"))
    assert dict(run.rounds[-1].multipliers)["tight"] == pytest.approx(2)


def test_a_quadratic_over_a_box_is_minimized_exactly() -> None:
    x, y = du.variables("x y")
    problem = du.minimize(x**2 + y**2, subject_to={"whole": du.eq(x + y, 3)}, domain=[x >= 0, x <= 1])
    (run,) = du.iterations(problem, "multipliers", 1, rounds=3).runs
    assert all(isinstance(value, F) for each in run.rounds for _, value in each.x)
    last = du.iterations(problem, "multipliers", 20, rounds=40).runs[0].rounds[-1]
    assert dict(last.x)["x"] == 1
    assert float(dict(last.x)["y"]) == pytest.approx(2)


def test_an_entropy_near_its_optimum() -> None:
    found = du.iterations(shipped("maxent-lihang"), "ascent", rounds=120)
    assert found.bound is not None
    assert (found.bound.scope, found.bound.label) == ("near the optimum", Label.NUMERICAL)
    last = dict(found.runs[0].rounds[-1].multipliers)
    best = found.report.dual.point
    assert best is not None
    assert all(float(last[name]) == pytest.approx(float(best[name]), abs=1e-4) for name in best)


def test_convex_constraints_that_are_not_affine() -> None:
    found = du.iterations(shipped("pareto"), "ascent", rounds=30)
    assert float(dict(found.runs[0].rounds[-1].multipliers)["norm_bound"]) == pytest.approx(5**0.5 - 1)


def test_several_steps_are_several_runs(report: du.Report) -> None:
    assert [run.step for run in du.iterations(report, "ascent", [1, F(5, 2), 3], rounds=2).runs] == [1, F(5, 2), 3]


def test_a_linear_program_by_the_method_of_multipliers() -> None:
    (run,) = du.iterations(shipped("diet-lp"), "multipliers", 1).runs
    assert run.course is Course.CONVERGED
    assert dict(run.rounds[-1].multipliers) == {"energy": F(1, 3), "protein": F(2, 3), "vitamins": 0}


@pytest.mark.parametrize(
    ("name", "method", "words"),
    [
        ("double-well", "ascent", "need a convex problem"),
        ("double-well", "multipliers", "need a convex problem"),
        ("binary-relaxation", "ascent", "need a convex problem"),
        ("diet-lp", "ascent", "unique minimizer of L"),
        ("slater-unattained", "ascent", "unique minimizer of L"),
        ("huber-location", "ascent", "unique minimizer of L"),
        ("pareto", "multipliers", "norm_bound is not affine"),
        ("mle-multinomial", "ascent", "L falls without bound at total = 0"),
        ("unbounded-lp", "multipliers", "L falls without bound"),
    ],
)
def test_what_cannot_be_iterated_is_refused_in_words(name: str, method: str, words: str) -> None:
    with pytest.raises(du.BackendRefused, match=words):
        du.iterations(shipped(name), method)


def test_without_constraints_there_is_nothing_to_iterate_on() -> None:
    x = du.variables("x")
    with pytest.raises(du.BackendRefused, match="no multipliers"):
        du.iterations(du.minimize(x**2))


def test_faulty_plans(report: du.Report) -> None:
    with pytest.raises(du.ProblemError, match="no method 'newton'"):
        du.iterations(report, "newton")
    with pytest.raises(du.ProblemError, match="not positive"):
        du.iterations(report, "ascent", -1)
    with pytest.raises(du.ProblemError, match="rounds"):
        du.iterations(report, "ascent", 1, rounds=0)


def test_long_exact_numbers_go_on_in_floating_point_and_say_so() -> None:
    found = du.iterations(shipped("parabola-interval"), "ascent", F(1, 3), rounds=60)
    (run,) = found.runs
    assert "in floating point" in run.note
    assert float(dict(run.rounds[-1].multipliers)["interval"]) == pytest.approx(2, abs=1e-2)


@pytest.mark.parametrize(
    ("moves", "seen"),
    [
        ([1.0, 0.0], Course.CONVERGED),
        ([0.0], Course.CONVERGED),
        ([1.0, 0.5, 0.25, 0.125], Course.APPROACHING),
        ([1.0, 1.0, 1.0, 1.0], Course.NOT_SETTLING),
        ([1.0, 2.0, 4.0, 8.0], Course.DIVERGING),
        ([1.0], Course.NOT_SETTLING),
    ],
)
def test_what_the_moves_tell(moves: list[float], seen: Course) -> None:
    assert course(moves) is seen


def test_the_picture_of_the_runs(report: du.Report) -> None:
    picture = du.iterations(report, "ascent", [1, 3], rounds=4).picture
    assert [run.diverged for run in picture.runs] == [False, True]
    first: Round = du.iterations(report, "ascent", 1, rounds=4).runs[0].rounds[1]
    assert picture.runs[0].rows[1].value == float(first.theta) == 0.625
    assert picture.runs[0].rows[1].residual == 0.25
    assert picture.symbols == ("beta_balance",)


def test_a_maximization_is_drawn_in_the_sense_of_the_statement() -> None:
    x = du.variables("x")
    found = du.iterations(du.maximize(-(x**2), subject_to={"c": x >= 1}), "ascent", 2, rounds=5)
    assert all(row.value >= -1 for row in found.picture.runs[0].rows)
    assert found.picture.runs[0].rows[-1].value == -1


def test_no_bound_is_claimed_where_a_constraint_has_kinks() -> None:
    x, y = du.variables("x y")
    problem = du.minimize((x - 1) ** 2 + (y - 1) ** 2, subject_to={"corner": du.max(x, y) <= 0})
    assert du.iterations(problem, "ascent", F(1, 2), rounds=3).bound is None


ROWS = [
    ("min x^2 + y^2", True),
    ("min x^2 + 2*x*y + y^2", False),
    ("min x^2 - y^2", False),
    ("min exp(x) + exp(-y)", True),
    ("min exp(x + y)", False),
    ("min exp(x + y) + (x - y)^2", True),
    ("min x*log(x) + y*log(y)", True),
    ("min -log(x) - log(y)", True),
    ("min log(x) + y^2", False),
    ("min x^4 + y^2", True),
    ("min x^3 + y^2", False),
    ("min log(1 + exp(x)) + y^2", True),
    ("min log(exp(x) + exp(y))", False),
    ("min sqrt(x) + y^2", False),
    ("min -sqrt(x) + y^2", True),
    ("min abs(x) + y^2", False),
    ("min norm(x, y)", False),
    ("min x + y", False),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_strict_convexity(text: str, expected: bool) -> None:
    form = du.derive(du.parse(text)).form
    assert is_strictly_convex(form.objective, form.variables) is expected


@settings(max_examples=15)
@given(
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
    st.lists(st.integers(-4, 4), min_size=6, max_size=6),
    st.integers(1, 9),
)
def test_a_step_within_half_the_bound_never_lowers_theta(weights: list[int], entries: list[int], share: int) -> None:
    x, y, z = du.variables("x y z")
    rows = [a * x + b * y + c * z for a, b, c in (entries[:3], entries[3:])]
    assume(all(any(part) for part in (entries[:3], entries[3:])))
    a, b, c = weights
    objective = a * x**2 + b * y**2 + c * z**2
    problem = du.minimize(objective, subject_to={"first": du.eq(rows[0], 1), "second": rows[1] <= 2})
    report = du.solve(problem)
    bound = du.iterations(report, "multipliers", 1, rounds=1).bound
    assert bound is not None
    (run,) = du.iterations(report, "ascent", F(share, 20) * F(bound.value), rounds=6).runs
    values = [each.theta for each in run.rounds]
    assert all(later >= earlier for earlier, later in pairwise(values))
    assert report.dual.value is not None
    assert float(values[-1]) <= report.dual.value + 1e-9
