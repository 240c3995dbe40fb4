"""The derivative of a quotient as one fraction, (u/v^m)' = (u'v - m u v')/v^(m + 1), its numerator multiplied out.

x/(1 + x^2) has the slope (1 - x^2)/(1 + x^2)^2: over an interval the numerator tells the sign, where the two terms of
the quotient rule have both.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product as choices
from math import prod

from duality.algebra.differentiate import derivative
from duality.algebra.monomials import Monomial, collected_sum, product, raised, ratio
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, number, opposite

MOST_TERMS = 60
"""A product of sums with more terms stays as it is."""


def slope_as_fraction(node: Expression, name: str) -> tuple[Expression, Expression] | None:
    """(numerator, denominator) of the derivative; ``None`` for a function without a denominator that varies.

    Raises `NotDifferentiable`.
    """
    above, below, power = _as_fraction(node)
    if name not in below.variables():
        return None
    falls = product([number(power), above, derivative(below, name)])
    top = collected_sum([product([derivative(above, name), below]), opposite(falls)])
    return multiplied_out(top), raised(below, power + 1)


def multiplied_out(node: Expression) -> Expression:
    """Products of sums and their small powers as one sum with like terms merged."""
    return collected_sum(_terms(node))


def _as_fraction(node: Expression) -> tuple[Expression, Expression, Fraction]:
    """(u, v, m) with node = u/v^m: the terms of a sum brought onto one denominator."""
    terms = []
    for term in node.terms if isinstance(node, Sum) else (node,):
        terms.append(Monomial())
        terms[-1].multiply(term)
    below: dict[Expression, Fraction] = {}
    for term in terms:
        for base, p in term.powers.items():
            if p < 0 and base.variables():
                below[base] = max(below.get(base, Fraction(0)), -p)
    for term in terms:
        for base, p in below.items():
            term.multiply(raised(base, p))
    above = collected_sum(term.expression() for term in terms)
    if len(below) == 1:
        ((base, p),) = below.items()
        return above, base, p
    return above, product([raised(base, p) for base, p in below.items()]), Fraction(1)


def _terms(node: Expression) -> Sequence[Expression]:
    match node:
        case Sum(terms):
            return [part for term in terms for part in _terms(term)]
        case Negative(operand):
            return [opposite(part) for part in _terms(operand)]
        case Product(factors):
            return _distributed([_terms(factor) for factor in factors]) or [node]
        case Quotient(numerator, denominator):
            return [ratio(part, denominator) for part in _terms(numerator)]
        case Power(Sum() as base, Number(p)) if p.denominator == 1 and 0 < p <= MOST_TERMS:
            return _distributed([_terms(base)] * int(p)) or [node]
        case _:
            return [node]


def _distributed(sums: Sequence[Sequence[Expression]]) -> list[Expression]:
    """One term for every choice of a term of each; empty where they are too many."""
    if prod(len(terms) for terms in sums) > MOST_TERMS:
        return []
    return [product(chosen) for chosen in choices(*sums)]
