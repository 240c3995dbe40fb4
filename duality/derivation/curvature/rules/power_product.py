"""Products of powers prod u_i^p_i of functions u_i >= 0.

concave:  every p_i > 0, sum p_i <= 1, every u_i concave (the geometric mean);
convex:   one p_0 > 0 with u_0 convex, every other p_i < 0 with u_i concave, and sum p_i >= 1 (x^2/y, x^4/(y*z)).
Products with negative exponents alone are log-convex, see `duality.derivation.curvature.rules.log_curvature`.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import is_nonnegative
from duality.algebra.powers import power_product
from duality.derivation.curvature.rules.norm import absolute_is_convex, is_square_sum
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression, Power, Product, Quotient
from duality.records import record


@record
class Factor:
    """u^p with u >= 0, and which of "u convex" and "u concave" is proved."""

    base: Expression
    exponent: Fraction
    convex: bool
    concave: bool


def power_products(node: Expression, prover: Prover) -> Shape:
    """Geometric means, and a convex function to a power over concave ones."""
    if not isinstance(node, (Product, Quotient, Power)):
        return UNKNOWN
    normal = power_product(node)
    # A power that is no product, such as 0^x, is its own only factor.
    if not normal.powers or normal.scale == 0 or any(base == node for base, _ in normal.powers):
        return UNKNOWN
    factors = [_factor(base, p, prover) for base, p in normal.powers]
    shape = _shape(factors, node)
    return shape if normal.scale > 0 else -shape


def _shape(factors: list[Factor], node: Expression) -> Shape:
    positive = [f for f in factors if f.exponent > 0]
    negative = [f for f in factors if f.exponent < 0]
    total = sum((f.exponent for f in factors), Fraction(0))
    if not negative and total <= 1 and all(f.concave for f in positive):
        return Shape(concave=f"{brief(node)} is a geometric mean of concave functions")
    if len(positive) == 1 and total >= 1 and positive[0].convex and all(f.concave for f in negative):
        return Shape(convex=f"{brief(node)} is convex (a power of a convex function over concave ones)")
    return UNKNOWN


def _factor(base: Expression, p: Fraction, prover: Prover) -> Factor:
    """The base, or its root or absolute value in its place, with what is proved of it."""
    q = prover.polynomial(base)
    if p > 0 and q is not None and q.degree == 2 and is_square_sum(q):
        return Factor(Call("sqrt", (base,)), 2 * p, convex=True, concave=False)
    if is_nonnegative(prover.range(base)):
        shape = prover.shape(base)
        return Factor(base, p, bool(shape.convex), bool(shape.concave))
    even = p > 0 and p.denominator == 1 and p % 2 == 0
    return Factor(base, p, convex=even and absolute_is_convex(base, prover), concave=False)
