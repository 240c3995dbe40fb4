"""Is inf f attained: yes where D is closed and {f <= value + 1} is bounded; no where f <= inf f holds nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite

import numpy as np

from duality.algebra.differentiate import is_continuous
from duality.algebra.evaluate import value
from duality.algebra.nearby_rationals import short_fraction
from duality.algebra.tape.interval_ranges import ranges
from duality.errors import BackendRefused
from duality.model.budget import current
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.solving.globally.intervals.contraction import Demand, contract
from duality.solving.globally.intervals.levels import level_box
from duality.solving.globally.intervals.region import SWEEPS, Region, region
from duality.solving.globally.intervals.search import Search
from duality.solving.judging.measure import measure
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.starts import starting_points

NEAR = 1e-7


def lies_at_open_end(form: StandardForm, point: Mapping[str, float]) -> bool:
    """Within `NEAR` of an end that D leaves out."""
    for name, bounds in form.domain.bounds:
        near = NEAR * max(1.0, abs(point[name]))
        if bounds.lower is not None and not bounds.lower_closed and point[name] - float(bounds.lower) < near:
            return True
        if bounds.upper is not None and not bounds.upper_closed and float(bounds.upper) - point[name] < near:
            return True
    return any(c.strict and not c.equality and value(c.expression, point) < NEAR for c in form.domain.conditions)


SHARE = 0.015
"""Of the usual work, for the proof that a value is not reached."""

FIRST_POINTS = 40
CLOSE = 1e-6
DENOMINATOR = 12


def is_closed(form: StandardForm) -> bool:
    """D is closed, so that limits of points of D are in D."""
    ends = all(
        (b.lower is None or b.lower_closed) and (b.upper is None or b.upper_closed) for _, b in form.domain.bounds
    )
    return ends and not any(c.strict or c.nonzero for c in form.domain.conditions)


def has_compact_level_set(form: StandardForm, value: float) -> bool:
    """{x feasible: f(x) <= value + 1} is proved bounded and closed: then the infimum is attained (Weierstrass).

    What D leaves out takes nothing away where the set keeps a distance from it.
    """
    rows = [form.objective_expression, *(c.expression for c in (*form.constraints, *form.domain.conditions))]
    if not all(map(is_continuous, rows)):
        return False
    try:
        compiled = region(form, None)
    except BackendRefused:
        return False
    level = value + 1.0
    closed = is_closed(form)
    lower, upper = level_box(form.objective_expression, form.variables, compiled.lower, compiled.upper, level)
    if closed and np.isfinite(lower).all() and np.isfinite(upper).all():
        return True
    demands = [*compiled.demands, (compiled.objective, -inf, level)]
    lower, upper, alive = contract(compiled.tape, demands, lower[:, None], upper[:, None], SWEEPS)
    if not alive[0] or not np.isfinite(lower).all() or not np.isfinite(upper).all():
        return False
    return closed or _keeps_off_open_ends(form, compiled, lower, upper)


def _keeps_off_open_ends(form: StandardForm, compiled: Region, lower: np.ndarray, upper: np.ndarray) -> bool:
    """No open end of a bound, and no zero of a function that must not be zero, is in the box; columns (n, 1)."""
    below = compiled.open_lower & (lower[:, 0] <= compiled.lower)
    above = compiled.open_upper & (upper[:, 0] >= compiled.upper)
    if (below | above).any():
        return False
    try:
        nonzero = [compiled.tape.add(c.expression) for c in form.domain.conditions if c.nonzero]
    except BackendRefused:
        return False
    found = ranges(compiled.tape, lower, upper)
    return all(found.pairs[place][0][0] > 0 or found.pairs[place][1][0] < 0 for place in (*compiled.strict, *nonzero))


def has_compact_level_sets(form: StandardForm) -> bool:
    """For a convex f over a convex D: all level sets are compact, since one that is not empty is."""
    compiled = CompiledForm(form)
    for x in starting_points(compiled, FIRST_POINTS):
        found = measure(form, compiled.point(x))
        if found.violation == 0 and isfinite(found.value):
            return has_compact_level_set(form, found.value)
    return False


def floor_not_reached(form: StandardForm, value: float) -> float | None:
    """The lower end v of f's range over D where v is next to ``value`` and f(x) <= v is proved to hold nowhere."""
    try:
        compiled = region(form, None)
    except BackendRefused:
        return None
    floor = _floor(compiled)
    if not isfinite(floor) or not 0 <= value - floor <= CLOSE * max(1.0, abs(floor)):
        return None
    # Rounding has lowered the end: only a short fraction next to it is the end itself, such as the 0 of a square.
    short = short_fraction(floor, DENOMINATOR, 1e-12)
    tidy = -inf if short is None else float(short)
    if tidy < floor or has_compact_level_set(form, value):
        return None
    return tidy if _is_empty(form, compiled, (compiled.objective, -inf, tidy)) else None


def holds_nowhere(form: StandardForm, expression: Expression, low: float) -> bool:
    """expression >= low holds at no feasible point, by branch and bound."""
    try:
        compiled = region(form, None)
        demand = (compiled.tape.add(expression), low, inf)
    except BackendRefused:
        return False
    return _is_empty(form, compiled, demand)


def _is_empty(form: StandardForm, compiled: Region, demand: Demand) -> bool:
    """No feasible point meets the demand."""
    _leave_open_ends(form, compiled)
    compiled.demands.append(demand)
    return Search(compiled, inf, None, CLOSE, lambda _: None).run(current().aside(SHARE)).empty


def _leave_open_ends(form: StandardForm, compiled: Region) -> None:
    """Open ends are moved inside by one unit in the last place."""
    for k, name in enumerate(form.variables):
        bounds = form.domain.bound(name)
        if bounds.lower is not None and not bounds.lower_closed:
            compiled.lower[k] = np.nextafter(compiled.lower[k], inf)
        if bounds.upper is not None and not bounds.upper_closed:
            compiled.upper[k] = np.nextafter(compiled.upper[k], -inf)


def _floor(compiled: Region) -> float:
    found = ranges(compiled.tape, compiled.lower[:, None], compiled.upper[:, None])
    return -inf if found.empty[0] else float(found.pairs[compiled.objective][0][0])
