"""log(cosh(s)): for |u| < c the infimum of c F(s) - u s, at s = log((c + u)/(c - u))/2, is

-(c + u)/2 log((c + u)/c) - (c - u)/2 log((c - u)/c).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import Ratio, fraction, logarithm, minus_log
from duality.derivation.rules.univariate.function import End, Function, Stationary
from duality.derivation.rules.univariate.recognition import Weighted, affine_in_t
from duality.model.expression import Call, Expression, Number
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Logarithm of the hyperbolic cosine",
    "var x\nmin log(cosh(x))\ns.t.\n a: x = 1",
    "Rockafellar, Convex Analysis, section 12",
)

HALF = Fraction(1, 2)


@record
class LogCosh(Function):
    """log(cosh(s))."""

    domain = FREE

    @property
    def lower(self) -> End:
        return End(Fraction(-1), _minus_log_two())

    @property
    def upper(self) -> End:
        return End(Fraction(1), _minus_log_two())

    def tree(self, s: Expression) -> Expression:
        return Call("log", (Call("cosh", (s,)),))

    def derivative(self, s: Expression) -> Expression:
        return Call("tanh", (s,))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        above, below = c + u, c - u
        point = fraction(HALF, [logarithm(Ratio.of(above, below).tree)])
        terms = tuple(minus_log(form.scaled(HALF), Ratio.of(form, c).tree) for form in (above, below))
        return Stationary(point, Affine(Fraction(0)), terms)


def _minus_log_two() -> Scalar:
    return -constant(Call("log", (Number(Fraction(2)),)))


def log_cosh(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """log(cosh(a t + b))."""
    match atom.body:
        case Call("log", (Call("cosh", (inner,)),)):
            argument = affine_in_t(inner)
            return None if argument is None else [Weighted.of(LogCosh(), argument)]
        case _:
            return None
