"""The saddle inequality L(x*, alpha, beta) <= L(x*, alpha*, beta*) <= L(x, alpha*, beta*) at random points.

A violation refutes the claim that (x*, alpha*, beta*) is a saddle point; agreement proves nothing, but shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from duality.model.form import Bounds, StandardForm
from duality.model.solution import Point
from duality.records import record
from duality.verify.evaluation import Place, Values, floats, lagrangian, place
from duality.verify.feasibility import is_in_domain

TRIALS = 24
WORK_LIMIT = 40_000
TOLERANCE = 1e-6


@record
class SaddleCheck:
    """How many points were compared, and what was violated, in words."""

    checked: int
    violations: tuple[str, ...]


def saddle_check(at: Place, multipliers: Values) -> SaddleCheck:
    """Both inequalities, at up to 24 random points each (fewer for large problems)."""
    # Floats are enough to catch a wrong claim, and irrational coordinates are slow.
    found = place(at.form, tuple(floats(at.point).items()))
    if found is None or not found.is_defined:
        return SaddleCheck(0, ())
    at, form, multipliers = found, at.form, floats(multipliers)
    middle = float(lagrangian(at, multipliers))
    if not math.isfinite(middle):
        return SaddleCheck(0, ())
    slack = TOLERANCE * max(1.0, abs(middle), abs(float(at.objective)))
    random = Random(0)
    checked, faults = 0, []
    for trial in _multipliers(form, multipliers, random):
        value = float(lagrangian(at, trial))
        checked += 1
        if value > middle + slack:
            faults.append(
                f"L(x*, multipliers) = {value:.6g} exceeds L(x*, multipliers*) = {middle:.6g} at other multipliers"
            )
            break
    for other in _points(at, random):
        value = float(lagrangian(other, multipliers))
        if math.isnan(value):
            continue
        checked += 1
        if value < middle - slack - TOLERANCE * _size(other, multipliers):
            where = ", ".join(f"{name} = {float(other.point[name]):.4g}" for name in form.variables[:4])
            faults.append(f"L(x, multipliers*) = {value:.6g} is below L(x*, multipliers*) = {middle:.6g} at {where}")
            break
    return SaddleCheck(checked, tuple(faults))


def _trials(form: StandardForm) -> int:
    size = sum(
        1 + len(row.linear) + 3 * len(row.quadratic) + 20 * len(row.atoms) + 40 * len(row.remainder)
        for row in form.rows()
    )
    return max(2, min(TRIALS, WORK_LIMIT // max(1, size)))


def _multipliers(form: StandardForm, multipliers: Values, random: Random) -> Iterator[dict[str, float]]:
    if not form.constraints:
        return
    for _ in range(_trials(form)):
        trial: dict[str, float] = {}
        for constraint in form.constraints:
            claimed = float(multipliers[constraint.name])
            moved = claimed + random.gauss(0.0, 1.0) * max(1.0, abs(claimed))
            trial[constraint.name] = abs(moved) if constraint.constraint.kind == "inequality" else moved
        yield trial


def _points(at: Place, random: Random) -> Iterator[Place]:
    """Points of D around x*, near and far; any points of finite sets."""
    form = at.form
    center = floats(at.point)
    for trial in range(_trials(form)):
        spread = (0.1, 1.0, 10.0)[trial % 3]
        moved: Point = tuple(
            (
                name,
                _clipped(
                    center[name] + random.gauss(0.0, spread) * max(1.0, abs(center[name])), form.domain.bound(name)
                ),
            )
            for name in form.variables
        )
        for finite in form.domain.discrete:
            chosen = dict(zip(finite.variables, map(float, random.choice(finite.points)), strict=True))
            moved = tuple((name, chosen.get(name, value)) for name, value in moved)
        other = place(form, moved)
        if other is not None and other.is_defined and is_in_domain(other):
            yield other


def _clipped(coordinate: float, bounds: Bounds) -> float:
    low = -math.inf if bounds.lower is None else float(bounds.lower)
    high = math.inf if bounds.upper is None else float(bounds.upper)
    inside = min(max(coordinate, low), high)
    # An open end is never taken.
    if (inside == low and not bounds.lower_closed) or (inside == high and not bounds.upper_closed):
        other = high if math.isfinite(high) and inside == low else low + 2 if inside == low else high - 2
        return (inside + other) / 2
    return inside


def _size(other: Place, multipliers: Values) -> float:
    """The size of the terms of L(x, .), against which rounding is measured."""
    parts = [abs(float(multipliers[name]) * float(amount)) for name, amount in other.constraints.items()]
    return max([1.0, abs(float(other.objective)), *parts])
