"""Trees that are polynomials in one variable with rational coefficients."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.powers import rational
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable

HIGHEST_DEGREE = 60


def polynomial_coefficients(node: Expression, variable: str) -> list[Fraction] | None:
    """[a_0, a_1, ...] with node = sum a_k t^k, or ``None`` if it is no polynomial of degree at most 60 over Q."""
    match node:
        case Number(value):
            return [value]
        case Variable(name):
            return [Fraction(0), Fraction(1)] if name == variable else None
        case Negative(operand):
            inner = polynomial_coefficients(operand, variable)
            return None if inner is None else [-a for a in inner]
        case Sum(terms):
            total: list[Fraction] = [Fraction(0)]
            for term in terms:
                inner = polynomial_coefficients(term, variable)
                if inner is None:
                    return None
                total = [
                    (total[k] if k < len(total) else Fraction(0)) + (inner[k] if k < len(inner) else Fraction(0))
                    for k in range(max(len(total), len(inner)))
                ]
            return total
        case Product(factors):
            result: list[Fraction] = [Fraction(1)]
            for factor in factors:
                inner = polynomial_coefficients(factor, variable)
                if inner is None or len(result) + len(inner) > HIGHEST_DEGREE + 2:
                    return None
                result = _times(result, inner)
            return result
        case Quotient(numerator, denominator):
            top, bottom = polynomial_coefficients(numerator, variable), polynomial_coefficients(denominator, variable)
            if top is None or bottom is None or any(bottom[1:]) or bottom[0] == 0:
                return None
            return [a / bottom[0] for a in top]
        case Power(base, exponent):
            p = rational(exponent)
            inner = polynomial_coefficients(base, variable)
            if inner is None or p is None or p.denominator != 1 or p < 0 or p * (len(inner) - 1) > HIGHEST_DEGREE:
                return None
            result = [Fraction(1)]
            for _ in range(int(p)):
                result = _times(result, inner)
            return result
        case _:
            return None


def _times(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    result = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            result[i + j] += a * b
    return result
