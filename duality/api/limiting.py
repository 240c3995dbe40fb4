"""d* where a path leaves D's feasible points behind: f tends to v while the constraints come to hold in the limit.

Such a path shows d* <= v for every multiplier at once (see `duality.algebra.paths.bounds`), which no search over the
multipliers can; with inf f over D = theta_D(0) = v, d* is v exactly, attained at 0.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from duality import algebra
from duality.algebra.boxes import is_empty
from duality.algebra.paths import Path
from duality.algebra.paths.search import dual_lowered
from duality.evidence.provers.dual_values import closed_form, theta_at
from duality.model.derivation import Derivation
from duality.model.evidence import AlongPath, End, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Rigor, Solution, Status

INFINITY = math.inf
CLEARLY = 1e-4
"""By how much, relatively, a limit must lie below p* to be worth its proof."""


def limited(derivation: Derivation, primal: Solution, known: Solution) -> Solution:
    """What is known of d*, with the least upper bound that a path gives; settled where a lower bound meets it."""
    form = derivation.form
    ceiling = min(primal.upper, known.upper)
    if ceiling == -INFINITY or math.isnan(ceiling):
        return known
    below = ceiling - CLEARLY * max(1.0, abs(ceiling)) if math.isfinite(ceiling) else ceiling
    floor = _at_zero(derivation)
    for bound, path in dual_lowered(form, below):
        end = End(bound.value) if isinstance(bound.value, float | int) else End.of(bound.value)
        establish(form, Evidence("d", AlongPath(path.coordinates, path.toward), upper=end, source=_words(path)))
        if bound.value == -INFINITY:
            return Solution(
                Status.INFEASIBLE,
                -INFINITY,
                Rigor.PROVED,
                -INFINITY,
                -INFINITY,
                attained=False,
                backend=_words(path),
            )
        if floor is not None and floor == bound.value:
            return _settled(form, floor, path)
        known = replace(known, upper=max(known.lower, min(known.upper, float(bound.value))))
    return known


def _settled(form: StandardForm, value: Scalar, path: Path) -> Solution:
    number = float(value)
    return Solution(
        Status.OPTIMAL,
        number,
        Rigor.PROVED,
        number,
        number,
        exact=closed_form(value),
        attained=True,
        point=tuple((c.name, Fraction(0)) for c in form.constraints),
        backend=_words(path),
    )


def _words(path: Path) -> str:
    return f"the path {path.words}"


def _at_zero(derivation: Derivation) -> Scalar | None:
    """inf f over D where it is exact, by derivation or as the end of f's range over the box."""
    form = derivation.form
    value = theta_at(derivation, {c.name: Fraction(0) for c in form.constraints})
    if isinstance(value, (Fraction, Irrational)):
        return value
    box = {}
    for name in form.objective_expression.variables():
        bounds = form.domain.bound(name)
        if is_empty(bounds):
            return None
        ends = (bounds.lower, bounds.upper)
        box[name] = tuple(end if isinstance(end, Fraction) else None for end in ends)
    lower = algebra.intervals.enclose(form.objective_expression, box)[0]
    return None if lower is None else Fraction(lower)
