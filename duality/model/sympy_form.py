"""Expression trees as sympy expressions over real symbols of the same names (sympy is loaded on the first call)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.functions import sympy_function
from duality.model.parameter import Parameter

if TYPE_CHECKING:
    import sympy


def symbol(name: str) -> sympy.Symbol:
    """The real symbol of a variable or multiplier; two calls give equal symbols."""
    import sympy

    return sympy.Symbol(name, real=True)


def to_sympy(node: Expression) -> sympy.Expr:
    """The function of the tree; sympy orders and combines terms in its own way, the function stays the same."""
    import sympy

    match node:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant(name):
            return {"pi": sympy.pi, "e": sympy.E}[name]
        case Variable(name) | Parameter(name):
            return symbol(name)
        case Sum(terms):
            return sympy.Add(*map(to_sympy, terms))
        case Product(factors):
            return sympy.Mul(*map(to_sympy, factors))
        case Quotient(numerator, denominator):
            return to_sympy(numerator) / to_sympy(denominator)
        case Negative(operand):
            return -to_sympy(operand)
        case Power(base, exponent):
            return to_sympy(base) ** to_sympy(exponent)
        case Call(function, arguments):
            return sympy_function(function, [to_sympy(argument) for argument in arguments])
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


def comparison_to_sympy(comparison: Comparison) -> sympy.Basic:
    """The relation; a chain is the conjunction of its two halves."""
    import sympy

    relations = {"<=": sympy.Le, ">=": sympy.Ge, "<": sympy.Lt, ">": sympy.Gt, "=": sympy.Eq}
    sides = [to_sympy(expression) for expression in comparison.expressions]
    return sympy.And(
        *(
            relations[relation](left, right)
            for relation, left, right in zip(comparison.relations, sides, sides[1:], strict=False)
        )
    )
