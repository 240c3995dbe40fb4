"""Everything the report says about a pair of claimed solutions, recomputed from the problem and the claimed vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duality.model.derivation import DualFunction
from duality.model.form import StandardForm
from duality.model.report import Convexity, Residuals, SlacknessRow, Slater, StrongDuality
from duality.model.scalar import Scalar
from duality.model.solution import Label, Point, Solution, Status
from duality.verify.bracket import bracket
from duality.verify.claims import (
    DualCheck,
    PrimalCheck,
    check_certificate,
    check_dual,
    check_primal,
    contradiction,
    proof_of_equality,
    settled,
)
from duality.verify.evaluation import Number, Place, Values, as_values, floats, is_exact, place, rational_only
from duality.verify.feasibility import violations
from duality.verify.residuals import DualValue, residuals
from duality.verify.saddle import SaddleCheck, saddle_check
from duality.verify.slackness import slackness_table
from duality.verify.slater import slater
from duality.verify.theorems import Facts, strong_duality
from duality.verify.uniqueness import are_unique, can_move
from duality.verify.values import are_close, difference, dual_extended, primal_extended

STATIONARY = 1e-4
"""KKT residuals up to this size let a multiplier be read as a price."""


@dataclass(frozen=True)
class Judgement:
    """The verdict on two claimed solutions of a standard form, everything in min form but the prices.

    ``primal`` and ``dual`` are the claims after checking: a claim that fails a check has lost its value, its label or
    its bounds, and ``defects`` says why; a claim that is proved has gained the label "exact".
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
    first = check_primal(form, primal)
    second = check_dual(form, dual, dual_value)
    condition = slater(form, convexity, first.solution, candidates)
    first = _certified(form, convexity, first, candidates)
    feasible = _feasible_places(form, first, condition, candidates)
    defects = [*first.defects, *second.defects]
    conflict = contradiction(feasible, first.solution, second)
    proof = None if conflict else proof_of_equality(first.at, second)
    if conflict is not None:
        defects.append(conflict)
        first, second = _doubted(first), replace(second, solution=_without_proof(second.solution))
    elif proof is not None:
        first, second = _proved(first, second)
    elif not defects:
        both = bracket(form, first.solution, second.solution, dual_function, condition.point)
        defects += [both.defect] if both.defect is not None else []
        first, second = replace(first, solution=both.primal), replace(second, solution=both.dual)
    defects += _theorem_conflict(convexity, condition, first.solution, second.solution)
    facts = Facts(
        form,
        convexity,
        condition,
        primal_extended(first.solution),
        dual_extended(second.solution),
        proof,
        bool(defects),
    )
    return _judged(facts, first, second, dual_value, defects)


def _judged(
    facts: Facts, first: PrimalCheck, second: DualCheck, dual_value: DualValue | None, defects: list[str]
) -> Judgement:
    form, verdict = facts.form, strong_duality(facts)
    gap, exact_gap = difference(facts.p, facts.d)
    multipliers = second.multipliers or _own_multipliers(form, first.solution)
    saddle = SaddleCheck(0, ())
    if verdict.verdict == "holds" and first.at is not None and second.multipliers is not None and gap is not None:
        saddle = saddle_check(first.at, second.multipliers)
    defects = [*defects, *saddle.violations]
    found = _residuals(form, first, multipliers, dual_value, verdict, proved=facts.proof is not None)
    unique = _unique(first.at, multipliers, found) if verdict.verdict == "holds" and not defects else None
    warnings = [f"defect: {defect}" for defect in defects]
    if (
        first.at is not None
        and multipliers is not None
        and verdict.verdict == "holds"
        and can_move(first.at, multipliers)
    ):
        warnings.append("the multipliers are not unique, so no prices are given")
    if verdict.verdict == "holds" and gap is not None and gap > 0 and not are_close(gap, 0.0):
        warnings.append(f"the computed values differ by {gap:.3g} although p* = d* is proved: they are not accurate")
    return Judgement(
        first.solution,
        second.solution,
        gap,
        exact_gap,
        StrongDuality("unknown", "", "the claimed solutions contradict each other") if saddle.violations else verdict,
        facts.slater,
        slackness_table(form, first.at, multipliers, priced=unique is True),
        found,
        saddle.checked,
        tuple(warnings),
        tuple(defects),
    )


