"""Logarithms: log u is concave for concave u > 0, and log-convex functions are closed under sums, products and powers.

log-convex: exp(convex), 1/concave, positive constants, sums and products of log-convex functions, positive powers of
them, negative powers of log-concave ones. So log(sum w_i exp(u_i)) is convex, and so is 1/(x*y) for x, y > 0.
"""

from __future__ import annotations

from duality.algebra.boxes import is_nonnegative
from duality.algebra.functions import function
from duality.algebra.powers import PowerProduct, power_product
from duality.derivation.curvature.rules.second_order_cone import is_cone_form
from duality.derivation.curvature.rules.sum import flattened
from duality.derivation.curvature.shape import AFFINE, UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression, Negative, Power, Product, Quotient, Sum


def log_convexity(node: Expression, prover: Prover) -> Shape:
    """A log-convex function is convex."""
    if not isinstance(node, (Product, Quotient, Power, Call)) or not _structural(node, prover).convex:
        return UNKNOWN
    return Shape(convex=f"{brief(node)} is log-convex")


def log_curvature(node: Expression, prover: Prover) -> Shape:
    """The shape of log(node), where node > 0."""
    found = _structural(node, prover)
    return found if found.is_known else _concave(node, prover)


def _structural(node: Expression, prover: Prover) -> Shape:
    """What follows from the logarithms of the parts."""
    match node:
        case _ if not node.variables():
            value = prover.polynomial(node)
            return AFFINE if value is not None and value.constant_term > 0 else UNKNOWN
        case Call("exp", (argument,)):
            return prover.shape(argument)
        case Power(base, exponent) if not base.variables():
            value = prover.polynomial(base)
            if value is None or value.constant_term <= 0:
                return UNKNOWN
            return prover.shape(exponent) if value.constant_term >= 1 else -prover.shape(exponent)
        case Sum():
            return _sum(node, prover)
        case Product() | Quotient() | Power() | Call("sqrt", _):
            return _power_product(power_product(node), node, prover)
        case Call(name, (argument,)) if (written := function(name).exponentials(argument)) is not None:
            return prover.log_shape(written)
        case _:
            return UNKNOWN


def _sum(node: Sum, prover: Prover) -> Shape:
    """Sums of log-convex functions."""
    terms = flattened(node)
    if any(isinstance(term, Negative) for term in terms):
        return UNKNOWN
    if all(prover.log_shape(term).convex for term in terms):
        return Shape(convex="a sum of log-convex functions")
    return UNKNOWN


def _power_product(normal: PowerProduct, node: Expression, prover: Prover) -> Shape:
    """log(scale * prod u_i^p_i) = log(scale) + sum p_i log u_i."""
    if normal.scale <= 0 or [base for base, _ in normal.powers] == [node]:
        return UNKNOWN
    convex, concave = True, True
    for base, p in normal.powers:
        if not (is_nonnegative(prover.range(base)) or prover.log_shape(base).convex):
            return UNKNOWN
        inner = prover.log_shape(base) if p > 0 else -prover.log_shape(base)
        convex = convex and inner.convex is not None
        concave = concave and inner.concave is not None
    return Shape(
        "a product of log-convex functions" if convex else None,
        "a product of log-concave functions" if concave else None,
    )


def _concave(node: Expression, prover: Prover) -> Shape:
    if prover.shape(node).concave:
        return Shape(concave="a positive concave function is log-concave")
    q = prover.polynomial(node)
    if q is not None and q.degree == 2 and is_cone_form(q, prover.region, closed=False):
        return Shape(concave="a quadratic with one positive eigenvalue is log-concave")
    return UNKNOWN
