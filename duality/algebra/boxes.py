"""Ranges of affine forms over a box, and quick signs of trees: exact, by structure alone.

range of a'x + b over x in prod [l_i, u_i] is [b + sum min(a_i l_i, a_i u_i), b + sum max(...)], closed where every end
that it takes is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

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
)
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Scalar

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


def is_nonnegative(range_: Bounds) -> bool:
    """Every value of the range is >= 0."""
    return range_.lower is not None and range_.lower >= 0


def is_positive(range_: Bounds) -> bool:
    """Every value of the range is > 0."""
    return range_.lower is not None and (range_.lower > 0 or (range_.lower == 0 and not range_.lower_closed))


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


def is_interior(bounds: Bounds, value: Scalar) -> bool:
    """The value lies strictly between the ends."""
    return (bounds.lower is None or value > bounds.lower) and (bounds.upper is None or value < bounds.upper)


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
    low = _lower_sign(node, box)
    return low == 2 or (low == 1 and not strict)


def _lower_sign(node: Expression, box: Box) -> int:
    """2: positive, 1: nonnegative, 0: not known."""
    match node:
        case Number(value):
            return 2 if value > 0 else 1 if value == 0 else 0
        case Constant():
            return 2
        case Variable(name):
            range_ = box.get(name, FREE)
            return 2 if is_positive(range_) else 1 if is_nonnegative(range_) else 0
        case Negative(Variable(name)):
            range_ = affine_range(Affine(Fraction(0), ((name, Fraction(-1)),)), box)
            return 2 if is_positive(range_) else 1 if is_nonnegative(range_) else 0
        case Sum(terms):
            signs = [_lower_sign(term, box) for term in terms]
            return 0 if 0 in signs else max(signs)
        case Product(factors):
            return min(_lower_sign(factor, box) for factor in factors)
        case Quotient(numerator, denominator):
            return min(_lower_sign(numerator, box), _lower_sign(denominator, box))
        case Power(base, exponent):
            if isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value % 2 == 0:
                return max(1, _lower_sign(base, box))
            if isinstance(exponent, Number):
                # A non-integer power is defined where its base is >= 0.
                floor = 1 if exponent.value.denominator != 1 else 0
                return max(floor, _lower_sign(base, box))
            return 2 if _lower_sign(base, box) == 2 else 0
        case Call("exp" | "cosh", _):
            return 2
        case Call("sqrt", (argument,)):
            return max(1, _lower_sign(argument, box))
        case Call("abs" | "norm" | "norm1" | "norminf" | "huber", _):
            return 1
        case Call("max", arguments):
            return max(_lower_sign(argument, box) for argument in arguments)
        case Call("min", arguments):
            return min(_lower_sign(argument, box) for argument in arguments)
        case Call("sinh" | "tanh", (argument,)):
            return _lower_sign(argument, box)
        case _:
            return 0
