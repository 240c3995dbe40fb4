"""The infimum of a g without a linear part whose coefficients are multiples of one: a number times that coefficient.

g = c h with c of one sign. Where h is monotone on the interval, its infimum is its limit toward one end; where it is
not, the least of its limits at the ends is, if interval arithmetic proves that h is no less anywhere.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from duality.algebra.interval import Interval
from duality.algebra.scalars import from_flint
from duality.algebra.tape.balls import enclosed, hull
from duality.derivation.rules.univariate.candidate import Closed
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import NOTHING
from duality.derivation.rules.univariate.objective import Objective
from duality.derivation.rules.univariate.proportion import grouped
from duality.model.form import Affine, Bounds
from duality.model.scalar import Irrational, Scalar, Undecided
from duality.records import replace


class Level(NamedTuple):
    """inf g, whether it is attained, and a t that attains it."""

    value: Closed
    attained: bool | None
    point: Affine | None


def level(objective: Objective) -> Level | None:
    """inf of the summands alone; ``None`` where no end is proved to be its place."""
    groups = grouped([(summand.coefficient, summand) for summand in objective.summands])
    if len(groups) != 1:
        return None
    ((unit, members),) = groups
    ratio, first = members[0]
    side = first.sign if ratio > 0 else -first.sign
    if side == 0:
        return None
    summands = tuple(
        replace(summand, coefficient=Affine(share if side > 0 else -share), sign=summand.sign)
        for share, summand in members
    )
    plain = replace(objective, summands=summands, slope=NOTHING, constant=NOTHING)
    try:
        found = _least_end(plain)
    except Undecided:
        return None
    if found is None:
        return None
    value, attained, point = found
    scaled = unit.scaled(value if side > 0 else -value)
    return Level(Closed(objective.constant + scaled), attained, None if point is None else Affine(point))


def _least_end(plain: Objective) -> tuple[Scalar, bool | None, Scalar | None] | None:
    """(inf h, whether it is attained, where) for a h that is least at an end."""
    bounds = plain.bounds
    box = {T.name: hull(bounds)}
    rises = _rises(plain, box)
    if rises is not None:
        return _at_end(plain, bounds, -1 if rises else 1, is_strict=True)
    ends = [end for side in (-1, 1) if (end := _at_end(plain, bounds, side, is_strict=False)) is not None]
    range_ = enclosed(plain.tree(), box)
    if len(ends) < 2 or range_.defined != "everywhere" or range_.range.lower is None:
        return None
    floor = Fraction(from_flint(range_.range.lower))
    value, attained, point = min(ends, key=lambda end: (end[0], not end[1]))
    if value > floor:
        return None
    return value, False if range_.range.lower_open and value == floor else attained, point


def _rises(plain: Objective, box: dict[str, Interval]) -> bool | None:
    """h rises, or falls, strictly over the whole interval; ``None`` where neither is proved."""
    if plain.breakpoints():
        return None
    inside = plain.bounds.lower if plain.bounds.lower is not None else plain.bounds.upper
    slope = enclosed(plain.derivative(Fraction(0) if inside is None else inside), box)
    if slope.defined != "everywhere":
        return None
    return True if slope.range.is_positive else False if (-slope.range).is_positive else None


def _at_end(
    plain: Objective, bounds: Bounds, side: int, *, is_strict: bool
) -> tuple[Scalar, bool | None, Scalar | None] | None:
    """The limit toward an end, whether the infimum is attained if it is that, and where."""
    end, closed = (bounds.lower, bounds.lower_closed) if side < 0 else (bounds.upper, bounds.upper_closed)
    if end is None and not _is_level(plain, side):
        return None
    found = plain.infinite_rest(side) if end is None else plain.value(end)
    if not isinstance(found, Affine) or not isinstance(found.constant, (Fraction, Irrational)):
        return None
    if end is not None and closed:
        return found.constant, True, end
    return found.constant, False if is_strict else None, None


def _is_level(plain: Objective, side: int) -> bool:
    slope = plain.infinite_slope(side)
    return isinstance(slope, Affine) and slope.is_zero
