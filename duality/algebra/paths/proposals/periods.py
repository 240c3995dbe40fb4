"""Paths over integers k through points at which every sine and cosine of one variable has the same phase.

With arguments r_j x + s_j whose rates have rational ratios, x = phase + P k with P a common period of them all; the
phases are those at which one of them is 0, 1 or -1. A nonlinear argument u(x) is solved for x where u = phase + 2 pi k.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import lcm

from duality.algebra.atoms import substitute
from duality.algebra.evaluate import constant
from duality.algebra.isolating import coefficients, half_turns, solutions
from duality.algebra.monomials import collected_sum
from duality.algebra.monomials import product as multiplied
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.model.expression import Call, Expression, Negative, Variable
from duality.model.scalar import Scalar

COUNT = Variable(PARAMETER)
MOST_PHASES = 24
MOST_CONSTANTS = 2
TRIGONOMETRIC = ("sin", "cos", "tan")


def over_periods(landscape: Landscape) -> Iterator[Coordinates]:
    """For each variable in a sine or cosine, both ways, the others at constants or in step with k."""
    for name in landscape.names:
        arguments = _arguments(landscape, name)
        others = [other for other in landscape.names if other != name]
        places = [[*landscape.constants(other)[:MOST_CONSTANTS], COUNT, Negative(COUNT)] for other in others]
        for constants in product(*places) if arguments else ():
            stay = dict(zip(others, constants, strict=True))
            # x*y stands still where y stays at 0.
            moving = [u for u in (substitute(u, stay) for u in arguments) if name in u.variables()]
            for x in _points(moving, name):
                yield {**stay, name: x}


def _arguments(landscape: Landscape, name: str) -> list[Expression]:
    """Of every sine, cosine and tangent that the variable is in."""
    found: dict[Expression, None] = {}
    for function in landscape.functions:
        for node in function.walk():
            if isinstance(node, Call) and node.function in TRIGONOMETRIC and name in node.variables():
                found[node.arguments[0]] = None
    return list(found)


def _points(arguments: Sequence[Expression], name: str) -> Iterator[Expression]:
    if not arguments or any(set(u.variables()) - {name} for u in arguments):
        return
    first, turns = arguments[0], _common_turns(arguments, name)
    # u_1 runs through `turns` whole turns in one common period.
    for phase in range(min(4 * turns, MOST_PHASES)):
        for way in (1, -1):
            run = multiplied([half_turns(Fraction(2 * turns * way)), COUNT])
            target = collected_sum([half_turns(Fraction(phase, 2)), run])
            yield from solutions(collected_sum([first, Negative(target)]), name)


def _common_turns(arguments: Sequence[Expression], name: str) -> int:
    """How many turns the first argument makes in the common period; 1 where the rates have none."""
    rates = [_rate(u, name) for u in arguments]
    first = rates[0]
    ratios = [None if rate is None or first is None else rate / first for rate in rates]
    return lcm(*(ratio.denominator for ratio in ratios if isinstance(ratio, Fraction)))


def _rate(argument: Expression, name: str) -> Scalar | None:
    """r where the argument is r x + s."""
    found = coefficients(argument, name)
    if found is None or 1 not in found or set(found) - {0, 1}:
        return None
    try:
        return constant(found[1])
    except ValueError:
        return None
