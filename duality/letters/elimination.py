"""Linear systems over Q(letters), solved by elimination whose pivots do not vanish at a sample.

The solution then holds wherever its denominators do not vanish, and is the solution at the sample.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.letters.field import Element, Field


def solution(
    field: Field, matrix: Sequence[Sequence[Element]], right: Sequence[Element], sample: Mapping[str, Fraction]
) -> list[Element] | None:
    """x with M x = r for a square M; ``None`` where M is singular at the sample."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(size):
        place = next((i for i in range(k, size) if _differs(field, rows[i][k], sample)), None)
        if place is None:
            return None
        rows[k], rows[place] = rows[place], rows[k]
        pivot = rows[k]
        for i in range(size):
            factor = rows[i][k]
            if i != k and factor != field.zero:
                ratio = factor / pivot[k]
                rows[i] = [a - ratio * b if b != field.zero else a for a, b in zip(rows[i], pivot, strict=True)]
    return [line[size] / line[k] for k, line in enumerate(rows)]


def null_vector(
    field: Field, matrix: Sequence[Sequence[Element]], size: int, sample: Mapping[str, Fraction]
) -> list[Element] | None:
    """The vector that spans the null space where it is a line at the sample and for all letters; else ``None``."""
    rows = [list(line) for line in matrix]
    pivots: list[int] = []
    for column in range(size):
        done = len(pivots)
        place = next((i for i in range(done, len(rows)) if _differs(field, rows[i][column], sample)), None)
        if place is None:
            continue
        rows[done], rows[place] = rows[place], rows[done]
        pivot = rows[done]
        rows[done] = [entry / pivot[column] for entry in pivot]
        for i in range(len(rows)):
            factor = rows[i][column]
            if i != done and factor != field.zero:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[done], strict=True)]
        pivots.append(column)
    if any(entry != field.zero for line in rows[len(pivots) :] for entry in line):
        return None
    free = [column for column in range(size) if column not in pivots]
    if len(free) != 1:
        return None
    vector = [field.zero for _ in range(size)]
    vector[free[0]] = field.one
    for line, column in zip(rows, pivots, strict=False):
        vector[column] = -line[free[0]]
    return vector


def _differs(field: Field, element: Element, sample: Mapping[str, Fraction]) -> bool:
    return element != field.zero and field.at(element, sample) != 0
