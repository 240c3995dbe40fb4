"""Everything the report says about a pair of claimed solutions, recomputed from the problem and the claimed vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from duality.model.derivation import DualFunction
from duality.model.form import StandardForm
from duality.model.report import Convexity, Residuals, SlacknessRow, Slater, StrongDuality
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution
from duality.verify.claims import check_dual, check_primal
from duality.verify.confrontation import Confronted, confronted, corrected, equalized
from duality.verify.evaluation import Number, Values, as_values
from duality.verify.residuals import DualValue, residuals
from duality.verify.saddle import SaddleCheck, saddle_check
from duality.verify.slackness import slackness_table
from duality.verify.theorems import Facts, proves_equality, strong_duality
from duality.verify.uniqueness import are_unique, can_move
from duality.verify.values import are_close, difference, dual_extended, primal_extended

STATIONARY = 1e-4
"""KKT residuals up to this size let a multiplier be read as a price."""

REFUTED = 1e-3
"""Relative residual of stationarity beyond which multipliers are no KKT multipliers of the point."""

CONTRADICTION = StrongDuality("unknown", "", "the claimed solutions contradict each other")


@dataclass(frozen=True)
class Judgement:
    """The verdict on two claimed solutions of a standard form, everything in min form but the prices.

    ``primal`` and ``dual`` are the claims after checking: a claim that fails a check has lost its value, its label or
    its bounds, and ``defects`` says why; a claim that is proved has gained a stronger label.
    """

    primal: Solution
    dual: Solution
    gap: float | None
    exact_gap: Scalar | None
    strong_duality: StrongDuality
    slater: Slater
    slackness: tuple[SlacknessRow, ...]
    residuals: Residuals | None
    saddle_checked: int = 0
    warnings: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


def verify(
    form: StandardForm,
    convexity: Convexity,
    dual_value: DualValue | None,
    primal: Solution,
    dual: Solution,
    candidates: Sequence[Point] = (),
    dual_function: DualFunction | None = None,
) -> Judgement:
    """Checks both claims and says what follows.

    ``dual_value`` gives theta_D at multipliers by constraint name (-inf outside its effective domain), ``None`` where
    theta_D has no closed form. ``primal`` and ``dual`` are in min form; ``candidates`` are points to try for Slater's
    condition and as feasible points. With the formula ``dual_function`` numerical claims may become rigorous brackets.
    """
    found = confronted(
        form, convexity, check_primal(form, primal), check_dual(form, dual, dual_value), candidates, dual_function
    )
    verdict = _verdict(form, convexity, found)
    found = corrected(found) if proves_equality(verdict) else found
    p, d = primal_extended(found.primal.solution), dual_extended(found.dual.solution)
    saddle = _saddle(found, verdict)
    defects = (*found.defects, *saddle.violations)
    verdict = CONTRADICTION if saddle.violations else verdict
    gap, exact_gap = difference(p, d)
    final = found.primal.solution, found.dual.solution
    if proves_equality(verdict) and p.is_finite and gap is not None and are_close(gap, 0.0):
        gap, exact_gap, final = 0.0, Fraction(0), equalized(*final)
    multipliers = found.dual.multipliers or _own_multipliers(found)
    left = _residuals(found, multipliers, dual_value, verdict)
    if found.dual.multipliers is None and left is not None and left.stationarity > REFUTED:
        # The least-squares multipliers of a point without KKT multipliers mean nothing, and are not shown.
        multipliers = None
    holds = verdict.verdict == "holds" and not defects
    priced = holds and _has_prices(found, multipliers, left)
    return Judgement(
        *final,
        gap,
        exact_gap,
        verdict,
        found.slater,
        slackness_table(form, found.primal.at, multipliers, priced=priced),
        left,
        saddle.checked,
        tuple(_warnings(found, multipliers, gap, defects, holds=holds, priced=priced)),
        defects,
    )


def _verdict(form: StandardForm, convexity: Convexity, found: Confronted) -> StrongDuality:
    p, d = primal_extended(found.primal.solution), dual_extended(found.dual.solution)
    return strong_duality(Facts(form, convexity, found.slater, p, d, found.proof, bool(found.defects)))


def _saddle(found: Confronted, verdict: StrongDuality) -> SaddleCheck:
    """Only where p* = d* is claimed can (x*, alpha*, beta*) be a saddle point."""
    if verdict.verdict != "holds" or found.primal.at is None or found.dual.multipliers is None:
        return SaddleCheck(0, ())
    if found.dual.solution.value is None or not math.isfinite(found.dual.solution.value):
        return SaddleCheck(0, ())
    return saddle_check(found.primal.at, found.dual.multipliers)


def _residuals(
    found: Confronted, multipliers: Values | None, dual_value: DualValue | None, verdict: StrongDuality
) -> Residuals | None:
    """With a gap the multipliers of the primal solve are the KKT multipliers at x*, not those of the dual."""
    if found.primal.at is None:
        return None
    if found.proof is not None:
        # f(x*) = theta_D <= L(x*) <= f(x*): x* minimizes L over D, and every product alpha_i c_i is 0.
        return Residuals(0.0, 0.0, 0.0, 0.0)
    own = _own_multipliers(found)
    chosen = own if verdict.verdict != "holds" and own is not None else multipliers
    return None if chosen is None else residuals(found.primal.at, chosen, dual_value if chosen is multipliers else None)


def _own_multipliers(found: Confronted) -> dict[str, Number] | None:
    claimed = found.primal.solution.multipliers
    if claimed is None or found.primal.at is None:
        return None
    values = as_values(claimed)
    return values if all(c.name in values for c in found.primal.at.form.constraints) else None


def _has_prices(found: Confronted, multipliers: Values | None, left: Residuals | None) -> bool:
    """A multiplier is a price if KKT holds at x* and the multipliers are unique."""
    if found.primal.at is None or multipliers is None or left is None or not left.largest <= STATIONARY:
        return False
    return are_unique(found.primal.at) is True


def _warnings(
    found: Confronted,
    multipliers: Values | None,
    gap: float | None,
    defects: Sequence[str],
    *,
    holds: bool,
    priced: bool,
) -> list[str]:
    told = [f"defect: {defect}" for defect in defects]
    at = found.primal.at
    if holds and not priced and at is not None and multipliers is not None and can_move(at, multipliers):
        told.append("the multipliers are not unique, so no prices are given")
    if holds and gap is not None and not are_close(gap, 0.0):
        told.append(f"the computed values differ by {gap:.3g} although p* = d* is proved: they are not accurate")
    return told
