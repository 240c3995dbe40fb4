"""log(1 + s^2): convex for |s| <= 1, concave beyond, least at s = 0.

Where c log(1 + s^2) is convex, inf of c log(1 + s^2) - u s is r - c + c log(2 c/(c + r)) with r = sqrt(c^2 - u^2), at
s = u/(c + r): the root of 2 s/(1 + s^2) = u/c with |s| <= 1 for c > 0, that beyond for c < 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, scaled
from duality.algebra.evaluate import constant
from duality.algebra.line_polynomials import square_root
from duality.algebra.rows import decompose
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import affine_tree, fraction, product, root, square, summed
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.piecewise import polynomial
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import ONE, Call, Expression, Quotient, Sum
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Logarithm of one plus a square, not convex",
    "var x\ndomain x in [-1, 1]\nmin log(1 + x^2)\ns.t.\n a: x = 1/2",
    "Boyd and Vandenberghe, section 5.1.3 (any problem)",
)

TWO = Fraction(2)
SLOW = End(Fraction(0), INFINITY, Growth(logs=1, sign=1))


@record
class LogarithmOfSquare(Function):
    """log(1 + s^2)."""

    domain = FREE
    lower = SLOW
    upper = SLOW

    def tree(self, s: Expression) -> Expression:
        return Call("log", (Sum((ONE, root(s, TWO))),))

    def derivative(self, s: Expression) -> Expression:
        return Quotient(Fraction(2) * s, Sum((ONE, root(s, TWO))))

    def curvature(self, bounds: Bounds) -> int | None:
        low, high = bounds.lower, bounds.upper
        if low is not None and high is not None and low >= -1 and high <= 1:
            return 1
        return -1 if (low is not None and low >= 1) or (high is not None and high <= -1) else None

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        radius = Call("sqrt", (summed(square(c), scaled(Fraction(-1), square(u))),))
        below = summed(affine_tree(c), radius)
        size = Call("log", (fraction(Fraction(2), [affine_tree(c)], [below]),))
        return Stationary(fraction(Fraction(1), [affine_tree(u)], [below]), -c, (radius, product(c, size)))

    def extreme(self, direction: int, bounds: Bounds) -> tuple[Scalar, Scalar] | None:
        contains_zero = (bounds.lower is None or bounds.lower <= 0) and (bounds.upper is None or bounds.upper >= 0)
        return (Fraction(0), Fraction(0)) if direction == 1 and contains_zero else None


def logarithm_of_square(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """log(q (t - h)^2 + k) = log k + log(1 + s^2), s = sqrt(q/k) (t - h), for q, k > 0."""
    if not (isinstance(atom.body, Call) and atom.body.function == "log"):
        return None
    row = decompose(atom.body.arguments[0], (T.name,))
    if not row.is_quadratic or len(row.quadratic) != 1:
        return None
    leading, linear = row.quadratic[0][1], row.affine.coefficient(T.name)
    center = -linear / (2 * leading)
    height = row.constant - linear * linear / (4 * leading)
    if leading <= 0 or height <= 0:
        return None
    scale = square_root(leading / height)
    return [
        Weighted.of(LogarithmOfSquare(), Affine(-scale * center, ((T.name, scale),))),
        Weighted(Fraction(1), polynomial(constant(Call("log", (scalar_expression(height),))))),
    ]
