"""Exact signs of polynomials in one variable over an interval, by isolating the real roots of their factors."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Any

from duality.algebra.polynomial import Polynomial
from duality.derivation.curvature.polynomials import coefficients, degree, is_rational, names
from duality.model.form import Bounds
from duality.model.scalar import Scalar


def is_nonnegative_on(p: Polynomial, range_: Bounds) -> bool:
    """p(t) >= 0 for every t of the interval; exact for rational coefficients, False for others but constants.

    p changes its sign only at roots of odd multiplicity, so none may lie inside, and one value there must be >= 0.
    """
    if degree(p) == 0:
        return p.constant_term >= 0
    if len(names(p)) != 1 or not is_rational(p):
        return False
    low, high = range_.lower, range_.upper
    for factor, multiplicity in _factors(p):
        if multiplicity % 2 == 0:
            continue
        for root in _isolated_roots(factor):
            if not _is_outside(factor, root, low, high):
                return False
    dense = coefficients(p)
    # One of more points than the degree is no root.
    signs = (_horner(dense, point) for point in _points_inside(low, high, degree(p) + 1))
    return next((value > 0 for value in signs if value != 0), False)


def rational_breakpoints(p: Polynomial, range_: Bounds) -> list[Fraction] | None:
    """The roots inside the interval, if all of them are rational; ``None`` otherwise."""
    if degree(p) == 0:
        return []
    if len(names(p)) != 1 or not is_rational(p):
        return None
    found: list[Fraction] = []
    for factor, _ in _factors(p):
        for root in _isolated_roots(factor):
            if _is_outside(factor, root, range_.lower, range_.upper):
                continue
            if len(factor) > 2:
                return None
            found.append(-Fraction(factor[0], factor[1]))
    return found


def _factors(p: Polynomial) -> list[tuple[list[int], int]]:
    """Irreducible factors over the integers, coefficients lowest first, with multiplicities; constants left out."""
    from flint import fmpz_poly

    dense = [c for c in coefficients(p) if isinstance(c, Fraction)]
    common = lcm(*(c.denominator for c in dense))
    _, factors = fmpz_poly([int(c * common) for c in dense]).factor()
    return [([int(c) for c in factor.coeffs()], multiplicity) for factor, multiplicity in factors]


def _isolated_roots(factor: list[int]) -> list[tuple[Fraction, Fraction]]:
    """Disjoint rational intervals, one around each real root of an irreducible polynomial; a rational root exactly."""
    from flint import fmpz_poly

    if len(factor) == 2:
        root = -Fraction(factor[0], factor[1])
        return [(root, root)]
    # python-flint's own annotations leave out the multiplicities that come with the roots.
    roots: list[Any] = fmpz_poly(factor).complex_roots()
    intervals = []
    for root, _ in roots:
        if root.imag.is_zero():
            intervals.append((_as_fraction(root.real.lower()), _as_fraction(root.real.upper())))
    return intervals


def _as_fraction(ball: Any) -> Fraction:
    mantissa, exponent = ball.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _is_outside(factor: list[int], root: tuple[Fraction, Fraction], low: Scalar | None, high: Scalar | None) -> bool:
    """The root is no interior point of the interval from low to high."""
    return (low is not None and _is_below(factor, root, low)) or (high is not None and _is_above(factor, root, high))


def _is_below(factor: list[int], root: tuple[Fraction, Fraction], end: Scalar) -> bool:
    if root[1] <= end:
        return True
    # The isolating interval holds one simple root: its place relative to a point inside shows in the signs.
    return root[0] < end and _horner(list(map(Fraction, factor)), end) * _sign_at(factor, root[1]) > 0


def _is_above(factor: list[int], root: tuple[Fraction, Fraction], end: Scalar) -> bool:
    if root[0] >= end:
        return True
    return root[1] > end and _horner(list(map(Fraction, factor)), end) * _sign_at(factor, root[0]) > 0


def _sign_at(factor: list[int], point: Fraction) -> int:
    value = _horner(list(map(Fraction, factor)), point)
    return 1 if value > 0 else -1 if value < 0 else 0


def _points_inside(low: Scalar | None, high: Scalar | None, count: int) -> Iterator[Scalar]:
    """Distinct points inside the interval; none where it is empty or a single point."""
    for k in range(1, count + 1):
        if low is None:
            yield Fraction(k) if high is None else high - k
        elif high is None:
            yield low + k
        elif low < high:
            yield low + (high - low) * Fraction(k, count + 1)


def _horner(dense: list[Scalar] | list[Fraction], point: Scalar) -> Scalar:
    total: Scalar = Fraction(0)
    for c in reversed(dense):
        total = total * point + c
    return total
