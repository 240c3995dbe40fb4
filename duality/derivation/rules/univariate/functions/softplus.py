"""log(1 + exp(s)): inf of c F(s) - u s is -u log(u/c) - (c - u) log((c - u)/c), at s = log(u/(c - u)), 0 < u < c."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import Ratio, logarithm, minus_log
from duality.derivation.rules.univariate.function import End, Function, Stationary
from duality.derivation.rules.univariate.piecewise import polynomial
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import ONE, Call, Expression, Number, Quotient, Sum
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Logistic loss",
    "var x\nmin log(1 + exp(-x))\ns.t.\n a: x = 2",
    "Li Hang, chapter 6 (logistic regression)",
)


@record
class Softplus(Function):
    """log(1 + exp(s))."""

    domain = FREE
    lower = End(Fraction(0), Fraction(0))
    upper = End(Fraction(1), Fraction(0))

    def tree(self, s: Expression) -> Expression:
        return Call("log", (Sum((ONE, Call("exp", (s,)))),))

    def derivative(self, s: Expression) -> Expression:
        power = Call("exp", (s,))
        return Quotient(power, Sum((ONE, power)))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        rest = c - u
        terms = tuple(minus_log(form, Ratio.of(form, c).tree) for form in (u, rest))
        return Stationary(logarithm(Ratio.of(u, rest).tree), Affine(Fraction(0)), terms)


def softplus(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """log(p exp(v) + q exp(w)) = v + log p + log(1 + exp(w - v + log(q/p))) for weights p, q > 0."""
    if atom.kind != "logsumexp" or len(atom.arguments) != 2:
        return None
    first, second = atom.arguments
    p, q = atom.parameters
    lead = constant(Call("log", (Number(p),)))
    shift = constant(Call("log", (Number(q / p),)))
    argument = second - first + Affine(shift)
    if argument.is_constant:
        return None
    coefficients = first.constant + lead, first.coefficient(T.name)
    return [Weighted.of(Softplus(), argument), Weighted(Fraction(1), polynomial(*coefficients))]
