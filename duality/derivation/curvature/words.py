"""Evidence in words: Hessians, and short lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.polynomial import Polynomial
from duality.model.printing import number_text
from duality.model.scalar import Scalar

SHOWN = 4


def scalar_text(value: Scalar) -> str:
    """3, -1/2, sqrt(2)."""
    return number_text(value) if isinstance(value, Fraction) else str(value.value)


def matrix_text(matrix: Sequence[Sequence[Scalar]]) -> str:
    """2I, or [[2, 1], [1, 2]]."""
    first = matrix[0][0]
    if all(entry == (first if i == j else 0) for i, row in enumerate(matrix) for j, entry in enumerate(row)):
        return "I" if first == 1 else f"{scalar_text(first)}I"
    return "[" + ", ".join("[" + ", ".join(map(scalar_text, row)) + "]" for row in matrix) + "]"


def hessian_words(p: Polynomial, verdict: str) -> str:
    """Hessian 2I is positive definite; for one variable second derivative 2; by its size where it is large."""
    order = p.names
    if len(order) > SHOWN:
        return f"Hessian ({len(order)} x {len(order)}) is {verdict}"
    matrix = p.hessian(order)
    if len(order) == 1:
        return f"second derivative {scalar_text(matrix[0][0])}"
    return f"Hessian {matrix_text(matrix)} is {verdict}"


def joined(reasons: Iterable[str], limit: int = 3) -> str:
    """The distinct reasons, the first few of them."""
    distinct = list(dict.fromkeys(reason for reason in reasons if reason != "affine"))
    if not distinct:
        return "affine"
    more = len(distinct) - limit
    return "; ".join(distinct[:limit]) + (f"; and {more} more such term{'s' * (more > 1)}" if more > 0 else "")


def number_words(low: Fraction | None, high: Fraction | None) -> str:
    """An exact number as it is, an enclosed one by its first digits: -6, -0.1353."""
    if low is None or high is None:
        return "?"
    if low == high and low.denominator <= 10**4:
        return number_text(low)
    return f"{float(low + high) / 2:.4g}"


def point_words(point: Mapping[str, Scalar]) -> str:
    """x = 0, y = 1/2."""
    return ", ".join(f"{name} = {scalar_text(entry)}" for name, entry in point.items())
