"""The data of the figures: the report's own numbers, closed forms, weak duality, refusals in sentences."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import duality as du
from duality.api.pages import picture, pictures
from duality.library import names
from duality.model import report as model
from duality.results.figures.image_set import ImageSet
from duality.results.figures.known import Inapplicable
from duality.results.figures.lagrangian import LagrangianFamily
from duality.results.figures.levels import LevelSets
from duality.results.figures.line import NumberLine
from duality.results.figures.pareto import ParetoFront
from duality.results.figures.saddle import SaddleMap
from duality.results.figures.slackness import SlacknessBars
from duality.results.figures.slider_panels import SliderPanels
from duality.results.figures.theta import ThetaCurve
from duality.results.figures.theta_surface import ThetaSurface
from duality.results.figures.value_function import ValueFunction

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"
QUICK = (
    "min-norm",
    "parabola-interval",
    "double-well",
    "slater-gap",
    "binary-relaxation",
    "infeasible-lp",
    "water-filling",
)


@cache
def solved(name: str) -> model.Report:
    return du.solve(du.read(PROBLEMS / f"{name}.dual")).data


@cache
def drawn(name: str) -> dict[str, Any]:
    return pictures(solved(name))


def check_all(name: str) -> None:
    """What must hold for the pictures of any problem."""
    report = solved(name)
    for own, found in drawn(name).items():
        if isinstance(found, Inapplicable):
            assert found.figure == own
            assert len(found.why) > 20 and found.why.endswith(".")
            continue
        if not hasattr(found, "sides"):
            # The picture of the data, or of why nothing is feasible, shows neither p* nor d*.
            continue
        assert found.sides.p_star.value == report.primal.value
        assert found.sides.d_star.value == report.dual.value
        assert found.sides.gap == report.gap
        assert found.sides.p_star.certainty == report.primal.label.value
        check_bounds(report, found)


def check_bounds(report: model.Report, found: Any) -> None:
    """No value of theta_D is better than d*, beyond rounding and what d* itself is known to."""
    if report.dual.value is None or not math.isfinite(report.dual.value):
        return
    sign = report.form.sign
    match found:
        case ThetaCurve(curve=supports) | SliderPanels(supports=supports) | SaddleMap(argmin=supports):
            values = [s.value for s in supports]
        case NumberLine(bounds=supports) | ImageSet(supports=supports) | LagrangianFamily(members=supports):
            values = [s.value for s in supports]
        case ThetaSurface(values=rows):
            values = [value for row in rows for value in row]
        case _:
            return
    slack = 1e-6 * (1 + abs(report.dual.value))
    assert max(sign * value for value in values) <= sign * report.dual.value + slack


@pytest.mark.parametrize("name", QUICK)
def test_pictures_agree_with_the_report(name: str) -> None:
    check_all(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(names()) - set(QUICK)))
def test_every_shipped_problem_has_its_pictures_or_reasons(name: str) -> None:
    check_all(name)


@pytest.mark.parametrize("name", ["double-well", "binary-relaxation", "water-filling"])
def test_pictures_are_deterministic(name: str) -> None:
    assert pictures(solved(name)) == drawn(name)


@pytest.mark.parametrize("name", ["min-norm", "parabola-interval", "double-well", "water-filling", "binary-relaxation"])
def test_the_optimal_multiplier_is_on_the_grid(name: str) -> None:
    theta, slider = drawn(name)["theta"], drawn(name)["slider"]
    assert isinstance(theta, ThetaCurve) and isinstance(slider, SliderPanels)
    optimum = theta.direction.optimum
    assert optimum is not None and theta.sides.multipliers is not None
    assert optimum == theta.sides.multipliers[0][1]
    for supports in (theta.curve, slider.supports):
        at = [s for s in supports if s.t == optimum]
        assert [s.value for s in at] == [solved(name).dual.value]
    steps = (optimum - slider.start) / slider.step
    assert abs(steps - round(steps)) < 1e-6
    assert slider.supports[round(steps)].t == optimum


def test_the_value_function_of_the_parabola_has_its_closed_form() -> None:
    found = drawn("parabola-interval")["price"]
    assert isinstance(found, ValueFunction)
    assert found.slope == -2
    for point in found.values:
        if point.u < -1 - 1e-9:
            assert point.value == math.inf
        elif point.u > -1 + 1e-9:
            # x in [3 - sqrt(1 + u), 3 + sqrt(1 + u)]: 0 enters at u = 8.
            closed = 11 + point.u - 6 * math.sqrt(1 + point.u) if point.u <= 8 else 1.0
            assert point.value == pytest.approx(closed, abs=1e-6)
    assert [p.certainty for p in found.values if p.u == 0] == ["exact"]


def test_an_equality_moves_the_value_both_ways() -> None:
    found = drawn("dual-ascent")["price"]
    assert isinstance(found, ValueFunction) and found.symbol == "β"
    for point in found.values:
        # min x^2 + 2 y^2 over x + y = 1 + u.
        assert point.value == pytest.approx(2 / 3 * (1 + point.u) ** 2, abs=1e-6)
    values = [p.value for p in found.values]
    assert values != sorted(values, reverse=True)
    assert found.slope == pytest.approx(4 / 3)


def test_the_price_of_a_maximization_has_the_users_sign() -> None:
    found = drawn("water-filling")["price"]
    assert isinstance(found, ValueFunction)
    assert found.slope == pytest.approx(4 / 5)
    below, above = found.values[0], found.values[-1]
    assert below.value < solved("water-filling").primal.value < above.value


def test_the_hull_of_the_double_well_reaches_the_dual_value() -> None:
    found = drawn("double-well")["set"]
    assert isinstance(found, ImageSet)
    assert found.hull_value == pytest.approx(-9 / 4, abs=1e-6)
    (best,) = (s for s in found.supports if s.t == found.direction.optimum)
    assert sorted(p.x[0] for p in best.touching) == pytest.approx([-math.sqrt(1.5), math.sqrt(1.5)], abs=1e-4)


def test_the_hull_of_two_points_reaches_the_dual_value() -> None:
    found = drawn("binary-relaxation")["set"]
    assert isinstance(found, ImageSet) and found.is_finite
    assert found.hull_value == -0.5
    assert {(s.u, s.f) for s in found.samples} == {(-0.5, 0.0), (0.5, -1.0)}


@pytest.mark.parametrize("name", ["min-norm", "parabola-interval", "double-well", "binary-relaxation", "slater-gap"])
def test_supporting_lines_lie_below_the_set_and_touch_it(name: str) -> None:
    found = drawn(name)["set"]
    assert isinstance(found, ImageSet)
    for support in found.supports:
        slack = 1e-6 * (1 + abs(support.value))
        assert all(s.f + support.t * s.u >= support.value - slack for s in found.samples)
        assert all(p.f + support.t * p.u == pytest.approx(support.value, abs=10 * slack) for p in support.touching)


def test_supporting_lines_lie_above_the_set_of_a_maximization() -> None:
    found = drawn("water-filling")["set"]
    assert isinstance(found, ImageSet)
    for support in found.supports:
        assert all(s.f - support.t * s.u <= support.value + 1e-6 for s in found.samples)


def test_no_argmin_is_shown_where_the_infimum_is_not_attained() -> None:
    # theta_D = inf exp(-x) + alpha x^2/y = 0 is attained nowhere.
    found = drawn("slater-gap")["slider"]
    assert isinstance(found, SliderPanels)
    assert all(s.value == 0 and s.touching == () for s in found.supports)


def test_every_argmin_of_the_double_well_is_found() -> None:
    found = drawn("double-well")["lagrangian"]
    assert isinstance(found, LagrangianFamily)
    counts = {round(m.t, 6): len(m.touching) for m in found.members}
    assert counts == {0.0: 1, 0.5: 1, 1.0: 2, 2.0: 1}


def test_the_effective_domain_is_left_at_its_border() -> None:
    report = du.solve(du.parse("min -x^2\ns.t. c: x^2 <= 1")).data
    found = picture(report, "theta")
    assert isinstance(found, ThetaCurve)
    assert [s for s in found.curve if s.t < 1 - 1e-6 and s.value > -math.inf] == []
    assert min(s.t for s in found.curve if s.value > -math.inf) == pytest.approx(1, abs=1e-6)


def test_gradients_balance_at_the_optimum() -> None:
    found = drawn("min-norm")["levels"]
    assert isinstance(found, LevelSets)
    assert found.balance == pytest.approx(0, abs=1e-9)
    (gradient, constraint) = found.arrows
    assert gradient.vector == pytest.approx(tuple(-v for v in constraint.vector))
    (left, right), (low, high) = found.window
    assert right - left == pytest.approx(high - low)


def test_the_dent_of_the_front_is_the_gap() -> None:
    found = drawn("double-well")["pareto"]
    assert isinstance(found, ParetoFront)
    assert [p.in_dent for p in found.front if p.u == 0] == [True]
    convex = drawn("min-norm")["pareto"]
    assert isinstance(convex, ParetoFront) and not any(p.in_dent for p in convex.front)


def test_slackness_with_a_gap_is_said_to_be_violated() -> None:
    found = drawn("double-well")["slackness"]
    assert isinstance(found, SlacknessBars)
    assert [bar.violated for bar in found.bars] == [True]
    fine = drawn("min-norm")["slackness"]
    assert isinstance(fine, SlacknessBars)
    assert [bar.violated for bar in fine.bars] == [False]


def test_a_saddle_point_is_claimed_only_where_there_is_one() -> None:
    with_saddle, without = drawn("parabola-interval")["saddle"], drawn("double-well")["saddle"]
    assert isinstance(with_saddle, SaddleMap) and isinstance(without, SaddleMap)
    assert with_saddle.is_saddle and not without.is_saddle
    assert with_saddle.roots == pytest.approx((2.0, 4.0), abs=0.02)


def test_two_multipliers_have_level_sets_and_more_a_slice() -> None:
    surface = drawn("least-norm")["theta"]
    assert isinstance(surface, ThetaSurface)
    assert surface.optimum is not None
    a, b = surface.optimum
    assert (a in surface.horizontal, b in surface.vertical) == (True, True)
    at = surface.values[surface.vertical.index(b)][surface.horizontal.index(a)]
    assert at == pytest.approx(3.5)
    curve = drawn("svm-hard")["theta"]
    assert isinstance(curve, ThetaCurve) and curve.direction.is_ray and curve.direction.optimum == 1.0


def test_an_unknown_figure_is_refused_with_the_names() -> None:
    with pytest.raises(du.ProblemError, match="there is no figure 'theater'"):
        picture(solved("min-norm"), "theater")
