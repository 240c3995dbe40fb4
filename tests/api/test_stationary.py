"""KKT points in the report: p* settled by them, d* by a saddle point, and what every renderer says."""

from __future__ import annotations

import json

import pytest

import duality as du
from duality.model.solution import Label
from duality.report.options import Options
from duality.report.render import render


def solved(text: str, **effort):
    return du.solve(du.parse(text), **effort)


def test_the_double_well_is_settled_without_a_global_solver() -> None:
    report = solved("min x^4 - 3*x^2 + x\ns.t. right: x >= 0")
    assert report.data.primal.label is Label.EXACT
    assert report.data.primal.backend == "all KKT points"
    assert report.verdict == "fails"
    text = str(report)
    assert "KKT         3 points: x = 0 (local min), 0.1699 (local max), 1.131 (global min)" in text
    assert "a root of 256*t^3 + 1152*t^2 + 864*t - 81" in text


def test_a_saddle_point_of_the_lagrangian_gives_the_dual_exactly() -> None:
    report = solved("min -2*x^2 + y^2 + 2*x + 2*y\ns.t. ball: x^2 + y^2 <= 1")
    primal, dual = report.data.primal, report.data.dual
    assert primal.label is dual.label is Label.EXACT
    assert dual.value == primal.value
    assert report.gap == 0
    assert report.verdict == "holds"


def test_max_problems_keep_their_sense() -> None:
    report = solved("max -(x^4) + 3*x^2 - x\ns.t. right: x >= 0")
    assert report.primal.value == pytest.approx(1.0702301817761541, abs=1e-14)
    assert report.data.primal.root_of == (-81, -864, 1152, -256)
    assert [point.kind for point in report.kkt_points] == ["local max", "local min", "global max"]


def test_the_cusp_says_where_kkt_fails() -> None:
    report = solved("var x, y\nmin -x\ns.t.\n roof: y <= (1 - x)^3\n floor: y >= 0")
    text = str(report)
    assert "KKT         no point satisfies the KKT conditions" in text
    assert "Fritz John  1 point: (1, 0) (global optimum) without KKT multipliers" in text
    assert report.data.primal.label is Label.EXACT


def test_a_convex_problem_without_slater_is_asked_whether_kkt_holds() -> None:
    report = solved("min x\ns.t. c: x^2 <= 0")
    assert [point.kind for point in report.kkt_points] == ["Fritz John"]
    assert "no point satisfies the KKT conditions" in str(report)


@pytest.mark.parametrize("text", ["min x^2 + y^2\ns.t. x + y >= 1", "min x + 2*y\ns.t.\n x + y >= 1\n x >= 0\n y >= 0"])
def test_convex_problems_list_nothing(text: str) -> None:
    report = solved(text)
    assert report.kkt_points == ()
    assert "KKT points" not in str(report)
    assert "kkt_points" not in json.loads(render(report.data, "json", Options()))


def test_a_continuum_is_told_in_the_report() -> None:
    report = solved("min -x*y + y\ns.t.\n 0 <= x <= 1\n 0 <= y <= 1")
    assert report.kkt_points == ()
    assert "continuum" in report.data.kkt_note
    assert "continuum" in str(report)


def test_points_found_from_the_numeric_solution_are_called_incomplete() -> None:
    rows = "\n".join(f" a{k}: {k}*x + y <= {k * k + 1}" for k in range(1, 17))
    report = solved(f"var x, y\nmin -x^2 - y^2 + x*y\ns.t.\n{rows}\n x >= -1\n y >= -1")
    assert not report.data.kkt_complete
    assert "may be incomplete" in report.data.kkt_note
    assert [point.kind for point in report.kkt_points if point.is_global] == ["global min"]


def test_json_tells_the_whole_list() -> None:
    report = solved("var x, y\ndomain x in [-1, 1]\nmin -x^2 + y^2 - x\ns.t. c: y >= x^2")
    data = json.loads(render(report.data, "json", Options()))
    assert data["kkt_points_complete"] is True
    for point in data["kkt_points"]:
        assert set(point["point"]) == {"x", "y"}
        assert set(point["multipliers"]) == {"c"}
        assert {"value", "kind", "strict", "global", "unique_multipliers", "reduced_costs"} <= set(point)
    assert sum(point["global"] for point in data["kkt_points"]) >= 1


@pytest.mark.parametrize("format", ["latex", "markdown"])
def test_markup_renderers_show_the_points(format: str) -> None:
    report = solved("min x^4 - 3*x^2 + x\ns.t. right: x >= 0")
    shown = render(report.data, format, Options())
    assert "global min" in shown
    assert "256" in shown


def test_a_long_list_is_cut_unless_everything_is_asked_for() -> None:
    rows = "\n".join(f" x[{k}]^2 = 1" for k in range(1, 5))
    report = solved(f"var x[1..4]\nmin x[1]*x[2] + x[2]*x[3] - x[3]*x[4] + x[1]/7\ns.t.\n{rows}")
    assert len(report.kkt_points) == 16
    shown, whole = str(report), render(report.data, "text", Options(verbose=True))
    assert "16 points: 1 global min, 15 local min" in shown
    assert shown.count("(1, 1, 1, 1)") < whole.count("(1, 1, 1, 1)")
