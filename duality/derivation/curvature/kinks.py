"""Functions of one variable with abs, max, min, huber or norms, as smooth pieces between breakpoints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from duality.algebra.evaluate import exact_value
from duality.derivation.curvature.polynomials import polynomial
from duality.derivation.curvature.real_roots import rational_breakpoints
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Sum,
    number,
)
from duality.model.form import PLACEHOLDER, Bounds

PIECEWISE = ("abs", "norm", "norm1", "norminf", "max", "min", "huber")
PIECES_LIMIT = 24


def breakpoints(body: Expression, range_: Bounds) -> list[Fraction] | None:
    """Where the pieces of a tree in `PLACEHOLDER` meet inside the interval, in increasing order.

    ``None`` where they cannot be found exactly.
    """
    found: set[Fraction] = set()
    for form in _switches(body):
        p = polynomial(form)
        roots = None if p is None else rational_breakpoints(p, range_)
        if roots is None:
            return None
        found |= set(roots)
    return sorted(found) if len(found) <= PIECES_LIMIT else None


def is_piecewise(body: Expression) -> bool:
    """A function with pieces occurs."""
    return any(True for _ in _switches(body))


def piece(node: Expression, sample: Fraction) -> Expression:
    """The smooth formula of the piece around a point that is no breakpoint."""
    if isinstance(node, Call) and node.function in PIECEWISE and node.variables():
        return _chosen(node.function, tuple(piece(argument, sample) for argument in node.arguments), sample)
    return node.mapped(lambda child: piece(child, sample))


def _switches(body: Expression) -> Iterator[Expression]:
    """Forms whose signs select the pieces."""
    for node in body.walk():
        if not (isinstance(node, Call) and node.function in PIECEWISE and node.variables()):
            continue
        match node.function:
            case "abs" | "norm" | "norm1":
                yield from node.arguments
            case "max" | "min":
                for first, second in combinations(node.arguments, 2):
                    yield first - second
            case "norminf":
                yield from node.arguments
                for first, second in combinations(node.arguments, 2):
                    yield first - second
                    yield first + second
            case _:
                width = node.arguments[1]
                yield node.arguments[0] - width
                yield node.arguments[0] + width


def _chosen(function: str, arguments: tuple[Expression, ...], sample: Fraction) -> Expression:
    def at(node: Expression) -> float:
        return float(exact_value(node, {PLACEHOLDER: sample}))

    def absolute(node: Expression) -> Expression:
        return node if at(node) >= 0 else Negative(node)

    match function:
        case "abs":
            return absolute(arguments[0])
        case "norm":
            if len(arguments) == 1:
                return absolute(arguments[0])
            return Call("sqrt", (Sum(tuple(Power(argument, number(2)) for argument in arguments)),))
        case "norm1":
            return Sum(tuple(map(absolute, arguments)))
        case "norminf":
            return max(map(absolute, arguments), key=at)
        case "max":
            return max(arguments, key=at)
        case "min":
            return min(arguments, key=at)
        case _:
            argument, width = arguments
            if abs(at(argument)) <= at(width):
                return Power(argument, Number(Fraction(2)))
            return Product((Number(Fraction(2)), width, absolute(argument))) - Power(width, Number(Fraction(2)))
