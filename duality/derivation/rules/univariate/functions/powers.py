"""Powers of s, each in the form in which it is convex: s^p and |s|^p for p > 1, -s^p for 0 < p < 1, s^-r for r > 0.

With v = u/(p c):  inf of c s^p - u s is -(p - 1) c v^(p/(p-1)), at s = v^(1/(p-1)), for u >= 0.
With v = p c/w:    inf of -c s^p + w s is -(1 - p) c v^(p/(1-p)), at s = v^(1/(1-p)), for w > 0.
                   inf of c s^-r + w s is (r + 1) c^(1/(r+1)) (w/r)^(r/(r+1)), at s = (r c/w)^(1/(r+1)), for w > 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import power, scaled, total
from duality.algebra.line_polynomials import raised
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.formulas import (
    Ratio,
    absolute,
    affine_tree,
    fraction,
    product,
    rational_power,
    root,
)
from duality.derivation.rules.univariate.function import INFINITY, End, Function, Growth, Stationary
from duality.derivation.rules.univariate.piecewise import PiecewisePolynomial
from duality.derivation.rules.univariate.recognition import Undefined, Weighted, argument_bounds, power_of_one_base
from duality.model.expression import ONE, ZERO, Call, Expression, Negative
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Power",
    "var x\nmin abs(x)^3\ns.t.\n a: x = 2",
    "Boyd and Vandenberghe, Exercise 3.36 (d)",
)

HALF_LINE = Bounds(lower=Fraction(0))
POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)


@record
class RisingPower(Function):
    """s^p on s >= 0, p > 1."""

    p: Fraction

    domain = HALF_LINE
    lower = End(Fraction(0), Fraction(0))

    @property
    def upper(self) -> End:
        return End(INFINITY, INFINITY, Growth(power=self.p, sign=1))

    def tree(self, s: Expression) -> Expression:
        return power(s, self.p)

    def derivative(self, s: Expression) -> Expression:
        return scaled(self.p, power(s, self.p - 1))

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        ratio = Ratio.of(u, c.scaled(self.p))
        point = _ratio_power(ratio, 1 / (self.p - 1))
        return Stationary(point, Affine(Fraction(0)), (_rising_value(c, ratio, ratio.tree, self.p),))


def _rising_value(c: Affine, ratio: Ratio, base: Expression, p: Fraction) -> Expression:
    """-(p - 1) c base^(p/(p-1)), where ``base`` is the ratio or its absolute value."""
    exponent = p / (p - 1)
    raised_base = ratio.power(int(exponent)) if exponent.denominator == 1 else root(base, exponent)
    return product(c.scaled(1 - p), raised_base)


def _ratio_power(ratio: Ratio, exponent: Fraction) -> Expression:
    return ratio.power(int(exponent)) if exponent.denominator == 1 else root(ratio.tree, exponent)


@record
class AbsolutePower(Function):
    """|s|^p on R, p > 1."""

    p: Fraction

    domain = FREE

    @property
    def lower(self) -> End:
        return End(-INFINITY, INFINITY, Growth(power=self.p, sign=1))

    @property
    def upper(self) -> End:
        return End(INFINITY, INFINITY, Growth(power=self.p, sign=1))

    @property
    def is_even(self) -> bool:
        return self.p.denominator == 1 and self.p % 2 == 0

    def tree(self, s: Expression) -> Expression:
        return power(s, self.p) if self.is_even else power(Call("abs", (s,)), self.p)

    def derivative(self, s: Expression) -> Expression:
        if self.is_even:
            return scaled(self.p, power(s, self.p - 1))
        size = power(Call("abs", (s,)), self.p - 2)
        return fraction(self.p, [s, size])

    def slope_at(self, s: Scalar) -> Scalar:
        # s |s|^(p-2) goes to 0 with s, though its formula is undefined at 0 for p < 2.
        return Fraction(0) if s == 0 else Function.slope_at(self, s)

    def stationary(self, c: Affine, u: Affine) -> Stationary:
        size = fraction(Fraction(1), [absolute(u)], [affine_tree(c.scaled(self.p))])
        exponent = self.p / (self.p - 1)
        value = product(c.scaled(1 - self.p), root(size, exponent))
        if exponent.denominator == 1 and exponent % 2 == 0:
            value = product(c.scaled(1 - self.p), Ratio.of(u, c.scaled(self.p)).power(int(exponent)))
        return Stationary(self._point(c, u), Affine(Fraction(0)), (value,))

    def _point(self, c: Affine, u: Affine) -> Expression:
        """The signed root of u/(p c): v^q for an odd root's exponent 1/q, else max(v, 0)^q - max(-v, 0)^q."""
        exponent = 1 / (self.p - 1)
        ratio = Ratio.of(u, c.scaled(self.p))
        if exponent.denominator == 1 and exponent % 2 == 1:
            return ratio.power(int(exponent))
        if u.is_constant and c.is_constant:
            size = root(Ratio.of(u if u.constant >= 0 else -u, c.scaled(self.p)).tree, exponent)
            return size if u.constant >= 0 else Negative(size)
        positive, negative = (Call("max", (side.tree, ZERO)) for side in (ratio, ratio.scaled(Fraction(-1))))
        return total([root(positive, exponent), Negative(root(negative, exponent))])


