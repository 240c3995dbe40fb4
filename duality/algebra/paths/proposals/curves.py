"""Curves on which equations hold and squares vanish: y = 1/x, y = log x, solved from the statement's own trees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from duality.algebra.functions import function
from duality.algebra.isolating import solutions
from duality.algebra.paths.proposals.landscape import Landscape
from duality.model.expression import Call, Expression, Negative, Number, Power, Sum
from duality.records import replace

MOST_ELIMINATIONS = 6
MOST_SOURCES = 6


def without_equations(landscape: Landscape) -> Iterator[Landscape]:
    """The landscape with every equation solved for some variable, one after the other."""
    if not landscape.equations:
        yield landscape
        return
    yield from islice(_eliminated(landscape), MOST_ELIMINATIONS)


def _eliminated(landscape: Landscape) -> Iterator[Landscape]:
    if not landscape.equations:
        yield landscape
        return
    first, *others = landscape.equations
    for solved in _solved(replace(landscape, equations=tuple(others)), first):
        yield from _eliminated(solved)


def on_vanishing(landscape: Landscape) -> Iterator[Landscape]:
    """One part of f or of a row that is never negative (a square, a size, a norm) or one row made 0."""
    for source in islice(_sources(landscape), MOST_SOURCES):
        yield from _solved(landscape, source)


def _solved(landscape: Landscape, node: Expression) -> Iterator[Landscape]:
    for name in node.variables():
        if name in landscape.names:
            for tree in solutions(node, name):
                yield landscape.with_solved(name, tree)


def _sources(landscape: Landscape) -> Iterator[Expression]:
    seen: dict[Expression, None] = {}
    for tree in landscape.functions:
        for node in tree.walk():
            match node:
                case Power(base, Number(p)) if p > 0 and p.numerator % 2 == 0 and isinstance(base, (Sum, Negative)):
                    seen[base] = None
                case Call(name, arguments) if name == "exp" or function(name).is_norm:
                    seen |= dict.fromkeys(a for a in arguments if isinstance(a, Sum))
    yield from seen
    yield from landscape.rows
