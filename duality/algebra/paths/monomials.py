"""Monomials of the scale t^a (log t)^b (log log t)^c ... exp(E), compared as t -> inf.

E is a finite sum of terms that tend to infinity and are no multiples of log t, log log t, ... (those are the powers),
so equal functions have equal monomials. Two monomials compare by the sign of log m - log m', whose terms are monomials
with fewer exponentials: this ends. Source: G. H. Hardy, Orders of Infinity (1910), the logarithmico-exponential scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cmp_to_key, lru_cache
from itertools import zip_longest

from duality.algebra.paths.constants import Coefficient, sign_of

ZERO = Fraction(0)
UNIT = Fraction(1)


class Monomial:
    """``powers`` of t, log t, log log t, ... (no zeros at the end) and the terms of E, the largest first.

    Immutable; its hash is kept, for products and comparisons are looked up many times over.
    """

    __slots__ = ("_hash", "exponent", "powers")

    def __init__(self, powers: tuple[Coefficient, ...] = (), exponent: tuple[Term, ...] = ()) -> None:
        self.powers = powers
        self.exponent = exponent
        self._hash = hash((powers, exponent))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Monomial) or self._hash != other._hash:
            return False
        return self.powers == other.powers and self.exponent == other.exponent

    def __repr__(self) -> str:
        return f"Monomial({self.powers}, {self.exponent})"

    def __mul__(self, other: Monomial) -> Monomial:
        return _times(self, other)

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


@lru_cache(maxsize=1 << 15)
def _times(first: Monomial, second: Monomial) -> Monomial:
    if second == ONE:
        return first
    powers = [a + b for a, b in zip_longest(first.powers, second.powers, fillvalue=ZERO)]
    if first.exponent and second.exponent:
        return Monomial(_trimmed(powers), merged(first.exponent, second.exponent))
    return Monomial(_trimmed(powers), first.exponent + second.exponent)


@lru_cache(maxsize=1 << 15)
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
    joined: dict[Monomial, Coefficient] = {}
    for coefficient, monomial in terms:
        known = joined.get(monomial)
        joined[monomial] = coefficient if known is None else known + coefficient
    result: list[Term] = []
    for monomial in sorted(joined, key=cmp_to_key(compare), reverse=True):
        coefficient = joined[monomial]
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
