"""exp, log, powers, sin and cos of an exact series: a few terms of Taylor's formula with an explicit remainder.

With u = c m (1 + d), d -> 0: log u = log c + log m + log(1 + d) and u^p = c^p m^p (1 + d)^p; with u = E + c + d, E the
terms that tend to infinity: exp u = exp(E) e^c exp(d), where exp(E) is a monomial.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cmp_to_key
from math import comb, factorial

from duality.algebra.paths import constant_functions as constants
from duality.algebra.paths.between import UNIT_BAND, Between, Undecided, common, product
from duality.algebra.paths.constant_powers import raised
from duality.algebra.paths.constants import Coefficient, sign_of, size_bound
from duality.algebra.paths.monomials import Monomial, compare, exponential
from duality.algebra.paths.series import NOTHING, Series, cut
from duality.model.budget import checkpoint

MOST_KEPT = 4
"""Times the order of the expansion: the terms that a Taylor series keeps."""

MOST_EXACT = 40
"""Terms of a whole power that are multiplied out."""


def exp(series: Series, order: int) -> Between:
    """exp(u)."""
    large, constant, small = series.parts
    lead = Series.of(constants.exponential(constant), exponential(large.terms))
    coefficients = [Fraction(1, factorial(k)) for k in range(order)]
    return product(Between.exactly(lead), taylor(coefficients, small, Fraction(2, factorial(order))), order)


def log(series: Series, order: int) -> Between:
    """log(u) of a positive u."""
    if series.sign <= 0:
        raise Undecided("the logarithm of what is not positive")
    (coefficient, monomial), *_ = series.terms
    lead = Series.of(constants.logarithm(coefficient)) + Series(monomial.logarithm)
    coefficients = [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, order))]
    return Between.exactly(lead) + taylor(coefficients, _relative(series), Fraction(2, order))


def power(series: Series, exponent: Coefficient, order: int) -> Between:
    """u^p for a constant p; a p that is not whole asks for u >= 0."""
    whole = int(exponent) if isinstance(exponent, Fraction) and exponent.denominator == 1 else None
    if not series.terms:
        if exponent == 0 or sign_of(exponent) < 0:
            raise Undecided("0 to a power that is not positive")
        return Between.exactly(NOTHING)
    if whole is None and series.sign < 0:
        raise Undecided("a fractional power of a negative number")
    (coefficient, monomial), *more = series.terms
    if more and whole is not None and whole > 0 and comb(len(more) + whole, whole) <= MOST_EXACT:
        return Between.exactly(_multiplied(series, whole))
    lead = Series.of(_raised(coefficient, exponent), monomial**exponent)
    coefficients: list[Coefficient] = [Fraction(1)]
    for k in range(order):
        coefficients.append(coefficients[-1] * (exponent - k) / Fraction(k + 1))
    *coefficients, last = coefficients
    remainder = taylor(coefficients, _relative(series), 2 * size_bound(last))
    return product(Between.exactly(lead), remainder, order)


def sine(series: Series, order: int, *, quarter: bool = False) -> Between:
    """sin(u), or with ``quarter`` cos(u) = sin(u + pi/2): at a finite limit a Taylor series, else in [-1, 1]."""
    large, constant, small = series.parts
    if large.terms:
        return UNIT_BAND
    at, slope = constants.sine(constant, quarter=quarter), constants.sine(constant, quarter=not quarter)
    if quarter:
        slope = -slope
    coefficients = [(at, slope, -at, -slope)[k % 4] / Fraction(factorial(k)) for k in range(order)]
    # The first derivative that follows is 0 or not; either way it is no more than 1.
    found = taylor(coefficients, small, Fraction(2, factorial(order)))
    return found if found.is_exact else common(found, UNIT_BAND)


def taylor(coefficients: Sequence[Coefficient], small: Series, rest: Fraction) -> Between:
    """sum_k a_k d^k and a remainder of at most ``rest`` |d|^n, d -> 0, n the number of the coefficients."""
    if not small.terms:
        return Between.constant(coefficients[0])
    coefficient, monomial = small.terms[0]
    floor = monomial ** Fraction(len(coefficients))
    # In the end |d| < 2 |c| m.
    amount = rest * (2 * size_bound(coefficient)) ** len(coefficients)
    total = NOTHING
    for a in reversed(coefficients):
        checkpoint("following a path")
        total = total * small + Series.of(a)
        if len(total.terms) > MOST_KEPT * len(coefficients):
            # Terms of several scales multiply; the remainder may as well be as large as the first one left out.
            floor = max(floor, total.terms[MOST_KEPT * len(coefficients)][1], key=cmp_to_key(compare))
        total, dropped = cut(total, floor)
        amount = amount + dropped
    if amount == 0:
        return Between.exactly(total)
    return Between.within(total, amount, floor)


def _relative(series: Series) -> Series:
    """d in u = c m (1 + d)."""
    (coefficient, monomial), *more = series.terms
    inverse, below = raised(coefficient, Fraction(-1)), monomial ** Fraction(-1)
    return Series(tuple((c * inverse, m * below) for c, m in more))


def _multiplied(series: Series, times: int) -> Series:
    result = series
    for _ in range(times - 1):
        result = result * series
    return result


def _raised(base: Coefficient, exponent: Coefficient) -> Coefficient:
    if isinstance(exponent, Fraction):
        return raised(base, exponent)
    return constants.exponential(constants.logarithm(base) * exponent)


def without_turns(series: Series) -> Series:
    """u without whole turns 2 pi n k^j, for a path over the integers k: sin and cos stay as they are."""
    kept = [term for term in series.terms if not (_is_whole_power(term[1].powers) and _is_turns(*term))]
    return Series(tuple(kept))


def _is_whole_power(powers: tuple[Coefficient, ...]) -> bool:
    return len(powers) == 1 and isinstance(powers[0], Fraction) and powers[0].denominator == 1 and powers[0] > 0


def _is_turns(coefficient: Coefficient, monomial: Monomial) -> bool:
    turns = constants.half_turns(coefficient)
    return not monomial.exponent and turns is not None and turns % 2 == 0
