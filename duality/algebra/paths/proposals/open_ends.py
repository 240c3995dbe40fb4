"""Paths to the ends of natural domains and to poles: where an open condition's own function vanishes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from duality.algebra.atoms import substitute
from duality.algebra.isolating import solutions
from duality.algebra.paths.expand import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.model.expression import ZERO, Expression, Negative, Sum, Variable

STEP = Variable(PARAMETER)
MOST_CONSTANTS = 2


def toward_ends(landscape: Landscape) -> Iterator[Coordinates]:
    """x_i = end + t or end - t, t -> 0+, the others at constants."""
    seen: set[tuple[str, Expression, frozenset]] = set()
    for condition in dict.fromkeys(landscape.conditions):
        for name in condition.variables():
            if name not in landscape.names:
                continue
            others = [other for other in landscape.names if other != name]
            places = [landscape.constants(other)[:MOST_CONSTANTS] for other in others]
            for constants in product(*places):
                stay = dict(zip(others, constants, strict=True))
                for end in solutions(substitute(condition, stay), name):
                    key = (name, end, frozenset(stay.items()))
                    if key in seen or end.variables():
                        continue
                    seen.add(key)
                    for step in (STEP, Negative(STEP)):
                        yield {**stay, name: step if end == ZERO else Sum((end, step))}
