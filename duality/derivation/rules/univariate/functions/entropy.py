"""s log s on s >= 0: inf of c s log s - u s is -c exp(u/c - 1), at s = exp(u/c - 1)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import UNIT, Ratio, added, product
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import ONE, Call, Expression, Negative, Product, Sum
from duality.model.form import Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Negative entropy",
    "var x\ndomain x >= 0\nmin x*log(x)\ns.t.\n a: x = 1/2",
    "Boyd and Vandenberghe, Example 3.21; Li Hang, chapter 6 (maximum entropy)",
)


@record
class Entropy(Function):
    """s log s, 0 at s = 0."""

    domain = Bounds(lower=Fraction(0))
    lower = End(-INFINITY, Fraction(0))
    upper = End(INFINITY, INFINITY, Growth(power=Fraction(1), logs=1, sign=1))

    def tree(self, s: Expression) -> Expression:
        return Product((s, Call("log", (s,))))

    def derivative(self, s: Expression) -> Expression:
        return Sum((Call("log", (s,)), ONE))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        ratio = Ratio.of(u, c)
        form = ratio.affine
        exponent = added(form - UNIT, ()) if form is not None else added(-UNIT, (ratio.tree,))
        point = Call("exp", (exponent,))
        return Stationary(point, Affine(Fraction(0)), (Negative(product(c, point)),))


def entropy(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """u log u; u log(u/v) for a constant v is v (u/v) log(u/v)."""
    if atom.kind == "xlogx":
        return [Weighted.of(Entropy(), atom.arguments[0])]
    if atom.kind == "rel_entr" and atom.arguments[1].is_constant and not atom.arguments[0].is_constant:
        scale = atom.arguments[1].constant
        return [Weighted.of(Entropy(), atom.arguments[0].scaled(1 / scale), scale)]
    return None
