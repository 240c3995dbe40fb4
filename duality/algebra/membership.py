"""Is x in D, and is x feasible: c(x) <= 0 and h(x) = 0 too. Decided exactly, without a tolerance: yes, no or unknown.

x is in D if it satisfies the bounds, the conditions and the finite sets. A float is the binary fraction that it is. No
where a function is undefined at x; unknown where algebra and 200 digits leave a sign open. "Inside" asks for strict
inequalities wherever D does not fix the value: it is enough for the relative interior of a convex D.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from duality import algebra
from duality.algebra.boxes import holds, is_interior
from duality.algebra.scalars import sign
from duality.algebra.tape.compiler import exact_value
from duality.model.expression import Expression
from duality.model.form import (
    Bounds,
    DiscreteSet,
    Domain,
    DomainCondition,
    StandardConstraint,
    StandardForm,
    comparison_of,
)
from duality.model.scalar import Irrational, Scalar, Undecided
from duality.records import record, replace

Verdict = Literal["yes", "no", "unknown"]
Point = Mapping[str, Scalar | float]
ExactPoint = Mapping[str, Scalar]


@record
class Decision:
    """A verdict, and for "no" and "unknown" the reason in words: ``x^2 + y^2 <= 1 does not hold``."""

    verdict: Verdict
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Proved."""
        return self.verdict == "yes"


YES = Decision("yes")


def membership(domain: Domain, point: Point, *, inside: bool = False) -> Decision:
    """x in D, or strictly inside; ``KeyError`` for a variable of D that the point lacks."""
    strange = _no_number(point)
    return strange or _first(_domain_verdicts(domain, _exact(point), inside=inside))


def feasibility(form: StandardForm, point: Point) -> Decision:
    """x in D, c(x) <= 0 and h(x) = 0."""
    strange = _no_number(point)
    if strange is not None:
        return strange
    here = _exact(point)
    found = _first(_domain_verdicts(form.domain, here, inside=False))
    if found.verdict == "no":
        return found
    rest = _first((_constraint_verdict(c, here), c) for c in form.constraints)
    return rest if rest.verdict == "no" or found.holds else found


def contains(domain: Domain, point: Point) -> bool:
    """x in D is proved."""
    return membership(domain, point).holds


def is_left_out(domain: Domain, point: Point) -> bool:
    """Proved: x is outside D by a strict end or row, or where something is 0 that must not be.

    A float may be off an end that belongs to D by rounding; of one that does not, it is no approximation. The point may
    lack variables.
    """
    open_bounds = ((name, b) for name, b in domain.bounds if name in point and not (b.lower_closed and b.upper_closed))
    bounds = tuple((name, _open_ends(b)) for name, b in open_bounds)
    excluding = (c for c in domain.conditions if c.strict or c.nonzero)
    conditions = tuple(c for c in excluding if point.keys() >= set(c.expression.variables()))
    if not (bounds or conditions):
        return False
    return membership(replace(domain, bounds=bounds, conditions=conditions, discrete=()), point).verdict == "no"


def _open_ends(bounds: Bounds) -> Bounds:
    lower = None if bounds.lower_closed else bounds.lower
    upper = None if bounds.upper_closed else bounds.upper
    return Bounds(lower, upper, lower_closed=lower is None, upper_closed=upper is None)


def contains_inside(domain: Domain, point: Point) -> bool:
    """x in D with every bound and inequality strict, but for fixed variables; False for a finite set of points."""
    return membership(domain, point, inside=True).holds


def is_feasible(form: StandardForm, point: Point) -> bool:
    """x is proved feasible."""
    return feasibility(form, point).holds


def exact_sign(node: Expression, point: ExactPoint) -> int | None:
    """-1, 0 or 1: the sign of a tree at an exact point, proved; ``None`` where it is undefined there or not decided."""
    try:
        return sign_at(node, point)
    except Undecided:
        return None


def sign_at(node: Expression, point: ExactPoint) -> int | None:
    """-1, 0 or 1, ``None`` where f is undefined. Raises `Undecided` where exact algebra finds no answer.

    Numbers are compared by enclosures first, which is far cheaper than algebra with irrational numbers.
    """
    box = point_box(node, point)
    if box is not None:
        found = algebra.intervals.enclosure(node, box)
        if found.defined == "nowhere":
            return None
        if found.defined == "everywhere" and found.range.is_positive:
            return 1
        if found.defined == "everywhere" and (-found.range).is_positive:
            return -1
    try:
        return sign(exact_value(node, point))
    except Undecided:
        raise
    except (ValueError, ZeroDivisionError):
        return None


