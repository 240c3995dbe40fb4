"""x'Qx/2 + q'x + r is convex iff Q is positive semidefinite (on the directions that stay in D)."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra import exact_linear
from duality.algebra.polynomial import Polynomial
from duality.derivation.curvature.definiteness import Definiteness, hessian_definiteness, restricted
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape
from duality.derivation.curvature.words import hessian_words
from duality.model.expression import Expression
from duality.model.scalar import Scalar


def quadratic(node: Expression, prover: Prover) -> Shape:
    """Convex or concave by exact factorization of the Hessian."""
    p = prover.polynomial(node)
    return UNKNOWN if p is None or p.degree != 2 else quadratic_shape(p, prover.region)


def quadratic_shape(p: Polynomial, region: Region) -> Shape:
    """The shape of a polynomial of degree two."""
    convex = definiteness_on_region(p, region)
    if convex.semidefinite:
        return Shape(convex=hessian_words(p, _verdict(convex)))
    concave = definiteness_on_region(p.scaled(Fraction(-1)), region)
    if concave.semidefinite:
        return Shape(concave=hessian_words(p, _verdict(concave).replace("positive", "negative")))
    return UNKNOWN


def _verdict(found: Definiteness) -> str:
    return found.word + (" along the directions that X leaves free" if found.tangential else "")


def definiteness_on_region(p: Polynomial, region: Region) -> Definiteness:
    """Definiteness on R^n, or else on the directions that keep the affine equations of X."""
    free = hessian_definiteness(p)
    if free.semidefinite:
        return free
    order = p.names
    basis = tangent_basis(order, region)
    if basis is None:
        return free
    if not basis:
        return Definiteness(True, True, tangential=True)
    inner = restricted(p.hessian(order), basis)
    weights = exact_linear.negative_direction(inner)
    if weights is None:
        return Definiteness(True, exact_linear.rank(inner) == len(inner), tangential=True)
    direction: list[Scalar] = [Fraction(0)] * len(order)
    for weight, vector in zip(weights, basis, strict=True):
        direction = [d + weight * v for d, v in zip(direction, vector, strict=True)]
    return Definiteness(False, False, tuple(zip(order, direction, strict=True)))


def tangent_basis(order: tuple[str, ...], region: Region) -> list[list[Scalar]] | None:
    """A basis of the directions, within the given variables, that the equations of X leave free.

    ``None`` where they leave all of them free. Equations that involve further variables are left out, which is safe
    for a proof of convexity: it only enlarges the space of directions.
    """
    rows: list[list[Scalar]] = []
    for name in order:
        bounds = region.box.get(name)
        if bounds is not None and bounds.lower is not None and bounds.lower == bounds.upper:
            rows.append([Fraction(int(name == other)) for other in order])
    rows += [[form.coefficient(name) for name in order] for form in region.equalities if set(form.names) <= set(order)]
    return exact_linear.nullspace(rows) if rows else None
