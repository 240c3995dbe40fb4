"""The change of variables y = A x for linearly independent rows: slopes s with A's = d, and N'd = 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.blocks import LagrangianBlock
from duality.derivation.rules.rule import Refusal
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record


@record(slots=False)
class Change:
    """``slopes`` s_k of L along y_k; ``nullspace_conditions`` must vanish; ``free_names`` are the unseen variables.

    ``residuals`` are the slopes along the unseen variables, one for each.
    """

    slopes: tuple[Affine, ...]
    nullspace_conditions: tuple[Affine, ...]
    free_names: tuple[str, ...]
    residuals: tuple[Affine, ...] = ()


def change_of_variables(rows: Sequence[Affine], block: LagrangianBlock) -> Change | Refusal:
    """Solves A's = d by Gauss-Jordan elimination on the columns; exact.

    The rows reduce to pivots x_j(k) = y_k - ...: then d'x = sum_k s_k y_k + sum over the other variables of their
    residual slopes, which must vanish.
    """
    names = block.variables
    matrix: list[dict[str, Scalar]] = [dict(row.terms) for row in rows]
    # Each reduced row is a combination of y's: combination[k] maps row index -> coefficient.
    combination: list[dict[int, Scalar]] = [{k: Fraction(1)} for k in range(len(rows))]
    pivots: list[str] = []
    for k, row in enumerate(matrix):
        for j, pivot in enumerate(pivots):
            factor = row.get(pivot, Fraction(0))
            if factor != 0:
                _subtract(row, matrix[j], factor)
                _subtract(combination[k], combination[j], factor)
        # Prefer a pivot that is not bounded or used elsewhere only for readability: the first variable will do.
        pivot = next((name for name in names if row.get(name, Fraction(0)) != 0), None)
        if pivot is None:
            return Refusal("its directions are linearly dependent")
        scale = row[pivot]
        matrix[k] = row = {name: c / scale for name, c in row.items() if c != 0}
        combination[k] = {i: c / scale for i, c in combination[k].items() if c != 0}
        for j in range(k):
            factor = matrix[j].get(pivot, Fraction(0))
            if factor != 0:
                _subtract(matrix[j], row, factor)
                _subtract(combination[j], combination[k], factor)
        pivots.append(pivot)
    slopes = [Affine(Fraction(0))] * len(rows)
    residual = {name: block.slope(name) for name in names if name not in pivots}
    for pivot, row, weights in zip(pivots, matrix, combination, strict=True):
        d = block.slope(pivot)
        if d.is_zero:
            continue
        for i, weight in weights.items():
            slopes[i] = slopes[i] + d.scaled(weight)
        for name, coefficient in row.items():
            if name != pivot:
                residual[name] = residual[name] - d.scaled(coefficient)
    conditions = tuple(dict.fromkeys(form for form in residual.values() if not form.is_zero))
    return Change(tuple(slopes), conditions, tuple(residual), tuple(residual.values()))


def _subtract(target: dict, source: dict, factor: Scalar) -> None:
    for key, coefficient in source.items():
        target[key] = target.get(key, Fraction(0)) - factor * coefficient
        if target[key] == 0:
            del target[key]
