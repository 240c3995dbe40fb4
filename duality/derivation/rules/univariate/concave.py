"""The infimum of a concave g that is not affine: the lesser of its values at the ends.

On a half line g must not fall toward infinity, so its asymptotic slope decides, and then the finite end is best; on the
whole line a concave function that is bounded below is constant, so there is no branch at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from duality.derivation.rules.univariate import narration
from duality.derivation.rules.univariate.candidate import Candidate, Closed
from duality.derivation.rules.univariate.objective import Objective
from duality.derivation.rules.univariate.regions import above, at_least
from duality.model.form import Affine


def concave(objective: Objective) -> Iterator[Candidate]:
    """The branches of inf g for concave, not affine g."""
    bounds = objective.bounds
    if bounds.lower is not None and bounds.upper is not None:
        yield from _between(objective)
    elif bounds.lower is not None:
        yield from _half_line(objective, 1)
    elif bounds.upper is not None:
        yield from _half_line(objective, -1)


def _half_line(objective: Objective, side: int) -> Iterator[Candidate]:
    """The interval is unbounded on ``side``: 1 above, -1 below."""
    bounds = objective.bounds
    end, closed = (bounds.lower, bounds.lower_closed) if side > 0 else (bounds.upper, bounds.upper_closed)
    assert end is not None, "a half line has an end"
    value = objective.value(end)
    slope = objective.infinite_slope(side)
    if not isinstance(value, Affine):
        return
    # An infinite slope of a concave function is one that falls.
    if isinstance(slope, Affine):
        clause = at_least(slope if side > 0 else -slope)
        steps = narration.concave_half_line(objective, slope, end, closed)
        yield Candidate((clause,), Closed(value), closed, Affine(end) if closed else None, steps)


def _between(objective: Objective) -> Iterator[Candidate]:
    bounds = objective.bounds
    assert bounds.lower is not None, "the interval is bounded"
    assert bounds.upper is not None, "the interval is bounded"
    low, high = objective.value(bounds.lower), objective.value(bounds.upper)
    if not isinstance(low, Affine) or not isinstance(high, Affine):
        return
    ends = (
        (bounds.lower, low, high - low, bounds.lower_closed, bounds.upper_closed),
        (bounds.upper, high, low - high, bounds.upper_closed, bounds.lower_closed),
    )
    for end, value, advantage, closed, other_closed in ends:
        # On a tie the value is attained if either end belongs to the interval: an open one leaves ties to a closed one.
        clause = above(advantage) if other_closed and not closed else at_least(advantage)
        steps = narration.concave_end(objective, end, closed)
        yield Candidate((clause,), Closed(value), closed, Affine(end) if closed else None, steps)
