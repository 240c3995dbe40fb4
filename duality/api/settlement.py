"""d*: from the primal solve's multipliers where they settle it, from a solve of the dual where they do not.

Everything here is in the sense of the min form, so the dual maximizes theta_D and theta_D <= p* (weak duality). A value
of d* is theta_D at the multipliers that are reported, evaluated again, never a solver's number alone.
"""

from __future__ import annotations

import math
from fractions import Fraction

from duality import api, evidence
from duality.algebra.evaluate import constant
from duality.api.effort import Effort
from duality.derivation import exact_level
from duality.evidence.provers.dual_values import evaluated
from duality.evidence.question import Question
from duality.model.derivation import Derivation
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.solution import Rigor, Solution, Status
from duality.model.watch import NOBODY, Watch
from duality.records import replace

INFINITY = math.inf
LARGE = 1e6
"""A value of theta_D below -LARGE may owe its finiteness to the tolerance of a condition."""

MEETING = 1e-6
"""p* and a value of theta_D that differ by less, relatively, are called equal where one of them is numeric."""


def settle(
    derivation: Derivation,
    primal: Solution,
    effort: Effort,
    watch: Watch = NOBODY,
    *,
    convex: bool = False,
    tried: set[str] | None = None,
) -> Solution:
    """d* with what is proved about it, and whether it is attained where that is known; ``watch`` is told bounds.

    ``tried`` takes down the provers that were asked to the end before a search.
    """
    dual = _settled(derivation, primal, effort, watch, set() if tried is None else tried, convex=convex)
    if dual.status is not Status.OPTIMAL or dual.rigor is Rigor.PROVED or dual.attained is False:
        return dual
    from duality.solving.dual import has_bounded_levels

    # Two floats that agree say nothing of attainment: theta_D may come as close to d* as is wanted.
    known = {name: float(value) for name, value in primal.point or ()}
    point = known if set(known) >= set(derivation.form.variables) else None
    return replace(dual, attained=True if has_bounded_levels(derivation.form, dual.lower, point) else None)


def _settled(
    derivation: Derivation, primal: Solution, effort: Effort, watch: Watch, tried: set[str], *, convex: bool
) -> Solution:
    """theta_D never finite: -inf. p* = -inf: so is d*. The primal's multipliers reach p*: they are optimal. Otherwise
    the dual is solved; what stays open is "unknown", with bounds.
    """
    if derivation.dual_function.never_finite:
        return api.dual_solve.nowhere_finite(Rigor.PROVED)
    if primal.status is Status.UNBOUNDED:
        return api.dual_solve.nowhere_finite(primal.rigor)
    if not derivation.form.constraints and primal.status is Status.OPTIMAL and primal.rigor is not Rigor.FOUND:
        return api.dual_search.without_constraints(primal)
    reached = _at_primal_multipliers(derivation, primal)
    if reached is not None:
        watch.saw(reached.lower)
    if reached is not None and meets(reached, primal):
        return _met(derivation, reached, primal)
    solved = api.dual_solve.solve_dual(derivation, effort)
    if solved is not None:
        watch.saw(solved.lower)
    if solved is not None and meets(solved, primal):
        return _met(derivation, solved, primal)
    if solved is not None and not derivation.dual_function.is_closed:
        if convex and _is_qualified(derivation):
            solved = replace(solved, upper=solved.lower if solved.rigor is Rigor.PROVED else solved.upper)
        else:
            # The auxiliary dual is a lower bound of d*, and not d* itself, until it meets p*.
            solved = replace(solved, status=Status.UNKNOWN, value=None, exact=None, attained=None)
    if solved is None or solved.status is Status.UNKNOWN or solved.rigor is Rigor.FOUND:
        return _searched(derivation, primal, effort, _best(reached, solved, primal), watch, tried)
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


