"""The curvature of a function that is not quadratic: rules on its tree and on its exact row, then counterexamples."""

from __future__ import annotations

from duality.algebra.atoms import row_expression
from duality.derivation.curvature.counterexample import Counterexample, Place
from duality.derivation.curvature.hessian import hessian_rule
from duality.derivation.curvature.prover import RuleProver
from duality.derivation.curvature.refutation import looks_nonconvex, refute_by_chord, refute_smooth
from duality.derivation.curvature.rules.sum import combined, components, flattened
from duality.derivation.curvature.shape import UNKNOWN, Shape
from duality.model.expression import Expression, Sum
from duality.model.form import Row


def analyzed(expression: Expression, row: Row, place: Place, prover: RuleProver) -> tuple[Shape, Counterexample | None]:
    """The shape of a function that is not quadratic, and a counterexample where it is found not to be convex."""
    if looks_nonconvex(expression, place):
        counterexample = refuted(row, place)
        if counterexample is not None:
            return UNKNOWN, counterexample
    shape = _shape(expression, row, prover)
    return shape, None if shape.convex else refuted(row, place)


def _shape(expression: Expression, row: Row, prover: RuleProver) -> Shape:
    """By rules on the tree as written, on the exact row, and by the Hessian of what does not separate."""
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


def refuted(row: Row, place: Place) -> Counterexample | None:
    """A counterexample in a group of terms that share variables refutes the whole sum."""
    groups = components([term for term in flattened(row_expression(row)) if term.variables()])
    nodes = [group[0] if len(group) == 1 else Sum(tuple(group)) for group in groups]
    suspects = [node for node in nodes if looks_nonconvex(node, place)] or nodes
    for refute in (refute_smooth, refute_by_chord):
        for node in suspects:
            found = refute(node, place)
            if found is not None:
                return found
    return None
