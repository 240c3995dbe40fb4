"""phi(u) of one variable by its data: from them follow the natural domain, signs, shape and every kind of range.

A function that rises or falls has its range between the values at the ends, one that falls and then rises has its
least value where it turns; the rest is rounding outwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import inf, nan
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra import function_record
from duality.algebra.boxes import intersect
from duality.algebra.function_record.function import (
    NONNEGATIVE,
    POSITIVE,
    UNKNOWN_SIGN,
    Function,
    Kind,
    NotDifferentiable,
    Pair,
    Parity,
    Shape,
)
from duality.algebra.scalars import as_sympy, sign
from duality.model.expression import Call, Expression, Number, number
from duality.model.form import FREE, Bounds
from duality.model.functions import inverse_of, sympy_function
from duality.model.scalar import Scalar, exact
from duality.records import field, record

if TYPE_CHECKING:
    from duality.algebra.interval import Interval
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion

ZERO = Fraction(0)
LINE = (FREE,)
NONNEGATIVE_LINE = Bounds(lower=ZERO)
NONPOSITIVE_LINE = Bounds(upper=ZERO)
Intervals = tuple[Bounds, ...]
Tree = Callable[[Expression], Expression]


@record(slots=False, eq=False)
class OneVariable(Function):
    """``at`` and ``array`` are phi on its domain, ``slope`` is phi' as a tree, ``derived`` the arrays phi', phi''.

    ``image`` holds every value; ``fixed`` are values known without algebra; ``rises``, ``falls``, ``convex`` and
    ``concave`` are the maximal intervals on which phi does so; ``growth`` is `along`.
    """

    name: str
    at: Callable[[float], float]
    array: Callable[[Any, Any], Any]
    derived: Callable[[Any, Any], tuple[Any, Any]] | None = None
    slope: Tree | None = None
    domain: Bounds = FREE
    image: Bounds = FREE
    fixed: Mapping[Scalar, Scalar] = field(default_factory=dict)
    transcendental: bool = False
    """At every algebraic number where ``fixed`` has no value (Lindemann and Weierstrass)."""
    rises: Intervals = ()
    falls: Intervals = ()
    convex: Intervals = ()
    concave: Intervals = ()
    ball: Callable[[Any], Any] | None = None
    smooth: bool = True
    continuous: bool = True
    parity: Parity | None = None
    is_abbreviation: bool = False
    sums: Tree | None = None
    others: Tree | None = None
    growth: Callable[[Expansion, Between], Between] | None = None

    @cached_property
    def value(self) -> Callable[..., float]:  # type: ignore[override]
        """phi(x) for a float."""
        low = -inf if self.domain.lower is None else float(self.domain.lower)
        high = inf if self.domain.upper is None else float(self.domain.upper)
        open_low = low > -inf and not self.domain.lower_closed
        open_high = high < inf and not self.domain.upper_closed
        at = self.at

        def value(x: float) -> float:
            if not low <= x <= high or (open_low and x == low) or (open_high and x == high):
                return nan
            try:
                return at(x)
            except OverflowError:
                return inf
            except ValueError:
                return nan

        return value

    def values(self, np: Any, *u: Any) -> Any:
        (x,) = u
        found = self.array(np, x)
        # numpy itself says nan beyond a closed end.
        if self.domain.lower is not None and not self.domain.lower_closed:
            found = np.where(x > float(self.domain.lower), found, np.nan)
        if self.domain.upper is not None and not self.domain.upper_closed:
            found = np.where(x < float(self.domain.upper), found, np.nan)
        return found

    def derivatives(self, np: Any, u: Any, order: int) -> tuple[Any, ...]:
        value = self.values(np, u)
        if order == 0:
            return (value,)
        assert self.derived is not None, f"{self.name} differentiates itself"
        inside = np.isnan(value)
        slopes = self.derived(np, u)[:order]
        return (value, *(np.where(inside, np.nan, slope) for slope in slopes)) if inside.any() else (value, *slopes)

    def exact(self, *u: Scalar) -> Scalar:
        (x,) = u
        if not self.is_defined(x):
            raise ValueError(f"{self.name}({x}) is undefined")
        if x in self.fixed:
            return self.fixed[x]
        return exact(sympy_function(self.name, [as_sympy(x)]))

    def is_transcendental_at(self, *u: Scalar) -> bool:
        return self.transcendental and u[0] not in self.fixed

    def is_defined(self, x: Scalar) -> bool:
        """x lies in the natural domain."""
        for end, closed, side in (
            (self.domain.lower, self.domain.lower_closed, 1),
            (self.domain.upper, self.domain.upper_closed, -1),
        ):
            if end is not None and (off := sign(x - end) * side) <= 0 and not (off == 0 and closed):
                return False
        return True

    def partials(self, *u: Expression) -> Sequence[Expression]:
        if self.slope is None:
            raise NotDifferentiable(f"{self.name} has no derivative in the language's functions")
        return (self.slope(u[0]),)

    def expansion(self, *u: Expression) -> Expression | None:
        return None if self.others is None else self.others(u[0])

    def along(self, expansion: Expansion, *u: Expression) -> Between:
        return super().along(expansion, *u) if self.growth is None else self.growth(expansion, *map(expansion.of, u))

    def exponentials(self, u: Expression) -> Expression | None:
        return None if self.sums is None else self.sums(u)

    def demands(self, *u: Expression) -> Sequence[tuple[Expression, Kind]]:
        found: list[tuple[Expression, Kind]] = []
        lower, upper = self.domain.lower, self.domain.upper
        if isinstance(lower, Fraction):
            argument = u[0] if lower == 0 else u[0] - number(lower)
            found.append((argument, "nonnegative" if self.domain.lower_closed else "positive"))
        if isinstance(upper, Fraction):
            found.append((number(upper) - u[0], "nonnegative" if self.domain.upper_closed else "positive"))
        return tuple(found)

    @property
    def needs(self) -> str:  # type: ignore[override]
        """The natural domain in words: a positive argument, an argument in [-1, 1]."""
        lower, upper = self.domain.lower, self.domain.upper
        if upper is not None:
            left, right = "[" if self.domain.lower_closed else "(", "]" if self.domain.upper_closed else ")"
            return f"an argument in {left}{lower}, {upper}{right}"
        if lower == 0:
            return "an argument that is not negative" if self.domain.lower_closed else "a positive argument"
        return f"an argument of at least {lower}" if self.domain.lower_closed else f"an argument above {lower}"

    def shape(self, range_: Bounds) -> Shape:
        inside = _meeting(range_, self.domain)
        return Shape(*(_within(inside, pieces) for pieces in (self.convex, self.concave, self.rises, self.falls)))

    @property
    def touches(self) -> bool:  # type: ignore[override]
        """True for asin, acos, acosh: functions with a value at an end of their domain rise or fall steeply there."""
        ends = (self.domain.lower, self.domain.lower_closed), (self.domain.upper, self.domain.upper_closed)
        return any(end is not None and closed for end, closed in ends)

    @property
    def analytic(self) -> bool:  # type: ignore[override]
        """So are all that are differentiable here; one with poles says that it is not."""
        return self.smooth

    @property
    def inverse_name(self) -> str | None:
        """Of the function that undoes it."""
        return inverse_of(self.name)

    def undone(self, value: Expression) -> Expression | None:
        """u with phi(u) = ``value``, written in the simplest functions; ``None`` where no inverse is known there."""
        if self.inverse_name is None:
            return None
        inverse = algebra.functions.function(self.inverse_name)
        assert isinstance(inverse, OneVariable)
        if isinstance(value, Number):
            known = inverse.fixed.get(value.value)
            if isinstance(known, Fraction):
                return number(known)
            if not inverse.is_defined(value.value):
                return None
        written = inverse.expansion(value)
        return Call(self.inverse_name, (value,)) if written is None else written

    @property
    def keeps_signs(self) -> bool:
        """phi(0) = 0, and phi rises."""
        return self.fixed.get(ZERO) == 0 and _within(self.domain, self.rises)

    def least_sign(self, signs: Sequence[int]) -> int:
        lower = self.image.lower
        known = UNKNOWN_SIGN
        if lower is not None and lower >= 0:
            known = POSITIVE if lower > 0 or not self.image.lower_closed else NONNEGATIVE
        return max(known, signs[0]) if self.keeps_signs or self.positive_off_zero else known

    @cached_property
    def turn(self) -> Scalar | None:
        """Where phi stops falling and begins to rise."""
        if len(self.rises) == len(self.falls) == 1 and self.rises[0].lower == self.falls[0].upper:
            return self.rises[0].lower
        return None

    def range(self, *u: Interval) -> tuple[Interval, bool]:
        return function_record.rational_ranges.one_variable_range(self, u[0])

    def ranges(self, np: Any, *u: Pair) -> tuple[Pair, Any, Any]:
        return function_record.array_ranges.one_variable_ranges(self, np, u[0])

    def slopes(self, np: Any, u: Pair, value: Pair) -> Pair:
        return function_record.array_ranges.slope_ranges(self, u)

    def inverse(self, np: Any, z: Pair, old: Pair) -> Pair | None:
        return None if self.inverse_name is None else function_record.array_ranges.inverse_ranges(self, np, z, old)


def _within(inner: Bounds, pieces: Intervals) -> bool:
    """Some piece holds the interval, ends aside."""
    return any(
        (piece.lower is None or (inner.lower is not None and inner.lower >= piece.lower))
        and (piece.upper is None or (inner.upper is not None and inner.upper <= piece.upper))
        for piece in pieces
    )


def _meeting(first: Bounds, second: Bounds) -> Bounds:
    return intersect(first, second)
