"""Exact comparison of algebraic numbers that live in different fields, by minimal polynomial and place among its roots."""

from __future__ import annotations

import flint

from duality.algebra.polynomial_systems.algebraic import (
    FIRST_BITS,
    Algebraic,
    AlgebraicPoint,
    RealRoots,
    minimal_polynomial,
)

Exact = flint.fmpq | Algebraic


def ball(value: Exact, bits: int) -> flint.arb:
    """An enclosure."""
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


def compare(a: Exact, b: Exact) -> int:
    """The sign of a - b."""
    equal: bool | None = None
    bits = FIRST_BITS
    while True:
        left, right = ball(a, bits), ball(b, bits)
        if left < right:
            return -1
        if left > right:
            return 1
        if equal is None:
            equal = _equal(a, b)
        if equal:
            return 0
        bits *= 2


def _equal(a: Exact, b: Exact) -> bool:
    if not (isinstance(a, Algebraic) and isinstance(b, Algebraic)):
        return _rational(a) is not None and _rational(a) == _rational(b)
    if a.field is b.field:
        return a.poly == b.poly
    first, second = minimal_polynomial(a), minimal_polynomial(b)
    if first != second:
        return False
    roots = RealRoots(first)
    return place(a, roots) == place(b, roots)


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
    return all(compare(x, y) == 0 for x, y in zip(a.exact, b.exact, strict=True))