def _residuals(
    form: StandardForm,
    first: PrimalCheck,
    multipliers: Values | None,
    dual_value: DualValue | None,
    verdict: StrongDuality,
    *,
    proved: bool,
) -> Residuals | None:
    """With a gap the multipliers of the primal solve are the KKT multipliers at x*, not those of the dual."""
    if first.at is None:
        return None
    if proved:
        # f(x*) = theta_D <= L(x*) <= f(x*): x* minimizes L over D, and every product alpha_i c_i is 0.
        return Residuals(0.0, 0.0, 0.0, 0.0)
    own = _own_multipliers(form, first.solution)
    chosen = own if verdict.verdict != "holds" and own is not None else multipliers
    return None if chosen is None else residuals(first.at, chosen, dual_value if chosen is multipliers else None)


def _own_multipliers(form: StandardForm, primal: Solution) -> dict[str, Number] | None:
    if primal.multipliers is None:
        return None
    found = as_values(primal.multipliers)
    return found if all(c.name in found for c in form.constraints) else None


def _unique(at: Place | None, multipliers: Values | None, found: Residuals | None) -> bool | None:
    """Whether each multiplier is a price: KKT holds and the multipliers are unique."""
    if at is None or multipliers is None or found is None or not found.largest <= STATIONARY:
        return None
    return are_unique(at)


def _certified(
    form: StandardForm, convexity: Convexity, check: PrimalCheck, candidates: Sequence[Point]
) -> PrimalCheck:
    if check.solution.certificate is None:
        return check
    convex = [f.name for f in convexity.functions if f.curvature in ("convex", "affine")]
    points = [
        rational_only(as_values(point)) for point in candidates if all(is_exact(v) for v in as_values(point).values())
    ]
    certified = check_certificate(form, check.solution, convex, points)
    return replace(check, solution=certified.solution)


def _feasible_places(
    form: StandardForm, first: PrimalCheck, condition: Slater, candidates: Sequence[Point]
) -> list[Place]:
    """Feasible points that are known: x*, the Slater point, and the candidates that are feasible."""
    points = [*([condition.point] if condition.point is not None else []), *candidates]
    found = [first.at] if first.at is not None else []
    for point in points:
        at = place(form, tuple(floats(as_values(point)).items()))
        if at is not None and at.is_defined and not violations(at):
            found.append(at)
    return found


def _doubted(check: PrimalCheck) -> PrimalCheck:
    solution = check.solution
    if solution.status is Status.INFEASIBLE:
        return PrimalCheck(replace(_without_proof(solution), status=Status.UNKNOWN, value=None), None, check.defects)
    return replace(check, solution=_without_proof(solution))


def _without_proof(solution: Solution) -> Solution:
    return replace(solution, label=Label.NUMERICAL, exact=None, lower=-math.inf, upper=math.inf)


def _proved(first: PrimalCheck, second: DualCheck) -> tuple[PrimalCheck, DualCheck]:
    """f(x*) = theta_D exactly: both sides are proved, whatever label they came with."""
    assert first.at is not None and second.bound is not None
    value = second.bound
    if not is_exact(value):
        return first, second
    return (
        replace(first, solution=settled(first.solution, value)),
        replace(second, solution=settled(second.solution, value)),
    )


def _theorem_conflict(convexity: Convexity, condition: Slater, primal: Solution, dual: Solution) -> list[str]:
    """A convex problem with a Slater point has p* = d*: certified values that differ cannot both be right."""
    if convexity.verdict != "proved" or condition.verdict != "holds":
        return []
    p, d = primal_extended(primal), dual_extended(dual)
    if not (p.is_certified and d.is_certified) or p.value is None or d.value is None:
        return []
    if are_close(p.value, d.value) or (p.lower <= d.upper and d.lower <= p.upper):
        return []
    return [f"p* = {p.value:.6g} and d* = {d.value:.6g} differ, against Theorem 2"]
