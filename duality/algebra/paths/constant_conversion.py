"""Exact constants of the expansions as scalars of the package."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from duality.algebra.paths.constants import Coefficient, Generator, terms_of
from duality.model.scalar import Scalar, exact

if TYPE_CHECKING:
    import sympy


def to_scalar(value: Coefficient) -> Scalar:
    """The constant as the rest of the package holds it, simplified."""
    return value if isinstance(value, Fraction) else exact(_to_sympy(value))


def _to_sympy(value: Coefficient | None) -> sympy.Expr:
    import sympy

    total = sympy.Integer(0)
    for factors, q in terms_of(value or Fraction(0)):
        powers = [_generator_to_sympy(g) ** sympy.Rational(p.numerator, p.denominator) for g, p in factors]
        total += sympy.Mul(sympy.Rational(q.numerator, q.denominator), *powers)
    return total


def _generator_to_sympy(generator: Generator) -> sympy.Expr:
    import sympy

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
