"""f, g and h with their derivatives at one point, in exact numbers or in balls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Ambiguous, Real, sign

BITS = (128, 512)
"""Precisions of the balls that are tried before the exact numbers."""

T = TypeVar("T")


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


def certified(point: AlgebraicPoint, compute: Callable[[tuple[Real, ...]], T]) -> T:
    """``compute`` at the point in balls, or exactly where a ball does not tell a sign that it needs."""
    if point.field is not None:
        for bits in BITS:
            try:
                with flint.ctx.workprec(bits):
                    return compute(point.balls(bits))
            except (Ambiguous, ZeroDivisionError):
                continue
    return compute(point.exact)


def sign_at(function: Smooth, point: AlgebraicPoint) -> int:
    """The sign of the polynomial there, exactly."""
    return certified(point, lambda values: sign(function.at(values)))
