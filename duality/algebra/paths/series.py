"""Finite sums of monomials, exact: what a function of t is bounded by for all t large enough.

The sign, the limit and the order of growth of such a sum are those of its first term, so every question about it has
an answer.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf

from duality.algebra.paths.constants import Coefficient, sign_of, size_bound
from duality.algebra.paths.monomials import ONE, Monomial, Term, collected, compare, merged
from duality.records import record


@record
class Series:
    """sum c_k m_k, the largest monomial first, no coefficient 0; the empty sum is 0."""

    terms: tuple[Term, ...] = ()

    @staticmethod
    def of(coefficient: Coefficient, monomial: Monomial = ONE) -> Series:
        """One term."""
        return Series(((coefficient, monomial),)) if coefficient != 0 else NOTHING

    def __add__(self, other: Series) -> Series:
        if not self.terms or not other.terms:
            return self if self.terms else other
        return Series(merged(self.terms, other.terms))

    def __neg__(self) -> Series:
        return Series(tuple((-c, m) for c, m in self.terms))

    def __sub__(self, other: Series) -> Series:
        return self + -other

    def __mul__(self, other: Series) -> Series:
        few, many = sorted((self.terms, other.terms), key=len)
        if len(few) == 1:
            return Series(tuple((few[0][0] * c, few[0][1] * m) for c, m in many))
        return Series(collected((a * b, m * n) for a, m in few for b, n in many))

    def scaled(self, factor: Coefficient) -> Series:
        """factor * sum."""
        return Series(tuple((factor * c, m) for c, m in self.terms)) if factor != 0 else NOTHING

    @property
    def sign(self) -> int:
        """Its sign for all t large enough. Raises ``ValueError`` where that of a constant could not be decided."""
        return sign_of(self.terms[0][0]) if self.terms else 0

    @property
    def order(self) -> int:
        """1: unbounded as t -> inf; 0: tends to a nonzero constant; -1: tends to 0, or is 0."""
        return self.terms[0][1].order if self.terms else -1

    @property
    def limit(self) -> Coefficient | float:
        """The limit as t -> inf: exact, or an infinity."""
        if self.order < 0:
            return Fraction(0)
        return self.terms[0][0] if self.order == 0 else self.sign * inf

    @property
    def parts(self) -> tuple[Series, Coefficient, Series]:
        """The terms that tend to infinity, the constant, the terms that tend to 0."""
        large = tuple(term for term in self.terms if term[1].order > 0)
        rest = self.terms[len(large) :]
        if rest and rest[0][1].order == 0:
            return Series(large), rest[0][0], Series(rest[1:])
        return Series(large), Fraction(0), Series(rest)


NOTHING = Series()


def cut(series: Series, floor: Monomial) -> tuple[Series, Fraction]:
    """(kept, amount) with |series - kept| <= amount * floor, without the terms that are no larger than the floor."""
    kept = next((k for k, (_, m) in enumerate(series.terms) if compare(m, floor) <= 0), len(series.terms))
    amount = Fraction(0)
    for coefficient, _ in series.terms[kept:]:
        # Each dropped monomial is the floor itself or, in the end, less than it.
        amount = amount + size_bound(coefficient)
    return Series(series.terms[:kept]), amount
