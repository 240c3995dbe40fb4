"""Which short closed form a coordinate may have: a guess that is worth nothing until exact arithmetic proves it.

Tried in turn: p/q, a multiple of pi, a root of a x^2 + b x + c = 0, the log of a rational.
"""

from __future__ import annotations

from fractions import Fraction
from math import exp, pi, sqrt

from duality.algebra.nearby_rationals import short_fraction
from duality.model.scalar import Scalar, exact

ROUNDING = 1e-10
"""Agreement that is asked of a guess; the coordinate must be sharp to rounding error."""

DENOMINATOR = 1000
LEADING = 12
MIDDLE = 60


def recognized(value: float) -> Scalar | None:
    """A short closed form within rounding error of the value, or ``None``."""
    simple = short_fraction(value, DENOMINATOR, ROUNDING)
    if simple is not None:
        return simple
    return _multiple_of_pi(value) or _quadratic(value) or _logarithm(value)


def _agree(guess: float, value: float) -> bool:
    return abs(guess - value) <= ROUNDING * (1 + abs(value))


def _multiple_of_pi(value: float) -> Scalar | None:
    share = short_fraction(value / pi, LEADING, ROUNDING)
    if share is None:
        return None
    import sympy

    return exact(sympy.Rational(share.numerator, share.denominator) * sympy.pi)


def _quadratic(value: float) -> Scalar | None:
    """(-b +- sqrt(b^2 - 4ac)) / 2a with the smallest coefficients."""
    for total in range(1, LEADING + MIDDLE + 1):
        for a in range(1, min(total, LEADING) + 1):
            for b in {total - a, a - total}:
                root = _root(value, a, b)
                if root is not None:
                    return root
    return None


def _root(value: float, a: int, b: int) -> Scalar | None:
    c = -round(a * value * value + b * value)
    discriminant = b * b - 4 * a * c
    if discriminant <= 0:
        return None
    sign = 1 if value >= -b / (2 * a) else -1
    if not _agree((-b + sign * sqrt(discriminant)) / (2 * a), value):
        return None
    import sympy

    return exact((-sympy.Integer(b) + sign * sympy.sqrt(discriminant)) / (2 * a))


def _logarithm(value: float) -> Scalar | None:
    if abs(value) > 10:
        return None
    argument = Fraction(exp(value)).limit_denominator(60)
    if argument <= 0 or abs(float(argument) - exp(value)) > ROUNDING * exp(value):
        return None
    import sympy

    return exact(sympy.log(sympy.Rational(argument.numerator, argument.denominator)))
