"""Weighted norms of affine forms over the multipliers: N = sqrt(sum w_i^2 / omega_i), in its shortest form."""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction
from math import gcd, lcm

from duality.algebra.atoms import affine_expression, power, scalar_expression, total
from duality.derivation.rules.univariate.formulas import (
    UNIT,
    absolute,
    added,
    content_and_primitive,
    fraction,
    rational_power,
)
from duality.derivation.rules.univariate.regions import Clause, at_least
from duality.derivation.rules.vector.arguments import Conjugand
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Condition
from duality.model.expression import ZERO, Call, Expression, Negative, Number, Power, number
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record

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


HALF = Fraction(1, 2)


@record
class DualNorm:
    """N = sqrt(sum w_i^2 / omega_i), the norm dual to sqrt(sum omega_i u_i^2); zero slopes are left out."""

    slopes: tuple[Affine, ...]
    weights: tuple[Fraction, ...]
    nonnegative: Container[str]

    @staticmethod
    def of(slopes: Sequence[Affine], weights: Sequence[Fraction], nonnegative: Container[str]) -> DualNorm:
        kept = [(w, omega) for w, omega in zip(slopes, weights, strict=True) if not w.is_zero]
        return DualNorm(tuple(w for w, _ in kept), tuple(omega for _, omega in kept), nonnegative)

    @property
    def is_zero(self) -> bool:
        return not self.slopes

    @property
    def single(self) -> tuple[Scalar, Affine] | None:
        """(q, f) with N^2 = q*f^2 where all slopes are multiples of one form f."""
        if self.is_zero:
            return None
        unit = content_and_primitive(self.slopes[0])[1]
        square: Scalar = Fraction(0)
        for w, omega in zip(self.slopes, self.weights, strict=True):
            content, primitive = content_and_primitive(w)
            if not ((primitive - unit).is_zero or (primitive + unit).is_zero):
                return None
            square = square + content * content / omega
        return square, unit

    @property
    def square(self) -> Expression:
        """N^2 = sum w_i^2 / omega_i."""
        if self.is_zero:
            return ZERO
        single = self.single
        if single is not None:
            return _square_term(*single)
        parts = [content_and_primitive(w) for w in self.slopes]
        return total([_square_term(c * c / omega, f) for (c, f), omega in zip(parts, self.weights, strict=True)])

    @property
    def tree(self) -> Expression:
        """N: 0, 2*abs(beta), 3*norm(alpha, beta), sqrt(alpha^2 + 2*beta^2)."""
        if self.is_zero:
            return ZERO
        single = self.single
        if single is not None:
            square, form = single
            size = absolute(form) if sign(form, self.nonnegative) not in _UPWARD else affine_expression(form)
            return fraction(Fraction(1), [square_root(square), size])
        parts = [content_and_primitive(w) for w in self.slopes]
        roots = [_rational_root(c * c / omega) for (c, _), omega in zip(parts, self.weights, strict=True)]
        rational = [r for r in roots if r is not None]
        if len(rational) < len(roots):
            return Call("sqrt", (self.square,))
        outside = Fraction(gcd(*(r.numerator for r in rational)), lcm(*(r.denominator for r in rational)))
        inside = [affine_expression(f.scaled(r / outside)) for r, (_, f) in zip(rational, parts, strict=True)]
        return fraction(outside, [Call("norm", tuple(inside))])

    def at_most(self, bound: Affine) -> tuple[list[Clause], list[Condition]]:
        """N <= bound, as affine clauses where N is the size of one form with a rational factor."""
        if self.is_zero or sign(bound, self.nonnegative) is Sign.NEGATIVE:
            return [at_least(bound)], []
        single = self.single
        if single is not None:
            factor = _rational_root(single[0])
            if factor is not None:
                size = single[1].scaled(factor)
                return [at_least(bound - size), at_least(bound + size)], []
            if bound.is_constant and single[1] == UNIT:
                # A comparison of numbers: N <= bound where bound >= 0 and N^2 <= bound^2.
                margin = bound.constant * bound.constant - single[0]
                return [at_least(bound), at_least(Affine(margin))], []
        return [], [Condition(added(bound, [Negative(self.tree)]), ">=")]


_UPWARD = (Sign.ZERO, Sign.POSITIVE, Sign.NONNEGATIVE)


def _square_term(coefficient: Scalar, form: Affine) -> Expression:
    return fraction(coefficient, [Power(affine_expression(form), Number(Fraction(2)))] if form != UNIT else [])


def _rational_root(square: Scalar) -> Fraction | None:
    return rational_power(square, HALF) if isinstance(square, Fraction) else None


def constant_square(given: Conjugand, weights: Sequence[Fraction]) -> Scalar:
    """kappa = sum omega_i b_i^2 over the constant arguments b_i."""
    kappa: Scalar = Fraction(0)
    for index, value in given.constants:
        kappa = kappa + weights[index] * value * value
    return kappa


def square_root(square: Scalar) -> Expression:
    """sqrt of a positive number."""
    return radical(square, 2) if isinstance(square, Fraction) else Call("sqrt", (scalar_expression(square),))
