"""Figures: one file and one line each, the report's numbers in their marks, files that hold all they need."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

import duality as du
from duality.model import report as model
from duality.report.charts.marks import Dots, Stroke, Words
from duality.report.say import english
from duality.results.figures.known import Sides
from duality.results.figures.order import FIGURES, figure_named, picture
from duality.results.figures.path import Iterate, Iteration, IterationPath
from tests.contracts.sources import PACKAGE

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"


@cache
def solved(name: str) -> model.Report:
    return du.solve(du.read(PROBLEMS / f"{name}.dual")).data


def marks_of(name: str, figure: str) -> list:
    chart = figure_named(figure).chart(picture(solved(name), figure), english)
    return [mark for panel in chart.panels for mark in panel.marks]


def texts_of(name: str, figure: str) -> list[str]:
    return [mark.text for mark in marks_of(name, figure) if isinstance(mark, Words)]


def test_every_figure_is_in_the_tuple_and_its_name_is_its_own() -> None:
    folder = PACKAGE / "results" / "figures"
    shaped = {path.stem for path in folder.glob("*.py") if re.search(r"^    name = ", path.read_text("utf-8"), re.M)}
    assert {type(figure).__module__.rpartition(".")[2] for figure in FIGURES} == shaped
    names = [figure.name for figure in FIGURES]
    assert len(set(names)) == len(names)
    asked = ["theta", "lagrangian", "set", "levels", "line", "price", "saddle", "path", "slackness", "pareto"]
    assert names[: len(asked)] == asked


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(du.ProblemError) as caught:
        figure_named("slakness")
    assert "did you mean 'slackness'?" in caught.value.help


def test_the_dual_curve_has_the_reports_optimum_and_gap() -> None:
    report, marks = solved("double-well"), marks_of("double-well", "theta")
    d_star, p_star = report.dual.value, report.primal.value
    optimum = float(dict(report.dual.point or ())["right"])
    assert any(isinstance(mark, Dots) and mark.points == ((optimum, d_star),) for mark in marks)
    bars = [mark for mark in marks if isinstance(mark, Stroke) and mark.color == "red"]
    assert [bar.parts for bar in bars] == [(((optimum, d_star), (optimum, p_star)),)]
    texts = texts_of("double-well", "theta")
    assert {"gap = 1.17977", "p* = −1.070230 (exact)", "d* = −9/4 (exact)"} <= set(texts)


def test_what_is_not_proved_is_dashed_and_said() -> None:
    found = [mark for mark in marks_of("double-well", "price") if isinstance(mark, Stroke) and mark.dash == (7.0, 4.0)]
    assert any(sum(map(len, mark.parts)) > 20 for mark in found)
    caption = figure_named("price").caption(picture(solved("double-well"), "price"), english)
    assert "the best value that samples and local solves found, an upper bound on v" in caption


def test_a_supremum_that_is_not_attained_is_a_ring_with_a_word() -> None:
    assert "approached, not attained" in texts_of("slater-unattained", "theta")
    assert any(isinstance(mark, Dots) and mark.hollow for mark in marks_of("slater-unattained", "theta"))


def test_the_slider_reads_off_d_star_at_the_best_place() -> None:
    report = solved("double-well")
    slide = figure_named("slider").chart(picture(report, "slider"), english).slide
    assert slide.readouts[slide.place] == ("1", "−2.25", "1.179770") or slide.readouts[slide.place][:2] == (
        "1",
        "−2.25",
    )
    at = {mark.at for mark in marks_of("double-well", "slider")}
    assert at == {None, *range(len(slide.readouts))}


def test_a_maximization_is_drawn_in_the_users_sense() -> None:
    found = picture(solved("water-filling"), "theta")
    finite = [s.value for s in found.curve if abs(s.value) != float("inf")]
    assert min(finite) == solved("water-filling").dual.value
    figure = figure_named("theta")
    assert "an upper bound on p*" in figure.caption(found, english)
    assert figure.chart(found, english).panels[0].plane.y_title == "upper bound −θ_D(β)"


def test_a_path_says_which_step_diverges() -> None:
    sides: Sides = picture(solved("min-norm"), "line").sides
    calm = tuple(Iterate(k, (1 - 0.5**k,), (0.0, 0.0), 0.5 - 0.25**k / 2, 0.5**k) for k in range(9))
    slow = tuple(Iterate(k, (0.1 * k,), (0.0, 0.0), 0.1 * k, 0.5) for k in range(3))
    lost = tuple(Iterate(k, ((-2.0) ** k,), (0.0, 0.0), 0.5 - 3.0**k, 2.0**k) for k in range(4))
    runs = tuple(
        Iteration("dual ascent", step, rows, step == 3.0) for step, rows in ((0.5, calm), (0.1, slow), (3.0, lost))
    )
    data = IterationPath(sides, ("alpha_budget",), ("x", "y"), runs)
    caption = figure_named("path").caption(data, english)
    assert "step 0.5 comes to d*" in caption
    assert "step 0.1 is at 0.2 after 2 rounds, d* is 0.5" in caption
    assert "step 3 diverges" in caption
    assert len(figure_named("path").table(data, english).rows) == 16


def test_a_linear_program_has_a_segment_of_its_dual_domain() -> None:
    report = du.solve(du.parse("min x + y\ns.t. a: x + 2*y >= 2\n b: 2*x + y >= 2\n c: x <= 5")).data
    found = picture(report, "theta")
    assert found.is_slice
    assert [s.value for s in found.curve if s.t == 1.0] == [report.dual.value]
    assert sum(abs(s.value) < float("inf") for s in found.curve) > 30
    assert found.window[1] - found.window[0] > 0.1
    assert "leaves that set at once" in picture(report, "slider").why


def test_an_exported_page_lets_no_script_in_but_its_own() -> None:
    drawn = du.figure(solved("double-well"), "slider")
    page = drawn.content(".html").decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src &#39;none&#39;" in policy
    scripts = re.findall(r'<script type="module">(.*?)</script>', page, re.S)
    assert len(scripts) == policy.count("&#39;sha256-") == 1
    assert b64encode(sha256(scripts[0].encode()).digest()).decode() in policy.replace("&#43;", "+").replace(
        "&#x2F;", "/"
    )


def test_a_figure_shows_itself_without_a_network_and_saves_itself(tmp_path: Path) -> None:
    drawn = du.figure(solved("double-well"), "theta")
    shown = drawn._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg") and "<script" not in shown["image/svg+xml"]
    assert "http" not in shown["image/svg+xml"].replace('xmlns="http://www.w3.org/2000/svg"', "")
    drawn.save(tmp_path / "theta.png")
    assert (tmp_path / "theta.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(du.ProblemError, match=r"\.gif"):
        drawn.save(tmp_path / "theta.gif")


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_without_the_converter_a_picture_says_which_extra_brings_it(suffix: str, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    drawn = du.figure(solved("double-well"), "theta")
    with pytest.raises(du.BackendUnavailable, match=r"pip install 'duality-playground\[images\]'"):
        drawn.content(suffix)
    assert drawn.content(".svg").startswith(b"<svg")


def test_the_data_of_a_classifier_are_read_off_its_rows() -> None:
    data = picture(solved("svm-soft"), "data")
    assert [(p.x, p.y, p.label) for p in data.points] == [(3, 3, 1), (4, 3, 1), (1, 1, -1), (3.5, 2.5, -1)]
    assert [p.name for p in data.supports] == ["margin[1]", "margin[2]", "margin[4]"]
    assert "wrong side: margin[4]" in figure_named("data").caption(data, english)
    assert "2.8284 wide" in figure_named("data").caption(picture(solved("svm-hard"), "data"), english)


def test_places_in_the_plane_are_read_off_distances() -> None:
    report = du.solve(du.parse("min norm(x - 1, y) + 2*norm(x, y - 3) + norm(x + 2, 1 + y)")).data
    assert picture(report, "data").places == ((1, 0), (0, 3), (-2, -1))
    assert "does not describe points" in picture(solved("min-norm"), "data").why


def test_an_infeasible_problem_has_its_farkas_line() -> None:
    data = picture(solved("infeasible-lp"), "farkas")
    assert data.verified
    assert all(data.weight * u + w > 0 for u, w in data.points)
    caption = figure_named("farkas").caption(data, english)
    assert "low + high is positive on all of D (checked exactly)" in caption
    assert "no Farkas multipliers" in picture(solved("min-norm"), "farkas").why
