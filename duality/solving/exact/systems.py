"""Integral linear systems M z = r solved exactly, with what is not determined taken from a numeric guess."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from duality.solving.quadratic.rationals import Rationals

NEGLIGIBLE = 1e-7
"""A guessed unknown below this is taken to be 0."""


def solution(matrix: list[list[int]], right: list[int], guess: Sequence[float]) -> Rationals | None:
    """z with M z = r, ``None`` if there is none; undetermined unknowns are snapped to the guess."""
    from flint import fmpz_mat

    if not matrix:
        return Rationals.of(snapped(value) for value in guess)
    if not matrix[0]:
        return None if any(right) else Rationals(())
    if len(matrix) == len(matrix[0]):
        try:
            found: Any = fmpz_mat(matrix).solve(fmpz_mat([[value] for value in right]))
        except ZeroDivisionError:
            return _underdetermined(matrix, right, guess)
        numerators, denominator = found.numer_denom()
        return Rationals.reduced([int(n) for n in numerators.entries()], int(denominator))
    return _underdetermined(matrix, right, guess)


def snapped(value: float) -> Fraction:
    """A nearby fraction with a small denominator."""
    return Fraction(0) if abs(value) < NEGLIGIBLE else Fraction(value).limit_denominator(1000)


def _underdetermined(matrix: list[list[int]], right: list[int], guess: Sequence[float]) -> Rationals | None:
    from flint import fmpz_mat

    unknowns = len(matrix[0])
    reduced, denominator, rank = fmpz_mat([[*row, value] for row, value in zip(matrix, right, strict=True)]).rref()
    rows = [[int(entry) for entry in row] for row in reduced.tolist()[:rank]]
    pivots = [next(j for j, entry in enumerate(row) if entry) for row in rows]
    if unknowns in pivots:
        return None
    values = [Fraction(0) if j in pivots else snapped(guess[j]) for j in range(unknowns)]
    for pivot, row in zip(pivots, rows, strict=True):
        rest = sum((row[j] * values[j] for j in range(pivot + 1, unknowns) if row[j] and j not in pivots), Fraction(0))
        values[pivot] = (row[unknowns] - rest) / int(denominator)
    return Rationals.of(values)
