"""-log(1 - s^2) on -1 < s < 1, the logarithmic barrier of an interval.

With r = sqrt(c^2 + u^2), inf of c F(s) - u s is c - r + c log((c + r)/(2 c)), at s = u/(c + r).
"""

from __future__ import annotations

from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import affine_tree, fraction, product, root, square, summed
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.model.expression import ONE, Call, Expression, Negative, Quotient, Sum
from duality.model.form import Affine, Bounds
from duality.records import record

ENTRY = Entry(
    "Barrier of an interval",
    "var x\nmin -log(1 - x) - log(1 + x)\ns.t.\n a: x = 1/2",
    "Boyd and Vandenberghe, section 11.2.1",
)


@record
class Barrier(Function):
    """-log(1 - s^2)."""

    domain = Bounds(Fraction(-1), Fraction(1), lower_closed=False, upper_closed=False)
    lower = End(-INFINITY, INFINITY, Growth(logs=1, sign=1))
    upper = End(INFINITY, INFINITY, Growth(logs=1, sign=1))

    def tree(self, s: Expression) -> Expression:
        return Negative(Call("log", (self._inside(s),)))

    def derivative(self, s: Expression) -> Expression:
        return Quotient(Fraction(2) * s, self._inside(s))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        radius = Call("sqrt", (summed(square(c), square(u)),))
        long = summed(radius, affine_tree(c))
        size = Call("log", (fraction(Fraction(1, 2), [long], [affine_tree(c)]),))
        return Stationary(fraction(Fraction(1), [affine_tree(u)], [long]), c, (product(c, size), Negative(radius)))

    def _inside(self, s: Expression) -> Expression:
        return Sum((ONE, Negative(root(s, Fraction(2)))))
