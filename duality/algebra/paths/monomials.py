"""Monomials of the scale t^a (log t)^b (log log t)^c ... exp(E), compared as t -> inf.

E is a finite sum of terms that tend to infinity and are no multiples of log t, log log t, ... (those are the powers),
so equal functions have equal monomials. Two monomials compare by the sign of log m - log m', whose terms are monomials
with fewer exponentials: this ends. Source: G. H. Hardy, Orders of Infinity (1910), the logarithmico-exponential scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key, lru_cache
from itertools import zip_longest

from duality.algebra.paths.constants import Coefficient, sign_of

ZERO = Fraction(0)
UNIT = Fraction(1)


@dataclass(frozen=True, slots=True)
class Monomial:
    """``powers`` of t, log t, log log t, ... (no zeros at the end) and the terms of E, the largest first."""

    powers: tuple[Coefficient, ...] = ()
    exponent: tuple[Term, ...] = ()

    def __mul__(self, other: Monomial) -> Monomial:
        if not other.powers and not other.exponent:
            return self
        powers = [a + b for a, b in zip_longest(self.powers, other.powers, fillvalue=ZERO)]
        exponent = merged(self.exponent, other.exponent) if self.exponent and other.exponent else None
        return Monomial(_trimmed(powers), self.exponent + other.exponent if exponent is None else exponent)

    def __pow__(self, power: Coefficient) -> Monomial:
        if power == 0:
            return ONE
        return Monomial(tuple(p * power for p in self.powers), tuple((c * power, m) for c, m in self.exponent))

    @property
    def order(self) -> int:
        """1 where it tends to infinity, 0 for the constant 1, -1 where it tends to 0."""
        return compare(self, ONE)

    @property
    def logarithm(self) -> tuple[Term, ...]:
        """log m as terms, the largest first."""
        logs = [(p, Monomial((*(ZERO,) * (k + 1), UNIT))) for k, p in enumerate(self.powers) if p != 0]
        return collected((*self.exponent, *logs))


Term = tuple[Coefficient, Monomial]
"""coefficient * monomial; the coefficient is not 0."""

ONE = Monomial()
TIME = Monomial((UNIT,))


@lru_cache(maxsize=1 << 14)
def compare(first: Monomial, second: Monomial) -> int:
    """1, 0 or -1 as first / second tends to infinity, is 1, or tends to 0.

    Raises ``ValueError`` where the sign of a constant could not be decided.
    """
    if first == second:
        return 0
    if first.exponent == second.exponent:
        for a, b in zip_longest(first.powers, second.powers, fillvalue=ZERO):
            if a != b:
                return sign_of(a - b)
        return 0
    difference = merged(first.logarithm, tuple((-c, m) for c, m in second.logarithm))
    return sign_of(difference[0][0]) if difference else 0


def exponential(terms: Iterable[Term]) -> Monomial:
    """exp of a sum of terms that tend to infinity."""
    powers: list[Coefficient] = []
    exponent: list[Term] = []
    for coefficient, monomial in terms:
        depth = _depth_of_logarithm(monomial)
        if depth == 0:
            exponent.append((coefficient, monomial))
            continue
        powers += [ZERO] * (depth - len(powers))
        powers[depth - 1] = powers[depth - 1] + coefficient
    return Monomial(_trimmed(powers), tuple(exponent))


def collected(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms in decreasing order, equal monomials joined and zeros dropped."""
    ordered = sorted(terms, key=cmp_to_key(lambda a, b: -compare(a[1], b[1])))
    result: list[Term] = []
    for coefficient, monomial in ordered:
        if result and compare(result[-1][1], monomial) == 0:
            coefficient = result.pop()[0] + coefficient
        if coefficient != 0:
            result.append((coefficient, monomial))
    return tuple(result)


def merged(first: tuple[Term, ...], second: tuple[Term, ...]) -> tuple[Term, ...]:
    """The sum of two sums that are in decreasing order."""
    result: list[Term] = []
    i = j = 0
    while i < len(first) and j < len(second):
        order = compare(first[i][1], second[j][1])
        if order > 0:
            result.append(first[i])
            i += 1
        elif order < 0:
            result.append(second[j])
            j += 1
        else:
            total = first[i][0] + second[j][0]
            if total != 0:
                result.append((total, first[i][1]))
            i, j = i + 1, j + 1
    return (*result, *first[i:], *second[j:])


def _depth_of_logarithm(monomial: Monomial) -> int:
    """k for the k-fold logarithm of t itself (k >= 1), else 0."""
    *inner, last = monomial.powers or (ZERO,)
    alone = not monomial.exponent and last == 1 and not any(p != 0 for p in inner)
    return len(inner) if alone else 0


def _trimmed(powers: list[Coefficient]) -> tuple[Coefficient, ...]:
    while powers and powers[-1] == 0:
        powers.pop()
    return tuple(powers)
