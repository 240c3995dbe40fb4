"""The sign of a tree in one variable over an interval: exact for rational functions, by enclosures otherwise."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import isfinite

from duality.algebra.boxes import rational_hull
from duality.algebra.evaluate import value
from duality.algebra.polynomial import Polynomial
from duality.algebra.polynomial_of import multiply, polynomial
from duality.algebra.powers import rational
from duality.derivation.curvature.nonnegative import is_nonnegative_on, tree_is_nonnegative
from duality.derivation.curvature.sign_factors import sign_by_factors
from duality.model.expression import Expression, Negative, Power, Product, Quotient, Sum
from duality.model.form import PLACEHOLDER, Bounds

ENCLOSURES_LIMIT = 120
SAMPLES = (0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 0.1, -0.1, 5.0, -5.0, 20.0, -20.0)

End = Fraction | None


def is_nonnegative_over(node: Expression, range_: Bounds) -> bool:
    """node >= 0 on the inside of the interval (closed ends follow by continuity); False where that is not proved."""
    fraction = rational_function(node)
    if fraction is not None and all(p.is_rational for p in fraction):
        same_sign = multiply(fraction)
        return same_sign is not None and is_nonnegative_on(same_sign, range_)
    if any(value(node, {PLACEHOLDER: t}) < 0 for t in samples(range_)):
        return False
    box = {PLACEHOLDER: rational_hull(range_)}
    enclosed = partial(tree_is_nonnegative, box=box, limit=ENCLOSURES_LIMIT)
    return enclosed(node) or sign_by_factors(node, range_, rational_function, enclosed)


def samples(range_: Bounds) -> list[float]:
    """A few points inside the interval."""
    low = float("-inf") if range_.lower is None else float(range_.lower)
    high = float("inf") if range_.upper is None else float(range_.upper)
    shifted = [t + (low if isfinite(low) else high if isfinite(high) else 0.0) for t in SAMPLES]
    middle = [low + (high - low) * k / 8 for k in range(1, 8)] if isfinite(high - low) else []
    return [t for t in (*SAMPLES, *shifted, *middle) if low < t < high]


def rational_function(node: Expression) -> tuple[Polynomial, Polynomial] | None:
    """(P, Q) with node = P/Q, ``None`` where the tree is no quotient of polynomials of moderate degree."""
    whole = polynomial(node)
    if whole is not None:
        return whole, Polynomial.constant(Fraction(1))
    match node:
        case Negative(operand):
            inner = rational_function(operand)
            return None if inner is None else (inner[0].scaled(Fraction(-1)), inner[1])
        case Quotient(numerator, denominator):
            return _times(rational_function(numerator), _inverse(rational_function(denominator)))
        case Product(factors):
            total = rational_function(factors[0])
            for factor in factors[1:]:
                total = _times(total, rational_function(factor))
            return total
        case Power(base, exponent) if (p := rational(exponent)) is not None and p.denominator == 1 and abs(p) <= 12:
            inner = rational_function(base) if p > 0 else _inverse(rational_function(base))
            total = inner
            for _ in range(abs(int(p)) - 1):
                total = _times(total, inner)
            return total
        case Sum(terms):
            total = rational_function(terms[0])
            for term in terms[1:]:
                total = _plus(total, rational_function(term))
            return total
        case _:
            return None


Rational = tuple[Polynomial, Polynomial] | None


def _inverse(f: Rational) -> Rational:
    return None if f is None or not f[0].terms else (f[1], f[0])


def _times(f: Rational, g: Rational) -> Rational:
    if f is None or g is None:
        return None
    top, bottom = multiply([f[0], g[0]]), multiply([f[1], g[1]])
    return None if top is None or bottom is None else (top, bottom)


def _plus(f: Rational, g: Rational) -> Rational:
    if f is None or g is None:
        return None
    if f[1] == g[1]:
        return f[0] + g[0], f[1]
    left, right, bottom = multiply([f[0], g[1]]), multiply([g[0], f[1]]), multiply([f[1], g[1]])
    return None if left is None or right is None or bottom is None else (left + right, bottom)
