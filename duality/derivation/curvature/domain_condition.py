"""Conditions of D that are not affine: {g >= 0} is convex for concave g, for monotone g(a'x), and for half a cone."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.boxes import is_nonnegative, is_positive
from duality.algebra.differentiate import derivative, is_smooth
from duality.algebra.membership import contains
from duality.algebra.single_direction import univariate_atom
from duality.derivation.curvature.kinks import is_piecewise
from duality.derivation.curvature.prover import RuleProver
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.rules.second_order_cone import is_cone_form
from duality.derivation.curvature.search import inner_points
from duality.derivation.curvature.signs import is_nonnegative_over
from duality.derivation.curvature.words import point_words
from duality.model.expression import Negative
from duality.model.form import PLACEHOLDER, Domain, DomainCondition
from duality.model.scalar import Scalar


def convex_conditions(pending: Sequence[DomainCondition], known: Region) -> list[DomainCondition]:
    """Those conditions that cut a convex set out of the convex set ``known``."""
    prover = RuleProver(known)
    return [condition for condition in pending if _is_convex(condition, prover)]


def _is_convex(condition: DomainCondition, prover: RuleProver) -> bool:
    """{g >= 0}, {g > 0} or {g != 0} within the convex set of the prover's region is convex."""
    g = condition.expression
    if condition.equality:
        return prover.affine(g) is not None
    if condition.nonzero:
        range_ = prover.range(g)
        shape = prover.shape(g)
        if is_positive(range_) or (is_nonnegative(range_) and shape.concave):
            return True
        below = range_.upper is not None and range_.upper <= 0
        return below and bool(shape.convex or range_.upper != 0 or not range_.upper_closed)
    if prover.shape(g).concave or (not condition.strict and is_nonnegative(prover.range(g))):
        return True
    q = prover.polynomial(g)
    if q is not None and q.degree == 2 and is_cone_form(q, prover.region, closed=not condition.strict):
        return True
    return _is_monotone(condition, prover)


def _is_monotone(condition: DomainCondition, prover: RuleProver) -> bool:
    """g depends on one affine form t and never turns, so {g >= 0} is an interval of t."""
    atom = univariate_atom(condition.expression, prover.affine)
    if atom is None or atom.body is None or atom.body.variables() != (PLACEHOLDER,):
        return False
    if is_piecewise(atom.body) or not is_smooth(atom.body):
        return False
    range_ = prover.region.affine_range(atom.arguments[0])
    slope = derivative(atom.body, PLACEHOLDER)
    return is_nonnegative_over(slope, range_) or is_nonnegative_over(Negative(slope), range_)


def refuted(domain: Domain, variables: tuple[str, ...], pending: list[DomainCondition]) -> str | None:
    """Two points of D whose midpoint is not in D, in words; ``None`` if none were found."""
    region = Region(domain, variables)
    names = tuple(dict.fromkeys(name for c in pending for name in c.row.names()))
    found: list[dict[str, Scalar]] = []
    for point in inner_points(domain, region, names):
        for other in found:
            middle = {name: (point[name] + other[name]) / 2 for name in variables}
            if not contains(domain, middle):
                at = point_words({name: middle[name] for name in names})
                return f"D is not convex: {at} lies between two of its points"
        found.append(point)
        if len(found) > 12:
            break
    return None
