"""Does a row hold along a path from some t on: proved yes, proved no, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from duality.algebra.atoms import scalar_expression
from duality.algebra.paths.limits import enclosures
from duality.algebra.paths.path import Path
from duality.model.expression import Expression, Negative, Sum, Variable
from duality.model.form import Bounds, DiscreteSet, Domain, DomainCondition, StandardConstraint, StandardForm
from duality.model.scalar import Scalar

Comparing = Literal["<=", "<", "=", "!=", ">=", ">"]
"""How the row compares with 0."""


def holds(node: Expression, comparing: Comparing, path: Path) -> bool | None:
    """node(x(t)) compared with 0 for all t near enough to the end: ``False`` where it fails for all of them.

    ``None`` where that is not known: the function is undefined on the path, oscillates about 0, or needs more terms.
    """
    for between in enclosures(node, path):
        try:
            low, high = between.lower.sign, between.upper.sign
        except ValueError:
            # The sign of a constant could not be decided.
            continue
        found = _compared(low, high, comparing)
        if found is not None:
            return found
    return None


def satisfied(constraint: StandardConstraint, path: Path) -> bool | None:
    """c_i(x(t)) <= 0, or h_j(x(t)) = 0."""
    return holds(constraint.expression, "=" if constraint.constraint.kind == "equality" else "<=", path)


def contained(domain: Domain, path: Path) -> bool | None:
    """x(t) in D: strictly inside open ends, on the sets of X, where every function is defined."""
    return _all(_memberships(domain, path))


def feasible(form: StandardForm, path: Path) -> bool | None:
    """x(t) in D, c(x(t)) <= 0 and h(x(t)) = 0."""
    inside = contained(form.domain, path)
    return inside if inside is False else _all((inside, *(satisfied(c, path) for c in form.constraints)))


def _compared(low: int, high: int, comparing: Comparing) -> bool | None:
    match comparing:
        case "<=":
            return True if high <= 0 else False if low > 0 else None
        case "<":
            return True if high < 0 else False if low >= 0 else None
        case ">=":
            return True if low >= 0 else False if high < 0 else None
        case ">":
            return True if low > 0 else False if high <= 0 else None
        case "=":
            return True if low == high == 0 else False if low > 0 or high < 0 else None
        case "!=":
            return True if low > 0 or high < 0 else False if low == high == 0 else None


def _memberships(domain: Domain, path: Path) -> Iterable[bool | None]:
    for name, bounds in domain.bounds:
        yield from _within(name, bounds, path)
    for condition in domain.conditions:
        yield _meets(condition, path)
    for points in domain.discrete:
        yield _is_among(points, path)


def _within(name: str, bounds: Bounds, path: Path) -> Iterable[bool | None]:
    if bounds.lower is not None:
        yield holds(_less(name, bounds.lower), ">=" if bounds.lower_closed else ">", path)
    if bounds.upper is not None:
        yield holds(_less(name, bounds.upper), "<=" if bounds.upper_closed else "<", path)


def _less(name: str, value: Scalar) -> Expression:
    return Sum((Variable(name), Negative(scalar_expression(value))))


def _meets(condition: DomainCondition, path: Path) -> bool | None:
    comparing: Comparing = ">" if condition.strict else ">="
    if condition.equality:
        comparing = "="
    elif condition.nonzero:
        comparing = "!="
    return holds(condition.expression, comparing, path)


def _is_among(points: DiscreteSet, path: Path) -> bool | None:
    """Some point of the set is where the path stays."""
    found: bool | None = False
    for point in points.points:
        pairs = zip(points.variables, point, strict=True)
        here = _all([holds(_less(name, value), "=", path) for name, value in pairs])
        if here:
            return True
        found = None if here is None else found
    return found


def _all(answers: Iterable[bool | None]) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True
