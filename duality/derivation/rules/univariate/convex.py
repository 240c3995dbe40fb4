"""The infimum of a convex g: at an end, at a kink, at a stationary point, or toward infinity.

g' is increasing, so for each place there is one condition on the slopes beside it, and slopes are affine in the
multipliers. Where no condition holds, g falls without bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duality.algebra.atoms import scalar_expression
from duality.derivation.rules.univariate import narration
from duality.derivation.rules.univariate.candidate import Candidate, Closed
from duality.derivation.rules.univariate.curve import T, midpoint
from duality.derivation.rules.univariate.objective import AffineOrInfinite, Objective
from duality.derivation.rules.univariate.regions import Clause, Region, above, at_least, is_empty, zero
from duality.derivation.rules.univariate.stationary import stationary_point
from duality.model.derivation import ImplicitMinimum, Step
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar


def convex(objective: Objective) -> Iterator[Candidate]:
    """The branches of inf g for convex g."""
    bounds = objective.bounds
    if bounds.lower is not None and bounds.lower == bounds.upper:
        yield _at_point(objective, bounds.lower, (), narration.single_point(objective))
        return
    marks = [bounds.lower, *objective.breakpoints(), bounds.upper]
    pieces = [Bounds(low, high) for low, high in pairwise(marks)]
    last = len(pieces) - 1
    for k, piece in enumerate(pieces):
        if k == 0:
            yield from _end(objective, piece, -1)
        else:
            yield from _kink(objective, piece.lower, pieces[k - 1], piece)
        left_closed = k > 0 or (piece.lower is not None and bounds.lower_closed)
        right_closed = k < last or (piece.upper is not None and bounds.upper_closed)
        if not objective.is_affine_at(midpoint(piece)):
            yield from _inside(objective, piece, left_closed, right_closed)
        elif not left_closed and not right_closed:
            yield _level(objective, piece)
    yield from _end(objective, pieces[-1], 1)


def _end(objective: Objective, piece: Bounds, side: int) -> Iterator[Candidate]:
    """The lower end (``side`` -1) or the upper end (1): the infimum lies there if g rises from it."""
    end = piece.lower if side < 0 else piece.upper
    flat = objective.is_affine_at(midpoint(piece))
    if end is None:
        slope = objective.infinite_slope(side)
        # A constant stretch attains its value at the next kink or inside the piece.
        if isinstance(slope, Affine) and not flat:
            rest = objective.infinite_rest(side)
            if isinstance(rest, Affine):
                steps = narration.toward_infinity(objective, slope, rest, side)
                yield Candidate((zero(slope),), Closed(rest), False, None, steps)
        return
    slope = objective.slope_at(end, -side)
    value = objective.value(end)
    if not isinstance(slope, Affine) or not isinstance(value, Affine):
        return
    rising = slope if side < 0 else -slope
    closed = objective.bounds.lower_closed if side < 0 else objective.bounds.upper_closed
    steps = narration.at_end(objective, end, slope, side, closed)
    if closed:
        yield _at_point(objective, end, (at_least(rising),), steps)
    else:
        clause = above(rising) if flat else at_least(rising)
        yield Candidate((clause,), Closed(value), False, None, steps)


def _kink(objective: Objective, point: Scalar | None, left: Bounds, right: Bounds) -> Iterator[Candidate]:
    assert point is not None, "a piece begins at a breakpoint"
    before, after = objective.slope_at(point, -1), objective.slope_at(point, 1)
    assert isinstance(before, Affine), "slopes at inner points are finite"
    assert isinstance(after, Affine), "slopes at inner points are finite"
    smooth = (after - before).is_zero
    if smooth and not (objective.is_affine_at(midpoint(left)) and objective.is_affine_at(midpoint(right))):
        # No kink: a neighboring curved piece reports the stationary point here.
        return
    steps = narration.at_kink(objective, point, before, after)
    yield _at_point(objective, point, (at_least(-before), at_least(after)), steps)


def _inside(objective: Objective, piece: Bounds, left_closed: bool, right_closed: bool) -> Iterator[Candidate]:
    """A stationary point between the ends of a curved piece; the piece's own ends count if g is defined there."""
    lower = objective.infinite_slope(-1) if piece.lower is None else objective.slope_at(piece.lower, 1)
    upper = objective.infinite_slope(1) if piece.upper is None else objective.slope_at(piece.upper, -1)
    region: list[Clause] = []
    if isinstance(lower, Affine):
        region.append(at_least(-lower) if left_closed else above(-lower))
    elif lower > 0:
        return
    if isinstance(upper, Affine):
        region.append(at_least(upper) if right_closed else above(upper))
    elif upper < 0:
        return
    if is_empty((*objective.assumed, *region), objective.nonnegative):
        # The formulas below would be asked for logarithms and roots of what is negative for every multiplier.
        return
    found = stationary_point(objective, piece)
    if found is None:
        body = objective.tree()
        ends = _tree(piece.lower), _tree(piece.upper)
        value = ImplicitMinimum(T.name, body, *ends, lower_open=not left_closed, upper_open=not right_closed)
        yield Candidate(tuple(region), value, True, None, narration.implicit(objective, piece))
        return
    steps = narration.stationary(objective, piece, found)
    yield Candidate(tuple(region), found.value, True, found.point, steps)


def _level(objective: Objective, piece: Bounds) -> Candidate:
    """g affine on an open interval or a line: constant, or without a least value inside."""
    inside = midpoint(piece)
    slope = objective.slope_at(inside, 1)
    assert isinstance(slope, Affine), "an affine function has a finite slope"
    return _at_point(objective, inside, (zero(slope),), narration.level(objective, slope))


def _at_point(objective: Objective, point: Scalar, region: Region, steps: tuple[Step, ...]) -> Candidate:
    value: AffineOrInfinite = objective.value(point)
    assert isinstance(value, Affine), "g is finite at the points of its domain"
    return Candidate(region, Closed(value), True, Affine(point), steps)


def _tree(end: Scalar | None) -> Expression | None:
    return None if end is None else scalar_expression(end)
