"""Exact constants of the expansions as scalars of the package."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm, prod
from typing import TYPE_CHECKING

from duality.algebra.paths.constants import Coefficient, Factors, Generator, terms_of
from duality.model.scalar import Scalar, exact

if TYPE_CHECKING:
    import sympy


MOST_BITS = 64
"""Of a number under one logarithm."""

MOST_ROOT_BITS = 256
"""Of a whole number under a root, which sympy tries to factor."""


def to_scalar(value: Coefficient) -> Scalar:
    """The constant as the rest of the package holds it, simplified. Raises ``ValueError`` for roots of long numbers."""
    return value if isinstance(value, Fraction) else exact(_to_sympy(value))


def _to_sympy(value: Coefficient | None) -> sympy.Expr:
    import sympy

    logs, others = _parted(terms_of(value or Fraction(0)))
    total = _joint_logarithm(logs)
    for factors, q in others:
        powers = [_generator_to_sympy(g) ** sympy.Rational(p.numerator, p.denominator) for g, p in factors]
        total += sympy.Mul(sympy.Rational(q.numerator, q.denominator), *powers)
    return total


def _parted(terms: list[tuple[Factors, Fraction]]) -> tuple[list[tuple[Fraction, Fraction]], list]:
    """(number, coefficient) of the multiples of log(number), and the other terms."""
    logs, others = [], []
    for factors, q in terms:
        match list(factors):
            case [(Generator("log", Fraction() as number), power)] if power == 1:
                logs.append((number, q))
            case _:
                others.append((factors, q))
    return logs, others


def _joint_logarithm(logs: list[tuple[Fraction, Fraction]]) -> sympy.Expr:
    """log 2 + log 3 as log 6, where the number stays short."""
    import sympy

    if not logs:
        return sympy.Integer(0)
    scale = Fraction(gcd(*(q.numerator for _, q in logs)), lcm(*(q.denominator for _, q in logs)))
    powers = [(number, int(q / scale)) for number, q in logs]
    if sum(abs(k) * number.numerator.bit_length() for number, k in powers) > MOST_BITS:
        return sympy.Add(*(_rational(q) * sympy.log(_rational(number)) for number, q in logs))
    joint = prod((number**k for number, k in powers), start=Fraction(1))
    if joint < 1:
        joint, scale = 1 / joint, -scale
    return _rational(scale) * sympy.log(_rational(joint))


def _rational(value: Fraction) -> sympy.Expr:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def _generator_to_sympy(generator: Generator) -> sympy.Expr:
    import sympy

    long = generator.argument if generator.name == "root" else None
    if isinstance(long, Fraction) and long.numerator.bit_length() > MOST_ROOT_BITS:
        raise ValueError("a root of a number of many digits")
    argument = _to_sympy(generator.argument)
    match generator.name:
        case "pi":
            return sympy.pi
        case "e":
            return sympy.E
        case "root" | "sum":
            return argument
        case name:
            return getattr(sympy, name)(argument)
