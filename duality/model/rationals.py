"""The exact rational that a number of Python or numpy means."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Rational

from duality.errors import ProblemError


def rational_of(value: object) -> Fraction:
    """A number as a `Fraction`; a float is the decimal that it prints as.

    So 0.1 is 1/10, in Python and in numpy, float32 included, and integers of numpy become Python's, which do not
    overflow. Raises ``TypeError`` for what is no number, `ProblemError` for nan and infinities.
    """
    if type(value) is Fraction:
        return value
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, bool):
        raise TypeError("a truth value is not a number of a problem")
    if isinstance(value, (float, Decimal)):
        return _decimal(value, repr(float(value)) if isinstance(value, float) else str(value))
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():  # a numpy scalar
        plain = item()
        return _decimal(plain, str(value)) if isinstance(plain, float) else rational_of(plain)
    raise TypeError(f"{value!r} is neither a number nor an expression")


def _decimal(value: float | Decimal, shown: str) -> Fraction:
    if not isfinite(value):
        raise ProblemError(
            f"{shown} is not a number of a problem",
            help="leave out a constraint whose bound is infinite; a missing value has no place in a problem",
        )
    return Fraction(shown)
