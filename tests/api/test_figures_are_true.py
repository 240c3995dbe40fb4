"""No false picture: the words and marks of every figure, held against the report, on thirty problems."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as Tree

import numpy as np
import pytest

import duality as du
from duality.model import report as model
from duality.report.charts.look import LIGHT, LINKED, PAGE
from duality.report.charts.marks import Areas, Dots, Stroke, Words
from duality.report.charts.placing import Box
from duality.report.charts.plane import Chart
from duality.report.charts.svg import chart_svg, panel_svg, panel_words
from duality.report.say import chinese, english
from duality.results.figures.known import Inapplicable
from duality.results.figures.numbers import rounded
from duality.results.figures.order import FIGURES, figure_named
from duality.results.figures.scene import Scene
from tests.api.stated_problems import MOVED, PROBLEMS

SMALL = 1e-6

QUICK = (
    "quadratic with a slack constraint",
    "three multipliers",
    "maximum of a concave function",
    "gap of a maximum",
    "dual not attained",
    "knapsack",
    "one integer, one real",
    "infeasible",
)
STATED = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in PROBLEMS]


@cache
def solved(name: str) -> model.Report:
    return du.solve(du.parse(PROBLEMS[name].replace("; ", "\n"))).data


@cache
def drawn(name: str) -> dict[str, Any]:
    """The figures that apply: data, chart and all texts."""
    scene = Scene(solved(name))
    found = {figure.name: figure.data(scene) for figure in FIGURES}
    return {own: data for own, data in found.items() if not isinstance(data, Inapplicable)}


@cache
def charts(name: str) -> list[tuple[str, Chart]]:
    return [(own, figure_named(own).chart(data, english)) for own, data in drawn(name).items()]


def texts(own: str, data: Any) -> list[str]:
    figure = figure_named(own)
    chart = figure.chart(data, english)
    words = [mark.text for panel in chart.panels for mark in panel.marks if isinstance(mark, Words)]
    return [figure.caption(data, english), *words]


@cache
def every(name: str) -> list[tuple[str, str]]:
    return [(own, text) for own, data in drawn(name).items() for text in texts(own, data)]


@pytest.mark.parametrize("name", STATED)
def test_an_equality_or_a_gap_is_said_only_where_it_is_known(name: str) -> None:
    report = solved(name)
    verdict = report.strong_duality.verdict
    for own, text in every(name):
        if "p* = d*" in text or ("reaches p*" in text and "no" not in text.lower()):
            assert verdict == "holds", (own, text)
        for size in re.findall(r"gap = (\S+?)[.;]?$|gap = (\S+?)[.;]", text):
            assert verdict == "fails" and report.gap is not None, (own, text)
            assert next(filter(None, size)) == rounded(report.gap)
        if re.search(r"the gap\b|a gap stays", text):
            assert verdict == "fails", (own, text)


@pytest.mark.parametrize("name", STATED)
def test_attainment_is_said_as_the_report_has_it(name: str) -> None:
    report = solved(name)
    for own, text in every(name):
        if re.search(r"d\* not attained|no multiplier attains|d\* is attained by no|approached, not attained", text):
            assert report.dual.attained is False, (own, text)
        if re.search(r"[αβ]\* = ", text):
            assert report.dual.attained, (own, text)
        if "saddle point" in text and "no saddle" not in text:
            assert report.dual.attained and report.primal.attained, (own, text)
            assert report.strong_duality.verdict == "holds"
        if "no saddle point" in text:
            assert False in (report.dual.attained, report.primal.attained) or report.strong_duality.verdict == "fails"


@pytest.mark.parametrize("name", STATED)
def test_bounds_are_on_the_side_of_the_sense(name: str) -> None:
    up = solved(name).form.sign > 0
    for own, text in every(name):
        if "on p*" in text:
            assert ("a lower bound" if up else "an upper bound") in text, (own, text)
        if "concave" in text or "convex," in text:
            assert (" is concave" if up else " is convex") in text
        if "hull of G passes" in text:
            assert f"passes {'below' if up else 'above'}" in text


@pytest.mark.parametrize("name", STATED)
def test_every_bound_lies_beyond_p_star_and_every_value_before_it(name: str) -> None:
    """Weak duality in the marks: theta_D never passes d* or p*, no drawn feasible value beats p*."""
    report = solved(name)
    sign = report.form.sign
    ends = [v for v in (report.primal.value, report.dual.value) if v is not None and math.isfinite(v)]
    supports = {"theta": "curve", "set": "supports", "lagrangian": "members", "line": "bounds", "slider": "supports"}
    for own, field in supports.items():
        data = drawn(name).get(own)
        for support in getattr(data, field, ()):
            assert all(sign * support.value <= sign * end + SMALL * (1 + abs(end)) for end in ends), own
    line = drawn(name).get("line")
    if line is not None and report.primal.value is not None and report.primal.label.value != "numerical":
        best = report.primal.value
        assert all(sign * row.f >= sign * best - SMALL * (1 + abs(best)) for row in line.feasible)


@pytest.mark.parametrize("name", STATED)
def test_every_point_that_is_marked_lies_in_d(name: str) -> None:
    """Where a variable is discrete, no picture marks or shades what lies between its values."""
    domain = solved(name).form.domain
    for own, data in drawn(name).items():
        assert own != "levels" or not domain.discrete or data.points, own
        for one in getattr(data, "supports", ()):
            for touching in one.touching:
                at = dict(zip(solved(name).form.variables, touching.x, strict=True))
                for finite in domain.discrete:
                    here = [at[variable] for variable in finite.variables]
                    assert any([float(v) for v in near] == here for near in finite.near(here)), (own, at)


def test_v_is_infinite_where_no_point_is_feasible() -> None:
    """x^2/y <= u has no solution for u < 0, however nearly a large y solves it."""
    values = drawn("feasible nowhere to the left")["price"].values
    assert all(not math.isfinite(point.value) for point in values if point.u < 0)
    assert any(point.u < 0 for point in values)


@pytest.mark.parametrize("name", ["infeasible discs", "infeasible equations", "infeasible maximum"])
def test_an_infeasible_problem_is_shown_with_all_its_constraints(name: str) -> None:
    data = drawn(name)["levels"]
    assert [border for border, _ in data.borders] == [c.name for c in solved(name).form.constraints]
    assert not data.region
    assert "No x satisfies all of them." in figure_named("levels").caption(data, english)


def test_an_infinite_gap_is_said_beside_the_bounds() -> None:
    told = figure_named("theta").caption(drawn("infeasible over a finite set")["theta"], english)
    assert "No x is feasible, p* = +∞: an infinite gap stays." in told


def test_g_behind_the_front_reaches_as_far_as_the_front() -> None:
    data = drawn("nonconvex quadratic without a gap")["pareto"]
    right = data.function.window[0][1]
    assert max(point.u for point in data.samples) > 0.9 * right


def test_a_farkas_line_of_equations_says_so() -> None:
    told = figure_named("farkas").caption(drawn("infeasible equations")["farkas"], english)
    assert "u = 0 and w = 0" in told


@pytest.mark.parametrize("name", ["three multipliers", "maximum of a concave function"])
def test_numbers_stand_clear_of_their_bars(name: str) -> None:
    """On a page, where two panels stand side by side."""
    chart = figure_named("slackness").chart(drawn(name)["slackness"], english)
    assert len(chart.panels) == 2
    for panel in chart.panels:
        words, frame = panel_words(panel, PAGE._replace(width=LINKED))
        bars = [box for mark in panel.marks if isinstance(mark, Areas) for box in mark.boxes]
        (left, right), height = panel.plane.x_range, panel.plane.y_range[1]
        for one in words:
            for x, x2, low, high in bars:
                start, end = ((value - left) / (right - left) * frame.right for value in (x, x2))
                top, bottom = ((1 - value / height) * frame.bottom for value in (high, low))
                assert one.box.overlap(Box(start, top, end, bottom)) == 0, one.words.text


@pytest.mark.parametrize("name", STATED)
def test_the_hull_of_g_meets_the_axis_at_d_star(name: str) -> None:
    data, d_star = drawn(name).get("set"), solved(name).dual.value
    if data is None or data.hull_value is None or d_star is None or not math.isfinite(d_star):
        return
    (low, high) = data.window[1]
    assert abs(data.hull_value - d_star) <= 0.05 * (high - low)


@pytest.mark.slow
def test_curves_are_torn_at_jumps_and_nothing_is_marked_there() -> None:
    """floor(x) - x/2: at x = 2 the value is 1, and what comes near 2 from the left comes near 0."""
    for own in ("lagrangian", "slider", "set"):
        for panel in dict(charts("jumps"))[own].panels:
            for stroke in (mark for mark in panel.marks if isinstance(mark, Stroke) and mark.color != "red"):
                for part in stroke.parts if len(stroke.parts) > 1 else ():
                    steps = [abs(y2 - y) for (x, y), (x2, y2) in pairwise(part) if abs(x2 - x) < 0.1]
                    assert max(steps, default=0) < 0.5, own
    touching = [p.x[0] for s in drawn("jumps")["lagrangian"].members for p in s.touching]
    assert all(min(abs(x - k) for k in range(1, 6)) > 1e-3 or x == round(x) for x in touching)
    refused = figure_named("price").data(Scene(solved("jumps")))
    assert isinstance(refused, Inapplicable) and "jumps" in refused.why


@pytest.mark.slow
def test_the_window_of_multipliers_ends_where_theta_falls() -> None:
    low, high = dict(charts("equation without known multipliers"))["theta"].panels[0].plane.x_range
    assert high - low <= 10


@pytest.mark.parametrize("name", STATED)
def test_what_meets_is_one_number(name: str) -> None:
    sides = Scene(solved(name)).sides
    if sides.meet and not (sides.p_star.proved or sides.d_star.proved):
        assert sides.p_star.text == sides.d_star.text


@pytest.mark.parametrize("name", STATED)
def test_no_leader_leaves_the_picture(name: str) -> None:
    for own, chart in charts(name):
        place = chart.slide.place if chart.slide else None
        for panel in chart.panels:
            words, frame = panel_words(panel, LIGHT, place)
            for one in words:
                for x, y in zip((one.leader or ())[::2], (one.leader or ())[1::2], strict=True):
                    assert -1 <= x <= frame.right + 1 and -1 <= y <= frame.bottom + 1, (own, one.words.text)


def test_a_front_beside_a_gap_at_infinity_is_one_dent() -> None:
    """theta_D is finite at 0 alone: no line supports the front. Its last point ends a hull."""
    front = drawn("gap at infinity")["pareto"].front
    assert all(point.in_dent for point in front[1:] if point.u <= 0)
    assert front[-1].u - front[0].u > 0.5, "the window shows how v falls"


@pytest.mark.parametrize("name", STATED)
def test_no_axis_magnifies_rounding(name: str) -> None:
    for own, chart in charts(name):
        for panel in chart.panels:
            for low, high in (panel.plane.x_range, panel.plane.y_range):
                assert high - low > 1e-7 * max(abs(low), abs(high)), own


@pytest.mark.parametrize("name", STATED)
def test_gradients_cancel_where_it_is_said(name: str) -> None:
    data = drawn(name).get("levels")
    if data is None:
        return
    caption = figure_named("levels").caption(data, english)
    if "arrows ∇f and" in caption and "cancel. They" in caption:
        total = np.sum([arrow.vector for arrow in data.arrows], axis=0)
        longest = max(math.hypot(*arrow.vector) for arrow in data.arrows)
        assert math.hypot(*total) <= 1e-4 * longest
    if "no multipliers make them cancel" in caption:
        f, *others = (np.array(arrow.vector) for arrow in data.arrows)
        weights = np.linspace(0, 5, 51)
        pairs = [others[0], others[1] if len(others) > 1 else 0 * f]
        sizes = [np.hypot(*(f + a * pairs[0] + b * pairs[1])) for a in weights for b in weights]
        assert min(sizes) > 0.01 * np.hypot(*f)


@pytest.mark.parametrize(
    ("text", "smooth"),
    [
        ("min abs(x - 1) + abs(y) + max(x, y)\ns.t. x + 2*y >= 3", False),
        ("min abs(x) + abs(y)\ns.t. x + y >= 1", False),
        ("min x^2 + y^2\ns.t. max(x, y) >= 1\nx + y >= 2", False),
        ("min abs(x - 5) + y^2\ns.t. x + y >= 1\nx <= 2", True),
    ],
)
def test_no_arrow_is_drawn_where_there_is_no_gradient(text: str, smooth: bool) -> None:
    data = figure_named("levels").data(Scene(du.solve(text).data))
    assert not isinstance(data, Inapplicable)
    assert bool(data.arrows) is smooth


@pytest.mark.parametrize("name", STATED)
def test_the_shaded_set_is_feasible(name: str) -> None:
    from duality.solving.sampling.samples import evaluated

    data = drawn(name).get("levels")
    if data is None or not data.region:
        return
    form = solved(name).form
    across = [data.variables.index(variable) for variable in form.variables]
    middles = np.array([np.mean(ring, axis=0)[across] for ring in data.region])
    found = evaluated(form, middles)
    assert len(data.region) > 1 or found.feasible.all()


@pytest.mark.parametrize(
    "name", ["quadratic", *(pytest.param(name, marks=pytest.mark.slow) for name in MOVED if name != "quadratic")]
)
def test_the_value_function_is_that_of_the_moved_problem(name: str) -> None:
    template, places = MOVED[name]
    data = drawn(name)["price"]
    us = np.array([p.u for p in data.values if math.isfinite(p.value)])
    values = np.array([p.value for p in data.values if math.isfinite(p.value)])
    tried = [u for u in places if us.min() <= u <= us.max()]
    assert tried
    for u in tried:
        value = du.solve(du.parse(template.format(u=u).replace("; ", "\n"))).data.primal.value
        assert value == pytest.approx(float(np.interp(u, us, values)), abs=0.02 * np.ptp(values) + 1e-6)


@pytest.mark.parametrize("name", STATED)
def test_the_line_of_the_dual_never_passes_the_value_function(name: str) -> None:
    data = drawn(name).get("price")
    if data is None or data.slope is None:
        return
    sign = data.sides.sign
    for point in data.values:
        if math.isfinite(point.value):
            line = data.intercept + data.slope * point.u
            assert sign * point.value >= sign * line - SMALL * (1 + abs(line))


@pytest.mark.parametrize("name", ["knapsack", "integers", "two points"])
def test_a_finite_problem_has_steps(name: str) -> None:
    data = drawn(name)["price"]
    assert data.kind == "steps"
    (curve,) = [
        mark
        for mark in figure_named("price").chart(data, english).panels[0].marks
        if isinstance(mark, Stroke) and mark.color == "orange" and mark.width == 3.5
    ]
    assert all(len({y for _, y in part}) == 1 for part in curve.parts), "no slants"
    assert "exact" in figure_named("price").caption(data, english)


def test_a_finite_problem_with_an_equation_has_dots() -> None:
    data = drawn("finite set and equation")["price"]
    assert data.kind == "values"
    marks = figure_named("price").chart(data, english).panels[0].marks
    assert not any(isinstance(mark, Stroke) and mark.color == "orange" for mark in marks)
    assert any(isinstance(mark, Dots) and mark.color == "orange" for mark in marks)


def test_a_nonconvex_value_function_of_many_variables_is_not_drawn() -> None:
    found = figure_named("price").data(Scene(solved("cut")))
    assert isinstance(found, Inapplicable) and "not known to be convex" in found.why


@pytest.mark.parametrize("name", STATED)
def test_iterations_are_told_as_they_run(name: str) -> None:
    data = drawn(name).get("path")
    if data is None:
        return
    caption = figure_named("path").caption(data, english)
    d_star = solved(name).dual.value
    assert "climb" not in caption
    for run in data.runs:
        if run.diverged:
            assert f"step {rounded(run.step)} diverges" in caption
        elif f"step {rounded(run.step)} comes to d*" in caption:
            assert run.rows[-1].value == pytest.approx(d_star, rel=1e-2, abs=1e-2)


@pytest.mark.parametrize("name", STATED)
def test_slackness_is_told_as_the_table_has_it(name: str) -> None:
    data = drawn(name).get("slackness")
    if data is None:
        return
    rows = [(abs(float(row.value)), abs(float(row.multiplier))) for row in solved(name).slackness]
    broken = [pair for pair in rows if min(pair) > 1e-5]
    assert ("Violated" in figure_named("slackness").caption(data, english)) == bool(broken)


@pytest.mark.parametrize("name", STATED)
def test_labels_stay_inside_and_clear_of_one_another(name: str) -> None:
    for own, chart in charts(name):
        place = chart.slide.place if chart.slide else None
        for panel in chart.panels:
            words, frame = panel_words(panel, LIGHT, place)
            for k, one in enumerate(words):
                assert one.box.left >= -1 and one.box.right <= frame.right + 1, (own, one.words.text)
                assert one.box.top >= -1 and one.box.bottom <= frame.bottom + 1, (own, one.words.text)
                for other in words[:k]:
                    # Widths are estimated rather too wide.
                    both = (own, one.words.text, other.words.text)
                    assert one.box.overlap(other.box) < 0.25 * one.size * one.size, both


@pytest.mark.parametrize("name", STATED)
def test_charts_are_typeset_and_well_formed(name: str) -> None:
    for own, chart in charts(name):
        place = chart.slide.place if chart.slide else None
        for shown in (chart_svg(chart, LIGHT), *(panel_svg(panel, PAGE, str, place) for panel in chart.panels)):
            words = "".join(Tree.fromstring(shown).itertext())
            assert "_D" not in words and "alpha" not in words and "nan" not in words, (own, words)
            assert not re.search(r"\binf\b", words), (own, words)


@pytest.mark.parametrize("name", STATED)
def test_chinese_is_complete(name: str) -> None:
    scene = Scene(solved(name), chinese)
    for figure in FIGURES:
        data = figure.data(scene)
        if isinstance(data, Inapplicable):
            told = data.why
        else:
            told = figure.title(chinese) + figure.caption(data, chinese)
        assert re.search(r"[\u4e00-\u9fff]", told)
        english_words = re.findall(r"[a-z]{4,}", re.sub(r'"\w+"|Farkas', "", told))
        names = {*scene.form.variables, *(c.name.partition("[")[0] for c in scene.form.constraints)}
        assert {*english_words} <= {"theta", "sqrt", "floor", *names}, told


@pytest.mark.parametrize("name", ["quadratic", "gap of a polynomial", "maximum linear"])
def test_figures_are_deterministic(name: str) -> None:
    scene = Scene(solved(name))
    for own, data in drawn(name).items():
        again = figure_named(own).data(scene)
        assert figure_named(own).chart(again, english) == figure_named(own).chart(data, english)


@pytest.mark.parametrize("bound", [2, 19, 40])
def test_all_steps_in_the_window_are_drawn(bound: int) -> None:
    """Where more steps lie beyond, the window ends at the last that is drawn, and nothing is called infeasible."""
    text = f"domain t in 0..15\ndomain c in 0..20\nmax 100*t + 60*c\ns.t. steel: 3*t + 2*c <= {bound}"
    figure = figure_named("price")
    data = figure.data(Scene(du.solve(du.parse(text)).data))
    assert data.kind == "steps"
    values = {(3 * t + 2 * c - bound): 0 for t in range(16) for c in range(21)}
    for t in range(16):
        for c in range(21):
            values[3 * t + 2 * c - bound] = max(values[3 * t + 2 * c - bound], 100 * t + 60 * c)
    (left, right), _ = data.window
    for u in np.linspace(left, right, 40):
        shown = [point.value for point in data.values if point.u <= u + 1e-9]
        true = [value for at, value in values.items() if at <= u + 1e-9]
        assert (shown[-1] if shown else None) == (max(true) if true else None)
    bands = [mark for mark in figure.chart(data, english).panels[0].marks if isinstance(mark, Areas)]
    assert bool(bands) == (left < min(values))


def test_bounds_are_drawn_where_no_multipliers_are_known() -> None:
    """Two discs that touch: d* is not attained, and theta_D has values all the same."""
    text = "min x^2 + y^2\ns.t. (x - 1)^2 + (y - 1)^2 <= 1\n(x - 1)^2 + (y + 1)^2 <= 1"
    data = figure_named("line").data(Scene(du.solve(du.parse(text)).data))
    assert len(data.bounds) > 2
    assert figure_named("line").table(data, english).rows[0][1].startswith("every multiplier = ")


def test_a_finite_problem_is_shown_near_its_feasible_points() -> None:
    text = "domain t in 0..20\ndomain c in 0..30\nmax 100*t + 60*c\ns.t. steel: 3*t + 2*c <= 12"
    data = figure_named("levels").data(Scene(du.solve(du.parse(text)).data))
    assert all(high - low < 20 for low, high in data.window)


def test_the_hull_of_g_ends_where_it_stops_falling() -> None:
    """An inequality's lines fall: the hull is drawn as far as it does, a flat part at its least value included."""
    problem = du.parse("domain x in [-2, 3]\nmin x^3 - 3*x\ns.t. cap: x <= 0.5")
    data = figure_named("set").data(Scene(du.solve(problem).data))
    values = [f for _, f in data.hull]
    assert values == sorted(values, reverse=True) or max(values) - min(values) < 1e-6
    assert [u for u, _ in data.hull] == pytest.approx([-2.5, 0.5], abs=0.01)
    rising = figure_named("set").data(Scene(du.solve(du.parse("min (x - 2)^2 + y^2\ns.t. x + y <= 1")).data))
    assert rising.hull[-1][1] == pytest.approx(min(f for _, f in rising.hull))