def _is_qualified(derivation: Derivation) -> bool:
    """theta_D(alpha, beta) = max over the new multipliers of the auxiliary form's dual function, for a convex problem.

    L(., alpha, beta) is convex, and the auxiliary form only adds affine constraints to inf L: equations y = A x + b, or
    the bounds of X. By the Fenchel-Rockafellar theorem the two infima have no gap, and the dual one is attained, if
    the affine constraints have a solution in the relative interior of the domain that is left: here the whole space.
    Source: R. T. Rockafellar, Convex Analysis (1970), Theorem 28.2 and Corollary 28.2.2.
    """
    auxiliary = derivation.auxiliary
    if auxiliary is None or not auxiliary.form.domain.is_whole_space:
        return False
    boxes = [bounds for _, bounds in derivation.form.domain.bounds]
    stated = not derivation.form.domain.conditions and not derivation.form.domain.discrete
    return stated and all(b.lower is None or b.upper is None or b.lower <= b.upper for b in boxes)


def _met(derivation: Derivation, dual: Solution, primal: Solution) -> Solution:
    """d* where theta_D equals p*, both taken at known points; exact where both values are."""
    if dual.rigor is primal.rigor is Rigor.PROVED and dual.exact is not None and primal.exact is not None:
        return replace(dual, upper=dual.lower, attained=True)
    # theta_D's formula is proved; where its conditions hold exactly, its value in floating point is as good as a
    # global solver's bound. A condition that holds only within a tolerance proves nothing about the value.
    certified = dual.rigor is Rigor.PROVED or _holds_exactly(derivation, dual)
    label = Rigor.BOUNDED if certified and primal.rigor is not Rigor.FOUND else Rigor.FOUND
    # Two floats that agree up to rounding: theta_D is never shown above the p* that it meets.
    value = dual.value if dual.value is None or primal.value is None else min(dual.value, primal.value)
    return replace(
        dual,
        value=value,
        lower=min(dual.lower, primal.upper),
        rigor=label,
        exact=None,
        upper=max(dual.lower, primal.upper),
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


def _searched(
    derivation: Derivation, primal: Solution, effort: Effort, known: Solution, watch: Watch, tried: set[str]
) -> Solution:
    """A search over the multipliers in place of an answer that settles nothing; the better bounds of both."""
    form = derivation.form
    if not form.constraints:
        return api.dual_search.without_constraints(primal)
    proved = _proved_at_once(derivation, primal, effort, tried)
    if proved.rigor is not Rigor.FOUND:
        return proved
    known = replace(known, upper=max(known.lower, min(known.upper, proved.upper)))
    if max(known.lower, proved.lower) < -LARGE and api.dual_search.is_nowhere_finite(form):
        witness = Engine("growth along rays", "L falls without bound along a ray whatever the multipliers are")
        establish(form, Evidence("d", witness, upper=End(-INFINITY), source="leading coefficients along rays"))
        return api.dual_solve.nowhere_finite(Rigor.PROVED, "leading coefficients along rays")
    by_matrices = api.dual_search.by_moments(form, known)
    if by_matrices is not None:
        return by_matrices
    found = api.dual_search.searched(derivation, primal, effort, watch)
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


def _proved_at_once(derivation: Derivation, primal: Solution, effort: Effort, tried: set[str]) -> Solution:
    """d* by what is exact and searches nothing, bounds of it where that does not settle it; evidence is taken down."""
    form = derivation.form
    question = Question(form, derivation, budget=effort.searches, claims=[primal], asked="proofs of d*", tried=tried)
    ledger = evidence.settling.settled(question)
    own = ledger.d
    for entry in (own.lower_by, own.upper_by):
        if entry is not None:
            establish(form, entry)
    rigor = Rigor.PROVED if own.is_closed else Rigor.ENCLOSED if own.is_narrow else Rigor.FOUND
    return replace(evidence.conclude.side_of(ledger, "d"), rigor=rigor)


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
    return Solution(Status.UNKNOWN, None, Rigor.FOUND, lower, max(lower, primal.upper), warnings=warnings)
