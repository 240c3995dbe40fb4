"""d*: from the primal solve's multipliers where they settle it, from a solve of the dual where they do not.

Everything here is in the sense of the min form, so the dual maximizes theta_D and theta_D <= p* (weak duality). A value
of d* is theta_D at the multipliers that are reported, evaluated again, never a solver's number alone.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.api.dual_search import is_nowhere_finite, searched, without_constraints
from duality.api.dual_solve import nowhere_finite, solve_dual
from duality.api.dual_values import evaluated, theta_at
from duality.api.effort import Effort
from duality.derive import exact_level
from duality.model.derivation import Derivation
from duality.model.report import StrongDuality
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Label, Ray, Solution, Status
from duality.model.watch import NOBODY, Watch

INFINITY = math.inf
MEETING = 1e-6
"""p* and a value of theta_D that differ by less, relatively, are called equal where one of them is numeric."""


def settle(derivation: Derivation, primal: Solution, effort: Effort, watch: Watch = NOBODY) -> Solution:
    """d* with what is proved about it.

    theta_D never finite: -inf. p* = -inf: so is d*. The primal's multipliers reach p*: they are optimal. A Farkas
    certificate and one finite theta_D: +inf. Otherwise the dual is solved; what stays open is "unknown", with bounds.
    ``watch`` is told bounds of d*.
    """
    if derivation.dual_function.never_finite:
        return nowhere_finite(Label.EXACT)
    if primal.status is Status.UNBOUNDED:
        return nowhere_finite(primal.label)
    if not derivation.form.constraints and primal.status is Status.OPTIMAL and primal.label is not Label.NUMERICAL:
        return without_constraints(primal)
    reached = _at_primal_multipliers(derivation, primal)
    if reached is not None:
        watch.saw(reached.lower)
    if reached is not None and meets(reached, primal):
        return _met(derivation, reached, primal)
    if primal.status is Status.INFEASIBLE and isinstance(primal.certificate, Farkas):
        risen = _along_farkas(derivation, primal, primal.certificate)
        if risen is not None:
            return risen
    solved = solve_dual(derivation, effort)
    if solved is not None:
        watch.saw(solved.lower)
    if solved is not None and meets(solved, primal):
        return _met(derivation, solved, primal)
    if solved is not None and not derivation.dual_function.is_closed:
        # The auxiliary dual is a lower bound of d*, and not d* itself, until it meets p*.
        solved = replace(solved, status=Status.UNKNOWN, value=None, exact=None, attained=None)
    if solved is None or solved.status is Status.UNKNOWN or solved.label is Label.NUMERICAL:
        return _searched(derivation, primal, effort, _best(reached, solved, primal), watch)
    return _best(reached, solved, primal)


def meets(dual: Solution, primal: Solution) -> bool:
    """theta_D at the dual's point equals p*: both are optimal, by weak duality."""
    if dual.point is None or primal.value is None or dual.value is None:
        return False
    if not (math.isfinite(primal.value) and math.isfinite(dual.value)):
        return False
    if dual.exact is not None and primal.exact is not None:
        return constant(dual.exact) == constant(primal.exact)
    return abs(dual.value - primal.value) <= MEETING * max(1.0, abs(primal.value))


def bounded_by_duality(primal: Solution, dual: Solution) -> tuple[Solution, Solution]:
    """theta_D at the dual's point bounds p* from below; p* bounds d* from above."""
    if dual.status is Status.OPTIMAL and primal.status is Status.OPTIMAL and primal.value is not None:
        primal = replace(primal, lower=min(primal.value, max(primal.lower, dual.lower)))
        if meets(dual, primal) and primal.point is not None and primal.attained is None:
            # f at this point equals a lower bound of f.
            primal = replace(primal, attained=True)
    return primal, dual


def by_theorem(primal: Solution, dual: Solution, strong: StrongDuality) -> Solution:
    """d* = p* where a theorem says so and no multipliers were found that show it; Theorem 2 also says attained."""
    if strong.verdict != "holds" or dual.status is not Status.UNKNOWN or primal.status is not Status.OPTIMAL:
        return dual
    if primal.value is None or not math.isfinite(primal.value):
        return dual
    return replace(
        primal,
        attained=True if strong.theorem == "Theorem 2" else None,
        point=primal.multipliers,
        multipliers=None,
        backend=strong.theorem,
        warnings=dual.warnings,
    )


