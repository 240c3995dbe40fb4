"""-sqrt(1 - s^2) on [-1, 1]: inf of c F(s) - u s is -sqrt(c^2 + u^2), at s = u/sqrt(c^2 + u^2)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.line_polynomials import Coefficients, square_root, times
from duality.algebra.powers import power_product
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import affine_tree, fraction, root, square, summed
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Stationary
from duality.derivation.rules.univariate.recognition import Weighted, affine_in_t, quadratic_in_t
from duality.model.expression import ONE, Call, Expression, Negative, Quotient, Sum
from duality.model.form import Affine, Atom, Bounds
from duality.records import record

ENTRY = Entry(
    "Half circle",
    "var x\nmin -sqrt(1 - x^2)\ns.t.\n a: x = 1/2",
    "Rockafellar, Convex Analysis, section 12",
)

HALF = Fraction(1, 2)


@record
class LowerHalfCircle(Function):
    """-sqrt(1 - s^2)."""

    domain = Bounds(Fraction(-1), Fraction(1))
    lower = End(-INFINITY, Fraction(0))
    upper = End(INFINITY, Fraction(0))

    def tree(self, s: Expression) -> Expression:
        return Negative(self._height(s))

    def derivative(self, s: Expression) -> Expression:
        return Quotient(s, self._height(s))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        radius = Call("sqrt", (summed(square(c), square(u)),))
        point = fraction(Fraction(1), [affine_tree(u)], [radius])
        return Stationary(point, Affine(Fraction(0)), (Negative(radius),))

    def _height(self, s: Expression) -> Expression:
        return Call("sqrt", (Sum((ONE, Negative(root(s, Fraction(2))))),))


def circle(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """sqrt(k - q (t - h)^2) = sqrt(k) sqrt(1 - s^2), s = sqrt(q/k) (t - h), for q, k > 0."""
    under_root = _under_root(atom)
    if under_root is None or len(under_root) != 3 or under_root[2] >= 0:
        return None
    center = -under_root[1] / (2 * under_root[2])
    height = under_root[0] - under_root[1] * under_root[1] / (4 * under_root[2])
    if height <= 0:
        return None
    scale = square_root(-under_root[2] / height)
    argument = Affine(-scale * center, ((T.name, scale),))
    return [Weighted.of(LowerHalfCircle(), argument, -square_root(height))]


def _under_root(atom: Atom) -> Coefficients | None:
    """The quadratic whose square root the atom is: of the tree, or of a product of two square roots."""
    if atom.kind == "geo_mean" and atom.parameters == (HALF, HALF):
        first, second = ((form.constant, form.coefficient(T.name)) for form in atom.arguments)
        return times(first, second)
    if atom.body is None:
        return None
    product = power_product(atom.body)
    if product.scale == 1 and len(product.powers) == 2 and all(p == HALF for _, p in product.powers):
        forms = [affine_in_t(base) for base, _ in product.powers]
        rows = [(form.constant, form.coefficient(T.name)) for form in forms if form is not None]
        return times(*rows) if len(rows) == 2 else None
    if product.scale == 1 and len(product.powers) == 1 and product.powers[0][1] == HALF:
        return quadratic_in_t(product.powers[0][0])
    return None
