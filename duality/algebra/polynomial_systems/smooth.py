"""Polynomials with their derivatives, evaluated at points of exact numbers or of balls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import flint

from duality.algebra.polynomial_systems.algebraic import Algebraic, AlgebraicPoint, Real


class Smooth:
    """A polynomial with its terms and derivatives at hand."""

    def __init__(self, polynomial: flint.fmpq_mpoly) -> None:
        self.polynomial = polynomial

    @cached_property
    def _terms(self) -> list[tuple[flint.fmpq, list[tuple[int, int]]]]:
        found = self.polynomial.to_dict()
        return [(c, [(k, int(e)) for k, e in enumerate(monomial) if e]) for monomial, c in found.items()]

    @cached_property
    def partials(self) -> list[Smooth]:
        """The first derivatives."""
        return [Smooth(self.polynomial.derivative(k)) for k in range(self.polynomial.context().nvars())]

    def at(self, values: Sequence[Real]) -> Real:
        """The value at a point of numbers of one kind (rationals among them)."""
        powers: dict[tuple[int, int], Real] = {}
        total: Real = flint.fmpq(0)
        for coefficient, monomial in self._terms:
            term: Real = coefficient
            for k, exponent in monomial:
                term = _power(values, k, exponent, powers) * term
            total = total + term
        return total

    def gradient(self, values: Sequence[Real]) -> list[Real]:
        """All first derivatives."""
        return [partial.at(values) for partial in self.partials]

    def hessian(self, values: Sequence[Real]) -> list[list[Real]]:
        """All second derivatives."""
        size = len(values)
        found: list[list[Real]] = [[flint.fmpq(0)] * size for _ in range(size)]
        for i in range(size):
            for j in range(i, size):
                found[i][j] = found[j][i] = self.partials[i].partials[j].at(values)
        return found


def _power(values: Sequence[Real], k: int, exponent: int, known: dict[tuple[int, int], Real]) -> Real:
    if exponent == 1:
        return values[k]
    if (k, exponent) not in known:
        half = _power(values, k, exponent // 2, known)
        known[k, exponent] = half * half * values[k] if exponent % 2 else half * half
    return known[k, exponent]


class PolynomialValue:
    """f at an algebraic point, as sharply as it is asked for."""

    def __init__(self, function: Smooth, point: AlgebraicPoint) -> None:
        self.function, self.point = function, point

    def ball(self, bits: int) -> flint.arb:
        """An enclosure."""
        with flint.ctx.workprec(bits):
            found = self.function.at(self.point.balls(bits))
            assert not isinstance(found, Algebraic)
            return found if isinstance(found, flint.arb) else flint.arb(found)

    @cached_property
    def exact(self) -> flint.fmpq | Algebraic:
        """The value in the field of the point."""
        found = self.function.at(self.point.exact)
        assert not isinstance(found, flint.arb)
        return found
