"""max of a concave quadratic function over few affine rows, exactly: one linear system for each set of active rows.

At a maximizer y of g over E y = e, G y >= 0 there are nu and mu >= 0 with grad g(y) + E' nu + G' mu = 0 and
mu_i (G y)_i = 0 (Boyd and Vandenberghe, section 5.5.3); for concave g such a y is a maximizer.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from duality.algebra.exact_linear import solve
from duality.model.form import Affine, Row
from duality.model.scalar import Scalar

MOST_SETS = 256
"""Eight inequalities; beyond, no one would do it by hand."""


def maximizer(
    row: Row, names: Sequence[str], equalities: Sequence[Affine], inequalities: Sequence[Affine]
) -> dict[str, Scalar] | None:
    """A maximizer of the concave quadratic row over equalities = 0 and inequalities >= 0; ``None`` where none is found.

    Active sets are tried from small to large, so the first point found has the fewest active rows.
    """
    if not row.is_quadratic or 2 ** len(inequalities) > MOST_SETS:
        return None
    gradient = [_partial(row, name) for name in names]
    for size in range(len(inequalities) + 1):
        for active in combinations(inequalities, size):
            point = _stationary(gradient, names, equalities, active)
            if point is not None and all(_at(form, point) >= 0 for form in inequalities):
                return point
    return None


def _stationary(
    gradient: Sequence[Affine], names: Sequence[str], equalities: Sequence[Affine], active: Sequence[Affine]
) -> dict[str, Scalar] | None:
    """The KKT point with these rows active, their multipliers nonnegative."""
    rows = [*equalities, *active]
    matrix: list[list[Scalar]] = []
    vector: list[Scalar] = []
    for name, form in zip(names, gradient, strict=True):
        matrix.append([*(form.coefficient(other) for other in names), *(row.coefficient(name) for row in rows)])
        vector.append(-form.constant)
    for row in rows:
        matrix.append([*(row.coefficient(name) for name in names), *([Fraction(0)] * len(rows))])
        vector.append(-row.constant)
    found = solve(matrix, vector)
    if found is None or any(value < 0 for value in found[len(names) + len(equalities) :]):
        return None
    return dict(zip(names, found[: len(names)], strict=True))


def _partial(row: Row, name: str) -> Affine:
    """The derivative of a quadratic row."""
    terms: dict[str, Scalar] = {}
    for (first, second), c in row.quadratic:
        if first == name:
            terms[second] = terms.get(second, Fraction(0)) + c
        if second == name:
            terms[first] = terms.get(first, Fraction(0)) + c
    return Affine(row.affine.coefficient(name), tuple((other, c) for other, c in terms.items() if c != 0))


def _at(form: Affine, point: dict[str, Scalar]) -> Scalar:
    result = form.constant
    for name, c in form.terms:
        result = result + c * point[name]
    return result
