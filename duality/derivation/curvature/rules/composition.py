"""phi(u): phi convex and nondecreasing where u is convex, or nonincreasing where u is concave, or u affine.

All of it on the range that u has over D.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import is_nonnegative
from duality.algebra.function_record.function import Shape as Outer
from duality.algebra.functions import function
from duality.algebra.powers import rational
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression, Power, Quotient
from duality.model.form import Bounds


def composition(node: Expression, prover: Prover) -> Shape:
    """Functions of one argument and powers with a constant exponent or a constant base."""
    match node:
        case Call("log", (argument,)):
            return _named(node, prover.log_shape(argument))
        case Call(name, (argument, *rest)) if not rest or name == "huber":
            return _composed(node, argument, function(name).shape(prover.range(argument)), prover)
        case Power(base, exponent) if not base.variables():
            return _exponential(node, base, exponent, prover)
        case Power(base, exponent):
            p = rational(exponent)
            return UNKNOWN if p is None else _composed(node, base, power_on(p, prover.range(base)), prover)
        case Quotient(numerator, denominator) if not numerator.variables():
            return _reciprocal(node, numerator, denominator, prover)
        case _:
            return UNKNOWN


def power_on(p: Fraction, range_: Bounds) -> Outer:
    """u^p on an interval."""
    nonnegative = is_nonnegative(range_) or p.denominator != 1
    nonpositive = range_.upper is not None and range_.upper <= 0
    if p in (0, 1):
        return Outer(True, True, True, p == 0)
    if nonnegative:
        return Outer(convex=p > 1 or p < 0, concave=0 < p < 1, increasing=p > 0, decreasing=p < 0)
    if nonpositive:
        # (-1)^p |u|^p, read backwards.
        mirrored = power_on(p, Bounds(lower=Fraction(0)))
        folded = Outer(mirrored.convex, mirrored.concave, mirrored.decreasing, mirrored.increasing)
        return folded if p % 2 == 0 else -folded
    return Outer(convex=p > 0 and p % 2 == 0)


def _exponential(node: Power, base: Expression, exponent: Expression, prover: Prover) -> Shape:
    value = prover.polynomial(base)
    if value is None or value.constant_term <= 0:
        return UNKNOWN
    rising = value.constant_term >= 1
    return _composed(node, exponent, Outer(convex=True, increasing=rising, decreasing=not rising), prover)


def _reciprocal(node: Quotient, numerator: Expression, denominator: Expression, prover: Prover) -> Shape:
    value = prover.polynomial(numerator)
    if value is None or not value.terms:
        return UNKNOWN
    shape = _composed(node, denominator, power_on(Fraction(-1), prover.range(denominator)), prover)
    return shape if value.constant_term > 0 else -shape


def _composed(node: Expression, argument: Expression, outer: Outer, prover: Prover) -> Shape:
    if not (outer.convex or outer.concave):
        return UNKNOWN
    inner = prover.shape(argument)
    return _named(node, _rule(outer, inner), "" if inner.is_affine else f" ({inner.convex or inner.concave})")


def _rule(outer: Outer, inner: Shape) -> Shape:
    rises = inner.is_affine or (outer.increasing and inner.convex) or (outer.decreasing and inner.concave)
    falls = inner.is_affine or (outer.increasing and inner.concave) or (outer.decreasing and inner.convex)
    return Shape("convex" if outer.convex and rises else None, "concave" if outer.concave and falls else None)


def _named(node: Expression, shape: Shape, because: str = "") -> Shape:
    """The same proofs, told as a sentence about this tree."""
    text = brief(node)
    return Shape(
        f"{text} is convex{because}" if shape.convex else None, f"{text} is concave{because}" if shape.concave else None
    )
