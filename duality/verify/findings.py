"""What is shown beside the verdict: slackness, KKT residuals, the saddle inequality, prices, all recomputed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from duality import verify
from duality.model.form import StandardForm
from duality.model.report import Residuals, SlacknessRow, StrongDuality, SubgradientCondition
from duality.model.solution import Label, Point, Solution
from duality.records import record, replace
from duality.verify.evaluation import Number, Place, Values, as_values, floats, place
from duality.verify.residuals import DualValue, residuals
from duality.verify.saddle import SaddleCheck, saddle_check
from duality.verify.slackness import slackness_table
from duality.verify.uniqueness import are_unique, can_move

STATIONARY = 1e-4
"""KKT residuals up to this size let a multiplier be read as a price."""

REFUTED = 1e-3
"""Relative residual of stationarity beyond which multipliers are no KKT multipliers of the point."""


@record(slots=False)
class Findings:
    """Rows of the slackness table, residuals where they are defined, how many saddle inequalities were compared."""

    slackness: tuple[SlacknessRow, ...]
    residuals: Residuals | None
    saddle_checked: int
    warnings: tuple[str, ...]
    subgradients: SubgradientCondition | None = None


def findings(
    form: StandardForm,
    primal: Solution,
    dual: Solution,
    strong: StrongDuality,
    dual_value: DualValue | None,
    *,
    convex: bool,
) -> Findings:
    """The findings at the concluded x* and multipliers, in min form but for the prices; with the subgradients where
    there is no gradient."""
    at = None if primal.point is None else place(form, primal.point)
    at = at if at is not None and at.is_defined else None
    multipliers = _multipliers(form, dual.point)
    own = None if primal.attained is False else _multipliers(form, primal.multipliers)
    # An exact point beside a minimizer that is not known exactly has no kink where the minimizer may have one.
    known = primal.label is Label.EXACT and primal.attained is True
    near = at if known or at is None else place(form, tuple(floats(at.point).items()))
    holds = strong.verdict == "holds"
    proved = holds and primal.label is dual.label is Label.EXACT and primal.attained is True and dual.attained is True
    saddle = _saddle(at, multipliers, dual) if holds else SaddleCheck(0, ())
    shown = multipliers if multipliers is not None else own
    # The dual's multipliers belong to x* only where p* = d*.
    asked = shown if holds else own
    condition = None if near is None or asked is None else condition_at(near, asked, convex=convex)
    left = _residuals(at, asked, dual_value, condition, proved=proved)
    if multipliers is None and left is not None and left.stationarity > REFUTED:
        # The least-squares multipliers of a point without KKT multipliers mean nothing, and are not shown.
        shown, asked, left = None, None, None
    if asked is None and near is not None:
        condition = condition_at(near, None, convex=convex)
    priced = holds and _has_prices(at, shown, left)
    warnings: list[str] = []
    satisfied = left is not None and left.largest <= STATIONARY
    if holds and not priced and satisfied and at is not None and shown is not None and can_move(at, shown):
        warnings.append("the multipliers are not unique, so no prices are given")
    return Findings(
        slackness_table(form, at, shown, priced=priced),
        left,
        0 if saddle.violations else saddle.checked,
        tuple(warnings),
        condition,
    )


def condition_at(at: Place, multipliers: Values | None, *, convex: bool) -> SubgradientCondition | None:
    """By subgradients where some function has a kink, or where it is asked whether there are any multipliers."""
    if multipliers is not None and all(row.is_quadratic for row in at.form.rows()):
        return None
    if multipliers is None:
        return verify.subgradients.multipliers_asked(at, convex=convex)
    return verify.subgradients.subgradient_condition(at, multipliers, convex=convex)


def nothing_found(form: StandardForm) -> Findings:
    """Where there was no time to look."""
    rows = tuple(SlacknessRow(c.name, c.constraint.kind, None, None, None, None, None) for c in form.constraints)
    return Findings(rows, None, 0, ())


def _multipliers(form: StandardForm, point: Point | None) -> dict[str, Number] | None:
    if point is None:
        return None
    values = as_values(point)
    return values if all(c.name in values for c in form.constraints) else None


def _saddle(at: Place | None, multipliers: Values | None, dual: Solution) -> SaddleCheck:
    """Only where p* = d* is claimed can (x*, alpha*, beta*) be a saddle point."""
    if at is None or multipliers is None or dual.value is None or not math.isfinite(dual.value):
        return SaddleCheck(0, ())
    return saddle_check(at, multipliers)


def _residuals(
    at: Place | None,
    multipliers: Values | None,
    dual_value: DualValue | None,
    condition: SubgradientCondition | None,
    *,
    proved: bool,
) -> Residuals | None:
    """With a gap the multipliers of the primal solve are the KKT multipliers at x*, not those of the dual."""
    if at is None or multipliers is None or at.form.domain.discrete:
        return None
    if proved:
        # f(x*) = theta_D <= L(x*) <= f(x*): x* minimizes L over D, and every product alpha_i c_i is 0.
        return Residuals(0.0, 0.0, 0.0, 0.0)
    return kkt_residuals(at, multipliers, dual_value, condition)


def kkt_residuals(
    at: Place, multipliers: Values, dual_value: DualValue | None, condition: SubgradientCondition | None
) -> Residuals | None:
    """Stationarity (with subgradients where they are known), feasibility, dual feasibility and slackness.

    ``None`` where X is discrete: there is no stationarity then, and KKT does not apply.
    """
    if at.form.domain.discrete:
        return None
    found = residuals(at, multipliers, dual_value)
    return found if condition is None or math.isnan(condition.off) else replace(found, stationarity=condition.off)


def _has_prices(at: Place | None, multipliers: Values | None, left: Residuals | None) -> bool:
    """A multiplier is a price if KKT holds at x* and the multipliers are unique."""
    if at is None or multipliers is None or left is None or not left.largest <= STATIONARY:
        return False
    return are_unique(at) is True


__all__: Sequence[str] = ["Findings", "findings"]
