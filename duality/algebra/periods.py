"""Periods in one variable: of trees in which it stands only in sines, cosines and tangents of affine arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm, nextafter, pi

from duality.algebra.evaluate import constant
from duality.algebra.isolating import coefficients
from duality.model.expression import Call, Expression
from duality.model.scalar import Scalar

TRIGONOMETRIC = ("sin", "cos", "tan")


def period_at_most(nodes: Iterable[Expression], name: str) -> Fraction | None:
    """A number that is no less than some common period, next to it; ``None`` where no period is known."""
    nodes = list(nodes)
    rates = [rate(u, name) for u in trigonometric_arguments(nodes, name)]
    first = rates[0] if rates else None
    if first is None or not all(_stands_inside(node, name) for node in nodes):
        return None
    if not all(other is not None and isinstance(other / first, Fraction) for other in rates):
        return None
    return Fraction(nextafter(_turns(rates) * 2 * pi / abs(float(first)) * (1 + 1e-14), 1e308))


def trigonometric_arguments(nodes: Iterable[Expression], name: str) -> list[Expression]:
    """Of every sine, cosine and tangent that the variable is in."""
    found: dict[Expression, None] = {}
    for top in nodes:
        for node in top.walk():
            if isinstance(node, Call) and node.function in TRIGONOMETRIC and name in node.variables():
                found[node.arguments[0]] = None
    return list(found)


def common_turns(arguments: Sequence[Expression], name: str) -> int:
    """How many turns the first argument makes in the common period; 1 where the rates have none."""
    return _turns([rate(u, name) for u in arguments])


def _turns(rates: Sequence[Scalar | None]) -> int:
    first = rates[0]
    ratios = [None if other is None or first is None else other / first for other in rates]
    return lcm(*(ratio.denominator for ratio in ratios if isinstance(ratio, Fraction)))


def rate(argument: Expression, name: str) -> Scalar | None:
    """r where the argument is r x + s, s without x."""
    found = coefficients(argument, name)
    if found is None or 1 not in found or set(found) - {0, 1} or found[1].variables():
        return None
    try:
        return constant(found[1])
    except ValueError:
        return None


def _stands_inside(node: Expression, name: str) -> bool:
    """The variable occurs in arguments of such functions alone."""
    if name not in node.variables():
        return True
    if isinstance(node, Call) and node.function in TRIGONOMETRIC:
        return True
    return bool(node.children) and all(_stands_inside(child, name) for child in node.children)
