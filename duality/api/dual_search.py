"""d* by a search over the multipliers, where neither a formula nor the primal's multipliers settle it.

The search itself knows no derivation: it is handed the inner problem at fixed multipliers and bounds its minimum.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from duality.api.effort import Effort
from duality.derivation import inner_problem
from duality.evidence.provers.dual_values import theta_at
from duality.model.derivation import Derivation
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.solution import Point, Rigor, Solution, Status
from duality.model.watch import NOBODY, Watch
from duality.records import replace

if TYPE_CHECKING:
    from duality.solving.dual import Bracket

INFINITY = math.inf
SHARE = 0.4
"""Of the usual work, for the search where no limit is set."""

MOST_VARIABLES = 12
MOST_MULTIPLIERS = 20
"""Beyond these the minimum over x, or the cuts over y, take longer than there is time."""

CLOSE = 1.001e-6
"""Relative width at which bounds are a value; a little above what the search itself stops at."""

WEAK_DUALITY = 1e-5
"""By how much, relatively, a lower bound of d* may exceed p* before something must be wrong."""

LATE = "the search for d* stopped at its time limit"

BACKEND = "cutting planes over the multipliers"


def without_constraints(primal: Solution) -> Solution:
    """No multipliers: theta_D() = inf f over D, which is p* (D empty: +inf)."""
    if primal.status is Status.INFEASIBLE:
        return Solution(Status.UNBOUNDED, INFINITY, primal.rigor, INFINITY, INFINITY, attained=True, point=())
    finite = primal.status is Status.OPTIMAL
    return replace(
        primal, attained=True if finite else None, point=() if finite else None, multipliers=None, warnings=()
    )


def searched(derivation: Derivation, primal: Solution, effort: Effort, watch: Watch = NOBODY) -> Solution | None:
    """d* between certified values of theta_D and the cuts' bound; "unknown" with bounds where they do not meet.

    ``None`` where the search has nothing to say: too large a problem, or no finite value of theta_D found.
    """
    form = derivation.form
    if len(form.variables) > MOST_VARIABLES or not 0 < len(form.constraints) <= MOST_MULTIPLIERS:
        return None
    from duality.solving.dual import maximize

    found = maximize(
        form,
        partial(inner_problem, form),
        budget=effort.searches.bounded(SHARE),
        point=_floats(primal.point),
        multipliers=_floats(primal.multipliers),
        formula=partial(_formula, derivation) if derivation.dual_function.is_closed else None,
        watch=watch,
    )
    if not math.isfinite(found.lower):
        return None
    _establish(found, form)
    return _claim(found, primal, form)


def _establish(found: Bracket, form: StandardForm) -> None:
    """What of the bracket was computed with rounding under control."""
    if found.rigorous_lower:
        witness = Engine("intervals", "inf L over D at these multipliers, by branch and bound", rounds=True)
        point = tuple(found.y.items())
        establish(form, Evidence("d", witness, lower=End(found.lower), point=point, source=BACKEND))
    if found.rigorous_upper:
        witness = Engine("convex combinations", "an exact mean of f over points of D with feasible means", rounds=True)
        establish(form, Evidence("d", witness, upper=End(found.upper), source=BACKEND))


def is_nowhere_finite(form: StandardForm) -> bool:
    """theta_D = -inf everywhere, proved along rays."""
    from duality.solving.dual import is_nowhere_finite as proved

    return len(form.variables) <= MOST_VARIABLES and proved(form)


def by_moments(form: StandardForm, known: Solution) -> Solution | None:
    """d* of a quadratic problem on R^n between exact numbers, where those are close together."""
    if not all(row.is_quadratic for row in form.rows()):
        return None
    from duality.solving.dual import moment_bracket

    found = moment_bracket(form)
    if found is None or found.upper - found.lower > CLOSE * max(1, abs(found.upper)):
        return None
    witness = Engine("semidefinite program", "a matrix of moments and multipliers with an exact matrix inequality")
    lower_end, upper_end, source = End.of(found.lower), End.of(found.upper), "semidefinite program, checked exactly"
    establish(form, Evidence("d", witness, lower_end, upper_end, point=tuple(found.multipliers.items()), source=source))
    lower, upper = math.nextafter(float(found.lower), -INFINITY), math.nextafter(float(found.upper), INFINITY)
    fits = known.value is not None and known.point is not None and lower <= known.value <= upper
    return Solution(
        Status.OPTIMAL,
        known.value if fits else (lower + upper) / 2,
        Rigor.ENCLOSED,
        lower,
        upper,
        point=known.point if fits else tuple(found.multipliers.items()),
        backend="semidefinite program, checked exactly",
    )


def _label(found: Bracket, form: StandardForm, *, rigorous: bool) -> Rigor:
    """A floating-point solver's bound over an unbounded D is no bound: it cuts infinity off where it sees fit."""
    if rigorous:
        return Rigor.ENCLOSED
    finite = {name for points in form.domain.discrete for name in points.variables}
    finite |= {name for name, b in form.domain.bounds if b.lower is not None and b.upper is not None}
    return Rigor.BOUNDED if found.rigorous_lower or finite >= set(form.variables) else Rigor.FOUND


def _claim(found: Bracket, primal: Solution, form: StandardForm) -> Solution:
    scale = max(1.0, abs(primal.upper)) if math.isfinite(primal.upper) else 1.0
    if found.lower > primal.upper + WEAK_DUALITY * scale:
        defect = "defect: a bound of d* exceeds p*, against weak duality; neither is trusted"
        return Solution(Status.UNKNOWN, None, Rigor.FOUND, -INFINITY, INFINITY, warnings=(defect,))
    # An exact p* is rounded to its float, by half a unit in the last place.
    above = math.nextafter(primal.upper, INFINITY) if primal.rigor is Rigor.PROVED else primal.upper
    lower = min(found.lower, above)
    upper = max(lower, min(found.upper, above))
    by_primal = upper == above and primal.rigor in (Rigor.PROVED, Rigor.ENCLOSED)
    if not math.isfinite(upper) or upper - lower > CLOSE * max(1.0, abs(upper)):
        notes = (f"{LATE}; d* lies between its bounds",) if found.late else ()
        return Solution(Status.UNKNOWN, None, Rigor.FOUND, lower, upper, backend=BACKEND, warnings=notes)
    rigorous = found.rigorous_lower and (found.rigorous_upper or by_primal)
    backend = " and ".join((BACKEND, *dict.fromkeys(solver for solver in found.solvers[-1:] if solver)))
    return Solution(
        Status.OPTIMAL,
        # The least value of L that was met at these multipliers, itself theta_D up to the oracle's gap.
        max(lower, min(upper, found.level)),
        _label(found, form, rigorous=rigorous),
        lower,
        upper,
        attained=True if found.bounded else None,
        point=tuple(found.y.items()),
        backend=backend,
    )


def _floats(point: Point | None) -> dict[str, float] | None:
    return None if point is None else {name: float(value) for name, value in point}


def _formula(derivation: Derivation, multipliers: Mapping[str, Fraction]) -> float:
    return float(theta_at(derivation, multipliers))
