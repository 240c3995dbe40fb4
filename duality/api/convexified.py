"""d* as the value of the convexified primal: the touching points that explain a gap, checked before they are told."""

from __future__ import annotations

import math
from fractions import Fraction

from duality import verify
from duality.algebra.evaluate import constant
from duality.api.dual_search import MOST_VARIABLES
from duality.api.effort import Effort
from duality.derivation import inner_problem
from duality.evidence.provers.dual_values import exact_guesses
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Rigor, Solution, Status
from duality.records import replace

GAP = 1e-6
"""A relative difference of p* and d* from which on it is a gap that wants an explanation."""

NEAR = 1e-4
"""Multipliers that are polished move no farther than this, relatively."""

SHARE = 0.1
"""Of the usual work, for the minimizers of L at one choice of multipliers."""


def with_combination(derivation: Derivation, primal: Solution, dual: Solution, effort: Effort) -> Solution:
    """The dual claim, in the min form, with points and weights where d* is attained below p*.

    An exact combination whose mean is the exact theta_D at the multipliers proves d*.
    """
    form = derivation.form
    if not _wants_explanation(form, primal, dual) or effort.searches.is_over or dual.value is None:
        return dual
    from duality.solving.dual import touching

    exact = None if dual.rigor is Rigor.PROVED else _settled_exactly(form, dual, effort)
    if exact is not None:
        return exact
    multipliers = {name: float(value) for name, value in dual.point or ()}
    known = [] if primal.point is None else [{name: float(value) for name, value in primal.point}]
    found = replace(dual, combination=touching(form, multipliers, dual.value, known))
    fits = bool(found.combination) and verify.combination.combination_fault(form, found) is None
    if fits and verify.combination.exact_mean(form, found) is not None:
        return _proved(form, found)
    return _of_moments(form, dual, multipliers) or (found if fits else dual)


def _of_moments(form: StandardForm, dual: Solution, multipliers: dict[str, float]) -> Solution | None:
    """The mixture of a quadratic problem and its multipliers, both to rounding; ``None`` where it does not fit d*."""
    from duality.solving.dual import moment_points

    assert dual.value is not None
    found = moment_points(form, multipliers, dual.value)
    if found is None:
        return None
    better, combination = found
    if any(abs(better[name] - value) > NEAR * max(1.0, abs(value)) for name, value in multipliers.items()):
        return None
    told = replace(dual, point=tuple(better.items()), combination=combination)
    return told if verify.combination.combination_fault(form, told) is None else None


def _settled_exactly(form: StandardForm, dual: Solution, effort: Effort) -> Solution | None:
    """d* proved at plain multipliers next to those found, where all minimizers of L are known exactly.

    theta_D there is a lower bound, the mean of f over the best mixture of the minimizers an upper one.
    """
    if form.domain.discrete:
        return None
    from duality.derivation.kkt_points import kkt_points
    from duality.solving.dual import exact_combination

    for guess in exact_guesses(_multipliers(form, dual), is_algebraic=True):
        inner = kkt_points(inner_problem(form, guess), budget=effort.searches.aside(SHARE))
        if inner is None:
            return None
        if inner.minimum is None or inner.minimum.exact is None or inner.minimum.value is None:
            continue
        points = [
            {n: v for n, v in p.point if isinstance(v, (Fraction, Irrational))} for p in inner.points if p.is_global
        ]
        known = [point for point in points if len(point) == len(form.variables)]
        value = inner.minimum.value
        found = replace(
            dual,
            value=value,
            exact=inner.minimum.exact,
            point=tuple(guess.items()),
            combination=exact_combination(form, known),
        )
        if found.combination and verify.combination.combination_fault(form, found) is None:
            proved = _proved(form, found)
            if proved.rigor is Rigor.PROVED:
                return proved
    return None


def _multipliers(form: StandardForm, dual: Solution) -> dict[str, Scalar | float]:
    """The multipliers by constraint name, rounding below zero removed from those of inequalities."""
    given = dict(dual.point or ())
    signed = {c.name for c in form.inequalities}
    return {
        name: max(value, 0.0) if name in signed and isinstance(value, float) else value for name, value in given.items()
    }


def _wants_explanation(form: StandardForm, primal: Solution, dual: Solution) -> bool:
    if dual.status is not Status.OPTIMAL or dual.value is None or not math.isfinite(dual.value):
        return False
    if not dual.point or dual.attained is False or len(form.variables) > MOST_VARIABLES or not form.constraints:
        return False
    return primal.value is not None and primal.value - dual.value > GAP * max(1.0, abs(dual.value))


def _proved(form: StandardForm, dual: Solution) -> Solution:
    """Exact where theta_D at the multipliers and the mean of f are the same exact number."""
    mean: Scalar | float | None = verify.combination.exact_mean(form, dual)
    if dual.rigor is Rigor.PROVED or dual.exact is None or mean is None or constant(dual.exact) != mean:
        return dual
    value = float(mean)
    return replace(dual, value=value, rigor=Rigor.PROVED, lower=value, upper=value, attained=True)
