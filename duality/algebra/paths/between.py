"""Functions of t enclosed by two exact series, lower <= f <= upper for all t large enough, and their arithmetic.

Interval arithmetic whose ends are series: what oscillates keeps an enclosure such as [-t, t], what is expanded in a
Taylor series ends with an explicit remainder, and an exact function is its own lower and upper end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from duality.algebra.paths.constants import Coefficient, sign_of
from duality.algebra.paths.monomials import ONE, Monomial
from duality.algebra.paths.series import NOTHING, Series
from duality.records import record

MOST_TERMS = 6
"""Times the order of the expansion: longer sums are rounded outwards."""


class Undecided(Exception):
    """The function is undefined on the path, or not understood, or more terms are needed; the message says what."""


@record
class Between:
    """lower <= f <= upper for all t large enough."""

    lower: Series
    upper: Series

    @staticmethod
    def exactly(series: Series) -> Between:
        return Between(series, series)

    @staticmethod
    def constant(value: Coefficient) -> Between:
        return Between.exactly(Series.of(value))

    @staticmethod
    def within(middle: Series, amount: Coefficient, monomial: Monomial) -> Between:
        """middle - amount*monomial <= f <= middle + amount*monomial."""
        radius = Series.of(amount, monomial)
        return Between(middle - radius, middle + radius)

    @property
    def is_exact(self) -> bool:
        return self.lower is self.upper or self.lower == self.upper

    @property
    def sign(self) -> int | None:
        """The sign for all t large enough, ``None`` where the enclosure holds 0 and more."""
        if self.is_exact:
            return self.lower.sign
        return 1 if self.lower.sign > 0 else -1 if self.upper.sign < 0 else None

    @property
    def is_nonnegative(self) -> bool:
        return self.lower.sign >= 0

    @property
    def size(self) -> Between:
        """|f|."""
        if self.lower.sign >= 0:
            return self
        return -self if self.upper.sign <= 0 else Between(NOTHING, larger(-self.lower, self.upper))

    def __neg__(self) -> Between:
        return Between.exactly(-self.lower) if self.is_exact else Between(-self.upper, -self.lower)

    def __add__(self, other: Between) -> Between:
        if self.is_exact and other.is_exact:
            return Between.exactly(self.lower + other.lower)
        return Between(self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Between) -> Between:
        return self + -other

    def scaled(self, factor: Coefficient) -> Between:
        """factor * f."""
        if self.is_exact:
            return Between.exactly(self.lower.scaled(factor))
        ends = (self.lower.scaled(factor), self.upper.scaled(factor))
        return Between(*(ends if sign_of(factor) > 0 else ends[::-1]))


UNIT_BAND = Between(Series.of(Fraction(-1)), Series.of(Fraction(1)))
"""What is known of sin and cos far out."""


def larger(first: Series, second: Series) -> Series:
    """The larger one for all t large enough."""
    return first if (first - second).sign >= 0 else second


def smaller(first: Series, second: Series) -> Series:
    """The smaller one for all t large enough."""
    return first if (first - second).sign <= 0 else second


def extreme(choose: Callable[[Series, Series], Series], values: Sequence[Between]) -> Between:
    """The pointwise maximum, chosen by `larger`, or the minimum, by `smaller`."""
    found = values[0]
    for value in values[1:]:
        lower = choose(found.lower, value.lower)
        exact = found.is_exact and value.is_exact
        found = Between(lower, lower if exact else choose(found.upper, value.upper))
    return found


def joined(first: Between, second: Between) -> Between:
    """What encloses both."""
    return Between(smaller(first.lower, second.lower), larger(first.upper, second.upper))


def common(first: Between, second: Between) -> Between:
    """Where both hold."""
    return Between(larger(first.lower, second.lower), smaller(first.upper, second.upper))


def product(first: Between, second: Between, order: int) -> Between:
    """f g, rounded outwards where it has many terms."""
    if first.is_exact and second.is_exact:
        return rounded(first.lower * second.lower, order)
    ends = [
        rounded(a * b, order)
        for a in dict.fromkeys((first.lower, first.upper))
        for b in dict.fromkeys((second.lower, second.upper))
    ]
    result = ends[0]
    for end in ends[1:]:
        result = joined(result, end)
    return result


def rounded(series: Series, order: int) -> Between:
    """The series itself, or its first terms with a bound of the others."""
    most = MOST_TERMS * order
    if len(series.terms) <= most:
        return Between.exactly(series)
    head, (coefficient, monomial) = Series(series.terms[:most]), series.terms[most]
    # In the end the tail has the sign of its first term and less than twice its size.
    twice = Series.of(2 * coefficient, monomial)
    return Between(head, head + twice) if twice.sign > 0 else Between(head + twice, head)


def increasing(function: Callable[[Series], Between], value: Between) -> Between:
    """phi(f) for an increasing phi."""
    if value.is_exact:
        return function(value.lower)
    return Between(function(value.lower).lower, function(value.upper).upper)


def constant_of(value: Between) -> Coefficient | None:
    """The constant that f is, where it is known to be one."""
    if not value.is_exact:
        return None
    if not value.lower.terms:
        return Fraction(0)
    (coefficient, monomial), *more = value.lower.terms
    return coefficient if monomial == ONE and not more else None
