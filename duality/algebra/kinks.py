"""Functions with kinks: the forms at whose zeros their branch changes, and the smooth branch around a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations

from duality.model.expression import Call, Expression, Negative, Number, Power, Sum
from duality.model.scalar import Scalar

KINKED = ("abs", "max", "min", "huber", "norm1", "norminf")
TWO = Number(Fraction(2))


def switches(kink: Call) -> Iterator[Expression]:
    """Functions whose sign changes are the changes of the branch."""
    arguments = kink.arguments
    match kink.function:
        case "max" | "min":
            for first, second in combinations(arguments, 2):
                yield first - second
        case "huber":
            yield arguments[0] - arguments[1]
            yield arguments[0] + arguments[1]
        case "norminf":
            yield from arguments
            for first, second in combinations(arguments, 2):
                yield first - second
                yield first + second
        case _:
            yield from arguments


def resolved(node: Expression, at: Callable[[Expression], Scalar | float]) -> Expression:
    """The smooth function that the tree is around a point: every call with a kink is its branch there."""
    node = node.mapped(lambda child: resolved(child, at))
    return branch(node, at) if isinstance(node, Call) and node.function in KINKED else node


def branch(kink: Call, at: Callable[[Expression], Scalar | float]) -> Expression:
    """The smooth function that the call is where its arguments have the values that ``at`` gives."""

    def size(node: Expression) -> Expression:
        return node if at(node) >= 0 else Negative(node)

    arguments = kink.arguments
    match kink.function:
        case "norm" if len(kink.arguments) > 1:
            return Call("sqrt", (Sum(tuple(Power(argument, TWO) for argument in arguments)),))
        case "abs" | "norm1" | "norm":
            terms = [size(argument) for argument in arguments]
            return terms[0] if len(terms) == 1 else Sum(tuple(terms))
        case "max" | "min":
            return (max if kink.function == "max" else min)(arguments, key=at)
        case "huber":
            u, width = arguments[0], arguments[1]
            return Power(u, TWO) if abs(at(u)) <= at(width) else width * (2 * size(u) - width)
        case _:
            return size(max(arguments, key=lambda node: abs(at(node))))
