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
    def names(self) -> frozenset[str]:
        return frozenset(name for monomial, _ in self.terms for name, _ in monomial)

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
