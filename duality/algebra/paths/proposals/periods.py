"""Paths over integers k through points at which every sine and cosine of one variable has the same phase.

With arguments r_j x + s_j whose rates have rational ratios, x = phase + P k with P a common period of them all; the
phases are those at which one of them is 0, 1 or -1. A nonlinear argument u(x) is solved for x where u = phase + 2 pi k.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from duality.algebra.atoms import substitute
from duality.algebra.isolating import half_turns, solutions
from duality.algebra.monomials import collected_sum
from duality.algebra.monomials import product as multiplied
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.algebra.periods import common_turns, trigonometric_arguments
from duality.model.expression import Expression, Negative, Variable

COUNT = Variable(PARAMETER)
MOST_PHASES = 24
MOST_CONSTANTS = 2


def over_periods(landscape: Landscape) -> Iterator[Coordinates]:
    """For each variable in a sine or cosine, both ways, the others at constants or in step with k."""
    for name in landscape.names:
        arguments = trigonometric_arguments(landscape.functions, name)
        others = [other for other in landscape.names if other != name]
        places = [[*landscape.constants(other)[:MOST_CONSTANTS], COUNT, Negative(COUNT)] for other in others]
        for constants in product(*places) if arguments else ():
            stay = dict(zip(others, constants, strict=True))
            # x*y stands still where y stays at 0.
            moving = [u for u in (substitute(u, stay) for u in arguments) if name in u.variables()]
            for x in _points(moving, name):
                yield {**stay, name: x}


def _points(arguments: Sequence[Expression], name: str) -> Iterator[Expression]:
    if not arguments or any(set(u.variables()) - {name} for u in arguments):
        return
    first, turns = arguments[0], common_turns(arguments, name)
    # u_1 runs through `turns` whole turns in one common period.
    for phase in range(min(4 * turns, MOST_PHASES)):
        for way in (1, -1):
            run = multiplied([half_turns(Fraction(2 * turns * way)), COUNT])
            target = collected_sum([half_turns(Fraction(phase, 2)), run])
            yield from solutions(collected_sum([first, Negative(target)]), name)
