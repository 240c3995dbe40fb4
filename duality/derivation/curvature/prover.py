"""Asks the curvature rules in order and remembers their answers."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import intersect
from duality.algebra.polynomial import Polynomial
from duality.algebra.polynomial_of import polynomial
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.rules.affine import affine
from duality.derivation.curvature.rules.composition import composition
from duality.derivation.curvature.rules.log_curvature import log_convexity, log_curvature
from duality.derivation.curvature.rules.maximum import maximum
from duality.derivation.curvature.rules.norm import norm
from duality.derivation.curvature.rules.perspective import perspective
from duality.derivation.curvature.rules.power_product import power_products
from duality.derivation.curvature.rules.quadratic import quadratic
from duality.derivation.curvature.rules.second_order_cone import second_order_cone
from duality.derivation.curvature.rules.sum import sums
from duality.derivation.curvature.rules.univariate import univariate
from duality.derivation.curvature.shape import UNKNOWN, Rule, Shape
from duality.model.expression import Expression, Sum
from duality.model.form import Affine, Bounds

RULES: tuple[Rule, ...] = (
    affine,
    quadratic,
    sums,
    maximum,
    composition,
    norm,
    second_order_cone,
    power_products,
    log_convexity,
    perspective,
    univariate,
)
"""From cheap to dear; the first that proves something has the last word."""


class RuleProver:
    """Answers the questions of `Prover` over one region."""

    def __init__(self, region: Region) -> None:
        self.region = region
        # Trees are remembered by identity: hashing a deep tree again and again would cost more than the rules.
        self._kept: list[Expression] = []
        self._shapes: dict[int, Shape] = {}
        self._log_shapes: dict[int, Shape] = {}
        self._ranges: dict[int, Bounds] = {}
        self._polynomials: dict[int, Polynomial | None] = {}

    def shape(self, node: Expression) -> Shape:
        found = self._shapes.get(id(node))
        if found is None:
            found = next((shape for rule in RULES if (shape := rule(node, self)).is_known), UNKNOWN)
            self._keep(node)
            self._shapes[id(node)] = found
        return found

    def log_shape(self, node: Expression) -> Shape:
        found = self._log_shapes.get(id(node))
        if found is None:
            found = log_curvature(node, self)
            self._keep(node)
            self._log_shapes[id(node)] = found
        return found

    def range(self, node: Expression) -> Bounds:
        found = self._ranges.get(id(node))
        if found is None:
            found = self._range(node)
            self._keep(node)
            self._ranges[id(node)] = found
        return found

    def polynomial(self, node: Expression) -> Polynomial | None:
        if id(node) not in self._polynomials:
            self._polynomials[id(node)] = polynomial(node)
            self._keep(node)
        return self._polynomials[id(node)]

    def affine(self, node: Expression) -> Affine | None:
        p = self.polynomial(node)
        return None if p is None else p.as_affine()

    def _range(self, node: Expression) -> Bounds:
        form = self.affine(node)
        if form is not None:
            return self.region.affine_range(form)
        found = self.region.enclosure(node)
        if isinstance(node, Sum):
            # Affine forms may be known to be >= 0 where the box alone does not tell.
            found = intersect(found, self._range_of_sum(node))
        known = self.region.signs.get(node)
        return found if known is None else intersect(found, known)

    def _range_of_sum(self, node: Sum) -> Bounds:
        affine, others = Affine(Fraction(0)), []
        for term in node.terms:
            form = self.affine(term)
            if form is None:
                others.append(self.range(term))
            else:
                affine = affine + form
        total = self.region.affine_range(affine)
        for part in others:
            total = Bounds(
                None if total.lower is None or part.lower is None else total.lower + part.lower,
                None if total.upper is None or part.upper is None else total.upper + part.upper,
            )
        return total

    def _keep(self, node: Expression) -> None:
        self._kept.append(node)
