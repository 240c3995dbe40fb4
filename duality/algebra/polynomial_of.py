"""Trees as exact polynomials, as far as they can be multiplied out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import cast

from duality.algebra.evaluate import constant
from duality.algebra.polynomial import Monomial, Polynomial
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.rational_values import TooManyDigits
from duality.model.rational_values import rational as rational_value
from duality.model.scalar import Scalar

TERMS_LIMIT = 1500
DEGREE_LIMIT = 24
HIGHEST_DEGREE = 60
"""In one variable."""


def polynomial(node: Expression) -> Polynomial | None:
    """The tree as a polynomial in its variables; ``None`` where it is none or is too large to expand."""
    return _read(node, _constant, DEGREE_LIMIT)


def polynomial_coefficients(node: Expression, variable: str) -> list[Fraction] | None:
    """[a_0, a_1, ...] with node = sum a_k t^k, or ``None`` if it is no polynomial of degree at most 60 over Q."""
    found = _read(node, _rational, HIGHEST_DEGREE)
    if found is None or not {variable}.issuperset(found.names):
        return None
    return cast("list[Fraction]", found.coefficients)


def multiply(factors: Iterable[Polynomial], most: int = DEGREE_LIMIT) -> Polynomial | None:
    """The product, ``None`` where it grows beyond the limits of this module."""
    factors = list(factors)
    if sum(p.degree for p in factors) > 2 and not all(p.is_rational for p in factors):
        # Arithmetic with irrational numbers is slow, and no exact rule for higher degrees takes them.
        return None
    total = Polynomial.constant(Fraction(1))
    for factor in factors:
        if len(total.terms) * len(factor.terms) > TERMS_LIMIT or total.degree + factor.degree > most:
            return None
        total = total * factor
    return total


def _read(node: Expression, value_of: Callable[[Expression], Scalar | None], most: int) -> Polynomial | None:
    """By structure; ``value_of`` gives constants that are no literals."""

    def read(node: Expression) -> Polynomial | None:
        match node:
            case Number(value):
                return Polynomial.constant(value)
            case Variable(name):
                return Polynomial(((((name, 1),), Fraction(1)),))
            case Negative(operand):
                inner = read(operand)
                return None if inner is None else inner.scaled(Fraction(-1))
            case Sum(terms):
                parts = _all(terms)
                return None if parts is None else _sum(parts)
            case Product(factors):
                parts = _all(factors)
                return None if parts is None else multiply(parts, most)
            case Quotient(numerator, denominator):
                top, bottom = read(numerator), read(denominator)
                if top is None or bottom is None or not bottom.is_constant or not bottom.terms:
                    return None
                return top.scaled(1 / bottom.constant_term)
            case Power(base, Number(p)) if p.denominator == 1 and 0 <= p <= most:
                inner = read(base)
                return None if inner is None else multiply([inner] * int(p), most)
            case _:
                value = None if node.variables() else value_of(node)
                return None if value is None else Polynomial.constant(value)

    def _all(nodes: tuple[Expression, ...]) -> list[Polynomial] | None:
        parts: list[Polynomial] = []
        for inner in nodes:
            part = read(inner)
            if part is None:
                return None
            parts.append(part)
        return parts

    return read(node)


def _sum(parts: Iterable[Polynomial]) -> Polynomial:
    collected: dict[Monomial, Scalar] = {}
    for part in parts:
        for monomial, coefficient in part.terms:
            collected[monomial] = collected.get(monomial, Fraction(0)) + coefficient
    return Polynomial.of(collected)


def _constant(node: Expression) -> Scalar | None:
    try:
        return constant(node)
    except (ValueError, ZeroDivisionError):  # log(0), 1/0: defined nowhere
        return None


def _rational(node: Expression) -> Fraction | None:
    try:
        return rational_value(node)
    except TooManyDigits:
        return None
