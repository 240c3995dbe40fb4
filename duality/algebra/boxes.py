"""Ranges of affine forms over a box, and quick signs of trees: exact, by structure alone.

range of a'x + b over x in prod [l_i, u_i] is [b + sum min(a_i l_i, a_i u_i), b + sum max(...)], closed where every end
that it takes is closed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from duality.algebra.function_record.function import NONNEGATIVE, POSITIVE, UNKNOWN_SIGN, Function
from duality.algebra.functions import function
from duality.algebra.removable import affine_form
from duality.algebra.tape.compiler import fixed_exponent
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    opposite,
)
from duality.model.form import FREE, Affine, Bounds, DiscreteSet
from duality.model.integer_points import IntegerPoints
from duality.model.scalar import Scalar, Undecided

Box = Mapping[str, Bounds]


def affine_range(form: Affine, box: Box) -> Bounds:
    """The exact range of an affine form over a box."""
    lower: Scalar | None = form.constant
    upper: Scalar | None = form.constant
    lower_closed = upper_closed = True
    for name, coefficient in form.terms:
        bounds = box.get(name, FREE)
        low, high = (bounds.lower, bounds.lower_closed), (bounds.upper, bounds.upper_closed)
        if coefficient < 0:
            low, high = high, low
        lower = None if lower is None or low[0] is None else lower + coefficient * low[0]
        upper = None if upper is None or high[0] is None else upper + coefficient * high[0]
        lower_closed &= low[1]
        upper_closed &= high[1]
    return Bounds(lower, upper, lower_closed or lower is None, upper_closed or upper is None)


def affine_range_where(form: Affine, box: Box, nonnegative: Iterable[Affine]) -> Bounds:
    """A range of an affine form over the part of a box where other affine forms are >= 0, taken one at a time."""
    result = affine_range(form, box)
    for known in nonnegative:
        for name, coefficient in known.terms:
            factor = form.coefficient(name) / coefficient
            if factor == 0:
                continue
            # form = factor * known + rest, and known >= 0.
            rest = affine_range(form - known.scaled(factor), box)
            side = (
                Bounds(lower=rest.lower, lower_closed=rest.lower_closed)
                if factor > 0
                else Bounds(upper=rest.upper, upper_closed=rest.upper_closed)
            )
            result = intersect(result, side)
    return result


def is_nonnegative(range_: Bounds) -> bool:
    """Every value of the range is >= 0, as far as the sign of its end can be told."""
    try:
        return range_.lower is not None and range_.lower >= 0
    except Undecided:
        return False


def is_positive(range_: Bounds) -> bool:
    """Every value of the range is > 0, as far as the sign of its end can be told."""
    try:
        return range_.lower is not None and (range_.lower > 0 or (range_.lower == 0 and not range_.lower_closed))
    except Undecided:
        return False


def is_empty(bounds: Bounds) -> bool:
    """No number lies in the interval: its ends exclude each other."""
    if bounds.lower is None or bounds.upper is None:
        return False
    closed = bounds.lower_closed and bounds.upper_closed
    return bounds.lower > bounds.upper or (bounds.lower == bounds.upper and not closed)


def holds(bounds: Bounds, value: Scalar) -> bool:
    """The value lies in the interval."""
    above = bounds.lower is None or value > bounds.lower or (bounds.lower_closed and value == bounds.lower)
    below = bounds.upper is None or value < bounds.upper or (bounds.upper_closed and value == bounds.upper)
    return above and below


def points_within(points: DiscreteSet, bounds: Mapping[str, Bounds]) -> DiscreteSet:
    """The points of a finite set that the bounds of its variables leave."""
    held = [bounds.get(name, FREE) for name in points.variables]
    if isinstance(points.points, IntegerPoints):
        return DiscreteSet(points.variables, _integers_within(points.points, held[0]))
    kept = tuple(point for point in points.points if all(map(holds, held, point)))
    return DiscreteSet(points.variables, kept)


def _integers_within(points: IntegerPoints, bounds: Bounds) -> IntegerPoints:
    """The integers of a range that lie in an interval."""
    lower, upper = (
        None if end is None else _rounded(end, up) for end, up in ((bounds.lower, True), (bounds.upper, False))
    )
    kept = points.within(-math.inf if lower is None else lower, math.inf if upper is None else upper)
    while kept and not holds(bounds, kept[0][0]):
        kept = kept[1:]
    while kept and not holds(bounds, kept[-1][0]):
        kept = kept[:-1]
    return kept


def _rounded(end: Scalar, up: bool) -> int:
    """An integer at most one beyond the end."""
    if isinstance(end, Fraction):
        return math.floor(end) if up else math.ceil(end)
    return round(float(end)) + (-1 if up else 1)


def rational_hull(bounds: Bounds) -> tuple[Fraction | None, Fraction | None]:
    """Rational ends at or beyond those of an interval; rational ones as they are."""
    return _outward(bounds.lower, -1), _outward(bounds.upper, 1)


def _outward(end: Scalar | None, direction: int) -> Fraction | None:
    if end is None or isinstance(end, Fraction):
        return end
    near = Fraction(float(end))
    return near + direction * (abs(near) / 2**40 + Fraction(1, 2**60))


def is_interior(bounds: Bounds, value: Scalar) -> bool:
    """The value lies strictly between the ends."""
    return (bounds.lower is None or value > bounds.lower) and (bounds.upper is None or value < bounds.upper)


def inside(bounds: Bounds) -> Fraction | None:
    """0 where it lies strictly between the ends, else a simple fraction that does; ``None`` for irrational ends."""
    lower, upper = bounds.lower, bounds.upper
    if not all(end is None or isinstance(end, Fraction) for end in (lower, upper)):
        return None
    if (lower is None or lower < 0) and (upper is None or upper > 0):
        return Fraction(0)
    if isinstance(lower, Fraction):
        return (lower + upper) / 2 if isinstance(upper, Fraction) else Fraction(math.floor(lower) + 1)
    return upper - 1 if isinstance(upper, Fraction) else Fraction(0)


def intersect(first: Bounds, second: Bounds) -> Bounds:
    """The intersection of two intervals; it may be empty (lower above upper)."""
    lower, lower_closed = _tighter(first.lower, first.lower_closed, second.lower, second.lower_closed, 1)
    upper, upper_closed = _tighter(first.upper, first.upper_closed, second.upper, second.upper_closed, -1)
    return Bounds(lower, upper, lower_closed, upper_closed)


def _tighter(
    a: Scalar | None, a_closed: bool, b: Scalar | None, b_closed: bool, direction: int
) -> tuple[Scalar | None, bool]:
    if a is None:
        return b, b_closed
    if b is None:
        return a, a_closed
    if a == b:
        return a, a_closed and b_closed
    return (a, a_closed) if (a - b) * direction > 0 else (b, b_closed)


def sign_at_least(node: Expression, box: Box, *, strict: bool) -> bool:
    """True if the tree is proved >= 0 (``strict``: > 0) over the box wherever it is defined; False: not known."""
    low = lower_sign(node, box)
    return low == POSITIVE or (low == NONNEGATIVE and not strict)


def lower_sign(node: Expression, box: Box, known: Callable[[Expression], int] | None = None) -> int:
    """`POSITIVE`, `NONNEGATIVE` or `UNKNOWN_SIGN`, by structure and the bounds of variables.

    ``known`` may tell the sign of a part that neither tells.
    """
    found = _structural_sign(node, box, known)
    return known(node) if known is not None and found == UNKNOWN_SIGN else found


def _structural_sign(node: Expression, box: Box, known: Callable[[Expression], int] | None) -> int:
    match node:
        case Number(value):
            return POSITIVE if value > 0 else NONNEGATIVE if value == 0 else UNKNOWN_SIGN
        case Constant():
            return POSITIVE
        case Variable(name):
            return _sign_of(box.get(name, FREE))
        case Negative(Variable(name)):
            return _sign_of(affine_range(Affine(Fraction(0), ((name, Fraction(-1)),)), box))
        case Sum(terms):
            signs = [lower_sign(term, box, known) for term in terms]
            if UNKNOWN_SIGN not in signs:
                return max(signs)
            affine = affine_form(node)
            return UNKNOWN_SIGN if affine is None else _sign_of(affine_range(affine, box))
        case Product() | Quotient():
            return min(lower_sign(child, box, known) for child in node.children)
        case Power(base, exponent):
            return _power_sign(lower_sign(base, box, known), exponent)
        case Call(name, arguments):
            return _call_sign(function(name), arguments, lambda part: lower_sign(part, box, known))
        case _:
            return UNKNOWN_SIGN


def _sign_of(range_: Bounds) -> int:
    return POSITIVE if is_positive(range_) else NONNEGATIVE if is_nonnegative(range_) else UNKNOWN_SIGN


def _power_sign(base: int, exponent: Expression) -> int:
    p = fixed_exponent(exponent)
    if p is None:
        # Defined where the base is >= 0.
        return max(NONNEGATIVE, base)
    if p.denominator != 1 or p.numerator % 2 == 0:
        return POSITIVE if p <= 0 else max(NONNEGATIVE, base)
    return base


def _call_sign(record: Function, arguments: tuple[Expression, ...], sign: Callable[[Expression], int]) -> int:
    found = record.least_sign(list(map(sign, arguments)))
    if found < POSITIVE and record.positive_off_zero:
        # |u| is positive where -u is.
        negative = any(sign(opposite(argument)) == POSITIVE for argument in arguments)
        return POSITIVE if negative else found
    return found
