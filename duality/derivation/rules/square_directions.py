"""The quadratic part of a block as squares along directions: sum of coefficient * (form)^2.

A diagonal quadratic is squares of the variables themselves, with any coefficients. A constant positive semidefinite
one is squares of the forms that completing squares gives; the order of completion decides the directions, so that
several orders are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from duality.algebra.rows import Collector
from duality.algebra.squares import sum_of_squares
from duality.derivation.blocks import LagrangianBlock
from duality.model.form import Affine

MOST_ORDERED = 5
"""Up to this many variables every order of completing squares is tried; above, the given one and its reverse."""

Squares = Sequence[tuple[Affine, Affine]]


def square_orders(block: LagrangianBlock) -> Iterator[Squares]:
    """The ways to write the quadratic part as squares, the plainest first; none where there is no way."""
    if all(first == second for first, second in block.quadratic):
        yield [
            (coefficient, Affine(Fraction(0), ((name, Fraction(1)),)))
            for (name, _), coefficient in block.quadratic.items()
        ]
        return
    if not all(coefficient.is_constant for coefficient in block.quadratic.values()):
        return
    names = tuple(dict.fromkeys(name for pair in block.quadratic for name in pair))
    orders = permutations(names) if len(names) <= MOST_ORDERED else iter((names, names[::-1]))
    seen: set[tuple] = set()
    for order in orders:
        squares = _completed(block, order)
        if squares is None:
            return
        key = tuple(form for _, form in squares)
        if key not in seen:
            seen.add(key)
            yield squares


def _completed(block: LagrangianBlock, order: tuple[str, ...]) -> Squares | None:
    rank = {name: k for k, name in enumerate(order)}
    collector = Collector({})
    pairs = sorted(block.quadratic.items(), key=lambda item: min(rank[item[0][0]], rank[item[0][1]]))
    # Completing squares takes the variables in the order of their first appearance.
    for name in order:
        collector.quadratic[name, name] = Fraction(0)
    for (first, second), coefficient in pairs:
        key = (first, second) if first != second else (first, first)
        collector.quadratic[key] = coefficient.constant
    squares = sum_of_squares(collector)
    if squares is None:
        return None
    weights, forms = squares
    return [(Affine(weight), form) for weight, form in zip(weights, forms, strict=True)]
