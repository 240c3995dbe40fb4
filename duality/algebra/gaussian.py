"""Gaussian elimination over exact scalars, irrational ones too: the slow path of `duality.algebra.exact_linear`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.model.scalar import Scalar


def reduced_row_echelon(rows: Sequence[Sequence[Scalar]]) -> tuple[list[list[Scalar]], list[int]]:
    """The reduced row echelon form without its zero rows, and the pivot columns."""
    work = [list(row) for row in rows]
    width = len(work[0]) if work else 0
    pivots: list[int] = []
    for column in range(width):
        k = len(pivots)
        pivot = next((i for i in range(k, len(work)) if work[i][column] != 0), None)
        if pivot is None:
            continue
        work[k], work[pivot] = work[pivot], work[k]
        lead = work[k][column]
        work[k] = [entry / lead for entry in work[k]]
        for i, row in enumerate(work):
            if i != k and (factor := row[column]) != 0:
                work[i] = [a - factor * b for a, b in zip(row, work[k], strict=True)]
        pivots.append(column)
    return [[entry + Fraction(0) for entry in row] for row in work[: len(pivots)]], pivots
