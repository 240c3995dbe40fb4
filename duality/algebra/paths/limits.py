"""lim f(x(t)) along a path: exact, with the side from which f comes, or honestly unknown.

limit(exp(-x), "x = t, t -> inf") = 0, from above        limit(x*sin(x), "x = t") is unknown, between -inf and inf
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Literal

from duality.algebra.paths.between import Between, Undecided
from duality.algebra.paths.constant_conversion import to_scalar
from duality.algebra.paths.expand import Expansion
from duality.algebra.paths.path import Path
from duality.algebra.paths.series import Series
from duality.algebra.scalars import sign
from duality.model.budget import checkpoint
from duality.model.expression import Expression
from duality.model.scalar import Scalar
from duality.records import record

Approach = Literal["above", "below", "equal", "unknown"]
"""f > v, f < v or f = v for all t near enough to the end of the path."""

ORDERS = (2, 4, 8)
"""Terms of Taylor's formula: what cancels is told by further ones."""


@record
class Limit:
    """``lower`` <= liminf f <= limsup f <= ``upper``; a limit where the two agree.

    An infinite end is a float, a finite one exact; ``approach`` is "unknown" where there is no finite limit.
    """

    lower: Scalar | float
    upper: Scalar | float
    approach: Approach = "unknown"

    @property
    def value(self) -> Scalar | float | None:
        """The limit: exact, inf or -inf; ``None`` where it does not exist or was not found."""
        return self.lower if self.lower == self.upper else None

    @property
    def is_finite(self) -> bool:
        return self.value is not None and not isinstance(self.value, float)


UNKNOWN = Limit(-inf, inf)


def limit(node: Expression, path: Path) -> Limit:
    """The limit of a tree in the path's coordinates, proved; never a wrong one.

    Where the function is undefined along the path, oscillates, or needs more terms than are tried, the limit is unknown
    and its two bounds are what is known.
    """
    best = UNKNOWN
    for between in enclosures(node, path):
        try:
            found = _limit(between)
        except ValueError:
            # The sign of a constant could not be decided.
            continue
        best = _better(best, found)
        if best.value is not None and (best.approach != "unknown" or not best.is_finite):
            return best
    return best


def enclosures(node: Expression, path: Path) -> Iterator[Between]:
    """Ever longer expansions of the function along the path; none where it is undefined or not understood."""
    along = path.at_infinity(node)
    for order in ORDERS:
        checkpoint("following a path")
        try:
            found = Expansion(order, whole=path.over_integers).of(along)
        except (Undecided, ValueError, ZeroDivisionError, OverflowError):
            # Undefined on the path, or a constant whose sign or value could not be computed exactly.
            continue
        yield found
        if found.is_exact:
            return


def _limit(between: Between) -> Limit:
    low, high = between.lower.limit, between.upper.limit
    lower, upper = (end if isinstance(end, float | int) else to_scalar(end) for end in (low, high))
    if isinstance(low, float | int) or low != high:
        return Limit(lower, upper)
    at = Series.of(low)
    below, above = (between.lower - at).sign, (between.upper - at).sign
    approach: Approach = "unknown"
    if below > 0:
        approach = "above"
    elif above < 0:
        approach = "below"
    elif below == above == 0:
        approach = "equal"
    return Limit(lower, upper, approach)


def _better(first: Limit, second: Limit) -> Limit:
    lower = second.lower if is_below(first.lower, second.lower) else first.lower
    upper = second.upper if is_below(second.upper, first.upper) else first.upper
    return Limit(lower, upper, second.approach if second.approach != "unknown" else first.approach)


def is_below(first: Scalar | float, second: Scalar | float) -> bool:
    """first < second, where either may be infinite; exact."""
    if isinstance(first, float | int) or isinstance(second, float | int):
        return first == -inf != second or second == inf != first
    return sign(first - second) < 0
