"""The signs of a symmetric matrix by congruence, exact: does it have positive, negative and null directions."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.polynomial_systems.algebraic import Real
from duality.algebra.polynomial_systems.algebraic import sign as sign_of
from duality.named_tuples import NamedTuple


class Inertia(NamedTuple):
    """The numbers of positive, negative and zero eigenvalues (Sylvester)."""

    positive: int
    negative: int
    zero: int


def inertia(matrix: Sequence[Sequence[Real]]) -> Inertia:
    """By symmetric elimination; a zero diagonal with an entry beside it is one positive and one negative direction."""
    work = [list(row) for row in matrix]
    positive = negative = 0
    while work:
        size = len(work)
        signs = [sign_of(work[k][k]) for k in range(size)]
        pivot = next((k for k in range(size) if signs[k]), None)
        if pivot is not None:
            positive, negative = positive + (signs[pivot] > 0), negative + (signs[pivot] < 0)
            work = _eliminated(work, pivot)
            continue
        pair = next(((i, j) for i in range(size) for j in range(i) if sign_of(work[i][j])), None)
        if pair is None:
            return Inertia(positive, negative, size)
        # e_i + e_j has the value 2 a_ij: a congruence that makes the diagonal nonzero.
        i, j = pair
        work[i] = [a + b for a, b in zip(work[i], work[j], strict=True)]
        for row in work:
            row[i] = row[i] + row[j]
    return Inertia(positive, negative, 0)


def _eliminated(work: list[list[Real]], pivot: int) -> list[list[Real]]:
    """The Schur complement of one diagonal entry."""
    head = work[pivot]
    rest = [k for k in range(len(work)) if k != pivot]
    return [[work[i][j] - work[i][pivot] * head[j] / head[pivot] for j in rest] for i in rest]
