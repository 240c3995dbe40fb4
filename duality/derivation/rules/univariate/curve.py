"""Functions of t as the infimum sees them, and the first kind: F(scale t + shift), F a function of the table."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from duality.algebra.atoms import affine_expression, scaled, substitute
from duality.algebra.evaluate import exact_value
from duality.derivation.rules.univariate.function import End, Extended, Function, Growth
from duality.model.expression import Expression, Variable
from duality.model.form import PLACEHOLDER, Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record, replace

T = Variable(PLACEHOLDER)


class Curve(Protocol):
    """phi(t), free of multipliers."""

    @property
    def domain(self) -> Bounds:
        """Where phi is defined."""
        ...

    @property
    def breakpoints(self) -> tuple[Scalar, ...]:
        """Between two neighbors phi is given by one smooth formula."""
        ...

    def value(self, t: Scalar) -> Extended:
        """phi(t), at an end of the domain its limit."""
        ...

    def growth_at(self, t: Scalar) -> Growth:
        """How phi goes to infinity toward an end t of its domain, in 1/distance; asked where `value` is infinite."""
        ...

    def slope(self, t: Scalar, side: int) -> Extended:
        """The derivative at t from the right (``side`` 1) or from the left (-1)."""
        ...

    def infinite_end(self, side: int) -> End:
        """phi toward +inf (``side`` 1) or -inf (-1)."""
        ...

    def curvature(self, bounds: Bounds) -> int | None:
        """1 convex, -1 concave, 0 affine on the interval; ``None`` if none of these is known."""
        ...

    def smooth_part(self, t: Scalar) -> Curve:
        """The formula that holds around t, which is no breakpoint."""
        ...

    def tree(self, t: Expression) -> Expression:
        """phi(t)."""
        ...

    def derivative(self, t: Expression) -> Expression:
        """phi'(t), between breakpoints."""
        ...


@record
class Shifted:
    """F(scale t + shift), scale not 0."""

    function: Function
    scale: Scalar = Fraction(1)
    shift: Scalar = Fraction(0)

    @property
    def domain(self) -> Bounds:
        return self._bounds_in_t(self.function.domain)

    @property
    def breakpoints(self) -> tuple[Scalar, ...]:
        return ()

    def argument(self, t: Expression) -> Expression:
        """scale t + shift."""
        return substitute(affine_expression(Affine(self.shift, ((PLACEHOLDER, self.scale),))), {PLACEHOLDER: t})

    def value(self, t: Scalar) -> Extended:
        s = self.scale * t + self.shift
        domain = self.function.domain
        if domain.lower is not None and s == domain.lower:
            return self.function.lower.rest
        if domain.upper is not None and s == domain.upper:
            return self.function.upper.rest
        return exact_value(self.function.tree(T), {PLACEHOLDER: s})

    def growth_at(self, t: Scalar) -> Growth:
        at_lower = self.function.domain.lower == self.scale * t + self.shift
        return self.function.lower.growth if at_lower else self.function.upper.growth

    def slope(self, t: Scalar, side: int) -> Extended:
        s = self.scale * t + self.shift
        domain = self.function.domain
        if domain.lower is not None and s == domain.lower:
            return times(self.function.lower.slope, self.scale)
        if domain.upper is not None and s == domain.upper:
            return times(self.function.upper.slope, self.scale)
        return self.scale * self.function.slope_at(s)

    def infinite_end(self, side: int) -> End:
        end = self.function.upper if (self.scale > 0) == (side > 0) else self.function.lower
        growth = end.growth
        size = abs(self.scale)
        grown = replace(growth, rate=growth.rate * size)
        if isinstance(end.slope, float):
            return End(times(end.slope, self.scale), end.rest, grown)
        rest = end.rest if isinstance(end.rest, float) else end.rest + end.slope * self.shift
        return End(end.slope * self.scale, rest, grown)

    def curvature(self, bounds: Bounds) -> int | None:
        return self.function.curvature(self.bounds_in_s(bounds))

    def smooth_part(self, t: Scalar) -> Curve:
        return self

    def tree(self, t: Expression) -> Expression:
        return self.function.tree(self.argument(t))

    def derivative(self, t: Expression) -> Expression:
        return scaled(self.scale, self.function.derivative(self.argument(t)))

    def bounds_in_s(self, bounds: Bounds) -> Bounds:
        """The interval of s = scale t + shift for t in the interval."""
        lower = None if bounds.lower is None else self.scale * bounds.lower + self.shift
        upper = None if bounds.upper is None else self.scale * bounds.upper + self.shift
        if self.scale > 0:
            return Bounds(lower, upper, bounds.lower_closed, bounds.upper_closed)
        return Bounds(upper, lower, bounds.upper_closed, bounds.lower_closed)

    def _bounds_in_t(self, bounds: Bounds) -> Bounds:
        inverse = Shifted(self.function, 1 / self.scale, -self.shift / self.scale)
        return inverse.bounds_in_s(bounds)


def times(value: Extended, factor: Scalar) -> Extended:
    """value * factor for a factor that is not 0."""
    if isinstance(value, float):
        return value if factor > 0 else -value
    return value * factor


def midpoint(bounds: Bounds) -> Scalar:
    """A point inside the interval."""
    if bounds.lower is not None and bounds.upper is not None:
        return (bounds.lower + bounds.upper) / 2
    if bounds.lower is not None:
        return bounds.lower + 1
    if bounds.upper is not None:
        return bounds.upper - 1
    return Fraction(0)
