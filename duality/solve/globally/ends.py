"""Open ends of D along one variable, and the proof that D's piece next to such an end is feasible.

log(log(x)) is defined for x > 1: the end lies where the natural domain's own function vanishes. With the other
variables fixed at rational values every row is enclosed over the piece, in exact arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import substitute
from duality.algebra.boxes import holds
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import value
from duality.algebra.intervals import enclosure
from duality.algebra.membership import exact_sign
from duality.algebra.nearby_rationals import nearby_rationals
from duality.model.expression import Expression, number
from duality.model.form import Bounds, DomainCondition, StandardForm

NEAR = 1e-7
SCANS = 40
"""Steps of the search for an end, each twice as long as the one before."""


def open_ends(
    form: StandardForm, others: Mapping[str, Fraction], name: str, start: float
) -> Iterator[tuple[Fraction, int]]:
    """(end, side): D lies above (side 1) or below (side -1) the end and leaves it out, near the start."""
    bounds = form.domain.bound(name)
    if isinstance(bounds.lower, Fraction) and not bounds.lower_closed:
        yield bounds.lower, 1
    if isinstance(bounds.upper, Fraction) and not bounds.upper_closed:
        yield bounds.upper, -1
    for condition in form.domain.conditions:
        if not (condition.strict or condition.nonzero) or condition.equality:
            continue
        along = _along(condition.expression, others)
        if along.variables() != (name,):
            continue
        for side in (1, -1):
            end = _zero_behind(along, name, start, side)
            if end is not None:
                yield end, side
                if condition.nonzero:
                    yield end, -side


def lies_at_open_end(form: StandardForm, point: Mapping[str, float]) -> bool:
    """Within `NEAR` of an end that D leaves out: f may tend to anything there."""
    for name, bounds in form.domain.bounds:
        near = NEAR * max(1.0, abs(point[name]))
        if bounds.lower is not None and not bounds.lower_closed and point[name] - float(bounds.lower) < near:
            return True
        if bounds.upper is not None and not bounds.upper_closed and float(bounds.upper) - point[name] < near:
            return True
    return any(c.strict and not c.equality and value(c.expression, point) < NEAR for c in form.domain.conditions)


def is_open_piece(
    form: StandardForm, others: Mapping[str, Fraction], name: str, end: Fraction, side: int, reach: Fraction
) -> bool:
    """Every x with x_name strictly between the end and end + side*reach, the others fixed, is feasible: proved."""
    far = end + side * reach
    piece = (min(end, far), max(end, far))
    box = {other: (v, v) for other, v in others.items()} | {name: piece}
    return (
        _between(form.domain.bound(name), piece)
        and all(holds(form.domain.bound(other), v) for other, v in others.items())
        and all(_condition_holds(c, box, name, end, side) for c in form.domain.conditions)
        and all(_at_most_zero(c.expression, box, equality=c.constraint.kind == "equality") for c in form.constraints)
    )


def _along(node: Expression, others: Mapping[str, Fraction]) -> Expression:
    return substitute(node, {name: number(v) for name, v in others.items()})


def _zero_behind(along: Expression, name: str, start: float, side: int) -> Fraction | None:
    """The rational zero of the function between the start and the side that D ends on, proved a zero."""
    sign = math.copysign(1.0, value(along, {name: start}))
    inside, step = start, 1e-4 * max(1.0, abs(start))
    for _ in range(SCANS):
        outside = inside - side * step
        if not sign * value(along, {name: outside}) > 0:
            break
        inside, step = outside, 2 * step
    else:
        return None
    for _ in range(200):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if sign * value(along, {name: middle}) > 0:
            inside = middle
        else:
            outside = middle
    return next((end for end in nearby_rationals(inside, largest=10**6) if exact_sign(along, {name: end}) == 0), None)


def _between(bounds: Bounds, piece: tuple[Fraction, Fraction]) -> bool:
    return (bounds.lower is None or bounds.lower <= piece[0]) and (bounds.upper is None or piece[1] <= bounds.upper)


def _at_most_zero(node: Expression, box: Mapping[str, tuple[Fraction, Fraction]], *, equality: bool) -> bool:
    found = enclosure(node, box).range
    return found.upper is not None and found.upper <= 0 and (not equality or found.lower == 0)


def _condition_holds(
    condition: DomainCondition, box: Mapping[str, tuple[Fraction, Fraction]], name: str, end: Fraction, side: int
) -> bool:
    node = condition.expression
    found = enclosure(node, box).range
    if condition.equality:
        return found.lower == 0 and found.upper == 0
    if found.is_positive or (condition.nonzero and (-found).is_positive):
        return True
    if not (condition.strict or condition.nonzero) and found.is_nonnegative:
        return True
    return _leaves_zero(node, box, name, end, side, either=condition.nonzero)


def _leaves_zero(
    node: Expression,
    box: Mapping[str, tuple[Fraction, Fraction]],
    name: str,
    end: Fraction,
    side: int,
    *,
    either: bool,
) -> bool:
    """The function is 0 at the end and strictly monotone on the piece, so positive (or of one sign) off the end."""
    point = {other: ends[0] for other, ends in box.items()} | {name: end}
    if exact_sign(node, point) != 0:
        return False
    try:
        slope = enclosure(derivative(node, name), box).range
    except NotDifferentiable:
        return False
    return (slope if side > 0 else -slope).is_positive or (either and (slope if side < 0 else -slope).is_positive)
