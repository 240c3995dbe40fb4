"""The shape of a function of the table: F(s) of one real variable, free of multipliers, with what its conjugate needs.

Everything that depends on limits is asked of F alone, never of c*F + d*s: a limit with a multiplier of unknown sign in
it has no answer, while slopes of a sum are affine in the multipliers once F's own slopes are known.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from math import inf

from duality.algebra.evaluate import exact_value
from duality.derivation.rules.univariate.formulas import Ratio
from duality.model.expression import Expression, Variable
from duality.model.form import PLACEHOLDER, Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record

Extended = Scalar | float
"""An exact number, or one of the floats inf and -inf; no other float occurs."""

INFINITY: float = inf


@record
class Growth:
    """sign * exp(rate |s|) |s|^power (log |s|)^logs, the size of a function as |s| grows.

    ``sign`` is 0 where the function tends to a finite limit; ``oscillates`` where it stays bounded without one.
    Where the size is not ``known``, the sign alone is.
    """

    rate: Scalar = Fraction(0)
    power: Scalar = Fraction(0)
    logs: int = 0
    sign: int = 0
    oscillates: bool = False
    known: bool = True

    @property
    def order(self) -> tuple[Scalar, Scalar, int] | None:
        """Compares as the sizes do; ``None`` where the size is not known."""
        return (self.rate, self.power, self.logs) if self.known else None


SETTLES = Growth()


@record
class End:
    """F toward an end of its domain.

    At a finite end: ``slope`` = lim F', ``rest`` = lim F, ``growth`` that of F in 1/distance where F is infinite.
    At an infinite end: ``slope`` m = lim F', ``rest`` = lim (F - m s) for finite m, ``growth`` that of F - m s (for
    infinite m: of F).
    """

    slope: Extended
    rest: Extended
    growth: Growth = SETTLES


@record
class Stationary:
    """Where c F'(s) = u: the ``point`` s and the value c F(s) - u s = affine + sum of ``curved``."""

    point: Ratio | Expression
    affine: Affine
    curved: tuple[Expression, ...] = ()


class Function(ABC):
    """F(s) on an interval; convex on its domain unless `curvature` says otherwise."""

    __slots__ = ()

    domain: Bounds
    lower: End
    upper: End

    @abstractmethod
    def tree(self, s: Expression) -> Expression:
        """F(s)."""

    @abstractmethod
    def derivative(self, s: Expression) -> Expression:
        """F'(s)."""

    @abstractmethod
    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        """The stationary point of c F(s) - u s for c > 0 (c < 0 where F is concave); ``None`` without a closed form."""

    def slope_at(self, s: Scalar) -> Scalar:
        """F'(s) at a point inside the domain."""
        return exact_value(self.derivative(Variable(PLACEHOLDER)), {PLACEHOLDER: s})

    def curvature(self, bounds: Bounds) -> int | None:
        """1 convex, -1 concave on the interval, ``None`` if neither is known."""
        return 1

    def extreme(self, direction: int, bounds: Bounds) -> tuple[Scalar, Scalar] | None:
        """(F(s), s) at the least (``direction`` 1) or greatest (-1) value on the interval, where the table knows it."""
        return None
