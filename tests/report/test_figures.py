"""The charts: valid, whole, the report's numbers in their data, and the same on every run."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import duality as du
from duality.api.pictures import pictures
from duality.model import report as model
from duality.model.pictures import (
    Inapplicable,
    Iterate,
    Iteration,
    IterationPath,
    Picture,
    SliderPanels,
    ThetaCurve,
)
from duality.report.figures.export import exported
from duality.report.figures.figure import Figure, draw
from duality.report.figures.letters import lettering, relettered
from duality.report.figures.look import DARK, LIGHT, TEXT
from duality.report.figures.order import FIGURES, figure_named
from duality.report.notation import BOYD, LIHANG
from duality.results.pictures.order import BUILDERS
from tests.contracts.sources import PACKAGE

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"
PARTS = {"figure", "order", "look", "rows", "plane", "sides", "surface", "panels", "image_marks", "export", "letters"}
CASES = ("min-norm", "double-well", "binary-relaxation", "water-filling", "svm-hard", "slater-unattained")


@cache
def solved(name: str) -> model.Report:
    return du.solve(du.read(PROBLEMS / f"{name}.dual")).data


@cache
def drawable(name: str) -> tuple[tuple[Figure[Any], Picture], ...]:
    found = pictures(solved(name))
    return tuple((f, p) for f in FIGURES if not isinstance(p := found[f.name], Inapplicable))


def a_path() -> IterationPath:
    sides = drawable("min-norm")[0][1].sides
    calm = tuple(Iterate(k, (1 - 0.5**k,), (0.0, 0.0), 0.5 - 0.25**k / 2, 0.5**k) for k in range(6))
    lost = tuple(Iterate(k, ((-2.0) ** k,), (0.0, 0.0), 0.5 - 3.0**k, 2.0**k) for k in range(4))
    runs = (Iteration("dual ascent", 0.5, calm, False), Iteration("dual ascent", 3.0, lost, True))
    return IterationPath(sides, ("alpha_budget",), ("x", "y"), runs)


def rows_of(spec: Any) -> list[dict[str, Any]]:
    """Every row of every dataset."""
    return [row for rows in spec["datasets"].values() for row in rows]


def test_every_figure_file_is_in_the_tuple() -> None:
    folder = PACKAGE / "report" / "figures"
    files = {path.stem for path in folder.glob("*.py")} - PARTS - {"__init__"}
    assert {type(figure).__module__.rpartition(".")[2] for figure in FIGURES} == files


def test_figures_and_builders_have_the_same_names_in_the_same_order() -> None:
    names = [figure.name for figure in FIGURES]
    assert names == [name for name, _ in BUILDERS]
    asked = ["theta", "lagrangian", "set", "levels", "line", "price", "saddle", "path", "slackness", "pareto"]
    assert names[: len(asked)] == asked


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(du.ProblemError) as caught:
        figure_named("slakness")
    assert "did you mean 'slackness'?" in caught.value.help


@pytest.mark.parametrize("name", CASES)
def test_charts_are_valid_and_complete(name: str) -> None:
    for figure, found in drawable(name):
        spec = figure.chart(found).to_dict(validate=True)
        # JSON has neither nan nor infinities.
        json.dumps(spec, allow_nan=False)
        assert rows_of(spec)
        table = figure.table(found)
        assert table.rows and all(len(row) == len(table.header) for row in table.rows)
        assert figure.caption(found).endswith(".") and figure.description(found).endswith(".")
        assert not any("nan" in cell for row in table.rows for cell in row)


def test_a_path_is_drawn_with_the_step_that_diverges() -> None:
    figure = figure_named("path")
    spec = figure.chart(a_path()).to_dict()
    assert any(row.get("text") == "dual ascent, step 3: diverges" for row in rows_of(spec))
    assert "diverges" in figure.caption(a_path())
    assert len(figure.table(a_path()).rows) == 10


def test_drawing_without_checks_gives_the_same_chart() -> None:
    for figure, found in drawable("min-norm"):
        assert draw(figure, found).to_dict(validate=False) == figure.chart(found).to_dict()


def test_charts_are_deterministic() -> None:
    for figure, found in drawable("double-well"):
        assert figure.chart(found).to_dict() == figure.chart(found).to_dict()


def sizes_of(node: Any) -> list[float]:
    """Every font size in a specification."""
    if isinstance(node, dict):
        own = [value for key, value in node.items() if "fontsize" in key.lower() and isinstance(value, (int, float))]
        return own + [size for key, value in node.items() if key != "datasets" for size in sizes_of(value)]
    return [size for value in node for size in sizes_of(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_are_large_and_the_theme_is_applied(look: Any) -> None:
    for figure, found in drawable("min-norm"):
        spec = figure.chart(found, look).to_dict()
        assert min(sizes_of(spec)) >= TEXT - 1 >= 13
        assert spec["config"]["background"] == look.paper


def test_the_dual_curve_holds_the_reports_optimum() -> None:
    found = {f.name: p for f, p in drawable("double-well")}["theta"]
    assert isinstance(found, ThetaCurve)
    rows = rows_of(figure_named("theta").chart(found).to_dict())
    report = solved("double-well")
    d_star, p_star = report.dual.value, report.primal.value
    optimum = float(dict(report.dual.point or ())["right"])
    assert any(row.get("x") == optimum and row.get("y") == d_star for row in rows)
    bars = [row for row in rows if row.get("y") == d_star and row.get("y2") == p_star]
    assert bars and bars[0]["x"] == optimum
    texts = [row["text"] for row in rows if "text" in row]
    assert "gap = 1.17977" in texts
    assert "p* = −1.070230 (exact)" in texts and "d* = −9/4 (exact)" in texts


def test_what_is_not_proved_is_dashed() -> None:
    found = {f.name: p for f, p in drawable("double-well")}["price"]
    spec = figure_named("price").chart(found).to_dict()
    names = [layer["data"]["name"] for layer in spec["layer"] if layer.get("mark", {}).get("strokeDash") == [7, 4]]
    assert any(len(spec["datasets"][name]) > 40 for name in names)
    titles = [layer["encoding"]["x"].get("title") for layer in spec["layer"] if "encoding" in layer]
    assert any("not proved" in line for title in titles for line in title)


def test_a_supremum_that_is_not_attained_is_a_ring_with_a_word() -> None:
    found = {f.name: p for f, p in drawable("slater-unattained")}["theta"]
    spec = figure_named("theta").chart(found).to_dict()
    assert any("not attained" in row.get("text", "") for row in rows_of(spec))
    rings = [layer for layer in spec["layer"] if layer.get("mark", {}).get("fill") == LIGHT.paper]
    assert rings


def test_the_slider_is_one_range_input_with_the_optimum_on_its_steps() -> None:
    found = {f.name: p for f, p in drawable("double-well")}["slider"]
    assert isinstance(found, SliderPanels)
    spec = figure_named("slider").chart(found).to_dict()
    (parameter,) = [p for p in spec["params"] if p.get("bind", {}).get("input") == "range"]
    assert parameter["name"] == "alpha"
    assert parameter["value"] == found.direction.optimum
    steps = (parameter["value"] - parameter["bind"]["min"]) / parameter["bind"]["step"]
    assert abs(steps - round(steps)) < 1e-6
    assert len(spec["hconcat"]) == 3
    intercepts = [row for row in rows_of(spec) if row.get("k") == round(steps) and row.get("x") == 0.0]
    assert found.sides.d_star.value in [row["y"] for row in intercepts]


def test_a_maximization_is_drawn_in_the_users_sense() -> None:
    found = {f.name: p for f, p in drawable("water-filling")}["theta"]
    assert isinstance(found, ThetaCurve)
    finite = [s.value for s in found.curve if abs(s.value) != float("inf")]
    assert min(finite) == solved("water-filling").dual.value
    assert "upper bound" in figure_named("theta").caption(found)
    spec = figure_named("theta").chart(found).to_dict()
    assert "upper bound −θ_D(β)" in json.dumps(spec, ensure_ascii=False)


def test_letters_follow_the_notation_except_where_the_problem_uses_them() -> None:
    renamed = lettering(BOYD, ("x", "beta_1"))
    assert renamed("θ_D(t·α*) and alpha_budget, alphabet") == "g(t·λ*) and lambda_budget, alphabet"
    assert renamed("β(h), beta_h") == "ν(h), beta_h"
    assert lettering(LIHANG, ())("α") == "α"
    spec = {"name": "alpha", "title": "α", "data": [{"text": "θ_D"}]}
    assert relettered(spec, renamed) == {"name": "alpha", "title": "λ", "data": [{"text": "g"}]}


def test_an_exported_page_lets_no_script_in_but_its_own() -> None:
    figure, picture = drawable("min-norm")[0]
    page = exported(figure.chart(picture), ".html", ("title", "caption", "description")).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src 'none'" in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(scripts) == policy.count("'sha256-") == 2
    digests = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert all(digest in policy for digest in digests)
