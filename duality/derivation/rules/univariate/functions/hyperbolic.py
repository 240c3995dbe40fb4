"""cosh(s), and sinh(s) where it is convex (s >= 0) or concave (s <= 0).

inf of c cosh(s) - u s is r - u log((u + r)/c) with r = sqrt(c^2 + u^2), at s = log((u + r)/c); for c sinh(s) - u s on
s >= 0 the same with r = sqrt(u^2 - c^2).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import scaled
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import affine_tree, fraction, logarithm, minus_log, square, summed
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.recognition import Weighted, argument_bounds
from duality.model.expression import Call, Expression
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Hyperbolic cosine",
    "var x\nmin cosh(x)\ns.t.\n a: x = 1",
    "Rockafellar, Convex Analysis, section 12",
)

EXPONENTIAL = Growth(rate=Fraction(1), sign=1)


@record
class HyperbolicCosine(Function):
    """cosh(s)."""

    domain = FREE
    lower = End(-INFINITY, INFINITY, EXPONENTIAL)
    upper = End(INFINITY, INFINITY, EXPONENTIAL)

    def tree(self, s: Expression) -> Expression:
        return Call("cosh", (s,))

    def derivative(self, s: Expression) -> Expression:
        return Call("sinh", (s,))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        return _stationary(c, u, 1)


@record
class HyperbolicSine(Function):
    """sinh(s)."""

    domain = FREE
    lower = End(INFINITY, -INFINITY, Growth(rate=Fraction(1), sign=-1))
    upper = End(INFINITY, INFINITY, EXPONENTIAL)

    def tree(self, s: Expression) -> Expression:
        return Call("sinh", (s,))

    def derivative(self, s: Expression) -> Expression:
        return Call("cosh", (s,))

    def curvature(self, bounds: Bounds) -> int | None:
        if bounds.lower is not None and bounds.lower >= 0:
            return 1
        return -1 if bounds.upper is not None and bounds.upper <= 0 else None

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        return _stationary(c, u, -1)


def _stationary(c: Affine, u: Affine, sign: int) -> Stationary:
    radius = Call("sqrt", (summed(square(u), scaled(Fraction(sign), square(c))),))
    ratio = fraction(Fraction(1), [summed(radius, affine_tree(u))], [affine_tree(c)])
    return Stationary(logarithm(ratio), Affine(Fraction(0)), (radius, minus_log(u, ratio)))


def hyperbolic(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """cosh(a t + b) and sinh(a t + b)."""
    if atom.kind == "cosh":
        return [Weighted.of(HyperbolicCosine(), atom.arguments[0])]
    if atom.kind != "sinh":
        return None
    inner = argument_bounds(atom.arguments[0], bounds)
    if inner.upper is not None and inner.upper <= 0:
        # sinh(s) = -sinh(-s) brings s <= 0 to the half line where the formulas hold.
        return [Weighted.of(HyperbolicSine(), -atom.arguments[0], Fraction(-1))]
    return [Weighted.of(HyperbolicSine(), atom.arguments[0])]
