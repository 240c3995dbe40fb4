"""Roots of rational numbers in lowest terms: 2*sqrt(10), sqrt(6)/3, 2^(1/3)/2."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import power
from duality.derivation.rules.univariate.formulas import fraction, rational_power
from duality.model.expression import Expression, number

LARGEST_DIVISOR = 1000
"""Powers of numbers up to this are taken out of a root."""


def radical(radicand: Fraction, degree: int) -> Expression:
    """radicand^(1/degree) for a positive rational, no root in the denominator and the degree as small as possible."""
    outside, inside, degree = root_parts(radicand, degree)
    return fraction(outside, [power(number(inside), Fraction(1, degree))])


def root_parts(radicand: Fraction, degree: int) -> tuple[Fraction, int, int]:
    """(c, n, d) with radicand^(1/degree) = c * n^(1/d), d as small as possible."""
    for divisor in range(degree, 1, -1):
        if degree % divisor == 0:
            smaller = rational_power(radicand, Fraction(1, divisor))
            if smaller is not None:
                return root_parts(smaller, degree // divisor)
    if degree == 1:
        return radicand, 1, 1
    # (p/q)^(1/d) = (p*q^(d-1))^(1/d)/q.
    inside = radicand.numerator * radicand.denominator ** (degree - 1)
    outside = 1
    divisor = 2
    while divisor <= LARGEST_DIVISOR and divisor**degree <= inside:
        while inside % divisor**degree == 0:
            inside //= divisor**degree
            outside *= divisor
        divisor += 1
    return Fraction(outside, radicand.denominator), inside, degree
