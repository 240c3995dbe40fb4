"""A product of powers of positive rationals over integers that have no common divisors: 8^(16/17) 4^(1/34) = 2^(49/17).

Where a product of roots is rational, or a plainer root, its exponents over such integers show it, and nothing is
factored into primes. Source: D. J. Bernstein, "Factoring into coprimes in essentially linear time", J. Algorithms 54
(2005); ours is the plain refinement by greatest common divisors.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd


def coprime_powers(factors: Iterable[tuple[Fraction, Fraction]]) -> dict[int, Fraction]:
    """b -> e with prod b^e the product of base^exponent, bases > 0; the b > 1 are pairwise coprime, no e is 0."""
    powers: dict[int, Fraction] = {}
    for base, exponent in factors:
        _multiply(powers, base.numerator, exponent)
        _multiply(powers, base.denominator, -exponent)
    return {base: exponent for base, exponent in powers.items() if exponent}


def _multiply(powers: dict[int, Fraction], integer: int, exponent: Fraction) -> None:
    """The powers times integer^exponent, coprime as before."""
    left = [(integer, exponent)]
    while left:
        integer, exponent = left.pop()
        if integer == 1:
            continue
        known = next((base for base in powers if gcd(base, integer) > 1), None)
        if known is None:
            powers[integer] = exponent
        elif known == integer:
            powers[integer] += exponent
        else:
            common, own = gcd(known, integer), powers.pop(known)
            left += [(known // common, own), (integer // common, exponent), (common, own + exponent)]
