"""Does L fall without bound, however slowly, while one coordinate goes to an end of its range.

A logarithm falls by 2.3 for each power of ten, which no search in floating point tells from a limit. L is enclosed
where the coordinate is 10^-20, 10^-200, 10^-2000 from a finite end, or that far out; the other coordinates stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from duality.algebra.intervals import enclosure
from duality.algebra.membership import contains
from duality.model.expression import Expression
from duality.model.form import Domain
from duality.model.scalar import Irrational

EXPONENTS = (20, 200, 2000)


def drifts_down(function: Expression, domain: Domain, point: Mapping[str, float], movable: Sequence[str]) -> bool:
    """Some coordinate in ``movable`` takes L ever lower, by ever larger steps, with the others as in the point.

    ``point`` holds a value of every variable of L, multipliers included.
    """
    start = {name: Fraction(v) for name, v in point.items()}
    return any(
        _falls(function, domain, [{**start, name: v} for v in way]) for name in movable for way in _ways(domain, name)
    )


def _ways(domain: Domain, name: str) -> Iterator[list[Fraction]]:
    bounds = domain.bound(name)
    for end, sign in ((bounds.lower, 1), (bounds.upper, -1)):
        if end is None:
            yield [Fraction(-sign * 10**k) for k in EXPONENTS]
        elif not isinstance(end, Irrational):
            yield [end + Fraction(sign, 10**k) for k in EXPONENTS]


def _falls(function: Expression, domain: Domain, points: Sequence[Mapping[str, Fraction]]) -> bool:
    names = function.variables()
    upper, lower = [], []
    for x in points:
        if not contains(domain, x):
            return False
        found = enclosure(function, {name: (x[name], x[name]) for name in names})
        if found.defined != "everywhere" or found.range.upper is None or found.range.lower is None:
            return False
        upper.append(found.range.upper)
        lower.append(found.range.lower)
    return bool(upper[1] < lower[0] and upper[0] - lower[1] < 2 * (lower[1] - upper[2]))
