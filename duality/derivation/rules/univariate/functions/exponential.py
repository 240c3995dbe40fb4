"""exp(s): inf of c exp(s) - u s is u - u log(u/c), at s = log(u/c), for u > 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import Ratio, logarithm, minus_log
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import Call, Expression
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Exponential",
    "var x\nmin exp(x)\ns.t.\n a: x >= 1",
    "Boyd and Vandenberghe, Example 3.21",
)


@record
class Exponential(Function):
    """exp(s)."""

    domain = FREE
    lower = End(Fraction(0), Fraction(0))
    upper = End(INFINITY, INFINITY, Growth(rate=Fraction(1), sign=1))

    def tree(self, s: Expression) -> Expression:
        return Call("exp", (s,))

    def derivative(self, s: Expression) -> Expression:
        return Call("exp", (s,))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        ratio = Ratio.of(u, c).tree
        return Stationary(logarithm(ratio), u, (minus_log(u, ratio),))


def exponential(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """exp(a t + b)."""
    if atom.kind != "exp":
        return None
    (argument,) = atom.arguments
    return [Weighted.of(Exponential(), argument)]
