"""JSON, schema 1: the report as data. Keys are never renamed; new ones may be added.

L, theta_D, multipliers, KKT and slackness are those of the min form; p*, d*, bounds and prices are in the user's
sense. A number is a JSON number or one of the strings "inf" and "-inf". Formulas keep the letters alpha and beta.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import assert_never

from duality.model.derivation import Derivation
from duality.model.dual_of_dual import DualOfDual
from duality.model.evidence import as_json
from duality.model.iteration import Iterations, Run
from duality.model.printing import number_text
from duality.model.regions import LetteredReport
from duality.model.report import KKTPoint, Report, Residuals, SlacknessRow, SubgradientCondition
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Point, Ray, Solution, WeightedPoint
from duality.report.json_formulas import SCHEMA, derivation_data, dual_of_dual_data
from duality.report.numbers import polynomial_tree
from duality.report.options import Options
from duality.report.phrases import formula_text
from duality.report.subjects import Candidate, Grading, Lesson, Subject

Data = dict[str, object]


class JsonRenderer:
    """One JSON object on one line."""

    name = "json"
    suffixes = (".json",)

    def render(self, subject: Subject, options: Options) -> str:
        import json

        return json.dumps(subject_data(subject), ensure_ascii=False, allow_nan=False) + "\n"


JSON = JsonRenderer()


def subject_data(subject: Subject) -> Data:
    """Whatever is to be rendered, as dictionaries, lists, numbers and strings."""
    match subject:
        case Report():
            return report_data(subject)
        case Derivation():
            return derivation_data(subject)
        case DualOfDual():
            return dual_of_dual_data(subject)
        case LetteredReport():
            from duality.report.json_regions import lettered_data

            return lettered_data(subject)
        case Grading(report, grades):
            rows = [{"expected": g.expected, "found": g.found, "passed": g.passed, "why": g.why} for g in grades]
            return {"schema": SCHEMA, "title": report.problem.title, "passed": subject.passed, "grades": rows}
        case Candidate():
            return _candidate(subject)
        case Lesson(report, bounds):
            values = [{"multipliers": point_data(b.multipliers), "value": number(b.value)} for b in bounds]
            points = [{"point": point_data(t.point), "value": number(t.value)} for t in subject.trials]
            told = {"bounds": values, "feasible": points}
            return {
                **report_data(report),
                **told,
                **({} if subject.iterations is None else _iterations(subject.iterations)),
            }
        case Iterations(report):
            return {**report_data(report), **_iterations(subject)}
        case _:
            assert_never(subject)


def _iterations(subject: Iterations) -> Data:
    return {"step_bound": _step_bound(subject), "iterations": [_run(run) for run in subject.runs]}


def _step_bound(subject: Iterations) -> Data | None:
    bound = subject.bound
    if bound is None:
        return None
    told = {"label": bound.label.value, "scope": bound.scope, "sharp": bound.sharp, "why": bound.why}
    return {"value": number(bound.value), **told}


def _run(run: Run) -> Data:
    rounds = [
        {
            "k": each.k,
            "multipliers": point_data(each.multipliers),
            "x": point_data(each.x),
            "constraints": point_data(each.constraints),
            "theta": number(each.theta),
        }
        for each in run.rounds
    ]
    return {"method": run.method, "step": number(run.step), "course": run.course.value, "rounds": rounds}


def report_data(report: Report) -> Data:
    """The whole report as dictionaries, lists, numbers and strings."""
    strong, convexity, slater, seconds = report.strong_duality, report.convexity, report.slater, report.seconds
    residuals = report.kkt_residuals
    data: Data = {
        **derivation_data(report.derivation),
        "primal": _solution(report.primal),
        "dual": _solution(report.dual),
        "gap": None if report.gap is None else number(report.gap),
        "exact_gap": None if report.exact_gap is None else _text(report.exact_gap),
        "strong_duality": {"verdict": strong.verdict, "theorem": strong.theorem, "why": strong.why},
        "convexity": {
            "verdict": convexity.verdict,
            "why": convexity.why,
            "functions": [
                {"name": f.name, "curvature": f.curvature, "why": f.why, "point": point_data(f.point)}
                for f in convexity.functions
            ],
        },
        "slater": {"verdict": slater.verdict, "point": point_data(slater.point), "why": slater.why},
        "slackness": [_row(row) for row in report.slackness],
        "kkt_residuals": None if residuals is None else _residuals(residuals),
        "subgradients": None if report.subgradients is None else _subgradients(report.subgradients),
        "warnings": list(
            dict.fromkeys(
                (*report.derivation.warnings, *report.warnings, *report.primal.warnings, *report.dual.warnings)
            )
        ),
        "seconds": {
            "read": seconds.read,
            "derive": seconds.derive,
            "solve": seconds.solve,
            "verify": seconds.verify,
        },
    }
    data["evidence"] = [as_json(entry) for entry in report.evidence]
    if report.in_units:
        data["evidence_units"] = report.in_units
    if report.kkt_points or report.kkt_complete or report.kkt_note:
        data["kkt_points"] = [_kkt_point(point) for point in report.kkt_points]
        data["kkt_points_complete"] = report.kkt_complete
        data["kkt_points_note"] = report.kkt_note
    return data


def number(value: Scalar | float | None) -> float | str | None:
    """A JSON number, "inf" or "-inf"; ``None`` where there is none."""
    if value is None:
        return None
    try:
        approximate = float(value)
    except OverflowError:
        approximate = math.inf if value > 0 else -math.inf
    if math.isnan(approximate):
        return None
    if math.isinf(approximate):
        return "inf" if approximate > 0 else "-inf"
    return approximate


def point_data(point: Point | None) -> dict[str, float | str | None] | None:
    """{name: NUMBER}."""
    return None if point is None else {name: number(value) for name, value in point}


def _solution(solution: Solution) -> Data:
    """``combination`` is added where a mixture of points is known that attains d*."""
    shows_point = solution.attained is not False
    mixture = {"combination": [_weighted(entry) for entry in solution.combination]} if solution.combination else {}
    return {
        "status": solution.status.value,
        "value": number(solution.value),
        "lower": number(solution.lower),
        "upper": number(solution.upper),
        "exact": None if solution.exact is None else formula_text(solution.exact),
        **_root(solution.root_of),
        "label": solution.label.value,
        "attained": solution.attained,
        "point": point_data(solution.point) if shows_point else None,
        "certificate": _certificate(solution),
        "backend": solution.backend,
        **mixture,
    }


def _weighted(entry: WeightedPoint) -> Data:
    """mu_k, x_k, f(x_k) in the user's sense, and c, h of the min form there."""
    return {
        "weight": number(entry.weight),
        "point": point_data(entry.point),
        "objective": number(entry.objective),
        "constraints": point_data(entry.constraints),
    }


