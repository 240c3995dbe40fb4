"""Paths on which every variable stays, grows or approaches an end, at one of a few speeds.

Where some variables move so fast that others stand still beside them, exp(t) beside t does it for every power of t at
once: norm(x, y^2) - x tends to 0 on x = exp(t), y = t. Variables may also keep the same speed, as along a ray.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

from duality.algebra.atoms import scalar_expression
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.model.expression import ONE, ZERO, Call, Expression, Negative, Quotient, Sum, Variable, number

TIME = Variable(PARAMETER)
SPEEDS: dict[int, tuple[Expression, ...]] = {
    1: (TIME,),
    2: (TIME, Call("exp", (TIME,))),
    3: (Call("log", (TIME,)), TIME, Call("exp", (TIME,))),
}
"""By the number of different speeds, the slowest first."""

APART = (SPEEDS[3][0], SPEEDS[3][2])
"""So different that the faster outgrows every exponential of the slower: exp(2*x)/y with x = log(t), y = exp(t)."""

MOST_MOVING = 3
CONSTANTS = {1: 4, 2: 2, 3: 1}
"""How many constants are tried for each variable that stays, by the number of those that move."""


def moving(
    landscape: Landscape, count: int, speeds: int = 1, at: tuple[Expression, ...] | None = None
) -> Iterator[Coordinates]:
    """Paths on which so many variables move, all of one group and at so many different speeds, and the others stay."""
    groups = landscape.groups
    for names in combinations(landscape.names, count):
        group = next((group for group in groups if group.issuperset(names)), None)
        if group is None:
            continue
        stay = [name for name in landscape.names if name not in names]
        places = [landscape.constants(name)[: CONSTANTS[count] if name in group else 1] for name in stay]
        for levels in _levels(count, at or SPEEDS[speeds]):
            ways = [list(ways_of(landscape, name, speed)) for name, speed in zip(names, levels, strict=True)]
            for trees in product(*ways):
                for constants in product(*places):
                    yield {**dict(zip(names, trees, strict=True)), **dict(zip(stay, constants, strict=True))}


def ways_of(landscape: Landscape, name: str, speed: Expression) -> Iterator[Expression]:
    """Towards an infinite end, then towards each finite end from inside, then to the point's coordinate and to 0."""
    bounds = landscape.bound(name)
    small = Quotient(ONE, speed)
    if bounds.upper is None:
        yield speed
    if bounds.lower is None:
        yield Negative(speed)
    for end, step in ((bounds.lower, small), (bounds.upper, Negative(small))):
        if end is not None:
            start = scalar_expression(end)
            yield step if start == ZERO else Sum((start, step))
    for start in dict.fromkeys((*landscape.stated(name), Fraction(0))):
        if (bounds.lower is None or bounds.lower < start) and (bounds.upper is None or bounds.upper > start):
            for step in (small, Negative(small)):
                yield step if start == 0 else Sum((number(start), step))


def _levels(count: int, speeds: tuple[Expression, ...]) -> Iterator[tuple[Expression, ...]]:
    """A speed for each of the moving variables, every speed used."""
    for choice in product(range(len(speeds)), repeat=count):
        if len(set(choice)) == len(speeds):
            yield tuple(speeds[k] for k in choice)
