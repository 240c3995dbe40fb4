"""Rows that may be dependent: those that are left once rows with a column of their own are taken away, again and again.

A combination of rows that is 0 has the weight 0 on a row which alone holds some column. Of a sparse system little is
left of it; whether that is independent is told modulo a prime before it is told over the rationals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

Row = TypeVar("Row")

PRIME = 2**61 - 1
"""Rows that are independent modulo a prime are so over the rationals."""

MANY = 24
"""Rows from which the prime is asked first."""


def core(rows: Sequence[Row], entries: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows that have no column of their own beside the others that stay; ``entries`` are their nonzero columns."""
    holders: dict[str, set[int]] = {}
    for k, row in enumerate(entries):
        for name in row:
            holders.setdefault(name, set()).add(k)
    kept = set(range(len(rows)))
    single = [name for name, found in holders.items() if len(found) == 1]
    while single:
        found = holders[single.pop()]
        if len(found) != 1:
            continue
        (k,) = found
        kept.discard(k)
        for name in entries[k]:
            holders[name].discard(k)
            if len(holders[name]) == 1:
                single.append(name)
    return [rows[k] for k in sorted(kept)]


def surely_independent(matrix: Sequence[Sequence[Any]]) -> bool:
    """Whether many rational rows are independent modulo the prime; ``False`` says nothing."""
    if len(matrix) < MANY or not all(isinstance(entry, Fraction) for row in matrix for entry in row):
        return False
    import flint

    entries = [entry for row in matrix for entry in row]
    if not all(entry.denominator % PRIME for entry in entries):
        return False
    residues = [entry.numerator * pow(entry.denominator, -1, PRIME) % PRIME for entry in entries]
    return flint.nmod_mat(len(matrix), len(matrix[0]), residues, PRIME).rank() == len(matrix)
