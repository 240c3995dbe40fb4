"""sqrt(1 + s^2): inf of c sqrt(1 + s^2) - u s is sqrt(c^2 - u^2), at s = u/sqrt(c^2 - u^2), for |u| < c."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import scaled
from duality.algebra.line_polynomials import Coefficients, plus, square_root, times
from duality.algebra.line_polynomials import scaled as multiple
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import affine_tree, fraction, root, square, summed
from duality.derivation.rules.univariate.function import End, Function, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import ONE, Call, Expression, Quotient, Sum
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Hyperbola",
    "var x\nmin sqrt(1 + x^2)\ns.t.\n a: x = 1",
    "Rockafellar, Convex Analysis, section 12",
)

TWO = Fraction(2)


@record
class Hyperbola(Function):
    """sqrt(1 + s^2)."""

    domain = FREE
    lower = End(Fraction(-1), Fraction(0))
    upper = End(Fraction(1), Fraction(0))

    def tree(self, s: Expression) -> Expression:
        return Call("sqrt", (Sum((ONE, root(s, TWO))),))

    def derivative(self, s: Expression) -> Expression:
        return Quotient(s, self.tree(s))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        value = Call("sqrt", (summed(square(c), scaled(Fraction(-1), square(u))),))
        return Stationary(fraction(Fraction(1), [affine_tree(u)], [value]), Affine(Fraction(0)), (value,))


def hyperbola(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """sqrt(sum w_i u_i(t)^2) = sqrt(q (t - h)^2 + k) = sqrt(k) sqrt(1 + s^2), s = sqrt(q/k) (t - h), for k > 0."""
    if atom.kind != "norm2":
        return None
    quadratic: Coefficients = ()
    for weight, form in zip(atom.parameters, atom.arguments, strict=True):
        row = (form.constant, form.coefficient(T.name))
        quadratic = plus(quadratic, multiple(times(row, row), weight))
    if len(quadratic) != 3:
        return None
    center = -quadratic[1] / (2 * quadratic[2])
    height = quadratic[0] - quadratic[1] * quadratic[1] / (4 * quadratic[2])
    if height == 0:
        return None
    scale = square_root(quadratic[2] / height)
    return [Weighted.of(Hyperbola(), Affine(-scale * center, ((T.name, scale),)), square_root(height))]
