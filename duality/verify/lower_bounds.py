"""Exact lower bounds of one function over D: what Farkas certificates and failures of Slater's condition rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality import algebra
from duality.algebra import exact_linear
from duality.algebra.atoms import row_expression
from duality.algebra.boxes import affine_range, intersect, is_empty, rational_hull
from duality.algebra.scalars import from_flint
from duality.model.form import Affine, Bounds, Domain, Row
from duality.model.scalar import Scalar
from duality.verify.evaluation import is_exact, row_gradient, row_value

SIZE_LIMIT = 200
WHOLE = Bounds()


def lower_bound(row: Row, domain: Domain, *, convex: bool, points: Iterable[Mapping[str, Scalar]] = ()) -> Bounds:
    """An interval [lower, inf) that contains row(x) for every x in D; its ends may be infinite.

    Affine rows and convex quadratics on R^n are settled exactly; others by enclosure over the box, and, where the row
    is ``convex``, by its tangents at the given points of D.
    """
    if row.is_affine:
        return _lower(affine_range(row.affine, dict(domain.bounds)))
    bound = _enclosed(row, domain)
    if row.is_quadratic:
        least = unconstrained_minimum(row)
        bound = bound if least is None else intersect(bound, Bounds(lower=least))
    if convex:
        for point in points:
            tangent = _tangent(row, point)
            if tangent is not None:
                bound = intersect(bound, _lower(affine_range(tangent, dict(domain.bounds))))
    return bound


def unconstrained_minimum(row: Row) -> Scalar | None:
    """min over R^n of a convex quadratic, ``None`` where it is not bounded below (or too large to ask)."""
    names = row.names()
    if len(names) > SIZE_LIMIT:
        return None
    index = {name: k for k, name in enumerate(names)}
    matrix: list[list[Scalar]] = [[Fraction(0)] * len(names) for _ in names]
    for (first, second), c in row.quadratic:
        i, j = index[first], index[second]
        matrix[i][j] = matrix[i][j] + c
        matrix[j][i] = matrix[j][i] + c
    slopes = dict(row.linear)
    downhill = [-slopes.get(name, Fraction(0)) for name in names]
    if not exact_linear.is_positive_semidefinite(matrix):
        return None
    found = exact_linear.solve_symmetric_psd(matrix, downhill)
    if found is None:
        return None
    # With Q x = -q the minimum is r + q'x/2.
    value = row.constant
    for entry, slope in zip(found[0], downhill, strict=True):
        value = value - entry * slope / 2
    return value


def _enclosed(row: Row, domain: Domain) -> Bounds:
    expression = row_expression(row)
    if any(is_empty(domain.bound(name)) for name in expression.variables()):
        # D is empty, and every bound holds: no number says that.
        return WHOLE
    box = {name: rational_hull(domain.bound(name)) for name in expression.variables()}
    found = algebra.intervals.enclosure(expression, box).range
    return Bounds(lower=None if found.lower is None else from_flint(found.lower), lower_closed=not found.lower_open)


def _tangent(row: Row, point: Mapping[str, Scalar]) -> Affine | None:
    """row(z) + grad row(z)'(x - z), a minorant of a convex function; ``None`` where it is not exact."""
    expression = row_expression(row)
    value = row_value(row, expression, point)
    slopes = row_gradient(row, expression, point, tuple(point))
    if slopes is None or not is_exact(value):
        return None
    tangent = Affine(value)
    for name, slope in slopes.items():
        if not is_exact(slope):
            return None
        tangent = tangent + Affine(-slope * point[name], ((name, slope),))
    return tangent


def _lower(range_: Bounds) -> Bounds:
    return Bounds(lower=range_.lower, lower_closed=range_.lower_closed)
