"""The same operation on other operands: what a walk over a tree builds on its way back."""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.expression import Call, Expression, Negative, Power, Product, Quotient, Sum


def rebuilt(node: Expression, children: Sequence[Expression]) -> Expression:
    """The same operation on other operands."""
    match node:
        case Sum():
            return Sum(tuple(children))
        case Product():
            return Product(tuple(children))
        case Quotient():
            return Quotient(children[0], children[1])
        case Negative():
            return Negative(children[0])
        case Power():
            return Power(children[0], children[1])
        case Call(function, _):
            return Call(function, tuple(children))
        case _:
            raise TypeError(f"{type(node).__name__} has no operands")
