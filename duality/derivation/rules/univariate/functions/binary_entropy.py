"""s log s + (1 - s) log(1 - s) on [0, 1]: inf of c F(s) - u s is -c log(1 + exp(u/c)), at s = 1/(1 + exp(-u/c))."""

from __future__ import annotations

from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import Ratio, product
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Stationary
from duality.model.expression import ONE, Call, Expression, Negative, Product, Quotient, Sum
from duality.model.form import Affine, Bounds
from duality.records import record

ENTRY = Entry(
    "Binary entropy",
    "var x\ndomain x in [0, 1]\nmin x*log(x) + (1 - x)*log(1 - x)\ns.t.\n a: x = 1/3",
    "Li Hang, chapter 6 (logistic regression)",
)


@record
class BinaryEntropy(Function):
    """s log s + (1 - s) log(1 - s)."""

    domain = Bounds(Fraction(0), Fraction(1))
    lower = End(-INFINITY, Fraction(0))
    upper = End(INFINITY, Fraction(0))

    def tree(self, s: Expression) -> Expression:
        rest = Sum((ONE, Negative(s)))
        return Sum((Product((s, Call("log", (s,)))), Product((rest, Call("log", (rest,))))))

    def derivative(self, s: Expression) -> Expression:
        return Call("log", (Quotient(s, Sum((ONE, Negative(s)))),))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        forward, backward = (Call("exp", (Ratio.of(form, c).tree,)) for form in (u, -u))
        value = Negative(product(c, Call("log", (Sum((ONE, forward)),))))
        return Stationary(Quotient(ONE, Sum((ONE, backward))), Affine(Fraction(0)), (value,))
