"""Q(letters), the rational functions of the letters: arithmetic, values at a sample, and formulas.

Arithmetic is that of sympy's field of fractions, which cancels; a value is a `Fraction` and never enters a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from duality.algebra.atoms import scaled, total
from duality.algebra.powers import rational
from duality.model.expression import (
    ONE,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.parameter import Parameter

Element = Any
"""An element of the field."""

Polynomial = Any
"""A polynomial in the letters with rational coefficients."""

HIGHEST_POWER = 12


class NotRational(ValueError):
    """The data are no rational functions of the letters: log(q), sqrt(2)."""


class Field:
    """Q(names)."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)

    @cached_property
    def domain(self) -> Any:
        import sympy

        return sympy.QQ.frac_field(*(sympy.Symbol(name, real=True) for name in self.names))

    @cached_property
    def ring(self) -> Any:
        return self.domain.field.ring

    def number(self, value: Fraction | int) -> Element:
        import sympy

        value = Fraction(value)
        return self.domain.convert(sympy.QQ(value.numerator, value.denominator), sympy.QQ)

    @cached_property
    def zero(self) -> Element:
        return self.number(0)

    @cached_property
    def one(self) -> Element:
        return self.number(1)

    def letter(self, name: str) -> Element:
        return self.domain.gens[self.names.index(name)]

    def of(self, node: Expression) -> Element:
        """The element that a tree of letters and rational numbers is; raises `NotRational`."""
        match node:
            case Number(value):
                return self.number(value)
            case Parameter(name) | Variable(name) if name in self.names:
                return self.letter(name)
            case Sum(terms):
                return sum((self.of(term) for term in terms), self.zero)
            case Negative(operand):
                return -self.of(operand)
            case Product(factors):
                found = self.one
                for factor in factors:
                    found = found * self.of(factor)
                return found
            case Quotient(numerator, denominator):
                below = self.of(denominator)
                if below == self.zero:
                    raise NotRational(str(node))
                return self.of(numerator) / below
            case Power(base, exponent):
                p = rational(exponent)
                if p is None or p.denominator != 1 or abs(p) > HIGHEST_POWER:
                    raise NotRational(str(node))
                below = self.of(base)
                if p < 0 and below == self.zero:
                    raise NotRational(str(node))
                return below ** int(p)
            case _:
                raise NotRational(str(node))

    def at(self, element: Element, sample: Mapping[str, Fraction]) -> Fraction:
        """The value at a sample; ``ZeroDivisionError`` at a pole."""
        below = self.polynomial_at(element.denom, sample)
        return self.polynomial_at(element.numer, sample) / below

    def polynomial_at(self, polynomial: Polynomial, sample: Mapping[str, Fraction]) -> Fraction:
        """The value of a polynomial at a sample."""
        values = [sample[name] for name in self.names]
        total = Fraction(0)
        for exponents, coefficient in polynomial.items():
            term = as_fraction(coefficient)
            for value, k in zip(values, exponents, strict=True):
                if k:
                    term = term * value**k
            total = total + term
        return total

    def tree(self, element: Element) -> Expression:
        """The element as a formula: one fraction, expanded but for powers of a sum."""
        above, below = element.numer, element.denom
        if below.is_ground:
            return self.polynomial_tree(above, 1 / as_fraction(below.coeff(1)))
        content = as_fraction(above.content()) / as_fraction(below.content())
        if as_fraction(below.LC) < 0:
            above, below = -above, -below
        top = self.polynomial_tree(above.primitive()[1], Fraction(content.numerator))
        bottom = self.polynomial_tree(below.primitive()[1], Fraction(content.denominator))
        if isinstance(top, Negative):
            return Negative(Quotient(top.operand, bottom))
        return Quotient(top, bottom)

    def polynomial_tree(self, polynomial: Polynomial, factor: Fraction = Fraction(1)) -> Expression:
        """factor * polynomial; (a - b)^2 stays a square."""
        if len(polynomial) > 1:
            content, factors = polynomial.factor_list()
            if len(factors) == 1 and factors[0][1] > 1:
                base, k = factors[0]
                if as_fraction(base.LC) < 0 and k % 2 == 0:
                    base = -base
                power = Power(self._sum(base, Fraction(1)), Number(Fraction(k)))
                return scaled(as_fraction(content) * factor, power)
        return self._sum(polynomial, factor)

    def _sum(self, polynomial: Polynomial, factor: Fraction) -> Expression:
        """By falling degree, a positive term first, one denominator for all where one serves."""
        ordered = sorted(polynomial.items(), key=lambda item: (-sum(item[0]), tuple(-k for k in item[0])))
        terms = [(self._monomial(exponents), as_fraction(c) * factor) for exponents, c in ordered]
        shared = max((c.denominator for _, c in terms), default=1)
        common = len(terms) > 1 and shared > 1 and all(shared % c.denominator == 0 for _, c in terms)
        scale = shared if common else 1
        parts = [scaled(c * scale, monomial) for monomial, c in terms]
        leader = next((k for k, part in enumerate(parts) if not isinstance(part, Negative)), 0)
        whole = total([*parts[leader : leader + 1], *parts[:leader], *parts[leader + 1 :]])
        return Quotient(whole, Number(Fraction(scale))) if common else whole

    def _monomial(self, exponents: Sequence[int]) -> Expression:
        powers = [
            Variable(name) if k == 1 else Power(Variable(name), Number(Fraction(k)))
            for name, k in zip(self.names, exponents, strict=True)
            if k
        ]
        return ONE if not powers else powers[0] if len(powers) == 1 else Product(tuple(powers))


def is_number(element: Element) -> bool:
    """No letter stands in it."""
    return element.numer.is_ground and element.denom.is_ground


def as_fraction(value: Any) -> Fraction:
    """A rational number of sympy's ground types."""
    return Fraction(int(value.numerator), int(value.denominator))
