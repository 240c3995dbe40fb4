"""Trees as exact polynomials, their derivatives, Hessians and homogenized matrices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations_with_replacement

from duality.algebra.evaluate import constant
from duality.algebra.polynomial import Polynomial
from duality.algebra.powers import rational
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.scalar import Scalar

TERMS_LIMIT = 1500
DEGREE_LIMIT = 24


def polynomial(node: Expression) -> Polynomial | None:
    """The tree as a polynomial in its variables; ``None`` where it is none or is too large to expand."""
    match node:
        case Number(value):
            return Polynomial.constant(value)
        case Variable(name):
            return Polynomial(((((name, 1),), Fraction(1)),))
        case Negative(operand):
            inner = polynomial(operand)
            return None if inner is None else inner.scaled(Fraction(-1))
        case Sum(terms):
            return _sum(terms)
        case Product(factors):
            return _product(factors)
        case Quotient(numerator, denominator):
            top, bottom = polynomial(numerator), polynomial(denominator)
            if top is None or bottom is None or not bottom.is_constant or not bottom.terms:
                return None
            return top.scaled(1 / bottom.constant_term)
        case Power(base, exponent):
            p = rational(exponent)
            if p is not None and p.denominator == 1 and 0 <= p <= DEGREE_LIMIT:
                inner = polynomial(base)
                return None if inner is None else multiply([inner] * int(p))
    if node.variables():
        return None
    try:
        return Polynomial.constant(constant(node))
    except (ValueError, ZeroDivisionError):  # log(0), 1/0: defined nowhere
        return None


def multiply(factors: list[Polynomial]) -> Polynomial | None:
    """The product, ``None`` where it grows beyond the limits of this module."""
    total = Polynomial.constant(Fraction(1))
    if sum(map(degree, factors)) > 2 and not all(map(is_rational, factors)):
        # Arithmetic with irrational numbers is slow, and no exact rule for higher degrees takes them.
        return None
    for factor in factors:
        if len(total.terms) * len(factor.terms) > TERMS_LIMIT or degree(total) + degree(factor) > DEGREE_LIMIT:
            return None
        total = total * factor
    return total


def degree(p: Polynomial) -> int:
    """The total degree; 0 for a constant and for the zero polynomial."""
    return max((sum(k for _, k in monomial) for monomial, _ in p.terms), default=0)


def names(p: Polynomial) -> tuple[str, ...]:
    """The variables that occur, in order of first appearance."""
    return tuple(dict.fromkeys(name for monomial, _ in p.terms for name, _ in monomial))


def is_rational(p: Polynomial) -> bool:
    """Every coefficient is a fraction."""
    return all(isinstance(c, Fraction) for _, c in p.terms)


def derivative(p: Polynomial, name: str) -> Polynomial:
    """dp/dname."""
    collected: dict[tuple[tuple[str, int], ...], Scalar] = {}
    for monomial, coefficient in p.terms:
        exponents = dict(monomial)
        k = exponents.pop(name, 0)
        if k:
            lowered = exponents | ({name: k - 1} if k > 1 else {})
            collected[tuple(sorted(lowered.items()))] = coefficient * k
    return Polynomial.of(collected)


def value(p: Polynomial, point: Mapping[str, Scalar]) -> Scalar:
    """p at an exact point."""
    total: Scalar = Fraction(0)
    for monomial, coefficient in p.terms:
        for name, k in monomial:
            coefficient = coefficient * point[name] ** k
        total = total + coefficient
    return total


def hessian(p: Polynomial, order: tuple[str, ...] | None = None) -> list[list[Scalar]]:
    """The constant Hessian of a polynomial of degree at most two, rows in the given order of variables."""
    order = names(p) if order is None else order
    terms = dict(p.terms)
    matrix: list[list[Scalar]] = [[Fraction(0)] * len(order) for _ in order]
    for i, j in combinations_with_replacement(range(len(order)), 2):
        if i == j:
            matrix[i][i] = 2 * terms.get(((order[i], 2),), Fraction(0))
        else:
            pair = tuple(sorted(((order[i], 1), (order[j], 1))))
            matrix[i][j] = matrix[j][i] = terms.get(pair, Fraction(0))
    return matrix


def homogenized(p: Polynomial, order: tuple[str, ...] | None = None) -> list[list[Scalar]]:
    """M with p(x) = (x, 1)' M (x, 1) for degree at most two; the last row belongs to the 1."""
    order = names(p) if order is None else order
    terms = dict(p.terms)
    half = Fraction(1, 2)
    matrix = [[half * entry for entry in row] for row in hessian(p, order)]
    last = [half * terms.get(((name, 1),), Fraction(0)) for name in order]
    for row, entry in zip(matrix, last, strict=True):
        row.append(entry)
    matrix.append([*last, p.constant_term])
    return matrix


def coefficients(p: Polynomial) -> list[Scalar]:
    """The coefficients of a polynomial in one variable, lowest degree first."""
    dense: list[Scalar] = [Fraction(0)] * (degree(p) + 1)
    for monomial, coefficient in p.terms:
        dense[monomial[0][1] if monomial else 0] = coefficient
    return dense


def _sum(terms: tuple[Expression, ...]) -> Polynomial | None:
    collected: dict[tuple[tuple[str, int], ...], Scalar] = {}
    for term in terms:
        inner = polynomial(term)
        if inner is None:
            return None
        for monomial, coefficient in inner.terms:
            collected[monomial] = collected.get(monomial, Fraction(0)) + coefficient
    return Polynomial.of(collected)


def _product(factors: tuple[Expression, ...]) -> Polynomial | None:
    inner: list[Polynomial] = []
    for factor in factors:
        part = polynomial(factor)
        if part is None:
            return None
        inner.append(part)
    return multiply(inner)
