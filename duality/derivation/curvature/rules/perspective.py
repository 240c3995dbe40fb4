"""Perspectives: t*phi(u/t) is convex in (u, t), t > 0, where phi is convex; u and t affine.

A tree is such a perspective if all its affine parts are combinations of u and t without a constant and the tree is
homogeneous of degree one in them; then phi(s) is the tree at u = s, t = 1. So are x*log(x/y), x^2/y, y*exp(x/y).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.algebra.boxes import is_nonnegative
from duality.algebra.functions import function
from duality.algebra.powers import rational
from duality.derivation.curvature.rules.univariate import shape_on_interval
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import (
    ONE,
    Call,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
)
from duality.model.form import FREE, PLACEHOLDER, Affine, Bounds


def perspective(node: Expression, prover: Prover) -> Shape:
    """Convex or concave as phi is, for the first denominator t > 0 that works."""
    if not isinstance(node, (Product, Quotient)):
        return UNKNOWN
    for t in _denominators(node, prover):
        u = _second_form(node, t, prover)
        if u is None:
            continue
        phi = _at_one(node, u, t, prover)
        if phi is None or phi[1] != 1:
            continue
        nonnegative = is_nonnegative(prover.region.affine_range(u))
        range_ = Bounds(lower=Fraction(0)) if nonnegative else FREE
        shape = shape_on_interval(phi[0], range_)
        words = f"the perspective of {phi[0]}".replace(PLACEHOLDER, "s")
        return Shape(
            f"{brief(node)} is convex ({words})" if shape.convex else None,
            f"{brief(node)} is concave ({words})" if shape.concave else None,
        )
    return UNKNOWN


def _denominators(node: Expression, prover: Prover) -> Iterator[Affine]:
    """Affine denominators that are positive on D."""
    for inner in node.walk():
        if isinstance(inner, Quotient):
            form = prover.affine(inner.denominator)
            if form is not None and form.names and is_nonnegative(prover.region.affine_range(form)):
                yield form


def _second_form(node: Expression, t: Affine, prover: Prover) -> Affine | None:
    """The first affine part that is not a multiple of t."""
    for form in _affine_parts(node, prover):
        if not form.is_constant and _multiple(form, t) is None:
            return form
    return None


def _affine_parts(node: Expression, prover: Prover) -> Iterator[Affine]:
    form = prover.affine(node)
    if form is not None:
        yield form
        return
    for child in node.children:
        yield from _affine_parts(child, prover)


def _multiple(form: Affine, other: Affine) -> Fraction | None:
    name, leading = other.terms[0]
    ratio = form.coefficient(name) / leading
    return ratio if isinstance(ratio, Fraction) and (form - other.scaled(ratio)).is_zero else None


def _combination(form: Affine, u: Affine, t: Affine) -> tuple[Fraction, Fraction] | None:
    """(a, b) with form = a u + b t, exactly."""
    names = tuple(dict.fromkeys((*u.names, *t.names)))
    for first in names:
        for second in names:
            determinant = u.coefficient(first) * t.coefficient(second) - u.coefficient(second) * t.coefficient(first)
            if determinant == 0:
                continue
            a = (
                form.coefficient(first) * t.coefficient(second) - form.coefficient(second) * t.coefficient(first)
            ) / determinant
            b = (
                u.coefficient(first) * form.coefficient(second) - u.coefficient(second) * form.coefficient(first)
            ) / determinant
            if not (isinstance(a, Fraction) and isinstance(b, Fraction)):
                return None
            return (a, b) if (form - u.scaled(a) - t.scaled(b)).is_zero else None
    return None


def _at_one(node: Expression, u: Affine, t: Affine, prover: Prover) -> tuple[Expression, Fraction] | None:
    """(the tree at u = s, t = 1, its degree of homogeneity), ``None`` where it is not homogeneous."""
    form = prover.affine(node)
    if form is not None:
        if form.is_constant:
            return node, Fraction(0)
        weights = _combination(form, u, t)
        return None if weights is None else (_combined(*weights), Fraction(1))
    children = [_at_one(child, u, t, prover) for child in node.children]
    if any(child is None for child in children):
        return None
    trees = tuple(child[0] for child in children if child is not None)
    degrees = [child[1] for child in children if child is not None]
    return _rebuilt(node, trees, degrees)


def _combined(a: Fraction, b: Fraction) -> Expression:
    """a*s + b."""
    return affine_expression(Affine.of(b, ((PLACEHOLDER, a),)))


def _rebuilt(
    node: Expression, trees: tuple[Expression, ...], degrees: list[Fraction]
) -> tuple[Expression, Fraction] | None:
    same = len(set(degrees)) == 1
    match node:
        case Sum() | Negative() if same:
            return node.rebuilt(trees), degrees[0]
        case Product():
            factors = tuple(tree for tree in trees if tree != ONE)
            return (Product(factors) if len(factors) > 1 else (*factors, ONE)[0]), sum(degrees, Fraction(0))
        case Quotient():
            return (trees[0] if trees[1] == ONE else Quotient(*trees)), degrees[0] - degrees[1]
        case Power() if (p := rational(node.exponent)) is not None:
            return node.rebuilt(trees), degrees[0] * p
        case Call(name, _):
            degree = function(name).degree if same else None
            if degree is None and any(degrees):
                return None
            return node.rebuilt(trees), degrees[0] * (degree or 0)
        case _:
            return None
