"""Products as a person would write them, where parameters and indices have put numbers into them."""

from __future__ import annotations

from duality.model.expression import ONE, Expression, Negative, Number, Product, Quotient

Lifted = tuple[bool, Expression]
"""A tree, with True where a minus sign that came out of a parameter or an index was taken off it."""


def lift(tree: Expression) -> Lifted:
    """Takes the minus sign off a number."""
    return (True, tree.operand) if isinstance(tree, Negative) else (False, tree)


def place_of_coefficient(factors: list[Expression]) -> int:
    """Where a coefficient goes: behind the numbers that lead the product, at its end where it is a quotient so far."""
    if factors and isinstance(factors[0], Quotient):
        return len(factors)
    return next((place for place, factor in enumerate(factors) if not isinstance(factor, Number)), len(factors))


def product(factors: list[Expression]) -> Expression:
    """The product of any number of factors."""
    return Product(tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE
