"""What is to be known of a function of the language: the shape that every file of this folder fills in.

One record answers every algebra: floats, arrays with derivatives, exact scalars, intervals of rationals, intervals as
arrays, formulas. numpy, flint and sympy are loaded by the algebra that asks, never by a record.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from duality import algebra
from duality.model.expression import Expression
from duality.model.form import Bounds
from duality.model.scalar import Scalar
from duality.records import record

if TYPE_CHECKING:
    from duality.algebra.interval import Interval
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion

Pair = tuple[Any, Any]
"""Lower and upper ends as arrays, one entry a box."""

Kind = Literal["nonnegative", "positive", "nonzero"]

Parity = Literal["even", "odd"]

UNKNOWN_SIGN, NONNEGATIVE, POSITIVE = 0, 1, 2
"""What is known of the sign from below."""


class NotDifferentiable(ValueError):
    """The derivative cannot be written with the language's functions: a max, a min or a step is in the way."""


@record
class Shape:
    """What is known of phi on an interval."""

    convex: bool = False
    concave: bool = False
    increasing: bool = False
    decreasing: bool = False

    def __neg__(self) -> Shape:
        return Shape(self.concave, self.convex, self.decreasing, self.increasing)


class Function(ABC):
    """phi(u_1, ..., u_k)."""

    name: str
    smooth: bool = True
    """Differentiable inside the natural domain."""

    analytic: bool = False
    """Inside its natural domain."""

    continuous: bool = True
    """Continuous on its natural domain: where not, a closed and bounded level set proves no minimum."""

    is_abbreviation: bool = False
    """It stands for its `expansion`: rows, conjugates and cones take it as such."""

    touches: bool = False
    """At a finite end of its domain it has a value, with an infinite slope."""

    positive_off_zero: bool = False
    """phi(u) > 0 for every u but 0."""

    parity: Parity | None = None
    """phi(-u) = phi(u) for every argument by itself, or phi(-u) = -phi(u)."""

    degree: Fraction | None = None
    """phi(k u) = k^degree phi(u) for k > 0, and |phi(u)| <= (sum |u_i|)^degree."""

    vector: str | None = None
    """The row of `duality.algebra.vector_table` that differentiates a function of several arguments."""

    needs: str = "an argument inside its domain"
    """The natural domain in words."""

    @property
    def is_norm(self) -> bool:
        """phi(k u) = |k| phi(u), and phi(u) > 0 for every u but 0."""
        return self.positive_off_zero and self.degree == 1

    @abstractmethod
    def value(self, *u: float) -> float:
        """nan outside the natural domain, +-inf where it overflows."""

    @abstractmethod
    def values(self, np: Any, *u: Any) -> Any:
        """`value` for arrays; ``np`` is numpy."""

    @abstractmethod
    def exact(self, *u: Scalar) -> Scalar:
        """Raises ``ValueError`` outside the natural domain."""

    def is_transcendental_at(self, *u: Scalar) -> bool:
        """It is known that no algebraic number is the value."""
        return False

    @abstractmethod
    def range(self, *u: Interval) -> tuple[Interval, bool]:
        """The range over intervals of rationals, and whether a part outside the natural domain was left out.

        Raises `duality.algebra.interval_functions.Undefined` where nothing of them lies inside.
        """

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        """(the range over each box, where it was cut to the natural domain, where nothing of it lies inside)."""
        raise NotImplementedError(f"{self.name} is expanded for arrays of intervals")

    def inverse(self, np: Any, z: Pair, old: Pair) -> Pair | None:
        """{t in old: phi(t) in z}, the hull of it; ``None`` says nothing."""
        return None

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        """The range of phi' over each box, every generalized derivative included."""
        raise NotImplementedError(f"{self.name} is expanded for arrays of intervals")

    @property
    def has_ranges(self) -> bool:
        """`ranges` is there; else `expansion` is taken."""
        return type(self).ranges is not Function.ranges

    def partials(self, *u: Expression) -> Sequence[Expression]:
        """d phi/d u_i as trees. Raises `NotDifferentiable`."""
        raise NotDifferentiable(f"{self.name} has no derivative in the language's functions")

    def derivatives(self, np: Any, u: Any, order: int) -> tuple[Any, ...]:
        """phi, phi', phi'' up to the order, for arrays; subgradients at kinks."""
        raise NotDifferentiable(f"{self.name} has no numeric derivative")

    def expansion(self, *u: Expression) -> Expression | None:
        """The same function in terms of others, for an algebra that does not know it."""
        return None

    def exponentials(self, u: Expression) -> Expression | None:
        """The function as a sum of exponentials, through which large values are taken; ``None`` for most."""
        return None

    def along(self, expansion: Expansion, *u: Expression) -> Between:
        """phi on a path as t -> inf, enclosed: that of its `expansion`, if it has one. Raises `Undecided`."""
        written = self.expansion(*u)
        if written is None:
            raise algebra.paths.between.Undecided(f"the growth of {self.name} is not known")
        return expansion.of(written)

    def demands(self, *u: Expression) -> Sequence[tuple[Expression, Kind]]:
        """The natural domain."""
        return ()

    def shape(self, range_: Bounds) -> Shape:
        """Curvature and monotonicity, in one argument, over an interval."""
        return Shape()

    def least_sign(self, signs: Sequence[int]) -> int:
        """The sign from below, out of those of the arguments."""
        return UNKNOWN_SIGN
