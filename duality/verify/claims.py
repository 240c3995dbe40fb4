"""Holds the claims of a primal and a dual solve against the problem: what fails is demoted, never printed as a result.

primal   x* in D and feasible; f(x*) the claimed value (and the closed form, and inside the claimed bounds)
dual     alpha* >= 0; theta_D(alpha*, beta*) the claimed value (and the closed form, and inside the claimed bounds)
both     theta_D(alpha, beta) <= f(x) at every feasible x that is known (Theorem 1)

A failed check is a defect of a solver or of a derivation, never a property of the problem.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Label, Ray, Solution, Status
from duality.verify.evaluation import Number, Place, as_values, is_exact, place
from duality.verify.feasibility import violations
from duality.verify.residuals import DualValue
from duality.verify.values import CLOSE, are_close, closed_form, same_form

NEGATIVE_MULTIPLIER = 1e-9
CLOSED_FORM = 1e-12
INFINITY = math.inf


@dataclass(frozen=True)
class PrimalCheck:
    """The primal claim after checking; ``at`` is the form at x* where x* is feasible."""

    solution: Solution
    at: Place | None
    defects: tuple[str, ...] = ()


@dataclass(frozen=True)
class DualCheck:
    """The dual claim after checking; ``bound`` is theta_D at the claimed multipliers, -inf outside its domain."""

    solution: Solution
    multipliers: dict[str, Number] | None
    bound: Number | None
    defects: tuple[str, ...] = ()


def check_primal(form: StandardForm, primal: Solution) -> PrimalCheck:
    """Feasibility, value, closed form, bounds and attainment of the claimed optimum."""
    if primal.status is not Status.OPTIMAL:
        return PrimalCheck(primal, None)
    if primal.point is None:
        faults = ["p* is called attained without a point"] if primal.attained else []
        return PrimalCheck(_demoted(primal) if faults else primal, None, tuple(faults))
    at = place(form, primal.point)
    if at is None or not at.is_defined:
        return PrimalCheck(_withdrawn(primal), None, ("f or a constraint is not defined at the claimed x*",))
    broken = violations(at)
    if broken:
        worst = max(broken, key=lambda violation: violation.amount)
        return PrimalCheck(_withdrawn(primal), None, (f"the claimed x* violates {worst.what}",))
    faults = _value_faults(primal, at.objective, "f(x*)", "p*")
    if faults:
        # x* is feasible all the same: f(x*) bounds p* from above.
        upper = float(at.objective)
        return PrimalCheck(replace(_withdrawn(primal), upper=upper, point=primal.point), at, tuple(faults))
    return PrimalCheck(primal, at)


def check_dual(form: StandardForm, dual: Solution, dual_value: DualValue | None) -> DualCheck:
    """Signs, value, closed form and bounds of the claimed multipliers."""
    if dual.point is None:
        faults = (
            ["d* is called attained without multipliers"] if dual.attained and dual.status is Status.OPTIMAL else []
        )
        return DualCheck(_demoted(dual) if faults else dual, None, None, tuple(faults))
    multipliers = as_values(dual.point)
    missing = [c.name for c in form.constraints if c.name not in multipliers]
    if missing:
        return DualCheck(_withdrawn(dual), None, None, (f"the claimed multipliers lack {missing[0]}",))
    allowed = _allowed(multipliers)
    negative = [c.name for c in form.inequalities if float(multipliers[c.name]) < -allowed]
    if negative:
        why = f"the claimed multiplier of {negative[0]} is negative"
        return DualCheck(_withdrawn(dual), None, -INFINITY, (why,))
    bound = None if dual_value is None else dual_value(multipliers)
    if bound is None or (isinstance(bound, float) and math.isnan(bound)):
        return DualCheck(dual, multipliers, None)
    if dual.status is not Status.OPTIMAL:
        return DualCheck(dual, multipliers, bound)
    faults = _value_faults(dual, bound, "theta_D(multipliers*)", "d*")
    if faults:
        lower = float(bound) if not math.isnan(float(bound)) else -INFINITY
        return DualCheck(replace(_withdrawn(dual), lower=lower, point=dual.point), multipliers, bound, tuple(faults))
    return DualCheck(dual, multipliers, bound)


def check_certificate(
    form: StandardForm, primal: Solution, convex: Sequence[str], points: Sequence[Mapping[str, Scalar]]
) -> Solution:
    """Farkas multipliers and rays: confirmed exactly, or the claim counts as numerical."""
    if primal.certificate is None:
        return primal
    from duality.verify.certificates import farkas_holds, ray_holds

    match primal.certificate:
        case Farkas() as farkas if primal.status is Status.INFEASIBLE:
            confirmed = farkas_holds(form, farkas, convex, points)
            certificate: Farkas | Ray = replace(farkas, verified=confirmed)
        case Ray() as ray if primal.status is Status.UNBOUNDED:
            confirmed = ray_holds(form, ray)
            certificate = replace(ray, verified=confirmed)
        case _:
            return primal
    return replace(primal, certificate=certificate, label=Label.EXACT if confirmed else Label.NUMERICAL)


def contradiction(feasible: Sequence[Place], primal: Solution, check: DualCheck) -> str | None:
    """A feasible x that the claims exclude: infeasibility, a value below p*, or a value below theta_D."""
    for at in feasible:
        value = at.objective
        if primal.status is Status.INFEASIBLE:
            return "the problem is called infeasible, but a feasible point is known"
        claimed = primal.value if primal.status is Status.OPTIMAL and primal.label is not Label.NUMERICAL else None
        if claimed is not None and _clearly_less(value, claimed):
            return f"f = {float(value):.6g} at a feasible point lies below the claimed p* = {claimed:.6g}"
        if check.bound is not None and _exceeds(check.bound, value):
            return f"theta_D = {float(check.bound):.6g} exceeds f = {float(value):.6g} at a feasible point"
    return None


def proof_of_equality(at: Place | None, check: DualCheck) -> str | None:
    """f(x*) = theta_D(alpha*, beta*) exactly: by weak duality both are optimal."""
    if at is None or check.bound is None or not (is_exact(check.bound) and is_exact(at.objective)):
        return None
    if not same_form(check.bound, at.objective) and check.bound != at.objective:
        return None
    return "theta_D(multipliers*) = f(x*) exactly, so each proves the other optimal"


def settled(solution: Solution, value: Scalar) -> Solution:
    """The solution with its value proved exactly."""
    from duality.algebra.atoms import scalar_expression

    number = float(value)
    return replace(
        solution,
        status=Status.OPTIMAL,
        value=number,
        label=Label.EXACT,
        lower=number,
        upper=number,
        exact=scalar_expression(value),
        attained=True,
    )


def _value_faults(claim: Solution, found: Number, what: str, name: str) -> list[str]:
    faults = []
    if claim.value is None:
        return [f"{name} is called optimal without a value"]
    if not are_close(float(found), claim.value):
        faults.append(f"{what} = {float(found):.10g}, but {name} = {claim.value:.10g} is claimed")
    if claim.exact is not None and not _agrees(closed_form(claim.exact), found):
        faults.append(f"{what} = {float(found):.10g}, but {name} = {claim.exact} is claimed")
    if claim.lower > claim.upper or not _between(claim.value, claim.lower, claim.upper):
        faults.append(f"{name} = {claim.value:.10g} lies outside its claimed bounds")
    return faults


def _agrees(closed: Scalar, found: Number) -> bool:
    """Exactly for fractions; irrational numbers are compared to twelve digits, and settled by the proof of equality."""
    if isinstance(closed, Fraction) and isinstance(found, Fraction):
        return closed == found
    return are_close(float(closed), float(found), CLOSED_FORM if is_exact(found) else CLOSE)


def _between(value: float, lower: float, upper: float) -> bool:
    return (value >= lower or are_close(value, lower)) and (value <= upper or are_close(value, upper))


def _allowed(multipliers: dict[str, Number]) -> float:
    """Rounding below zero, for floats; exact multipliers have none."""
    if all(map(is_exact, multipliers.values())):
        return 0.0
    return NEGATIVE_MULTIPLIER * max(1.0, *(abs(float(v)) for v in multipliers.values()))


def _exceeds(bound: Number, value: Number) -> bool:
    if is_exact(bound) and is_exact(value):
        return bool(bound > value)
    return float(bound) > float(value) and not are_close(float(bound), float(value))


def _clearly_less(value: Number, claimed: float) -> bool:
    return float(value) < claimed and not are_close(float(value), claimed)


def _demoted(solution: Solution) -> Solution:
    return replace(solution, label=Label.NUMERICAL, exact=None, lower=-INFINITY, upper=INFINITY)


def _withdrawn(solution: Solution) -> Solution:
    """What is left of a claim that failed: nothing but its warnings."""
    return replace(
        _demoted(solution),
        status=Status.UNKNOWN,
        value=None,
        attained=None,
        point=None,
        multipliers=None,
        certificate=None,
    )
