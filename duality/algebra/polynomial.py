"""Polynomials in named variables with exact coefficients: determinants and quadratic forms of affine forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, scaled
from duality.algebra.atoms import total as sum_of
from duality.model.expression import Expression, Number, Power, Product, Variable
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record

Monomial = tuple[tuple[str, int], ...]
"""((name, exponent), ...) in order of first appearance; the empty tuple is 1."""


@record
class Polynomial:
    """sum coef * prod name^exponent; zero terms are not stored, terms keep the order in which they arose."""

    terms: tuple[tuple[Monomial, Scalar], ...] = ()

    @staticmethod
    def of(terms: Mapping[Monomial, Scalar]) -> Polynomial:
        return Polynomial(tuple((monomial, c) for monomial, c in terms.items() if c != 0))

    @staticmethod
    def constant(value: Scalar) -> Polynomial:
        return Polynomial.of({(): value})

    @staticmethod
    def affine(form: Affine) -> Polynomial:
        return Polynomial.of({(): form.constant} | {((name, 1),): c for name, c in form.terms})

    def __add__(self, other: Polynomial) -> Polynomial:
        collected = dict(self.terms)
        for monomial, coefficient in other.terms:
            collected[monomial] = collected.get(monomial, Fraction(0)) + coefficient
        return Polynomial.of(collected)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + other.scaled(Fraction(-1))

    def __mul__(self, other: Polynomial) -> Polynomial:
        collected: dict[Monomial, Scalar] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                monomial = _times(left, right)
                collected[monomial] = collected.get(monomial, Fraction(0)) + a * b
        return Polynomial.of(collected)

    def scaled(self, factor: Scalar) -> Polynomial:
        return Polynomial.of({monomial: c * factor for monomial, c in self.terms})

    @property
    def is_constant(self) -> bool:
        return all(not monomial for monomial, _ in self.terms)

    @property
    def is_rational(self) -> bool:
        """Every coefficient is a fraction."""
        return all(isinstance(c, Fraction) for _, c in self.terms)

    @property
    def names(self) -> tuple[str, ...]:
        """The variables that occur, in order of first appearance."""
        return tuple(dict.fromkeys(name for monomial, _ in self.terms for name, _ in monomial))

    @property
    def degree(self) -> int:
        """The total degree; 0 for a constant and for the zero polynomial."""
        return max((sum(k for _, k in monomial) for monomial, _ in self.terms), default=0)

    @property
    def coefficients(self) -> list[Scalar]:
        """Those of a polynomial in one variable, lowest degree first."""
        dense: list[Scalar] = [Fraction(0)] * (self.degree + 1)
        for monomial, coefficient in self.terms:
            dense[monomial[0][1] if monomial else 0] = coefficient
        return dense

    def derivative(self, name: str) -> Polynomial:
        """The partial derivative."""
        collected: dict[Monomial, Scalar] = {}
        for monomial, coefficient in self.terms:
            exponents = dict(monomial)
            k = exponents.pop(name, 0)
            if k:
                lowered = exponents | ({name: k - 1} if k > 1 else {})
                collected[tuple(sorted(lowered.items()))] = coefficient * k
        return Polynomial.of(collected)

    def hessian(self, order: tuple[str, ...] | None = None) -> list[list[Scalar]]:
        """The constant Hessian of a polynomial of degree at most two, rows in the given order of variables."""
        order = self.names if order is None else order
        slopes = [self.derivative(name) for name in order]
        return [[slope.derivative(name).constant_term for name in order] for slope in slopes]

    def homogenized(self, order: tuple[str, ...] | None = None) -> list[list[Scalar]]:
        """M with p(x) = (x, 1)' M (x, 1) for degree at most two; the last row belongs to the 1."""
        order = self.names if order is None else order
        terms, half = dict(self.terms), Fraction(1, 2)
        last = [half * terms.get(((name, 1),), Fraction(0)) for name in order]
        matrix = [[*(half * c for c in row), end] for row, end in zip(self.hessian(order), last, strict=True)]
        return [*matrix, [*last, self.constant_term]]

    def at(self, point: Mapping[str, Scalar]) -> Scalar:
        """The exact value at a point."""
        total: Scalar = Fraction(0)
        for monomial, coefficient in self.terms:
            for name, exponent in monomial:
                coefficient = coefficient * point[name] ** exponent
            total = total + coefficient
        return total

    @property
    def constant_term(self) -> Scalar:
        return next((c for monomial, c in self.terms if not monomial), Fraction(0))

    def as_affine(self) -> Affine | None:
        """The affine form of a polynomial of degree at most one, else ``None``."""
        if any(sum(e for _, e in monomial) > 1 for monomial, _ in self.terms):
            return None
        return Affine.of(self.constant_term, ((monomial[0][0], c) for monomial, c in self.terms if monomial))

    def expression(self) -> Expression:
        """The polynomial as a tree, higher degrees first, a positive term in front where there is one."""
        ordered = sorted(self.terms, key=lambda term: -sum(e for _, e in term[0]))
        if ordered and ordered[0][1] < 0:
            leader = next((k for k, (_, c) in enumerate(ordered) if c > 0), None)
            if leader is not None:
                ordered.insert(0, ordered.pop(leader))
        return sum_of([scaled(c, _monomial_expression(m)) if m else scalar_expression(c) for m, c in ordered])


def determinant(matrix: Sequence[Sequence[Polynomial]]) -> Polynomial:
    """det by expansion along the first row; meant for at most four rows."""
    if not matrix:
        return Polynomial.constant(Fraction(1))
    result = Polynomial()
    for j, entry in enumerate(matrix[0]):
        if not entry.terms:
            continue
        cofactor = determinant([[row[k] for k in range(len(row)) if k != j] for row in matrix[1:]])
        result = result + (entry * cofactor).scaled(Fraction((-1) ** j))
    return result


def adjugate(matrix: Sequence[Sequence[Polynomial]]) -> list[list[Polynomial]]:
    """adj(M) with M adj(M) = det(M) I; meant for at most four rows."""
    n = len(matrix)
    return [
        [
            determinant([[matrix[r][c] for c in range(n) if c != i] for r in range(n) if r != j]).scaled(
                Fraction((-1) ** (i + j))
            )
            for j in range(n)
        ]
        for i in range(n)
    ]


def _times(left: Monomial, right: Monomial) -> Monomial:
    exponents = dict(left)
    for name, exponent in right:
        exponents[name] = exponents.get(name, 0) + exponent
    # One order for a product and its reverse, so that x*y and y*x collect.
    return tuple(sorted(exponents.items()))


def _monomial_expression(monomial: Monomial) -> Expression:
    factors: list[Expression] = [
        Variable(name) if exponent == 1 else Power(Variable(name), Number(Fraction(exponent)))
        for name, exponent in monomial
    ]
    return factors[0] if len(factors) == 1 else Product(tuple(factors))
