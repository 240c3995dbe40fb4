"""Values of the letters inside their declared ranges: a first one of small distinct numbers, and random ones."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.model.expression import Expression, number
from duality.model.letters import constant_value, put_into, put_into_comparison, range_of, truth
from duality.model.parameter import Parameter

Sample = Mapping[str, Fraction]
"""A value for every letter."""

FIRST = (Fraction(2), Fraction(3), Fraction(5), Fraction(7), Fraction(11), Fraction(13), Fraction(17), Fraction(19))
SCALES = (Fraction(1, 4), Fraction(1), Fraction(4), Fraction(20))


def first_sample(letters: Sequence[Parameter]) -> dict[str, Fraction]:
    """Small distinct rationals inside the ranges."""
    found: dict[str, Fraction] = {}
    for k, letter in enumerate(letters):
        wish = FIRST[k % len(FIRST)]
        low, high = ends(letter, found)
        if low is not None and high is not None:
            share = Fraction(1, k + 2)
            found[letter.name] = low + (high - low) * share
        elif low is not None:
            found[letter.name] = low + wish / 2
        elif high is not None:
            found[letter.name] = high - wish / 2
        else:
            found[letter.name] = wish / 2
    return found


def random_sample(letters: Sequence[Parameter], generator: random.Random) -> dict[str, Fraction]:
    """A random point of the ranges, near or far."""
    found: dict[str, Fraction] = {}
    scale = generator.choice(SCALES)
    for letter in letters:
        low, high = ends(letter, found)
        step = Fraction(generator.randint(1, 96), 97)
        if low is not None and high is not None:
            found[letter.name] = low + (high - low) * step
        elif low is not None:
            found[letter.name] = low + 3 * scale * step
        elif high is not None:
            found[letter.name] = high - 3 * scale * step
        else:
            found[letter.name] = 3 * scale * (2 * step - 1)
    return found


def ends(letter: Parameter, sample: Sample) -> tuple[Fraction | None, Fraction | None]:
    """The ends of a letter's range where the letters before it have values, irrational ones rounded inwards."""
    values = trees_of(sample)
    low = None if letter.lower is None else constant_value(put_into(letter.lower, values))
    high = None if letter.upper is None else constant_value(put_into(letter.upper, values))
    return _rounded(low, 1), _rounded(high, -1)


def _rounded(end: Fraction | float | None, inwards: int) -> Fraction | None:
    if isinstance(end, float):
        return Fraction(end).limit_denominator(10**6) + Fraction(inwards, 10**6)
    return None if end is None else Fraction(end)


def trees_of(sample: Sample) -> dict[str, Expression]:
    """The values as trees."""
    return {name: number(value) for name, value in sample.items()}


def inside(letters: Sequence[Parameter], sample: Sample) -> bool:
    """Every letter lies in its range."""
    values = trees_of(sample)
    return all(truth(put_into_comparison(row, values)) is True for letter in letters for row in range_of(letter))
