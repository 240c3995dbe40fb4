"""Exact comparison of algebraic numbers of different fields, by minimal polynomial and place among its roots."""

from __future__ import annotations

import flint

from duality.algebra.polynomial_systems.algebraic import (
    FIRST_BITS,
    Algebraic,
    AlgebraicPoint,
    RealRoots,
    minimal_polynomial,
)
from duality.algebra.polynomial_systems.smooth import PolynomialValue

Exact = flint.fmpq | Algebraic
Comparable = flint.fmpq | Algebraic | PolynomialValue

TOLD_APART = 1024
"""Bits at which numbers that still overlap are examined for equality."""

CHEAP = 40_000
"""Degree times bits of a number up to which its minimal polynomial is computed."""


def ball(value: Comparable, bits: int) -> flint.arb:
    """An enclosure."""
    if isinstance(value, PolynomialValue):
        return value.ball(bits)
    with flint.ctx.workprec(bits):
        return value.field.ball(value.poly, bits) if isinstance(value, Algebraic) else flint.arb(value)


def place(value: Algebraic, roots: RealRoots) -> int:
    """Which real root of its minimal polynomial the number is, counted from the left."""
    bits = FIRST_BITS
    while True:
        own = ball(value, bits)
        met = [k for k, root in enumerate(roots.balls(bits)) if root.overlaps(own)]
        if len(met) == 1:
            return met[0]
        bits *= 2


def compare(a: Comparable, b: Comparable) -> int:
    """The sign of a - b; 0 where they are equal, or not told apart at `TOLD_APART` bits (see `are_equal`)."""
    bits = FIRST_BITS
    while bits <= TOLD_APART:
        left, right = ball(a, bits), ball(b, bits)
        if left < right:
            return -1
        if left > right:
            return 1
        bits *= 2
    return 0


def are_equal(a: Comparable, b: Comparable) -> bool | None:
    """Proved equal or different; ``None`` where the proof would take too long."""
    if compare(a, b):
        return False
    first = a.exact if isinstance(a, PolynomialValue) else a
    second = b.exact if isinstance(b, PolynomialValue) else b
    if not (isinstance(first, Algebraic) and isinstance(second, Algebraic)):
        return _rational(first) is not None and _rational(first) == _rational(second)
    if first.field is second.field:
        return first.poly == second.poly
    if not (is_cheap(first) and is_cheap(second)):
        return None
    minimal = minimal_polynomial(first)
    if minimal != minimal_polynomial(second):
        return False
    roots = RealRoots(minimal)
    return place(first, roots) == place(second, roots)


def is_cheap(value: Algebraic) -> bool:
    """Its minimal polynomial is found quickly."""
    sizes = [value.field.roots.polynomial.height_bits(), value.poly.numer().height_bits()]
    return value.field.degree * max(sizes) <= CHEAP


def _rational(value: Exact) -> flint.fmpq | None:
    if not isinstance(value, Algebraic):
        return value
    return value.poly[0] if value.poly.degree() < 1 else None


def same_point(a: AlgebraicPoint, b: AlgebraicPoint) -> bool:
    """Equal in every coordinate."""
    if a.field is None and b.field is None:
        return a.coordinates == b.coordinates
    pairs = list(zip(a.balls(FIRST_BITS), b.balls(FIRST_BITS), strict=True))
    with flint.ctx.workprec(FIRST_BITS):
        if any(not flint.arb(x).overlaps(flint.arb(y)) for x, y in pairs):
            return False
    # Two solutions that no proof tells apart are taken for one: they agree to `TOLD_APART` bits.
    return all(are_equal(x, y) is not False for x, y in zip(a.exact, b.exact, strict=True))
