"""A function of one variable with kinks as pieces without them: |u|, max, min and huber resolved between their kinks.

Where every argument of a kinked function is a polynomial, its sign changes split the line, and on each piece the
function is one of its smooth branches: x^2 - 3*|x| is x^2 + 3*x on x <= 0 and x^2 - 3*x on x >= 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import cast

from duality.algebra.kinks import KINKED, branch, switches
from duality.algebra.line_polynomials import at, trimmed
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.expression import Call, Expression, Sum, Variable, number
from duality.records import record

MOST_PIECES = 200


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
            done.append(Piece(collected(piece.body, variable), piece.low, piece.high))
            continue
        split = _resolved(piece, kink, variable)
        if split is None or len(done) + len(waiting) + len(split) > MOST_PIECES:
            return None
        waiting += split
    return done


def collected(node: Expression, variable: str) -> Expression:
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
    return node if isinstance(node, Call) and node.function in KINKED and node.variables() else None


def _resolved(piece: Piece, kink: Call, variable: str) -> list[Piece] | None:
    """The piece cut where the kinked function changes its branch."""
    roots: set[float] = set()
    for switch in switches(kink):
        coefficients = polynomial_coefficients(switch, variable)
        if coefficients is None:
            return None
        roots |= set(_real_roots(coefficients))
    marks = sorted(r for r in roots if (piece.low is None or r > piece.low) and (piece.high is None or r < piece.high))
    ends: list[float | None] = [piece.low, *marks, piece.high]
    result: list[Piece] = []
    for a, b in pairwise(ends):
        smooth = branch(kink, partial(_at, variable=variable, t=_inside(a, b)))
        result.append(Piece(_with(piece.body, kink, smooth), a, b))
    return result


def _at(node: Expression, variable: str, t: Fraction) -> Fraction:
    coefficients = polynomial_coefficients(node, variable)
    assert coefficients is not None, "the switches of the kink are polynomials"
    return cast("Fraction", at(tuple(coefficients), t))


def _inside(low: float | None, high: float | None) -> Fraction:
    if low is not None and high is not None:
        return (Fraction(low) + Fraction(high)) / 2
    if low is not None:
        return Fraction(low) + 1
    return Fraction(0) if high is None else Fraction(high) - 1


def _real_roots(coefficients: Sequence[Fraction]) -> list[float]:
    """Real roots in floating point; a nearly real one only adds a mark."""
    kept = trimmed(coefficients)
    if len(kept) < 2:
        return []
    if len(kept) == 2:
        return [float(-kept[0] / kept[1])]
    import numpy as np

    roots = np.roots([float(c) for c in reversed(kept)])
    return [float(r.real) for r in roots if abs(r.imag) <= 1e-6 * max(1.0, abs(r.real))]


def _with(body: Expression, kink: Expression, branch: Expression) -> Expression:
    return body.replaced(lambda part: branch if part == kink else None)
