"""The curvature of a quadratic function on D: decided exactly, one way or the other, wherever D has an inside."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.polynomial import Monomial, Polynomial
from duality.derivation import curvature
from duality.derivation.curvature.counterexample import Counterexample, Place, bend_words
from duality.derivation.curvature.rules.quadratic import definiteness_on_region, quadratic_shape
from duality.derivation.curvature.shape import Shape
from duality.derivation.curvature.words import number_words
from duality.model.form import Row
from duality.model.scalar import Scalar


def quadratic_curvature(row: Row, place: Place) -> tuple[Shape, Counterexample | None]:
    """The shape, and a counterexample where the function is not convex."""
    p = row_polynomial(row)
    shape = quadratic_shape(p, place.region)
    return shape, None if shape.convex else refute_quadratic(p, place)


def row_polynomial(row: Row) -> Polynomial:
    """The row without its atoms and remainder."""
    terms: dict[Monomial, Scalar] = {(): row.constant}
    terms |= {((name, 1),): c for name, c in row.linear}
    for (first, second), c in row.quadratic:
        monomial: Monomial = ((first, 2),) if first == second else tuple(sorted(((first, 1), (second, 1))))
        terms[monomial] = terms.get(monomial, Fraction(0)) + c
    return Polynomial.of(terms)


def refute_quadratic(p: Polynomial, place: Place) -> Counterexample | None:
    """v'Hv < 0 for the constant Hessian, at any point inside D."""
    found = definiteness_on_region(p, place.region)
    if found.semidefinite:
        return None
    inside = next(curvature.search.inner_points(place.domain, place.region, p.names), None)
    if inside is None:
        return None
    direction = {name: entry for name, entry in found.direction if entry != 0}
    if next(iter(direction.values())) < 0:
        direction = {name: -entry for name, entry in direction.items()}
    matrix = p.hessian(tuple(direction))
    steps = list(direction.values())
    bend: Scalar = Fraction(0)
    for i, a in enumerate(steps):
        for j, b in enumerate(steps):
            bend = bend + a * b * matrix[i][j]
    why = bend_words(place, _scalar_words(bend), direction, {}, len(p.names))
    return Counterexample(tuple((name, inside[name]) for name in place.region.variables), tuple(direction.items()), why)


def _scalar_words(bend: Scalar) -> str:
    return number_words(bend, bend) if isinstance(bend, Fraction) else f"{float(bend):.4g}"
