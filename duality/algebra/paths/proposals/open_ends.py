"""Paths to the ends of natural domains and to poles: where an open condition's own function vanishes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from duality.algebra.atoms import substitute
from duality.algebra.evaluate import value
from duality.algebra.isolating import solutions
from duality.algebra.membership import exact_sign
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.model.expression import ZERO, Expression, Negative, Sum, Variable, number

STEP = Variable(PARAMETER)
MOST_CONSTANTS = 2
SCANS = 40
"""Steps of the search for an end, each twice as long as the one before."""

BISECTIONS = 200
DENOMINATORS = (1, 12, 60, 10**6)


def toward_ends(landscape: Landscape) -> Iterator[Coordinates]:
    """x_i = end + t or end - t, t -> 0+, the others at constants."""
    for condition in dict.fromkeys(landscape.conditions):
        for name in condition.variables():
            others = [other for other in landscape.names if other != name]
            places = [landscape.constants(other)[:MOST_CONSTANTS] for other in others]
            for constants in product(*places) if name in landscape.names else ():
                stay = dict(zip(others, constants, strict=True))
                for end in _ends(substitute(condition, stay), name, landscape):
                    for step in (STEP, Negative(STEP)):
                        yield {**stay, name: step if end == ZERO else Sum((end, step))}


def _ends(along: Expression, name: str, landscape: Landscape) -> Iterator[Expression]:
    """Where the function of one variable is 0: solved for it, else met from the point."""
    if along.variables() != (name,):
        return
    found = dict.fromkeys(solutions(along, name))
    yield from found
    for start in landscape.stated(name) if not found else ():
        for side in (1, -1):
            end = _zero_behind(along, name, float(start), side)
            if end is not None:
                yield number(end)


def _zero_behind(along: Expression, name: str, start: float, side: int) -> Fraction | None:
    """The rational zero of the function between the start and the side that D ends on, proved a zero."""
    sign = math.copysign(1.0, value(along, {name: start}))
    inside, step = start, 1e-4 * max(1.0, abs(start))
    for _ in range(SCANS):
        outside = inside - side * step
        if not sign * value(along, {name: outside}) > 0:
            break
        inside, step = outside, 2 * step
    else:
        return None
    for _ in range(BISECTIONS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if sign * value(along, {name: middle}) > 0:
            inside = middle
        else:
            outside = middle
    candidates = (Fraction(inside).limit_denominator(d) for d in DENOMINATORS)
    return next((end for end in candidates if exact_sign(along, {name: end}) == 0), None)