def point_box(node: Expression, point: ExactPoint) -> dict[str, tuple[Fraction, Fraction]] | None:
    """The box that holds a rational point only, over the tree's variables; ``None`` if a coordinate is irrational."""
    here = {name: entry for name in node.variables() if isinstance(entry := point[name], Fraction)}
    return {name: (entry, entry) for name, entry in here.items()} if len(here) == len(node.variables()) else None


Culprit = str | DomainCondition | DiscreteSet | StandardConstraint


def _no_number(point: Point) -> Decision | None:
    for name, entry in point.items():
        if isinstance(entry, float) and not math.isfinite(entry):
            return Decision("no", f"{name} = {entry} is not a number")
    return None


def _exact(point: Point) -> dict[str, Scalar]:
    return {
        name: entry if isinstance(entry, (Fraction, Irrational)) else Fraction(entry) for name, entry in point.items()
    }


def _first(verdicts: Iterator[tuple[Verdict, Culprit]]) -> Decision:
    """The first "no"; else the first "unknown"; else yes."""
    unknown: Culprit | None = None
    for verdict, culprit in verdicts:
        if verdict == "no":
            return Decision("no", f"{_words(culprit)} does not hold")
        if verdict == "unknown" and unknown is None:
            unknown = culprit
    return YES if unknown is None else Decision("unknown", f"{_words(unknown)} is not decided")


def _domain_verdicts(domain: Domain, point: ExactPoint, *, inside: bool) -> Iterator[tuple[Verdict, Culprit]]:
    within = _relatively_inside if inside else holds
    for name, bounds in domain.bounds:
        yield _bound_verdict(within, bounds, point[name]), f"the bound of {name}"
    for points in domain.discrete:
        here = tuple(point[name] for name in points.variables) in points.points
        yield _yes_or_no(here and (not inside or len(points.points) == 1)), points
    for condition in domain.conditions:
        yield _condition_verdict(condition, point, inside=inside), condition


def _relatively_inside(bounds: Bounds, value: Scalar) -> bool:
    fixed = bounds.lower is not None and bounds.lower == bounds.upper
    return value == bounds.lower if fixed else is_interior(bounds, value)


def _bound_verdict(within: Callable[[Bounds, Scalar], bool], bounds: Bounds, value: Scalar) -> Verdict:
    try:
        return _yes_or_no(within(bounds, value))
    except Undecided:
        return "unknown"


def _condition_verdict(condition: DomainCondition, point: ExactPoint, *, inside: bool) -> Verdict:
    try:
        found = _condition_sign(condition, point)
    except Undecided:
        return "unknown"
    if found is None:
        return "no"
    if condition.equality:
        return _yes_or_no(found == 0)
    if condition.nonzero:
        return _yes_or_no(found != 0)
    return _yes_or_no(found > 0 or (found == 0 and not (condition.strict or inside)))


def _condition_sign(condition: DomainCondition, point: ExactPoint) -> int | None:
    form = condition.row.affine
    if condition.row.is_affine and all(isinstance(c, Fraction) for c in (form.constant, *dict(form.terms).values())):
        value = form.at(point)
        if isinstance(value, Fraction):
            return (value > 0) - (value < 0)
    return sign_at(condition.expression, point)


def _constraint_verdict(constraint: StandardConstraint, point: ExactPoint) -> Verdict:
    try:
        found = sign_at(constraint.expression, point)
    except Undecided:
        return "unknown"
    if found is None:
        return "no"
    return _yes_or_no(found == 0 if constraint.constraint.kind == "equality" else found <= 0)


def _yes_or_no(truth: bool) -> Verdict:
    return "yes" if truth else "no"


def _words(culprit: Culprit) -> str:
    match culprit:
        case str():
            return culprit
        case DomainCondition(nonzero=True):
            return f"{culprit.expression} != 0"
        case DomainCondition():
            return str(comparison_of(culprit))
        case DiscreteSet(variables):
            return f"the finite set of {', '.join(variables)}"
        case StandardConstraint():
            return culprit.name
