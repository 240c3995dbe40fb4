"""Exact points near a claimed one: hints in floating point become fractions that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.model.scalar import Scalar
from duality.verify.evaluation import Values, is_exact, rational_only

DENOMINATORS = (1, 12, 1000, 10**6)


def rounded(point: Values) -> Iterator[dict[str, Scalar]]:
    """The point as it is if exact; else with ever larger denominators, the last time exactly as given."""
    if not any(isinstance(entry, float) for entry in point.values()):
        yield rational_only(point)
        return
    seen: list[dict[str, Scalar]] = []
    for limit in (*DENOMINATORS, None):
        near: dict[str, Scalar] = {
            name: entry if is_exact(entry) else _near(Fraction(float(entry)), limit) for name, entry in point.items()
        }
        if near not in seen:
            seen.append(near)
            yield near


def _near(entry: Fraction, limit: int | None) -> Fraction:
    return entry if limit is None else entry.limit_denominator(limit)
