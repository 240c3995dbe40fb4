"""theta_P(x): f(x) where x is in D and satisfies every constraint, +inf elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.evaluate import exact_value, value
from duality.model.expression import Expression
from duality.model.form import Bounds, StandardForm, comparison_of
from duality.model.scalar import Scalar

SLACK = 1e-9
"""Relative slack of a condition at a floating-point x; exact points have none."""

Point = Mapping[str, Scalar | float]


def primal_value(form: StandardForm, point: Point) -> Scalar | float:
    """f(x), exact at an exact point, or +inf; f is that of the min form."""
    if violated(form, point):
        return math.inf
    found = at(form.objective_expression, point)
    return math.inf if isinstance(found, float) and math.isnan(found) else found


def violated(form: StandardForm, point: Point) -> list[str]:
    """What x violates, in words: a constraint by its name, a row of D by its text."""
    outside = [name for name, bounds in form.domain.bounds if not _inside(point[name], bounds)]
    broken = [f"outside D: {name} is outside its bounds" for name in outside]
    for condition in form.domain.conditions:
        found = at(condition.expression, point)
        if condition.nonzero:
            ok = found != 0
        elif condition.equality:
            ok = abs(found) <= slack(found, point)
        elif condition.strict:
            ok = found > 0
        else:
            ok = found >= -slack(found, point)
        if not ok:
            shown = f"{condition.expression} = 0" if condition.nonzero else f"{comparison_of(condition)} does not hold"
            broken.append(f"outside D: {shown}")
    for discrete in form.domain.discrete:
        here = tuple(point[name] for name in discrete.variables)
        if not any(_same(here, candidate) for candidate in discrete.near([float(v) for v in here])):
            broken.append(f"outside D: ({', '.join(discrete.variables)}) is not in its finite set")
    for constraint in form.constraints:
        found = at(constraint.expression, point)
        off = abs(found) if constraint.constraint.kind == "equality" else found
        if not off <= slack(found, point):
            broken.append(constraint.name)
    return broken


def at(node: Expression, point: Point) -> Scalar | float:
    """The tree at the point: exact where every coordinate is, nan outside its natural domain."""
    if all(not isinstance(coordinate, float) for coordinate in point.values()):
        try:
            return exact_value(node, point)  # type: ignore[arg-type]
        except ValueError:
            return math.nan
    return value(node, {name: float(coordinate) for name, coordinate in point.items()})


def slack(found: Scalar | float, point: Point) -> float | Fraction:
    """What a comparison with zero may be off by: nothing at an exact point."""
    if not isinstance(found, float):
        return Fraction(0)
    return SLACK * max(1.0, *(abs(float(coordinate)) for coordinate in point.values())) if point else SLACK


def _inside(coordinate: Scalar | float, bounds: Bounds) -> bool:
    allowed = slack(coordinate, {"": coordinate})
    below = bounds.lower is not None and not (
        coordinate >= float(bounds.lower) - allowed if isinstance(coordinate, float) else coordinate >= bounds.lower
    )
    above = bounds.upper is not None and not (
        coordinate <= float(bounds.upper) + allowed if isinstance(coordinate, float) else coordinate <= bounds.upper
    )
    at_open_end = (not bounds.lower_closed and coordinate == bounds.lower) or (
        not bounds.upper_closed and coordinate == bounds.upper
    )
    return not (below or above or at_open_end)


def _same(here: tuple[Scalar | float, ...], candidate: tuple[Scalar, ...]) -> bool:
    return all(
        abs(a - float(b)) <= SLACK * max(1.0, abs(a)) if isinstance(a, float) else a == b
        for a, b in zip(here, candidate, strict=True)
    )
