"""The content of a family of numbers: the greatest number of which all are integer multiples."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from duality.model.scalar import Scalar


def content(coefficients: Sequence[Scalar]) -> Scalar:
    """The greatest common measure of nonzero numbers; 1 where they are no rational multiples of one of them."""
    rational = [c for c in coefficients if isinstance(c, Fraction)]
    unit: Scalar = Fraction(1)
    if coefficients and not rational:
        unit = abs(coefficients[0])
        rational = [r for r in (c / unit for c in coefficients) if isinstance(r, Fraction)]
    if not rational or len(rational) < len(coefficients):
        return Fraction(1)
    return unit * Fraction(gcd(*(r.numerator for r in rational)), lcm(*(r.denominator for r in rational)))
