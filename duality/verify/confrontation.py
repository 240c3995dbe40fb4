"""What the two claims prove and refute together: equality, brackets, contradictions, and what a theorem hands over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duality.model.derivation import DualFunction
from duality.model.form import StandardForm
from duality.model.report import Convexity, Slater
from duality.model.solution import Label, Point, Solution, Status
from duality.verify.claims import (
    DualCheck,
    PrimalCheck,
    check_certificate,
    contradiction,
    proof_of_equality,
    settled,
)
from duality.verify.evaluation import Place, as_values, floats, is_exact, place, rational_only
from duality.verify.feasibility import violations
from duality.verify.slater import slater
from duality.verify.values import are_close, dual_extended, primal_extended


@dataclass(frozen=True)
class Confronted:
    """Both claims, Slater's condition, a proof of p* = d* in words if they give one, and what contradicts."""

    primal: PrimalCheck
    dual: DualCheck
    slater: Slater
    proof: str | None
    defects: tuple[str, ...]


def confronted(
    form: StandardForm,
    convexity: Convexity,
    primal: PrimalCheck,
    dual: DualCheck,
    candidates: Sequence[Point],
    theta: DualFunction | None,
) -> Confronted:
    """Certificates checked, Slater's condition decided, and both claims held against every feasible point known."""
    defects = [*primal.defects, *dual.defects]
    primal = _certified(form, convexity, primal, candidates)
    conflict = contradiction(_feasible(form, primal, candidates), primal.solution, dual)
    if conflict is not None:
        primal, dual = _doubted(primal), replace(dual, solution=_without_proof(dual.solution))
    condition = slater(form, convexity, primal.solution, candidates)
    if conflict is None and condition.point is not None:
        conflict = contradiction(_feasible(form, primal, [condition.point]), primal.solution, dual)
        if conflict is not None:
            primal, dual = _doubted(primal), replace(dual, solution=_without_proof(dual.solution))
    defects += [conflict] if conflict is not None else []
    proof = None if defects else proof_of_equality(primal.at, dual)
    if proof is not None:
        primal, dual = _proved(primal, dual)
    elif not defects and Label.NUMERICAL in (primal.solution.label, dual.solution.label):
        from duality.verify.bracket import bracket

        both = bracket(form, primal.solution, dual.solution, theta, condition.point)
        defects += [both.defect] if both.defect is not None else []
        primal, dual = replace(primal, solution=both.primal), replace(dual, solution=both.dual)
    defects += _against_theorem_two(convexity, condition, primal.solution, dual.solution)
    return Confronted(primal, dual, condition, proof, tuple(defects))


INACCURATE = 1e-2
"""A numerical value that differs by no more, relatively, from one that it is proved to equal was only not accurate."""


def corrected(found: Confronted) -> Confronted:
    """Where p* = d* is proved and one side is certified, a numerical value of the other that misses it gives way.

    So does its point: the solver stopped on the way, often because the infimum is not attained.
    """
    p, d = primal_extended(found.primal.solution), dual_extended(found.dual.solution)
    if p.value is None or d.value is None or not (p.is_finite and d.is_finite) or are_close(p.value, d.value):
        return found
    if not are_close(p.value, d.value, INACCURATE):
        return found
    if d.is_certified and not p.is_certified:
        return replace(found, primal=PrimalCheck(_given_way(found.primal.solution, found.dual.solution), None))
    if p.is_certified and not d.is_certified:
        return replace(found, dual=DualCheck(_given_way(found.dual.solution, found.primal.solution), None, None))
    return found


def _given_way(weaker: Solution, stronger: Solution) -> Solution:
    return replace(_taking_over(weaker, stronger), point=None, multipliers=None, attained=None)


def equalized(primal: Solution, dual: Solution) -> tuple[Solution, Solution]:
    """Where p* = d* is proved, the side with the weaker label takes over what is certified about the other."""
    p, d = primal_extended(primal), dual_extended(dual)
    if p.value is None or d.value is None or not (p.is_finite and are_close(p.value, d.value)):
        return primal, dual
    if primal.label.strength > dual.label.strength:
        return primal, _taking_over(dual, primal)
    if dual.label.strength > primal.label.strength:
        return _taking_over(primal, dual), dual
    return primal, dual


def _taking_over(weaker: Solution, stronger: Solution) -> Solution:
    return replace(
        weaker,
        value=stronger.value,
        label=stronger.label,
        lower=stronger.lower,
        upper=stronger.upper,
        exact=stronger.exact,
        root_of=stronger.root_of,
    )


def _certified(
    form: StandardForm, convexity: Convexity, check: PrimalCheck, candidates: Sequence[Point]
) -> PrimalCheck:
    if check.solution.certificate is None:
        return check
    convex = [f.name for f in convexity.functions if f.curvature in ("convex", "affine")]
    points = [
        rational_only(as_values(point)) for point in candidates if all(is_exact(v) for v in as_values(point).values())
    ]
    return replace(check, solution=check_certificate(form, check.solution, convex, points))


def _feasible(form: StandardForm, primal: PrimalCheck, points: Sequence[Point]) -> list[Place]:
    """x* and those of the points that are feasible."""
    found = [primal.at] if primal.at is not None else []
    for point in points:
        at = place(form, tuple(floats(as_values(point)).items()))
        if at is not None and at.is_defined and not violations(at):
            found.append(at)
    return found


def _doubted(check: PrimalCheck) -> PrimalCheck:
    solution = _without_proof(check.solution)
    if solution.status is Status.INFEASIBLE:
        solution = replace(solution, status=Status.UNKNOWN, value=None, certificate=None)
    return replace(check, solution=solution)


def _without_proof(solution: Solution) -> Solution:
    return replace(solution, label=Label.NUMERICAL, exact=None, root_of=(), lower=-math.inf, upper=math.inf)


def _proved(primal: PrimalCheck, dual: DualCheck) -> tuple[PrimalCheck, DualCheck]:
    """f(x*) = theta_D exactly: both sides are proved, whatever label they came with."""
    value = dual.bound
    if not is_exact(value):
        return primal, dual
    return (
        replace(primal, solution=settled(primal.solution, value)),
        replace(dual, solution=settled(dual.solution, value)),
    )


def _against_theorem_two(convexity: Convexity, condition: Slater, primal: Solution, dual: Solution) -> list[str]:
    """A convex problem with a Slater point has p* = d*: certified values that differ cannot both be right."""
    if convexity.verdict != "proved" or condition.verdict != "holds":
        return []
    p, d = primal_extended(primal), dual_extended(dual)
    if not (p.is_certified and d.is_certified) or p.value is None or d.value is None:
        return []
    if are_close(p.value, d.value) or (p.lower <= d.upper and d.lower <= p.upper):
        return []
    return [f"p* = {p.value:.6g} and d* = {d.value:.6g} differ, against Theorem 2"]
