"""d* = +inf: theta_D rises without bound where no x is feasible.

    theta_D(mu + t y) >= theta_D(mu) + t inf over D of y'(c, h)      for t >= 0, y with alpha >= 0

so one mu with theta_D(mu) > -inf and one y with a positive infimum are enough. That y'(c, h) > 0 on D is not:
exp(x) <= 0 is infeasible, and d* is finite for a bounded f. For a convex problem over a closed D the level sets of f
may tell instead: if they are compact, p(u) = inf {f : c <= u, h = v} is closed, and d* = p(0) = +inf.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from duality import solving
from duality.algebra.nearby_rationals import nearby_directions
from duality.api.effort import Effort
from duality.derivation import derive, dual_value, inner_problem
from duality.evidence.provers.dual_values import Multipliers
from duality.model.budget import Budget
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import ZERO
from duality.model.form import Row, StandardForm
from duality.model.solution import Farkas, Ray, Rigor, Solution, Status
from duality.records import replace
from duality.solving import dual, globally

SHARE = 0.1
"""Of the usual work, for the search of a direction, and for each bound of an infimum."""

MOST_VARIABLES = 4
MOST_SEARCHED = 10
POSITIVE = 1e-7
"""An infimum in floating point counts as positive from here on."""


def risen(form: StandardForm, primal: Solution, lower: float, effort: Effort, *, convex: bool) -> Solution | None:
    """d* = +inf with its label, or ``None``; ``lower`` is a known value of theta_D somewhere, -inf without one."""
    if primal.status is not Status.INFEASIBLE or not math.isfinite(lower):
        return None
    farkas = primal.certificate
    if isinstance(farkas, Farkas) and farkas.verified:
        return _claim(Rigor.PROVED, tuple(farkas.multipliers), True)
    still = replace(form, objective=Row(), objective_expression=ZERO)
    for direction in _directions(still, farkas if isinstance(farkas, Farkas) else None, effort.searches):
        label = _positive(still, direction, effort.searches)
        if label is not None:
            if label is not Rigor.BOUNDED:
                witness = Engine("derivation", "inf over D of y'(c, h) is positive", rounds=label is Rigor.ENCLOSED)
                establish(form, Evidence("d", witness, lower=End(math.inf), attained=False, source="theta_D"))
            return _claim(label, tuple(direction.items()), label is Rigor.PROVED)
    proved = convex and primal.rigor is not Rigor.FOUND
    if proved and globally.attainment.has_compact_level_sets(replace(form, constraints=())):
        witness = Engine("intervals", "convex, infeasible, and f has compact level sets over D", rounds=True)
        establish(form, Evidence("d", witness, lower=End(math.inf), attained=False, source="theta_D"))
        return _claim(primal.rigor, None, False)
    return None


def _claim(label: Rigor, direction, verified: bool) -> Solution:
    certificate = None
    if direction is not None:
        origin = tuple((name, Fraction(0)) for name, _ in direction)
        certificate = Ray(origin, direction, verified)
    infinity = math.inf
    return Solution(
        Status.UNBOUNDED,
        infinity,
        label,
        infinity,
        infinity,
        attained=False,
        certificate=certificate,
        backend="theta_D",
    )


def _directions(still: StandardForm, farkas: Farkas | None, budget: Budget) -> Iterator[dict[str, Fraction]]:
    """The Farkas multipliers rounded, every constraint alone, then what a search for the steepest rise finds."""
    names = [c.name for c in still.constraints]
    if farkas is not None:
        yield from nearby_directions(dict(farkas.multipliers), largest=1000)
    for constraint in still.constraints if len(names) <= MOST_SEARCHED else ():
        for sign in (1, -1) if constraint.constraint.kind == "equality" else (1,):
            yield {name: Fraction(sign if name == constraint.name else 0) for name in names}
    if not still.domain.discrete and not 1 < len(names) <= MOST_SEARCHED:
        return
    found = dual.maximize(still, partial(inner_problem, still), budget=budget.aside(SHARE))
    if found.lower > 0:
        yield dict(found.y)


def _positive(still: StandardForm, direction: Multipliers, budget: Budget) -> Rigor | None:
    """How well it is known that inf over D of y'(c, h) > 0; ``None`` where it is not."""
    if not any(direction.values()):
        return None
    inner = inner_problem(still, direction)
    if len(inner.variables) <= MOST_VARIABLES:
        theta = derive(inner).dual_function
        if theta.is_closed:
            value = dual_value(theta, {})
            if float(value) <= POSITIVE:
                return None
            return Rigor.BOUNDED if isinstance(value, float) else Rigor.PROVED
    found = solving.inner_infimum(inner, budget=budget.aside(SHARE))
    if found.status == "infeasible" or not found.lower > POSITIVE or found.lower == math.inf:
        return None
    return Rigor.ENCLOSED if found.rigorous_lower else Rigor.BOUNDED