def _certificate(solution: Solution) -> Data | None:
    match solution.certificate:
        case Farkas(multipliers, verified):
            return {"kind": "farkas", "multipliers": point_data(multipliers), "verified": verified}
        case Ray(origin, direction, verified):
            return {
                "kind": "ray",
                "origin": point_data(origin),
                "direction": point_data(direction),
                "verified": verified,
            }
        case None:
            return None


def _candidate(candidate: Candidate) -> Data:
    """theta_P and theta_D are those of the min form."""
    return {
        "schema": SCHEMA,
        "title": candidate.derivation.form.problem.title,
        "passed": candidate.passed,
        "point": point_data(candidate.point),
        "multipliers": point_data(candidate.multipliers),
        "violations": list(candidate.violations),
        "primal_function": number(candidate.primal_value),
        "dual_function": number(candidate.dual_value),
        "saddle_point": candidate.is_saddle,
        "kkt_residuals": None if candidate.residuals is None else _residuals(candidate.residuals),
    }


def _residuals(residuals: Residuals) -> Data:
    return {
        "stationarity": number(residuals.stationarity),
        "primal": number(residuals.primal),
        "dual": number(residuals.dual),
        "slackness": number(residuals.slackness),
    }


def _subgradients(condition: SubgradientCondition) -> Data:
    """0 in df(x*) + sum alpha_i dc_i(x*) + N_D(x*): whether it holds, and the vectors or the direction that tell."""
    return {
        "verdict": condition.verdict,
        "proved": condition.exact,
        "nonsmooth": list(condition.kinks),
        "vectors": {name: point_data(vector) for name, vector in condition.subgradients},
        "normal": point_data(condition.normal) if condition.normal else None,
        "multipliers": point_data(condition.multipliers) if condition.multipliers else None,
        "direction": point_data(condition.direction) if condition.direction else None,
        "for_all_multipliers": condition.for_all,
        "clarke": condition.clarke,
    }


def _row(row: SlacknessRow) -> Data:
    return {
        "name": row.name,
        "kind": row.kind,
        "value": number(row.value),
        "multiplier": number(row.multiplier),
        "product": number(row.product),
        "active": row.active,
        "price": number(row.price) if row.rates is None else [number(rate) for rate in row.rates],
        **_price_range(row),
    }


def _price_range(row: SlacknessRow) -> Data:
    """The right-hand sides for which the price stays linear in them, and how fast it changes."""
    if row.range is None:
        return {}
    lower, upper = row.range.lower, row.range.upper
    ends = ["-inf" if lower is None else number(lower), "inf" if upper is None else number(upper)]
    return {"price_range": ends, "price_slope": number(row.range.slope)}


def _kkt_point(point: KKTPoint) -> Data:
    return {
        "point": point_data(point.point),
        "multipliers": point_data(point.multipliers),
        "value": number(point.value),
        "exact": None if point.exact is None else formula_text(point.exact),
        **_root(point.root_of),
        "kind": point.kind,
        "strict": point.strict,
        "global": point.is_global,
        "unique_multipliers": point.unique,
        "reduced_costs": point_data(point.reduced_costs),
    }


def _root(coefficients: tuple[Fraction, ...]) -> Data:
    """The polynomial in t whose root an irrational value is."""
    return {"root_of": formula_text(polynomial_tree(coefficients))} if coefficients else {}


def _text(value: Scalar) -> str:
    return number_text(value) if isinstance(value, Fraction) else str(value.value)
