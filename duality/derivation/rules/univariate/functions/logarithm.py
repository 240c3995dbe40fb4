"""-log(s) on s > 0: inf of -c log(s) + w s is c + c log(w/c), at s = c/w, for w > 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import Ratio, minus_log
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import ONE, Call, Expression, Negative, Quotient
from duality.model.form import Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Negative logarithm",
    "var x\nmin -log(x)\ns.t.\n a: x <= 2",
    "Boyd and Vandenberghe, Example 3.21",
)


@record
class NegativeLogarithm(Function):
    """-log(s)."""

    domain = Bounds(lower=Fraction(0), lower_closed=False)
    lower = End(-INFINITY, INFINITY, Growth(logs=1, sign=1))
    upper = End(Fraction(0), -INFINITY, Growth(logs=1, sign=-1))

    def tree(self, s: Expression) -> Expression:
        return Negative(Call("log", (s,)))

    def derivative(self, s: Expression) -> Expression:
        return Negative(Quotient(ONE, s))

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        if u.is_zero:
            return None
        return Stationary(Ratio.of(c, -u), c, (minus_log(-c, Ratio.of(-u, c).tree),))


def negative_logarithm(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """log(a t + b) = -(-log(a t + b))."""
    if atom.kind != "log":
        return None
    (argument,) = atom.arguments
    return [Weighted.of(NegativeLogarithm(), argument, Fraction(-1))]
