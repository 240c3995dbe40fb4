"""Is s'As positive, or nonnegative, for every nonzero s >= 0: Hadeler's criterion, exact.

With every smaller principal submatrix (strictly) copositive, A is not copositive iff det A < 0 and adj A >= 0, and not
strictly copositive iff det A <= 0 and adj A > 0 (K. P. Hadeler, On copositive matrices, 1983).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import flint

from duality.algebra.polynomial_systems.algebraic import Real, sign

LARGEST = 6
"""Up to this size: there are 2^n principal submatrices."""

Verdict = Literal["strictly", "copositive", "not"]


def copositivity(matrix: Sequence[Sequence[Real]]) -> Verdict | None:
    """How the form behaves on s >= 0; ``None`` for a matrix that is too large."""
    size = len(matrix)
    if size > LARGEST:
        return None
    strictly = True
    for count in range(1, size + 1):
        for chosen in combinations(range(size), count):
            part = [[matrix[i][j] for j in chosen] for i in chosen]
            determinant = sign(_determinant(part))
            if determinant > 0 or (determinant == 0 and not strictly):
                continue
            signs = [sign(_cofactor(part, i, j)) for i in range(count) for j in range(i, count)]
            if determinant < 0 and min(signs) >= 0:
                return "not"
            if min(signs) > 0:
                strictly = False
    return "strictly" if strictly else "copositive"


def _determinant(matrix: Sequence[Sequence[Real]]) -> Real:
    """Expansion along the first row; 1 for the empty matrix."""
    if not matrix:
        return flint.fmpq(1)
    total: Real = flint.fmpq(0)
    for j, entry in enumerate(matrix[0]):
        total = total + entry * _cofactor(matrix, 0, j)
    return total


def _cofactor(matrix: Sequence[Sequence[Real]], i: int, j: int) -> Real:
    minor = [[entry for c, entry in enumerate(row) if c != j] for r, row in enumerate(matrix) if r != i]
    value = _determinant(minor)
    return -value if (i + j) % 2 else value
