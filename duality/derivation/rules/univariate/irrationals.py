"""Irrational coefficients as names: a form over Q that stands for a form over the reals, and rational facts about it.

e alpha - sqrt(2) becomes x - y with the facts 2.718 alpha <= x <= 2.719 alpha (for alpha >= 0) and 1.414 <= y <= 1.415.
Whatever follows from the facts holds for the form itself, and rational arithmetic is a thousand times faster.
"""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from functools import lru_cache
from typing import Any

from duality import algebra
from duality.algebra.sympy_bridge import from_sympy
from duality.model.form import Affine
from duality.model.scalar import Irrational, Scalar
from duality.records import record

MARK = "irrational "
"""Begins the names made here; no name of the language has a blank."""

DIGITS = 10**12


class TooLarge(ArithmeticError):
    """A constant is too large to be enclosed, such as exp(exp(10))."""


@record
class Part:
    """coefficient * number, the number irrational, named by its text and enclosed: low <= number <= high."""

    coefficient: Fraction
    name: str
    low: Fraction
    high: Fraction


@record
class RationalForm:
    """The form over Q, and forms that are >= 0."""

    form: Affine
    facts: tuple[Affine, ...] = ()


def is_negative(value: Scalar) -> bool:
    """value < 0; an irrational number is never 0, so its decimals tell, where they are within the floats."""
    near = float(value) if isinstance(value, Irrational) else 0.0
    return near < 0 if near else value < 0


def same(first: Affine, second: Affine) -> bool:
    """The forms are equal as written: irrational numbers by their expressions, which costs nothing."""
    return _written(first) == _written(second)


def _written(form: Affine) -> tuple[object, ...]:
    return (_key(form.constant), *((name, _key(c)) for name, c in form.terms))


def _key(value: Scalar) -> object:
    return value.value if isinstance(value, Irrational) else value


def rational_form(form: Affine, nonnegative: Container[str]) -> RationalForm:
    """The form with irrational numbers, and their products with multipliers, as names."""
    if not any(isinstance(c, Irrational) for c in (form.constant, *(c for _, c in form.terms))):
        return RationalForm(form)
    constant = Fraction(0)
    terms: list[tuple[str, Scalar]] = []
    facts: list[Affine] = []
    for name, value in ((None, form.constant), *form.terms):
        if isinstance(value, Fraction):
            if name is None:
                constant += value
            else:
                terms.append((name, value))
            continue
        rational, parts = _parts(value)
        if name is None:
            constant += rational
        elif rational:
            terms.append((name, rational))
        for part in parts:
            product = f"{MARK}{part.name}" if name is None else f"{MARK}{part.name}*{name}"
            terms.append((product, part.coefficient))
            if name is None:
                facts.append(Affine(-part.low, ((product, Fraction(1)),)))
                facts.append(Affine(part.high, ((product, Fraction(-1)),)))
            elif name in nonnegative:
                facts.append(Affine.of(Fraction(0), ((product, Fraction(1)), (name, -part.low))))
                facts.append(Affine.of(Fraction(0), ((product, Fraction(-1)), (name, part.high))))
    return RationalForm(Affine.of(constant, terms), tuple(facts))


@lru_cache(maxsize=1024)
def _parts(value: Irrational) -> tuple[Fraction, tuple[Part, ...]]:
    """value = rational + sum coefficient * number."""
    rational = Fraction(0)
    parts: list[Part] = []
    terms: list[tuple[Any, Any]] = list(value.value.as_coefficients_dict().items())
    for number, coefficient in sorted(terms, key=lambda item: str(item[0])):
        weight = Fraction(int(coefficient.p), int(coefficient.q))
        if number == 1:
            rational += weight
            continue
        low, high = algebra.intervals.enclose(from_sympy(number), {})
        if low is None or high is None:
            raise TooLarge("a constant of the problem is beyond 2^1023")
        parts.append(
            Part(weight, str(number), Fraction(low * DIGITS // 1, DIGITS), -Fraction(-high * DIGITS // 1, DIGITS))
        )
    return rational, tuple(parts)
