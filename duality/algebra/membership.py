"""Is a point in D: exact at exact points, rigorous in any case; and is it strictly inside.

x is in D if it satisfies the bounds, the conditions and the finite sets. "Inside" asks for strict inequalities wherever
D does not fix the value: it is enough for the relative interior of a convex D.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.evaluate import exact_value
from duality.algebra.exact_values import sign
from duality.model.expression import Expression
from duality.model.form import Bounds, Domain, DomainCondition
from duality.model.scalar import Scalar


def contains(domain: Domain, point: Mapping[str, Scalar]) -> bool:
    """x in D, exactly."""
    return (
        all(_within(bounds, point[name]) for name, bounds in domain.bounds)
        and all(_satisfied(condition, point) for condition in domain.conditions)
        and all(tuple(point[name] for name in points.variables) in points.points for points in domain.discrete)
    )


def contains_inside(domain: Domain, point: Mapping[str, Scalar]) -> bool:
    """x in D with every bound and inequality strict, but for fixed variables; False for a finite set of points."""
    return (
        all(_strictly_within(bounds, point[name]) for name, bounds in domain.bounds)
        and all(_strictly_satisfied(condition, point) for condition in domain.conditions)
        and all(
            len(points.points) == 1 and tuple(point[name] for name in points.variables) in points.points
            for points in domain.discrete
        )
    )


def exact_sign(node: Expression, point: Mapping[str, Scalar]) -> int | None:
    """-1, 0 or 1: the sign of a tree at an exact point, proved; ``None`` where it is undefined there."""
    box = point_box(node, point)
    if box is not None:
        from duality.algebra.intervals import enclosure

        found = enclosure(node, box)
        if found.defined == "nowhere":
            return None
        if found.defined == "everywhere" and found.range.is_positive:
            return 1
        if found.defined == "everywhere" and (-found.range).is_positive:
            return -1
    try:
        return sign(exact_value(node, point))
    except (ValueError, ZeroDivisionError):
        return None


def point_box(node: Expression, point: Mapping[str, Scalar]) -> dict[str, tuple[Fraction, Fraction]] | None:
    """The box that holds a rational point only, over the tree's variables; ``None`` if a coordinate is irrational."""
    here = {name: entry for name in node.variables() if isinstance(entry := point[name], Fraction)}
    return {name: (entry, entry) for name, entry in here.items()} if len(here) == len(node.variables()) else None


def _within(bounds: Bounds, value: Scalar) -> bool:
    if bounds.lower is not None and (value < bounds.lower or (value == bounds.lower and not bounds.lower_closed)):
        return False
    return bounds.upper is None or value < bounds.upper or (value == bounds.upper and bounds.upper_closed)


def _strictly_within(bounds: Bounds, value: Scalar) -> bool:
    if bounds.lower is not None and bounds.lower == bounds.upper:
        return value == bounds.lower
    return (bounds.lower is None or value > bounds.lower) and (bounds.upper is None or value < bounds.upper)


def _condition_sign(condition: DomainCondition, point: Mapping[str, Scalar]) -> int | None:
    form = condition.row.affine
    # Irrational numbers are compared by enclosures first, which is far cheaper than by algebra.
    if condition.row.is_affine and all(isinstance(c, Fraction) for c in (form.constant, *dict(form.terms).values())):
        value = form.at(point)
        if isinstance(value, Fraction):
            return (value > 0) - (value < 0)
    return exact_sign(condition.expression, point)


def _satisfied(condition: DomainCondition, point: Mapping[str, Scalar]) -> bool:
    found = _condition_sign(condition, point)
    if found is None:
        return False
    if condition.equality:
        return found == 0
    if condition.nonzero:
        return found != 0
    return found > 0 or (found == 0 and not condition.strict)


def _strictly_satisfied(condition: DomainCondition, point: Mapping[str, Scalar]) -> bool:
    if condition.equality or condition.nonzero:
        return _satisfied(condition, point)
    return _condition_sign(condition, point) == 1
