"""A report in letters as data: the derivation, and p*, d*, x* and the multipliers region by region."""

from __future__ import annotations

from duality.model.problem import Sense
from duality.model.regions import Formulas, GridPoint, LetteredReport, Region
from duality.model.solution import Status
from duality.report.json_formulas import Data, derivation_data
from duality.report.renderers.json_ import number


def lettered_data(report: LetteredReport) -> Data:
    """The keys of a derivation, and the regions."""
    return {
        **derivation_data(report.derivation),
        "regions": [_region(region, report.problem.sense) for region in report.regions],
        "rates": _formulas(report.rates),
        "unexplored": report.unexplored,
        "complete": report.complete,
        "note": report.note,
        **({"grid": [_grid_point(point) for point in report.grid]} if report.grid else {}),
    }


def _region(region: Region, sense: Sense) -> Data:
    sample = {name: float(value) for name, value in region.sample}
    side: Data = {"status": region.status.value, "value": _value(region, sense), "label": region.label.value}
    primal: Data = {**side, "attained": region.attained, "point": _formulas(region.point)}
    dual: Data = {**side, "point": _formulas(region.multipliers)}
    if region.status is not Status.OPTIMAL:
        primal["point"] = None
        primal["certificate"] = (
            {"kind": "farkas", "multipliers": _formulas(region.multipliers)}
            if region.status is Status.INFEASIBLE
            else {"kind": "ray", "origin": _formulas(region.point), "direction": _formulas(region.ray)}
        )
        dual = {"status": "unknown" if region.status is Status.INFEASIBLE else "infeasible", "value": None}
    return {"where": [str(condition) for condition in region.where], "sample": sample, "primal": primal, "dual": dual}


def _grid_point(point: GridPoint) -> Data:
    return {
        "letter": number(point.letter),
        "value": number(point.value),
        "lower": number(point.lower),
        "upper": number(point.upper),
        "label": point.label.value,
    }


def _value(region: Region, sense: Sense) -> str | None:
    if region.value is not None:
        return str(region.value)
    return "inf" if (region.status is Status.INFEASIBLE) == (sense is Sense.MIN) else "-inf"


def _formulas(formulas: Formulas) -> dict[str, str]:
    return {name: str(value) for name, value in formulas}
