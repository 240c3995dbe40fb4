"""The infimum of f over the feasible set by derivation alone: with every constraint in X there are no multipliers.

theta_D of that restated problem is a single number, inf f over D, exact where a rule gives it in closed form, and its
branch says whether it is attained. This settles what a numeric solver cannot: infima at infinity and at open ends.
"""

from __future__ import annotations

import math
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.derivation import derive, dual_value, restore, standardize
from duality.derivation.dual_value import holding_branch
from duality.errors import ProblemError
from duality.evidence.provers.dual_values import closed_form
from duality.model.derivation import DualFunction, ImplicitMinimum
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Point, Rigor, Solution, Status
from duality.records import record, replace

MOST_VARIABLES = 2
"""Problems with more variables rarely split into blocks that a rule settles, and their derivation takes long."""

AGREEMENT = 1e-3
"""A derived infimum further than this, relatively, from what a solver found is not believed."""


@record
class Infimum:
    """inf f over D; ``point`` attains it where one is known, ``far_out`` where the formula of a minimizer has no value
    here: the infimum is approached, and no solver's point is a minimizer."""

    value: Scalar | float
    attained: bool | None
    point: Point | None
    implicit: bool
    far_out: bool = False


def refined(solution: Solution, stated: StandardForm) -> Solution:
    """The solution of the form's problem (in its own sense), exact and with attainment where derivation tells."""
    problem = stated.problem
    if solution.status is not Status.OPTIMAL or solution.value is None or len(problem.variables) > MOST_VARIABLES:
        return solution
    if solution.rigor in (Rigor.PROVED, Rigor.ENCLOSED) and solution.attained is not None:
        return solution
    restated = _without_constraints(problem)
    try:
        form = standardize(restated)
    except ProblemError:
        return solution
    found = _infimum(derive(form).dual_function, form.variables)
    if found is None:
        return solution
    if isinstance(found.value, (Fraction, Irrational)):
        end = End.of(found.value)
        witness = Engine("derivation", "inf f over D by a rule, with every constraint in X")
        point = found.point if found.attained else None
        establish(stated, Evidence("p", witness, end, end, attained=found.attained, point=point, source="derivation"))
    claim = restore(_claim(found), form)
    if claim.value is None or abs(claim.value - solution.value) > AGREEMENT * max(1.0, abs(solution.value)):
        return solution
    keeps_point = found.attained is not False and claim.point is None and not found.far_out
    return replace(
        claim,
        point=solution.point if keeps_point else claim.point,
        multipliers=solution.multipliers,
        backend="derivation",
    )


def refined_primal(form: StandardForm, solution: Solution) -> Solution:
    """The same for a solution in min form."""
    return restore(refined(restore(solution, form), form), form)


def _without_constraints(problem: Problem) -> Problem:
    rows = tuple(constraint.written for constraint in problem.constraints)
    return replace(problem, rows=(), domain=(*problem.domain, *rows), expectations=(), notes=())


def _infimum(theta: DualFunction, names: tuple[str, ...]) -> Infimum | None:
    if not theta.is_closed or theta.never_finite or theta.multipliers:
        return None
    value = dual_value(theta, {})
    if not math.isfinite(float(value)):
        return None
    branches = [holding_branch(block, {}) for block in theta.blocks]
    known = [branch for branch in branches if branch is not None]
    if len(known) != len(branches):
        return None
    flags = {branch.attained for branch in known}
    attained = False if False in flags else None if None in flags else True
    implicit = any(isinstance(branch.value, ImplicitMinimum) for branch in known)
    if any(branch.minimizer is None for branch in known):
        return Infimum(value, attained, None, implicit)
    try:
        found = {name: constant(tree) for branch in known for name, tree in branch.minimizer or ()}
    except (ValueError, ZeroDivisionError):
        # The formula of the minimizer ends where the infimum is only approached.
        return Infimum(value, None if attained else attained, None, implicit, far_out=True)
    # A minimizer in directions of its own is no point.
    return Infimum(value, attained, tuple(found.items()) if set(found) == set(names) else None, implicit)


def _claim(found: Infimum) -> Solution:
    """A global minimum of one variable is found among all critical points, in floating point."""
    exact = closed_form(found.value)
    value = float(found.value)
    return Solution(
        Status.OPTIMAL,
        value,
        Rigor.BOUNDED if exact is None else Rigor.PROVED,
        value,
        value,
        exact=exact,
        attained=found.attained,
        point=found.point if found.attained else None,
    )
