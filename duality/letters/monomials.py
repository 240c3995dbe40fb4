"""Monomials in the letters: products of powers of letters, and of functions of letters such as log(q).

A function of x and of the letters is taken apart into sum m_k * e_k, monomials m_k and functions e_k of x alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality.algebra.atoms import power
from duality.algebra.letter_signs import Sign, sign
from duality.model.expression import ONE, Expression, Product, Quotient

Monomial = tuple[tuple[Expression, Fraction], ...]
"""((base, exponent), ...), bases apart, in the order of their texts; the empty tuple is 1."""

UNIT: Monomial = ()


def monomial(base: Expression, exponent: Fraction | int = 1) -> Monomial:
    """base^exponent."""
    return ((base, Fraction(exponent)),)


def times(first: Monomial, second: Monomial) -> Monomial:
    """The product."""
    return _ordered((*first, *second))


def raised(base: Monomial, exponent: Fraction) -> Monomial:
    """The power; a fractional one is meant for monomials that are nonnegative."""
    return _ordered((one, p * exponent) for one, p in base)


def is_nonnegative(m: Monomial) -> bool:
    """>= 0 over the whole range of the letters."""
    return all(_sign(base, p) is not Sign.UNKNOWN for base, p in m)


def is_positive(m: Monomial) -> bool:
    """> 0 over the whole range of the letters."""
    return all(_sign(base, p) is Sign.POSITIVE for base, p in m)


def tree(m: Monomial) -> Expression:
    """The monomial as a tree: a*b, a^2/T."""
    above = [power(base, p) for base, p in m if p > 0]
    below = [power(base, -p) for base, p in m if p < 0]
    top = ONE if not above else above[0] if len(above) == 1 else Product(tuple(above))
    if not below:
        return top
    return Quotient(top, below[0] if len(below) == 1 else Product(tuple(below)))


def _sign(base: Expression, exponent: Fraction) -> Sign:
    known = sign(base)
    if exponent < 0:
        return known if known is Sign.POSITIVE else Sign.UNKNOWN
    if exponent.denominator == 1 and exponent % 2 == 0 and known is Sign.UNKNOWN:
        return Sign.NONNEGATIVE
    return known


def _ordered(factors: Iterable[tuple[Expression, Fraction]]) -> Monomial:
    collected: dict[Expression, Fraction] = {}
    for base, exponent in factors:
        collected[base] = collected.get(base, Fraction(0)) + exponent
    return tuple(sorted(((b, p) for b, p in collected.items() if p != 0), key=lambda factor: str(factor[0])))
