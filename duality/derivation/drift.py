"""Does L fall without bound, however slowly, while one coordinate goes to an end of its range.

A logarithm falls by 2.3 for each power of ten, which no search in floating point tells from a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf

from duality.algebra.atoms import scalar_expression
from duality.algebra.paths import PARAMETER, Path, contained, limit
from duality.model.expression import ONE, Expression, Negative, Quotient, Sum, Variable, number
from duality.model.form import Domain

TIME = Variable(PARAMETER)


def drifts_down(function: Expression, domain: Domain, point: Mapping[str, float], movable: Sequence[str]) -> bool:
    """Some coordinate in ``movable`` takes L to -inf inside D, with the others as in the point.

    ``point`` holds a value of every variable of L, multipliers included.
    """
    start = {name: number(Fraction(v)) for name, v in point.items()}
    paths = (Path.of({**start, name: way}) for name in movable for way in _ways(domain, name))
    return any(limit(function, path).value == -inf and contained(domain, path) for path in paths)


def _ways(domain: Domain, name: str) -> Iterator[Expression]:
    bounds = domain.bound(name)
    for end, far, step in (
        (bounds.lower, Negative(TIME), Quotient(ONE, TIME)),
        (bounds.upper, TIME, Negative(Quotient(ONE, TIME))),
    ):
        yield far if end is None else Sum((scalar_expression(end), step))