@record
class NegativeRoot(Function):
    """-s^p on s >= 0, 0 < p < 1."""

    p: Fraction

    domain = HALF_LINE
    lower = End(-INFINITY, Fraction(0))

    @property
    def upper(self) -> End:
        return End(Fraction(0), -INFINITY, Growth(power=self.p, sign=-1))

    def tree(self, s: Expression) -> Expression:
        return Negative(power(s, self.p))

    def derivative(self, s: Expression) -> Expression:
        return Negative(fraction(self.p, [ONE], [power(s, 1 - self.p)]))

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        if u.is_zero:
            return None
        ratio = Ratio.of(c.scaled(self.p), -u)
        value = product(c.scaled(self.p - 1), _ratio_power(ratio, self.p / (1 - self.p)))
        return Stationary(_ratio_power(ratio, 1 / (1 - self.p)), Affine(Fraction(0)), (value,))


@record
class InversePower(Function):
    """s^-r on s > 0, r > 0."""

    r: Fraction

    domain = POSITIVE
    upper = End(Fraction(0), Fraction(0))

    @property
    def lower(self) -> End:
        return End(-INFINITY, INFINITY, Growth(power=self.r, sign=1))

    def tree(self, s: Expression) -> Expression:
        return power(s, -self.r)

    def derivative(self, s: Expression) -> Expression:
        return Negative(fraction(self.r, [ONE], [power(s, self.r + 1)]))

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        if u.is_zero:
            return None
        point = _ratio_power(Ratio.of(c.scaled(self.r), -u), 1 / (self.r + 1))
        return Stationary(point, Affine(Fraction(0)), (self._value(c, -u),))

    def _value(self, c: Affine, w: Affine) -> Expression:
        exponent = self.r / (self.r + 1)
        if c.is_constant and isinstance(c.constant, Fraction):
            # c^(1/(r+1)) (w/r)^(r/(r+1)) = (c^(1/r) w/r)^(r/(r+1)) keeps a number inside the root.
            inside = rational_power(c.constant, 1 / self.r)
            if inside is not None:
                return fraction(self.r + 1, [root(affine_tree(w.scaled(inside / self.r)), exponent)])
        parts = [root(affine_tree(c), 1 / (self.r + 1)), root(affine_tree(w.scaled(1 / self.r)), exponent)]
        return fraction(self.r + 1, parts)


def powers(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """(a t + b)^p, and products of powers of a t + b and |a t + b|."""
    found = power_of_one_base(atom)
    if found is None:
        return None
    base, p, q, scale = found.base, found.p, found.q, found.scale
    if q == 0:
        return _plain(base, p, scale, bounds)
    if p.denominator == 1 and p % 2 == 0 and p + q > 1:
        return [Weighted.of(AbsolutePower(p + q), base, scale)]
    side = _side(base, bounds)
    if side == 0 or p.denominator != 1:
        return None
    # On one side |s| is s or -s.
    sign = side if p % 2 else 1
    return _plain(base.scaled(Fraction(side)), p + q, scale * sign, bounds)


def _plain(base: Affine, p: Fraction, scale: Scalar, bounds: Bounds) -> Sequence[Weighted] | None:
    """scale * base^p."""
    if p in (0, 1):
        return None
    if p.denominator == 1 and p > 0 and p % 2 == 0:
        return [Weighted.of(AbsolutePower(p), base, scale)]
    side = _side(base, bounds)
    if p.denominator == 1 and side < 0:
        base, scale, side = -base, -scale if p % 2 else scale, 1
    if p.denominator == 1 and side == 0:
        if p < 0:
            raise Undefined("a negative power is not defined at 0, which lies inside the interval")
        line = (base.constant, base.terms[0][1])
        return [Weighted(scale, PiecewisePolynomial((), (raised(line, int(p)),)))]
    if p > 1:
        return [Weighted.of(RisingPower(p), base, scale)]
    if p > 0:
        return [Weighted.of(NegativeRoot(p), base, -scale)]
    return [Weighted.of(InversePower(-p), base, scale)]


def _side(base: Affine, bounds: Bounds) -> int:
    """1 where base >= 0 on the interval, -1 where base <= 0, 0 if it takes both signs."""
    inner = argument_bounds(base, bounds)
    if inner.lower is not None and inner.lower >= 0:
        return 1
    return -1 if inner.upper is not None and inner.upper <= 0 else 0
