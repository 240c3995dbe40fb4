"""Quadratic functions that are sums of squares of affine forms: q(x) = sum w_i u_i(x)^2 with w_i > 0."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from duality.model.form import Affine

if TYPE_CHECKING:
    from duality.algebra.rows import Collector


def sum_of_squares(parts: Collector) -> tuple[tuple[Fraction, ...], tuple[Affine, ...]] | None:
    """Weights w_i > 0 and affine forms u_i with q = sum w_i u_i^2, or ``None`` where q is negative somewhere.

    Completes squares of the homogenized form, one variable after the other, the homogenizing 1 last; exact over the
    rationals (``None`` for irrational data).
    """
    names = list(dict.fromkeys([name for pair in parts.quadratic for name in pair] + list(parts.linear)))
    matrix: dict[tuple[int, int], Fraction] = {}
    index = {name: k for k, name in enumerate(names)}
    last = len(names)

    def accumulate(i: int, j: int, value: object) -> bool:
        if not isinstance(value, Fraction):
            return False
        matrix[i, j] = matrix.get((i, j), Fraction(0)) + value
        if i != j:
            matrix[j, i] = matrix.get((j, i), Fraction(0)) + value
        return True

    entries = [accumulate(index[a], index[b], c if a == b else c / 2) for (a, b), c in parts.quadratic.items()]
    entries += [accumulate(index[name], last, c / 2) for name, c in parts.linear.items()]
    entries.append(accumulate(last, last, parts.constant))
    if not all(entries):
        return None
    weights: list[Fraction] = []
    forms: list[Affine] = []
    for k in range(last + 1):
        pivot = matrix.get((k, k), Fraction(0))
        row = {j: matrix[k, j] for j in range(k, last + 1) if matrix.get((k, j), Fraction(0)) != 0}
        if pivot < 0 or (pivot == 0 and row):
            return None
        if pivot == 0:
            continue
        for i, a in row.items():
            for j, b in row.items():
                matrix[i, j] = matrix.get((i, j), Fraction(0)) - a * b / pivot
        constant = row.pop(last, Fraction(0)) if k != last else Fraction(0)
        if k == last:
            weights.append(pivot)
            forms.append(Affine(Fraction(1)))
            continue
        weights.append(pivot)
        forms.append(Affine.of(constant / pivot, ((names[j], value / pivot) for j, value in row.items())))
    return tuple(weights), tuple(forms)
