"""The dual problem solved by its own means, theta_D evaluated again at the multipliers that were found."""

from __future__ import annotations

import math
from fractions import Fraction

from duality import solving
from duality.api.effort import Effort
from duality.derivation.standardize import restore
from duality.errors import BackendError
from duality.evidence import provers
from duality.evidence.explicit_dual import dual_form
from duality.evidence.provers.dual_values import evaluated
from duality.model.derivation import ConicDual, Derivation
from duality.model.form import Affine
from duality.model.problem import Problem
from duality.model.scalar import Scalar
from duality.model.solution import Point, Ray, Rigor, Solution, Status, claim
from duality.records import replace
from duality.solving import solve

INFINITY = math.inf
AGREEMENT = 1e-6
"""A solver's optimal value and theta_D at its multipliers agree up to this, relatively."""


def solve_dual(derivation: Derivation, effort: Effort) -> Solution | None:
    """d* as the solve of the explicit dual claims it, in the sense of the min form; ``None`` without an answer.

    The lower bound is theta_D at the multipliers. The upper bound is the solver's, exact only where its solve was.
    Where theta_D has no closed form of its own, the auxiliary form's is maximized: theta_D is nowhere less, so this
    gives a lower bound of d*, status "unknown".
    """
    if derivation.auxiliary is None:
        return _explicit(derivation, effort)
    answer = _explicit(derivation.auxiliary, effort)
    bound = None if answer is None else _lower_bound(answer, derivation)
    if not derivation.dual_function.is_closed or bound is None:
        return bound
    # The explicit dual is the auxiliary form's; its multipliers bound d* by the formula of theta_D itself.
    value = evaluated(derivation, dict(bound.point or ()), bound.backend)
    return None if value is None else replace(value, status=Status.UNKNOWN, value=None, exact=None, attained=None)


def _explicit(derivation: Derivation, effort: Effort) -> Solution | None:
    """The dual as a problem, as conic data or at the only point of its domain."""
    problem, conic = derivation.dual_problem, derivation.conic_dual
    answer = _from_problem(derivation, problem, effort) if isinstance(problem, Problem) else None
    if answer is None and conic is None and isinstance(problem, ConicDual):
        conic = problem
    if answer is None and conic is not None:
        answer = _from_conic(derivation, conic, effort)
    if answer is None:
        answer = provers.only_point.at_only_point(derivation)
    return answer


def _from_problem(derivation: Derivation, problem: Problem, effort: Effort) -> Solution | None:
    form = dual_form(derivation)
    if form is None:
        return None
    # theta_D is concave and its effective domain convex, so the dual is a convex problem by construction.
    claimed = solve(form, tolerance=effort.tolerance, budget=effort.searches, convex="proved")
    claim(form, claimed)
    found = restore(provers.derived.refined(form, claimed), form)
    constraints = {m.name: m.constraint for m in derivation.dual_function.multipliers}
    names = {own: constraints[m] for own, m in derivation.dual_names if m in constraints}
    match found.status:
        case Status.UNBOUNDED:
            ray = _renamed_ray(found, names, derivation)
            return replace(found, point=None, multipliers=None, certificate=ray)
        case Status.INFEASIBLE:
            return None if derivation.dual_drops_border else nowhere_finite(found.rigor, found.backend)
        case Status.UNKNOWN:
            return None
        case Status.OPTIMAL:
            point = _completed(_renamed(found.point or (), names), derivation)
            return _optimum(derivation, replace(found, point=None if found.point is None else point))


def _from_conic(derivation: Derivation, conic: ConicDual, effort: Effort) -> Solution | None:
    try:
        found = solving.solve_conic_dual(conic, tolerance=effort.tolerance, budget=effort.searches)
    except BackendError:
        return None
    match found.status:
        case Status.OPTIMAL:
            return _optimum(derivation, found)
        case Status.UNBOUNDED:
            return found
        case Status.INFEASIBLE | Status.UNKNOWN:
            # A semidefinite solver calls thin effective domains infeasible; that proves nothing.
            return None


def _lower_bound(answer: Solution, derivation: Derivation) -> Solution | None:
    """theta_D(alpha, beta) >= the auxiliary form's value at (alpha, beta, nu); the nu are dropped."""
    if answer.status is not Status.OPTIMAL or answer.point is None:
        return None
    own = {m.constraint for m in derivation.dual_function.multipliers}
    point = tuple((name, value) for name, value in answer.point if name in own)
    return replace(answer, point=point, upper=INFINITY)


def nowhere_finite(label: Rigor, backend: str = "") -> Solution:
    """d* = -inf."""
    return Solution(Status.INFEASIBLE, -INFINITY, label, -INFINITY, -INFINITY, attained=False, backend=backend)


def _optimum(derivation: Derivation, found: Solution) -> Solution | None:
    """The claim with theta_D evaluated at its point; an unattained supremum has no point."""
    if found.point is None or found.attained is False:
        return replace(found, point=None, multipliers=None) if found.value is not None else None
    value = evaluated(derivation, dict(found.point), found.backend)
    if value is None or value.value is None or found.value is None or not math.isfinite(value.value):
        return None
    if abs(value.value - found.value) > AGREEMENT * max(1.0, abs(found.value)):
        # The multipliers do not give what the solver says: a lower bound, and no claim that it is the best.
        return replace(value, status=Status.UNKNOWN, value=None, rigor=Rigor.FOUND, exact=None, attained=None)
    is_proved = value.rigor is Rigor.PROVED and found.rigor is Rigor.PROVED
    return replace(
        value,
        rigor=found.rigor if is_proved or found.rigor is not Rigor.PROVED else Rigor.FOUND,
        exact=value.exact if is_proved else None,
        upper=value.value if is_proved else found.upper,
        attained=found.attained,
        warnings=found.warnings,
    )


def _renamed(point: Point, names: dict[str, str]) -> Point:
    return tuple((names[key], value) for key, value in point if key in names)


def _completed(point: Point, derivation: Derivation, *, is_direction: bool = False) -> Point:
    """With the slack multipliers that the explicit dual does without; a direction has no constants."""
    constraints = {m.name: m.constraint for m in derivation.dual_function.multipliers}
    own = dict(point)
    by_name = {m.name: own[m.constraint] for m in derivation.dual_function.multipliers if m.constraint in own}
    slacks: list[tuple[str, Scalar | float]] = []
    for name, form in derivation.dual_eliminated:
        if name not in constraints:
            continue
        affine = Affine(Fraction(0), form.terms) if is_direction else form
        slacks.append((constraints[name], affine.at(by_name)))
    return (*point, *slacks)


def _renamed_ray(found: Solution, names: dict[str, str], derivation: Derivation) -> Ray | None:
    ray = found.certificate
    if not isinstance(ray, Ray):
        return None
    origin = _completed(_renamed(ray.origin, names), derivation)
    return Ray(origin, _completed(_renamed(ray.direction, names), derivation, is_direction=True), ray.verified)
