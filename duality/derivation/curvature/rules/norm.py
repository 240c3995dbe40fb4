"""Norms: (sum |g_i|^p)^(1/p) with p >= 1 is convex where every |g_i| is convex.

sqrt(q) with q = (x, 1)' M (x, 1) and M positive semidefinite is the Euclidean norm of affine functions.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import is_nonnegative
from duality.algebra.polynomial import Polynomial
from duality.algebra.powers import rational
from duality.derivation.curvature.definiteness import is_semidefinite
from duality.derivation.curvature.rules.sum import flattened
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient


def norm(node: Expression, prover: Prover) -> Shape:
    """norm(u_1, ..., u_k), sqrt(a sum of squares), and (a sum of p-th powers)^(1/p)."""
    match node:
        case Call("norm", arguments):
            if all(absolute_is_convex(argument, prover) for argument in arguments):
                return Shape(convex=f"{brief(node)} is a norm")
        case Call("sqrt", (argument,)):
            if root_is_convex(argument, Fraction(2), prover):
                return Shape(convex=f"{brief(node)} is a norm")
        case Power(base, exponent):
            p = rational(exponent)
            if p is not None and 0 < p <= 1 and root_is_convex(base, 1 / p, prover):
                return Shape(convex=f"{brief(node)} is a norm")
    return UNKNOWN


def root_is_convex(node: Expression, p: Fraction, prover: Prover) -> bool:
    """node^(1/p) is the p-norm of functions whose absolute values are convex."""
    low, others = Polynomial(), []
    for term in flattened(node):
        part = prover.polynomial(term) if p == 2 else None
        if part is not None and part.degree <= 2:
            low = low + part
        else:
            others.append(term)
    if low.terms and not is_square_sum(low):
        return False
    return all(_term_root_is_convex(term, p, prover) for term in others)


def is_square_sum(q: Polynomial) -> bool:
    """A polynomial of degree at most two is a sum of squares of affine functions: it is >= 0 on R^n."""
    return is_semidefinite(q.homogenized())


def absolute_is_convex(node: Expression, prover: Prover) -> bool:
    """|g| is convex: g affine, or convex and >= 0, or concave and <= 0."""
    shape = prover.shape(node)
    if shape.is_affine:
        return True
    range_ = prover.range(node)
    if shape.convex and is_nonnegative(range_):
        return True
    return bool(shape.concave) and range_.upper is not None and range_.upper <= 0


def _term_root_is_convex(term: Expression, p: Fraction, prover: Prover) -> bool:
    if isinstance(term, Negative):
        return False
    if not term.variables():
        value = prover.polynomial(term)
        return value is not None and value.constant_term >= 0
    if prover.log_shape(term).convex:
        # A positive power of a log-convex function is log-convex.
        return True
    match term:
        case Product((Number(value), *rest)) if value > 0 and len(rest) == 1:
            return _term_root_is_convex(rest[0], p, prover)
        case Quotient(numerator, Number(value)) if value > 0:
            return _term_root_is_convex(numerator, p, prover)
        case Power(base, exponent):
            q = rational(exponent)
            if q is None or q < p:
                return False
            signed = is_nonnegative(prover.range(base)) or (isinstance(base, Call) and base.function == "abs")
            return (q % 2 == 0 or signed) and absolute_is_convex(base, prover)
        case _:
            return False
