"""Optima that hang on the solver's tolerance: multipliers of 1e6 turn a violation of 1e-9 into an error of 1e-3.

This happens where no constraint qualification holds, as in max x s.t. 0 <= y <= (1 - x)^3. A plain
exact point nearby that is feasible without any tolerance gives an honest value instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.differentiate import has_gradients
from duality.algebra.evaluate import exact_value
from duality.algebra.membership import is_feasible
from duality.model.form import StandardForm
from duality.model.solution import Point
from duality.records import record
from duality.solving.judging.measure import Candidate
from duality.solving.proofs.guesses import guesses_within
from duality.solving.quadratic.rationals import nearest_float

HUGE = 1e4
NEARBY = 1e-2
"""How far the exact point may be, relative to 1 + |x|."""

SAME = 1e-3
"""By how much, relatively, a tolerance may have falsified the value."""

ROUNDED, SHARP = 1e-6, 1e-9
"""How far, relatively, the point that a candidate is the rounding of may be; of one that Newton's method has sharpened.

Every number has a fraction of three digits within the former: it is no sign of anything where all digits are known.
"""

ROUNDING = 1e-10


@record
class Safe:
    """An exactly feasible point and f there."""

    point: Point
    value: float


def is_sensitive(form: StandardForm, candidate: Candidate) -> bool:
    """A multiplier is huge, or there are none that satisfy KKT, though all functions have gradients."""
    multipliers = candidate.multipliers
    if multipliers is None:
        return has_gradients(form)
    return max(map(abs, multipliers.values()), default=0.0) > HUGE


def feasible_nearby(form: StandardForm, candidate: Candidate, value: float) -> Safe | None:
    """The plainest exactly feasible point near the candidate, where f is about the same."""
    slack = SAME * (1 + abs(value))
    return next((safe for safe in _feasible(form, candidate, NEARBY) if abs(safe.value - value) <= slack), None)


def plainer(form: StandardForm, candidate: Candidate, value: float, sharp: bool) -> Safe | None:
    """An exactly feasible point that the candidate rounds to, with f no larger up to rounding error."""
    slack, distance = ROUNDING * (1 + abs(value)), SHARP if sharp else ROUNDED
    return next((safe for safe in _feasible(form, candidate, distance) if safe.value <= value + slack), None)


def _feasible(form: StandardForm, candidate: Candidate, distance: float) -> Iterator[Safe]:
    for guess in guesses_within(candidate.x, distance):
        if is_feasible(form, guess):
            try:
                value = exact_value(form.objective_expression, guess)
            except ValueError:
                continue
            yield Safe(tuple((name, guess[name]) for name in form.variables), nearest_float(value))