def _met(derivation: Derivation, dual: Solution, primal: Solution) -> Solution:
    """d* where theta_D equals p*, both taken at known points; exact where both values are."""
    if dual.label is Label.EXACT and primal.label is Label.EXACT:
        return replace(dual, upper=dual.lower, attained=True)
    # theta_D's formula is proved; where its conditions hold exactly, its value in floating point is as good as a
    # global solver's bound. A condition that holds only within a tolerance proves nothing about the value.
    certified = dual.label is Label.EXACT or _holds_exactly(derivation, dual)
    label = Label.GLOBAL if certified and primal.label is not Label.NUMERICAL else Label.NUMERICAL
    # Two floats that agree up to rounding: theta_D is never shown above the p* that it meets.
    value = dual.value if dual.value is None or primal.value is None else min(dual.value, primal.value)
    return replace(
        dual,
        value=value,
        lower=min(dual.lower, primal.upper),
        label=label,
        exact=None,
        upper=max(dual.lower, primal.upper),
        attained=True,
    )


def _holds_exactly(derivation: Derivation, dual: Solution) -> bool:
    """theta_D at exact multipliers beside the dual's point is no less than the value that is claimed."""
    theta = derivation.dual_function
    if not theta.is_closed or dual.point is None or dual.value is None:
        return False
    given = dict(dual.point)
    level, _ = exact_level(theta, {m.name: given[m.constraint] for m in theta.multipliers})
    return level >= dual.value - MEETING * max(1.0, abs(dual.value))


def _at_primal_multipliers(derivation: Derivation, primal: Solution) -> Solution | None:
    """theta_D at the primal solve's multipliers (or at 0 without any), a lower bound of d*."""
    found = None if primal.multipliers is None else evaluated(derivation, dict(primal.multipliers), primal.backend)
    if found is None and not derivation.dual_function.is_closed:
        found = evaluated(derivation, {c.name: Fraction(0) for c in derivation.form.constraints}, "derivation")
    return found


def _along_farkas(derivation: Derivation, primal: Solution, farkas: Farkas) -> Solution | None:
    """theta_D(mu + t*farkas) >= theta_D(mu) + t*(a positive number): +inf, given one mu where theta_D is finite."""
    zero = tuple((c.name, Fraction(0)) for c in derivation.form.constraints)
    if not math.isfinite(float(_bound_at_zero(derivation))):
        return None
    label = Label.EXACT if farkas.verified else primal.label
    ray = Ray(zero, farkas.multipliers, farkas.verified)
    return Solution(Status.UNBOUNDED, INFINITY, label, INFINITY, INFINITY, attained=False, certificate=ray)


def _searched(derivation: Derivation, primal: Solution, effort: Effort, known: Solution, watch: Watch) -> Solution:
    """A search over the multipliers in place of an answer that settles nothing; the better bounds of both."""
    form = derivation.form
    if not form.constraints:
        return without_constraints(primal)
    if not math.isfinite(known.lower) and is_nowhere_finite(form):
        return nowhere_finite(Label.EXACT, "leading coefficients along rays")
    found = searched(derivation, primal, effort, watch)
    if found is None:
        return known
    if found.status is Status.OPTIMAL:
        return found
    if not math.isfinite(found.lower):
        # A defect was met.
        return found
    if known.status is not Status.UNKNOWN:
        return known
    lower = max(found.lower, known.lower)
    notes = (*known.warnings, *found.warnings)
    return replace(known, lower=lower, upper=max(lower, min(found.upper, known.upper)), warnings=notes)


def _bound_at_zero(derivation: Derivation) -> Scalar | float:
    """theta_D(0) = inf f over D, or a lower bound of it; nan where neither is known."""
    source = derivation if derivation.auxiliary is None or derivation.dual_function.is_closed else derivation.auxiliary
    return theta_at(source, {c.name: Fraction(0) for c in source.form.constraints})


def _best(reached: Solution | None, solved: Solution | None, primal: Solution) -> Solution:
    """The solved dual, else "unknown" between the best theta_D that was seen and p*."""
    if solved is not None and solved.status is not Status.UNKNOWN:
        upper = solved.upper if solved.status is not Status.OPTIMAL else min(solved.upper, primal.upper)
        return replace(solved, upper=max(solved.lower, upper))
    known = [s for s in (solved, reached) if s is not None and math.isfinite(s.lower)]
    best = max(known, key=lambda s: s.lower, default=None)
    lower = -INFINITY if best is None else best.lower
    warnings = () if best is None else best.warnings
    # Multipliers that only give a bound are no optimal ones, so they are not reported.
    return Solution(Status.UNKNOWN, None, Label.NUMERICAL, lower, max(lower, primal.upper), warnings=warnings)
