"""Sums with like terms merged: -a^2/4 - a^2/4 reads -a^2/2. Terms that meet no like term stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality.algebra.atoms import scaled, total
from duality.model.expression import ONE, ZERO, Expression, Negative, Number, Product, Quotient, Sum


def merged(nodes: Iterable[Expression]) -> Expression:
    """The sum of trees, like terms merged at the place of the first."""
    groups: dict[Expression, list[tuple[Fraction, Expression]]] = {}
    for node in nodes:
        for term in _terms(node):
            coefficient, rest = coefficient_and_rest(term)
            groups.setdefault(rest, []).append((coefficient, term))
    kept: list[Expression] = []
    for rest, members in groups.items():
        if len(members) == 1:
            kept.append(members[0][1])
        else:
            kept.append(scaled(sum((c for c, _ in members), Fraction(0)), rest))
    return total([term for term in kept if term != ZERO])


def coefficient_and_rest(term: Expression) -> tuple[Fraction, Expression]:
    """term = coefficient * rest, every rational factor at the top taken out."""
    match term:
        case Number(value):
            return value, ONE
        case Negative(operand):
            coefficient, rest = coefficient_and_rest(operand)
            return -coefficient, rest
        case Product(factors):
            coefficient = Fraction(1)
            rests: list[Expression] = []
            for factor in factors:
                c, rest = (
                    coefficient_and_rest(factor) if isinstance(factor, (Number, Negative)) else (Fraction(1), factor)
                )
                coefficient *= c
                if rest != ONE:
                    rests.append(rest)
            return coefficient, ONE if not rests else rests[0] if len(rests) == 1 else Product(tuple(rests))
        case Quotient(numerator, denominator):
            above, rest_above = coefficient_and_rest(numerator)
            below, rest_below = coefficient_and_rest(denominator)
            if below == 0:
                return Fraction(1), term
            return above / below, rest_above if rest_below == ONE else Quotient(rest_above, rest_below)
        case _:
            return Fraction(1), term


def _terms(node: Expression) -> Iterable[Expression]:
    match node:
        case Sum(terms):
            for term in terms:
                yield from _terms(term)
        case Negative(Sum(terms)):
            for term in terms:
                yield from _terms(scaled(Fraction(-1), term))
        case _:
            yield node
