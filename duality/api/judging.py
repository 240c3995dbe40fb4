"""A candidate of somebody's own, and the bounds of a lesson: theta_P and theta_D at given places."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from duality.api.dual_values import theta_at
from duality.api.weak_duality import exceeds
from duality.errors import DerivationError
from duality.model.derivation import Derivation
from duality.model.report import Report, Residuals
from duality.model.scalar import Scalar
from duality.model.solution import Label, Point, Status
from duality.report.subjects import Bound, Candidate, Lesson
from duality.results.primal_function import primal_value, violated

Values = Mapping[str, Scalar | float]

FACTORS = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2))
TRIALS = (Fraction(0), Fraction(1, 4), Fraction(1), Fraction(4), Fraction(16))


def candidate_of(derivation: Derivation, point: Values | None, multipliers: Values | None) -> Candidate:
    """theta_P at the point, theta_D at the multipliers, and with both the KKT residuals."""
    form = derivation.form
    upper = None if point is None else primal_value(form, point)
    lower = None if multipliers is None else _known(theta_at(derivation, multipliers))
    _assert_weak_duality(lower, upper)
    residuals: Residuals | None = None
    if point is not None and multipliers is not None:
        residuals = _residuals(derivation, point, multipliers)
    return Candidate(
        derivation,
        None if point is None else tuple(point.items()),
        None if multipliers is None else tuple(multipliers.items()),
        violations=() if point is None else tuple(violated(form, point)),
        primal_value=upper,
        dual_value=lower,
        residuals=residuals,
    )


def _residuals(derivation: Derivation, point: Values, multipliers: Values) -> Residuals | None:
    """Stationarity, feasibility, dual feasibility and slackness at the candidate."""
    from duality.verify.evaluation import place
    from duality.verify.residuals import residuals

    at = place(derivation.form, tuple(point.items()))
    if at is None or not at.is_defined:
        return None
    return residuals(at, multipliers, partial(theta_at, derivation))


def _assert_weak_duality(lower: Scalar | float | None, upper: Scalar | float | None) -> None:
    """theta_D(alpha, beta) <= theta_P(x), whatever they are; `DerivationError` says that one of them is wrong."""
    if lower is None or upper is None or not exceeds(float(lower), float(upper)):
        return
    raise DerivationError(
        f"defect: theta_D = {float(lower):.10g} exceeds f(x) = {float(upper):.10g} at a feasible x, against weak "
        "duality; neither is reported"
    )


def _sure_upper(report: Report) -> float | None:
    """An upper bound of p* in the min form that is not a mere number of a local search."""
    primal = report.primal
    if primal.status is not Status.OPTIMAL or primal.value is None or primal.label is Label.NUMERICAL:
        return None
    return report.form.sign * primal.value


def _known(value: Scalar | float) -> Scalar | float | None:
    return None if isinstance(value, float) and math.isnan(value) else value


def lesson_of(report: Report) -> Lesson:
    """The report with theta_D at multiples of the best multipliers, or at a few trial ones."""
    derivation = report.derivation
    if not derivation.dual_function.is_closed:
        return Lesson(report, ())
    upper = _sure_upper(report)
    bounds: dict[Point, Bound] = {}
    for multipliers in _choices(report):
        point = tuple(multipliers.items())
        value = theta_at(derivation, multipliers)
        if not (isinstance(value, float) and math.isnan(value)):
            _assert_weak_duality(value, upper)
            bounds.setdefault(point, Bound(point, value))
    return Lesson(report, tuple(bounds.values()))


def _choices(report: Report) -> list[dict[str, Scalar | float]]:
    best = report.dual.point if report.dual.status is Status.OPTIMAL and report.dual.attained is not False else None
    if best and any(value != 0 for _, value in best):
        return [{name: _times(factor, value) for name, value in best} for factor in FACTORS]
    kinds = {c.name: c.constraint.kind for c in report.form.constraints}
    return [
        {name: trial if kind == "inequality" else Fraction(0) for name, kind in kinds.items()}
        for trial in (TRIALS if "inequality" in kinds.values() else TRIALS[:1])
    ]


def _times(factor: Fraction, value: Scalar | float) -> Scalar | float:
    return float(factor) * value if isinstance(value, float) else value * factor
