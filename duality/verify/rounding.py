"""Exact points near a claimed one: hints in floating point become fractions that can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.nearby_rationals import nearby_points
from duality.model.scalar import Scalar
from duality.verify.evaluation import Values, all_exact, rational_only


def rounded(point: Values) -> Iterator[dict[str, Scalar]]:
    """The point as it is if exact; else with ever larger denominators, the last time exactly as given."""
    given = rational_only(point)
    last: dict[str, Scalar] | None = None
    if not all_exact(point):
        for last in nearby_points(point, largest=10**6):
            yield last
    if given != last:
        yield given
