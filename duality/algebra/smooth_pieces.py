"""A function of one variable with kinks as pieces without them: |u|, max, min and huber resolved between their kinks.

Where every argument of a kinked function is a polynomial, its sign changes split the line, and on each piece the
function is one of its smooth branches: x^2 - 3*|x| is x^2 + 3*x on x <= 0 and x^2 - 3*x on x >= 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from duality.algebra.rational_polynomial import polynomial_coefficients
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Sum,
    Variable,
    number,
)
from duality.records import record

MOST_PIECES = 200
TWO = Number(Fraction(2))


@record
class Piece:
    """The smooth ``body`` on [low, high]; ``None`` is an infinite end."""

    body: Expression
    low: float | None
    high: float | None


def smooth_pieces(body: Expression, variable: str, low: float | None, high: float | None) -> list[Piece] | None:
    """The pieces of the function on the interval; ``None`` where a kink has an argument that is no polynomial."""
    waiting = [Piece(body, low, high)]
    done: list[Piece] = []
    while waiting:
        piece = waiting.pop()
        kink = _innermost_kink(piece.body)
        if kink is None:
            done.append(Piece(_collected(piece.body, variable), piece.low, piece.high))
            continue
        split = _resolved(piece, kink, variable)
        if split is None or len(done) + len(waiting) + len(split) > MOST_PIECES:
            return None
        waiting += split
    return done


def _collected(node: Expression, variable: str) -> Expression:
    """A sum with its polynomial terms as one polynomial, so that x - x/2 is seen to grow."""
    if not isinstance(node, Sum):
        return node
    total: dict[int, Fraction] = {}
    rest: list[Expression] = []
    for term in node.terms:
        coefficients = polynomial_coefficients(term, variable)
        if coefficients is None:
            rest.append(term)
            continue
        for k, c in enumerate(coefficients):
            total[k] = total.get(k, Fraction(0)) + c
    t = Variable(variable)
    powers = [number(c) * (t**k) if k > 1 else number(c) * t if k else number(c) for k, c in total.items() if c]
    terms = [*powers, *rest]
    return number(0) if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _innermost_kink(node: Expression) -> Call | None:
    """A call of a kinked function whose arguments have no kink."""
    for inner in node.children:
        found = _innermost_kink(inner)
        if found is not None:
            return found
    return node if isinstance(node, Call) and node.function in _KINKED and node.variables() else None


_KINKED = ("abs", "max", "min", "huber", "norm1", "norminf")


def _resolved(piece: Piece, kink: Call, variable: str) -> list[Piece] | None:
    """The piece cut where the kinked function changes its branch."""
    roots: set[float] = set()
    for switch in _switches(kink):
        coefficients = polynomial_coefficients(switch, variable)
        if coefficients is None:
            return None
        roots |= set(_real_roots(coefficients))
    marks = sorted(r for r in roots if (piece.low is None or r > piece.low) and (piece.high is None or r < piece.high))
    ends: list[float | None] = [piece.low, *marks, piece.high]
    result: list[Piece] = []
    for a, b in pairwise(ends):
        branch = _branch(kink, variable, _inside(a, b))
        result.append(Piece(_with(piece.body, kink, branch), a, b))
    return result


def _switches(kink: Call) -> Iterator[Expression]:
    """Functions whose sign changes are the changes of the branch."""
    match kink.function:
        case "abs" | "norm1":
            yield from kink.arguments
        case "max" | "min":
            for first, second in combinations(kink.arguments, 2):
                yield first - second
        case "huber":
            u, width = kink.arguments
            yield u - width
            yield u + width
        case _:
            yield from kink.arguments
            for first, second in combinations(kink.arguments, 2):
                yield first - second
                yield first + second


def _branch(kink: Call, variable: str, t: Fraction) -> Expression:
    """The smooth function that the call is around t."""
    arguments = kink.arguments
    values = [_at(argument, variable, t) for argument in arguments]
    match kink.function:
        case "abs" | "norm1":
            terms = [u if v >= 0 else Negative(u) for u, v in zip(arguments, values, strict=True)]
            return terms[0] if len(terms) == 1 else Sum(tuple(terms))
        case "max" | "min":
            best = max if kink.function == "max" else min
            return arguments[best(range(len(values)), key=values.__getitem__)]
        case "huber":
            u, width = arguments
            if abs(values[0]) <= values[1]:
                return Power(u, TWO)
            size = u if values[0] >= 0 else Negative(u)
            return width * (2 * size - width)
        case _:
            k = max(range(len(values)), key=lambda i: abs(values[i]))
            return arguments[k] if values[k] >= 0 else Negative(arguments[k])


def _at(node: Expression, variable: str, t: Fraction) -> Fraction:
    coefficients = polynomial_coefficients(node, variable)
    assert coefficients is not None, "the switches of the kink are polynomials"
    result = Fraction(0)
    for coefficient in reversed(coefficients):
        result = result * t + coefficient
    return result


def _inside(low: float | None, high: float | None) -> Fraction:
    if low is not None and high is not None:
        return (Fraction(low) + Fraction(high)) / 2
    if low is not None:
        return Fraction(low) + 1
    return Fraction(0) if high is None else Fraction(high) - 1


def _real_roots(coefficients: Sequence[Fraction]) -> list[float]:
    """Real roots in floating point; a nearly real one only adds a mark."""
    trimmed = list(coefficients)
    while trimmed and trimmed[-1] == 0:
        trimmed.pop()
    if len(trimmed) < 2:
        return []
    if len(trimmed) == 2:
        return [float(-trimmed[0] / trimmed[1])]
    import numpy as np

    roots = np.roots([float(c) for c in reversed(trimmed)])
    return [float(r.real) for r in roots if abs(r.imag) <= 1e-6 * max(1.0, abs(r.real))]


def _with(body: Expression, kink: Expression, branch: Expression) -> Expression:
    return body.replaced(lambda part: branch if part == kink else None)
