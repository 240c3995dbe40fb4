"""What is known of inf f while global solvers take their turns, and how one more bound changes it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite

import numpy as np

from duality.model.form import StandardForm
from duality.model.solution import Solution, Status
from duality.records import record
from duality.solving.globally.bound import GlobalBound
from duality.solving.globally.improvement import Improvement
from duality.solving.judging.measure import drowns, measure

AGREEMENT = 1e-5
"""A solver's bound and f at the point may differ by this, relatively, to count as the same value."""

ROUNDING = 1e-9
"""A point that is feasible beyond doubt may be this much worse, relatively, than one that is not."""


@record(frozen=False, slots=False)
class Best:
    """The best bounds so far: ``lower`` with its solver and rigor, the least f met and its point."""

    lower: float = -inf
    rigorous: bool = False
    inside: float = -inf
    radius: float = inf
    value: float = inf
    ceiling: float = inf
    """A rigorous upper bound of p*."""
    point: Mapping[str, float] | None = None
    solvers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def started(local: Solution) -> Best:
    """What the local search gives: a point and its value, or nothing."""
    if local.status is not Status.OPTIMAL or local.point is None or local.value is None:
        return Best()
    point = {name: float(value) for name, value in local.point}
    return Best(value=local.value, point=point)


def take_over(form: StandardForm, best: Best, found: GlobalBound) -> None:
    """The better of both bounds; a floating-point point is polished and measured by the statement's own rows."""
    best.solvers = (*best.solvers, found.solver)
    if found.point is not None and not _is_hidden(form, best.point, found.point):
        if _is_hidden(form, found.point, best.point):
            best.value, best.point = inf, None
        _take_point(form, best, found, found.point)
    limit = best.value + AGREEMENT * max(1.0, abs(best.value)) if isfinite(best.value) else inf
    if not found.rigorous_lower and found.lower > limit:
        best.notes = (*best.notes, f"{found.solver} states a bound above a value that is known, which was not believed")
        return
    if found.lower > best.lower:
        best.lower, best.rigorous = found.lower, found.rigorous_lower
    if found.inside > best.inside:
        best.inside, best.radius = found.inside, found.radius


def _is_hidden(form: StandardForm, known: Mapping[str, float] | None, point: Mapping[str, float] | None) -> bool:
    """The tolerance hides that the point does not hold, and of the known one it does not."""
    return known is not None and point is not None and drowns(form, point) and not drowns(form, known)


def _take_point(form: StandardForm, best: Best, found: GlobalBound, at: Mapping[str, float]) -> None:
    if found.rigorous_upper:
        # A point that is feasible beyond doubt replaces one that violates a row by rounding.
        doubtful = best.ceiling > best.value + ROUNDING * max(1.0, abs(best.value))
        best.ceiling = min(best.ceiling, found.upper)
        margin = ROUNDING * max(1.0, abs(best.value)) if isfinite(best.value) else 0.0
        if found.upper < best.value or (doubtful and found.upper <= best.value + margin):
            best.point, best.value = at, found.upper
        return
    for point in _polished(form, at):
        measured = measure(form, point)
        if found.status == "proven" and _is_too_low(measured.value, found.lower):
            point, measured = at, measure(form, at)
        margin = 1e-12 * max(1.0, abs(best.value)) if isfinite(best.value) else 0.0
        if measured.feasible and measured.value < best.value - margin:
            best.point, best.value = point, measured.value


def _is_too_low(value: float, lower: float) -> bool:
    """A little below a proven bound: the rows are violated by rounding, and large multipliers make it show."""
    scale = max(1.0, abs(lower))
    return ROUNDING * scale < lower - value <= AGREEMENT * scale


def _polished(form: StandardForm, point: Mapping[str, float]) -> list[Mapping[str, float]]:
    """The local minimum next to a solver's point, or the point itself where there is none."""
    found = Improvement(form, visible=True)(np.array([point[name] for name in form.variables]))
    if found is None:
        return [point]
    return [dict(zip(form.variables, found[1].tolist(), strict=True))]


def is_settled(best: Best) -> bool:
    """The bounds meet."""
    return best.value < inf and best.value - best.lower <= AGREEMENT * 0.1 * max(1.0, abs(best.value))
