"""a'x + b is convex and concave."""

from __future__ import annotations

from duality.derivation.curvature.shape import AFFINE, UNKNOWN, Prover, Shape
from duality.model.expression import Expression


def affine(node: Expression, prover: Prover) -> Shape:
    """Both convex and concave, after expansion; so is what depends on fixed variables only."""
    if prover.affine(node) is not None:
        return AFFINE
    box = prover.region.box
    fixed = all(
        (b := box.get(name)) is not None and b.lower is not None and b.lower == b.upper for name in node.variables()
    )
    return AFFINE if fixed else UNKNOWN
