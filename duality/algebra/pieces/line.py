"""A function in pieces whose conditions are bounds on one variable: bodies between breakpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from duality import algebra
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.expression import Call, Expression, Negative, Variable, number
from duality.model.pieces import Condition, is_in_pieces, pieces_tree
from duality.records import record

MOST_BREAKS = 200


@record
class Line:
    """``bodies[k]`` between breaks[k-1] and breaks[k]; ``at[k]`` is the body that holds at breaks[k]."""

    variable: str
    breaks: tuple[Fraction, ...]
    bodies: tuple[Expression, ...]
    at: tuple[Expression, ...]


def on_a_line(node: Expression) -> Line | None:
    """The bodies in the order of the line; ``None`` where a condition is no bound on one and the same variable."""
    guards = list(_guards(node))
    names = {name for guard in guards for name in guard.variables()}
    if len(names) != 1:
        return None
    (name,) = names
    found: set[Fraction] = set()
    for guard in guards:
        roots = _zeros(guard, name)
        if roots is None:
            return None
        found |= set(roots)
    breaks = sorted(found)
    if len(breaks) > MOST_BREAKS:
        return None
    samples = [Fraction(0)] if not breaks else [breaks[0] - 1, *map(_middle, pairwise(breaks)), breaks[-1] + 1]
    bodies = [_chosen(node, name, t) for t in samples]
    at = [_chosen(node, name, t) for t in breaks]
    kept = [k for k in range(len(breaks)) if not bodies[k] is at[k] is bodies[k + 1]]
    return Line(
        name,
        tuple(breaks[k] for k in kept),
        (*(bodies[k] for k in kept), bodies[-1]),
        tuple(at[k] for k in kept),
    )


def _middle(ends: tuple[Fraction, Fraction]) -> Fraction:
    return (ends[0] + ends[1]) / 2


def _guards(node: Expression) -> Iterator[Expression]:
    """u - v for every condition u >= v."""
    if is_in_pieces(node):
        left, right, then, otherwise = node.children
        yield left - right
        yield from _guards(then)
        yield from _guards(otherwise)


def _chosen(node: Expression, name: str, t: Fraction) -> Expression:
    while is_in_pieces(node):
        left, right, then, otherwise = node.children
        node = then if algebra.scalars.sign(algebra.evaluate.exact_value(left - right, {name: t})) >= 0 else otherwise
    return node


def _zeros(guard: Expression, name: str) -> list[Fraction] | None:
    """Rational points among which all zeros are; ``None`` where they are not rational or not found."""
    found: list[Fraction] = []
    for smooth in _without_bars(guard):
        coefficients = polynomial_coefficients(smooth, name)
        roots = None if coefficients is None else _rational_roots(coefficients)
        if roots is None:
            return None
        found += roots
    return found


def _without_bars(node: Expression) -> list[Expression]:
    """The tree with every |u| as u and as -u."""
    if isinstance(node, Call) and node.function == "abs":
        inside = _without_bars(node.arguments[0])
        return [*inside, *(Negative(u) for u in inside)]
    found: list[list[Expression]] = [[]]
    for child in node.children:
        found = [[*before, one] for before in found for one in _without_bars(child)]
    return [node.rebuilt(children) if children else node for children in found]


def _rational_roots(coefficients: list[Fraction]) -> list[Fraction] | None:
    """The real roots of a polynomial of degree two at most, where they are rational."""
    while coefficients and coefficients[-1] == 0:
        coefficients = coefficients[:-1]
    match coefficients:
        case [] | [_]:
            return []
        case [c, b]:
            return [-c / b]
        case [c, b, a]:
            inside = b * b - 4 * a * c
            if inside < 0:
                return []
            p, q = isqrt(inside.numerator), isqrt(inside.denominator)
            if p * p != inside.numerator or q * q != inside.denominator:
                return None
            return [(-b + s * Fraction(p, q)) / (2 * a) for s in (1, -1)]
    return None


def covers(alternatives: Sequence[Sequence[Condition]]) -> bool:
    """Whether every x meets all conditions of one of the alternatives; seen where they bound one variable."""
    nothing, something = Variable(""), number(1)
    line = on_a_line(pieces_tree([(something, conditions) for conditions in alternatives], nothing))
    return line is not None and nothing not in (*line.bodies, *line.at)
