"""The curvature of one function of the problem on D, with its evidence."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import row_expression
from duality.algebra.polynomial import Monomial, Polynomial
from duality.derive.curvature.hessian import hessian_rule
from duality.derive.curvature.prover import RuleProver
from duality.derive.curvature.refutation import (
    Counterexample,
    Place,
    looks_nonconvex,
    refute_by_chord,
    refute_quadratic,
    refute_smooth,
)
from duality.derive.curvature.rules.quadratic import quadratic_shape
from duality.derive.curvature.rules.sum import combined, components, flattened
from duality.derive.curvature.shape import AFFINE, UNKNOWN, Shape
from duality.model.expression import Expression, Sum
from duality.model.form import Domain, Row
from duality.model.report import FunctionCurvature
from duality.model.scalar import Scalar


def convexity_of(name: str, expression: Expression, row: Row, domain: Domain, prover: RuleProver) -> FunctionCurvature:
    """Is an objective or the function of an inequality convex on D."""
    shape, counterexample = _analyzed(name, expression, row, domain, prover)
    if shape.is_affine:
        return FunctionCurvature(name, "affine", "affine")
    if shape.convex:
        return FunctionCurvature(name, "convex", shape.convex)
    if counterexample is not None:
        return _nonconvex(name, counterexample)
    return FunctionCurvature(name, "unknown", "no rule proves it convex, and no counterexample was found")


def affinity_of(name: str, expression: Expression, row: Row, domain: Domain, prover: RuleProver) -> FunctionCurvature:
    """Is the function of an equality affine on D."""
    shape, counterexample = _analyzed(name, expression, row, domain, prover)
    if shape.is_affine:
        return FunctionCurvature(name, "affine", "affine")
    if counterexample is None:
        counterexample = _refuted(name, _negated(row), domain, prover)
    if counterexample is None:
        return FunctionCurvature(name, "unknown", "no rule proves it affine, and no counterexample was found")
    return _nonconvex(name, counterexample)


def row_polynomial(row: Row) -> Polynomial:
    """The row without its atoms and remainder."""
    terms: dict[Monomial, Scalar] = {(): row.constant}
    terms |= {((name, 1),): c for name, c in row.linear}
    for (first, second), c in row.quadratic:
        monomial: Monomial = ((first, 2),) if first == second else tuple(sorted(((first, 1), (second, 1))))
        terms[monomial] = terms.get(monomial, Fraction(0)) + c
    return Polynomial.of(terms)


def _analyzed(
    name: str, expression: Expression, row: Row, domain: Domain, prover: RuleProver
) -> tuple[Shape, Counterexample | None]:
    if row.is_affine:
        return AFFINE, None
    if not row.is_quadratic and looks_nonconvex(expression, Place(domain, prover.region, name)):
        counterexample = _refuted(name, row, domain, prover)
        if counterexample is not None:
            return UNKNOWN, counterexample
    shape = _shape(expression, row, prover)
    return shape, None if shape.convex else _refuted(name, row, domain, prover)


def _shape(expression: Expression, row: Row, prover: RuleProver) -> Shape:
    """By rules on the tree as written, on the exact row, and by the Hessian of what does not separate."""
    if row.is_quadratic:
        return quadratic_shape(row_polynomial(row), prover.region)
    shape = prover.shape(expression)
    if shape.convex:
        return shape
    canonical = row_expression(row)
    found = prover.shape(canonical)
    if found.is_known:
        return found
    parts = []
    for group in components([term for term in flattened(canonical) if term.variables()]):
        node = group[0] if len(group) == 1 else Sum(tuple(group))
        part = prover.shape(node)
        part = part if part.convex else hessian_rule(node, prover)
        if not part.convex:
            return shape
        parts.append(part)
    return combined(parts) if parts else UNKNOWN


def _refuted(name: str, row: Row, domain: Domain, prover: RuleProver) -> Counterexample | None:
    """A counterexample in a group of terms that share variables refutes the whole sum."""
    place = Place(domain, prover.region, name)
    if row.is_quadratic:
        return refute_quadratic(row_polynomial(row), place)
    groups = components([term for term in flattened(row_expression(row)) if term.variables()])
    nodes = [group[0] if len(group) == 1 else Sum(tuple(group)) for group in groups]
    suspects = [node for node in nodes if looks_nonconvex(node, place)] or nodes
    for refute in (refute_smooth, refute_by_chord):
        for node in suspects:
            found = refute(node, place)
            if found is not None:
                return found
    return None


def _negated(row: Row) -> Row:
    return Row(
        -row.constant,
        tuple((name, -c) for name, c in row.linear),
        tuple((pair, -c) for pair, c in row.quadratic),
        tuple((-c, atom) for c, atom in row.atoms),
        tuple((-c, node) for c, node in row.remainder),
    )


def _nonconvex(name: str, found: Counterexample) -> FunctionCurvature:
    return FunctionCurvature(name, "nonconvex", found.why, found.point, found.direction)
