"""Factors that make exact numbers short, so that floats hold them: 0.1*x <= 0.3 is x <= 3 with another multiplier."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from duality.model.scalar import Scalar

SHORT = 2**10
"""Multiples of 1/SHORT are held as they are."""

LARGEST = 2**30
"""Factors up to which a row is multiplied."""


def factor_of(values: Iterable[Scalar]) -> int:
    """The least integer that makes the numbers multiples of 1/SHORT; 1 where it is large or a number is irrational."""
    found = 1
    for value in values:
        if isinstance(value, int):
            continue
        if not isinstance(value, Fraction):
            return 1
        below = value.denominator
        if SHORT % below:
            found = lcm(found, below // _power_of_two(below))
            if found > LARGEST:
                return 1
    return found


def _power_of_two(below: int) -> int:
    """The power of two in a denominator, as far as it is short."""
    return min(below & -below, SHORT)
