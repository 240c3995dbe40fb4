"""Two different curves whose stationary point solves a quadratic equation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from duality.algebra.atoms import scalar_expression
from duality.derivation.rules.univariate.candidate import Closed
from duality.derivation.rules.univariate.curve import Shifted
from duality.derivation.rules.univariate.formulas import (
    NOTHING,
    Ratio,
    affine_tree,
    fraction,
    logarithm,
    product,
    root,
    square,
    summed,
)
from duality.derivation.rules.univariate.functions.exponential import Exponential
from duality.derivation.rules.univariate.functions.logarithm import NegativeLogarithm
from duality.model.expression import Call, Expression
from duality.model.form import Affine, Bounds

Found = tuple[Affine | Expression, Closed]
Pair = Callable[[Sequence[tuple[Affine, Shifted]], dict[int, Affine], Bounds], Found | None]


def two_exponentials(
    curves: Sequence[tuple[Affine, Shifted]], monomials: dict[int, Affine], piece: Bounds
) -> Found | None:
    """p exp(a t) + q exp(-a t) + d t for p, q > 0: with z = exp(a t), a p z - a q/z + d = 0.

    z = (r - d)/(2 a p) and the value is r/a + (d/a) log z, where r = sqrt(d^2 + 4 a^2 p q) and a > 0.
    """
    if len(curves) != 2 or max(monomials) > 1:
        return None
    if not all(isinstance(curve.function, Exponential) for _, curve in curves):
        return None
    (p, first), (q, second) = sorted(curves, key=lambda entry: -entry[1].scale)
    if first.scale + second.scale != 0 or first.shift != 0 or second.shift != 0:
        return None
    a, d = first.scale, monomials[1]
    cross = fraction(4 * a * a, [affine_tree(p), affine_tree(q)])
    radius = Call("sqrt", (summed(square(d), cross),))
    z = fraction(1 / (2 * a), [summed(radius, affine_tree(-d))], [affine_tree(p)])
    point = fraction(1 / a, [logarithm(z)])
    return point, Closed(monomials[0], (fraction(1 / a, [radius]), product(d.scaled(1 / a), logarithm(z))))


def opposite_exponentials(
    curves: Sequence[tuple[Affine, Shifted]], monomials: dict[int, Affine], piece: Bounds
) -> Found | None:
    """p exp(a t) + q exp(-c t) for p, q > 0 and w = a + c: a p exp(w t) = c q.

    t = log(c q/(a p))/w and the value is (w/c) p^(c/w) (c q/a)^(a/w).
    """
    if len(curves) != 2 or max(monomials) > 1 or not monomials[1].is_zero:
        return None
    (p, first), (q, second) = sorted(curves, key=lambda entry: -entry[1].scale)
    a, c = first.scale, -second.scale
    if not (isinstance(first.function, Exponential) and isinstance(second.function, Exponential)):
        return None
    if first.shift != 0 or second.shift != 0 or not (isinstance(a, Fraction) and isinstance(c, Fraction) and a > 0 < c):
        return None
    w = a + c
    ratio = Ratio.of(q.scaled(c), p.scaled(a)).tree
    parts = [root(affine_tree(p), c / w), root(affine_tree(q.scaled(c / a)), a / w)]
    return fraction(1 / w, [logarithm(ratio)]), Closed(monomials[0], (fraction(w / c, parts),))


def quadratic_and_logarithm(
    curves: Sequence[tuple[Affine, Shifted]], monomials: dict[int, Affine], piece: Bounds
) -> Found | None:
    """p t^2 + q t + r - k log s with s = a t + b: in s it is A s^2 + B s + C - k log s, and 2 A s^2 + B s = k.

    s = (sqrt(B^2 + 8 A k) - B)/(4 A) and the value is C + k/2 + B s/2 - k log s.
    """
    if len(curves) != 1 or max(monomials) != 2 or not isinstance(curves[0][1].function, NegativeLogarithm):
        return None
    k, curve = curves[0]
    a, b = curve.scale, curve.shift
    p, q, r = monomials[2], monomials[1], monomials.get(0, NOTHING)
    # t = (s - b)/a.
    leading = p.scaled(1 / (a * a))
    linear = q.scaled(1 / a) - p.scaled(2 * b / (a * a))
    constant = r - q.scaled(b / a) + p.scaled(b * b / (a * a))
    cross = fraction(Fraction(8), [affine_tree(leading), affine_tree(k)])
    radius = Call("sqrt", (summed(square(linear), cross),))
    s = fraction(Fraction(1, 4), [summed(radius, affine_tree(-linear))], [affine_tree(leading)])
    t = summed(fraction(1 / a, [s]), scalar_expression(-b / a))
    curved = (product(linear.scaled(Fraction(1, 2)), s), product(-k, logarithm(s)))
    return t, Closed(constant + k.scaled(Fraction(1, 2)), curved)


PAIRS: tuple[Pair, ...] = (two_exponentials, opposite_exponentials, quadratic_and_logarithm)
