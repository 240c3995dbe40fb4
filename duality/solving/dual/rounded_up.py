"""Rationals a little above irrational numbers: f may be raised in an upper bound of d*."""

from __future__ import annotations

from fractions import Fraction

from duality.model.scalar import Scalar


def rounded_up(value: Scalar) -> Fraction:
    """The value itself, or a rational above an irrational one."""
    if isinstance(value, Fraction):
        return value
    rounded = Fraction(float(value))
    return rounded + abs(rounded) / 10**12 + Fraction(1, 10**15)
