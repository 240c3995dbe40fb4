"""g(t) = sum c_k phi_k(t) + d t + constant on an interval, and what is exact about it: values and slopes.

At a given t both are affine in the multipliers, or infinite.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from fractions import Fraction

from duality.algebra import line_polynomials as polynomials
from duality.algebra.atoms import affine_expression, total
from duality.algebra.line_polynomials import degree
from duality.derivation.rules.univariate.curve import Curve, T
from duality.derivation.rules.univariate.formulas import product
from duality.derivation.rules.univariate.function import End, Extended
from duality.derivation.rules.univariate.piecewise import PiecewisePolynomial, polynomial_tree
from duality.derivation.rules.univariate.regions import Region
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds
from duality.model.scalar import Irrational, Scalar
from duality.records import record, replace

AffineOrInfinite = Affine | float


@record
class Summand:
    """coefficient * curve(t); ``sign`` is that of the coefficient under the assumptions made, 0 while none is."""

    coefficient: Affine
    curve: Curve
    sign: int = 0


@record(slots=False)
class Objective:
    """g(t) = sum of the summands + slope * t + constant, t in ``bounds``, for multipliers in ``assumed``."""

    summands: tuple[Summand, ...]
    slope: Affine
    constant: Affine
    bounds: Bounds
    nonnegative: Container[str]
    assumed: Region = ()

    def under(self, assumed: Region, summands: Iterator[Summand]) -> Objective:
        """The objective with the signs of its coefficients known."""
        return replace(self, assumed=assumed, summands=tuple(summands))

    def breakpoints(self) -> tuple[Scalar, ...]:
        """The summands' breakpoints inside the interval, in increasing order."""
        low, high = self.bounds.lower, self.bounds.upper
        found = {b for summand in self.summands for b in summand.curve.breakpoints}
        return tuple(sorted(b for b in found if (low is None or b > low) and (high is None or b < high)))

    def value(self, t: Scalar) -> AffineOrInfinite:
        """g(t), at an open end its limit; ``nan`` where inf and -inf meet."""
        result: AffineOrInfinite = self.constant + self.slope.scaled(t)
        for summand in self.summands:
            result = _add(result, summand, summand.curve.value(t))
        return result

    def slope_at(self, t: Scalar, side: int) -> AffineOrInfinite:
        """g'(t+) for ``side`` 1, g'(t-) for -1; ``nan`` where inf and -inf meet."""
        result: AffineOrInfinite = self.slope
        for summand in self.summands:
            result = _add(result, summand, summand.curve.slope(t, side))
        return result

    def infinite_slope(self, side: int) -> AffineOrInfinite:
        """lim g'(t) toward +inf (``side`` 1) or -inf (-1); ``nan`` where inf and -inf meet."""
        result: AffineOrInfinite = self.slope
        for summand in self.summands:
            result = _add(result, summand, summand.curve.infinite_end(side).slope)
        return result

    def infinite_rest(self, side: int) -> AffineOrInfinite:
        """lim (g(t) - m t) with m the limit of g', which must be finite."""
        result: AffineOrInfinite = self.constant
        for summand in self.summands:
            result = _add(result, summand, summand.curve.infinite_end(side).rest)
        return result

    def ends(self, side: int) -> list[tuple[Summand, End]]:
        """Each summand with its behavior toward an infinite end."""
        return [(summand, summand.curve.infinite_end(side)) for summand in self.summands]

    def is_affine_at(self, t: Scalar) -> bool:
        """g is affine around t, which is no breakpoint."""
        return all(is_affine_curve(summand.curve.smooth_part(t)) for summand in self.summands)

    def tree(self) -> Expression:
        """g(t) as a tree in t."""
        terms = [product(summand.coefficient, summand.curve.tree(T)) for summand in self.summands]
        return total([*terms, product(self.slope, T), affine_expression(self.constant)])

    def derivative(self, t: Scalar) -> Expression:
        """g'(t) as a tree in t, by the formulas that hold around the given point."""
        slope = self.slope
        terms: list[Expression] = []
        for summand in self.summands:
            part = summand.curve.smooth_part(t)
            if isinstance(part, PiecewisePolynomial):
                first = polynomials.derivative(part.pieces[0])
                slope += summand.coefficient.scaled(first[0] if first else Fraction(0))
                node = polynomial_tree((Fraction(0), *first[1:]), T)
            else:
                node = part.derivative(T)
            terms.append(product(summand.coefficient, node))
        return total([*terms, affine_expression(slope)])


def is_affine_curve(curve: Curve) -> bool:
    """The smooth curve is a polynomial of degree at most one."""
    return isinstance(curve, PiecewisePolynomial) and curve.is_polynomial and degree(curve.pieces[0]) <= 1


def _add(value: AffineOrInfinite, summand: Summand, amount: Extended) -> AffineOrInfinite:
    if isinstance(amount, (Fraction, Irrational)):
        return value + summand.coefficient.scaled(amount) if isinstance(value, Affine) else value
    signed = amount if summand.sign > 0 else -amount
    return signed if isinstance(value, Affine) else value + signed
