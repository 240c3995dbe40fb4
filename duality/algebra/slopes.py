"""The ranges of a function of one variable and of its derivatives over intervals, sharpened by the next derivative."""

from __future__ import annotations

from fractions import Fraction

import flint

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.interval import WHOLE, Interval, reciprocal
from duality.algebra.monomials import factored
from duality.algebra.one_fraction import slope_as_fraction
from duality.algebra.paths import PARAMETER, Path, limit
from duality.algebra.scalars import flint_of
from duality.algebra.tape.balls import Enclosure, enclosed
from duality.model.expression import Expression, Negative, Quotient, Variable
from duality.records import field, record

HIGHEST = 6
"""Derivatives up to this order are asked for their sign."""

LONGEST = 60
"""Nodes of a higher derivative that are worth evaluating."""

FURTHEST = 2
"""Derivatives up to this order have their limits at infinity taken."""

Low = flint.fmpq | None


@record(frozen=False, slots=False)
class Slopes:
    """``trees`` are the function and its derivatives, as far as they were asked for."""

    name: str
    trees: list[Expression | None]
    values: dict[tuple[flint.fmpq, int], Interval] = field(default_factory=dict)
    limits: dict[tuple[int, int], Interval] = field(default_factory=dict)
    fractions: dict[int, tuple[Slopes, Slopes] | None] = field(default_factory=dict)
    """The k-th derivative as numerator and denominator, where it is asked for as such."""
    nested: bool = False
    """Itself a part of a fraction: its own derivatives are taken as they are."""
    sizes: list[int] = field(default_factory=list)
    work: int = 0
    """Nodes that were evaluated."""

    def order(self, k: int) -> Expression | None:
        """The k-th derivative; ``None`` where there is none, or a long one."""
        while len(self.trees) <= k:
            self.trees.append(_differentiated(self.trees[-1], self.name, len(self.trees)))
        return self.trees[k]

    def range(self, piece: Interval, k: int = 0) -> Interval | None:
        """Of the k-th derivative, where it is defined; ``None`` where it is nowhere."""
        tree = self.order(k)
        if tree is None:
            return WHOLE
        found = self._enclosed(k, piece)
        if found.defined == "nowhere":
            return None
        own = found.range
        if found.defined != "everywhere" or piece.is_point or is_signed(own, strict=True):
            return own
        quotient = self._quotient(piece, k)
        if quotient is not None:
            own = _meet(own, quotient.lower, quotient.upper)
        if k >= HIGHEST or is_signed(own, strict=True):
            return own
        slope = self.slope(piece, k)
        if slope is None:
            return own
        if is_signed(slope):
            rises = slope.is_nonnegative
            low, high = self.end(piece, -1 if rises else 1, k), self.end(piece, 1 if rises else -1, k)
            return _meet(own, low.lower, high.upper)
        if piece.lower is None or piece.upper is None:
            return own
        # f(x) = f(m) + f'(s)(x - m).
        m = (piece.lower + piece.upper) / 2
        around = self.at(m, k) + slope * Interval(piece.lower - m, piece.upper - m)
        return _meet(own, around.lower, around.upper)

    def slope(self, piece: Interval, k: int = 0) -> Interval | None:
        """The range of the (k + 1)-th derivative inside the piece; ``None`` where it is not defined there."""
        inside, tree = Interval(piece.lower, piece.upper, True, True), self.order(k + 1)
        if tree is None or self._enclosed(k + 1, inside).defined != "everywhere":
            return None
        return self.range(inside, k + 1)

    def at(self, x: flint.fmpq, k: int = 0) -> Interval:
        """The k-th derivative at x; the whole line where it is not defined."""
        tree = self.order(k)
        if tree is None:
            return WHOLE
        if (x, k) not in self.values:
            found = self._enclosed(k, Interval(x, x))
            self.values[x, k] = found.range if found.defined == "everywhere" else WHOLE
        return self.values[x, k]

    def end(self, piece: Interval, side: int, k: int = 0) -> Interval:
        """The k-th derivative at the lower (-1) or upper (1) end, its limit where that is infinite."""
        x = piece.lower if side < 0 else piece.upper
        if x is not None:
            return self.at(x, k)
        if (side, k) not in self.limits:
            self.limits[side, k] = self._limit(side, k)
        return self.limits[side, k]

    def _quotient(self, piece: Interval, k: int) -> Interval | None:
        """The range of the k-th derivative as one fraction; ``None`` where it is none."""
        parts = self._fraction(k)
        above = None if parts is None else parts[0].range(piece)
        below = None if parts is None else parts[1].range(piece)
        if above is None or below is None or not is_signed(below, strict=True):
            return None
        return above * reciprocal(below)

    def _fraction(self, k: int) -> tuple[Slopes, Slopes] | None:
        if self.nested or not 0 < k <= FURTHEST:
            return None
        if k not in self.fractions:
            before = self._fraction(k - 1)
            tree = self.order(k - 1) if before is None else _quotient(*before)
            self.fractions[k] = _as_fraction(tree, self.name)
        return self.fractions[k]

    def _enclosed(self, k: int, piece: Interval) -> Enclosure:
        tree = self.order(k)
        assert tree is not None, "asked before"
        while len(self.sizes) <= k:
            own = self.trees[len(self.sizes)]
            self.sizes.append(0 if own is None else sum(1 for _ in own.walk()))
        self.work += self.sizes[k]
        return enclosed(tree, {self.name: piece})

    def _limit(self, side: int, k: int) -> Interval:
        tree = self.order(k)
        if tree is None or k > FURTHEST:
            return WHOLE
        path = Path.of({self.name: Variable(PARAMETER) if side > 0 else Negative(Variable(PARAMETER))})
        value = limit(tree, path).value
        if not isinstance(value, Fraction):
            return WHOLE
        found = flint_of(value)
        return Interval(found, found)

    def rise(self, piece: Interval) -> int:
        """1 or -1 where f is defined on the piece and strictly increases or decreases; 0 where that is not known."""
        tree, slope = self.order(0), self.slope(piece)
        if slope is None or tree is None or self._enclosed(0, piece).defined != "everywhere":
            return 0
        if is_signed(slope, strict=True):
            return 1 if slope.is_positive else -1
        bend = self.slope(piece, 1) if is_signed(slope) else None
        # A slope of one sign that rises or falls strictly is 0 at one point at most.
        return 0 if bend is None or not is_signed(bend, strict=True) else 1 if slope.is_nonnegative else -1


def is_signed(found: Interval, *, strict: bool = False) -> bool:
    """Nowhere negative, or nowhere positive; ``strict``: nor 0."""
    other = -found
    return found.is_positive or other.is_positive or (not strict and (found.is_nonnegative or other.is_nonnegative))


def _differentiated(tree: Expression | None, name: str, order: int) -> Expression | None:
    if tree is None:
        return None
    try:
        found = factored(derivative(tree, name))
    except NotDifferentiable:
        return None
    return found if order < 3 or sum(1 for _ in found.walk()) <= LONGEST else None


def _quotient(above: Slopes, below: Slopes) -> Expression | None:
    top, bottom = above.order(0), below.order(0)
    return None if top is None or bottom is None else Quotient(top, bottom)


def _as_fraction(tree: Expression | None, name: str) -> tuple[Slopes, Slopes] | None:
    if tree is None:
        return None
    try:
        found = slope_as_fraction(tree, name)
    except NotDifferentiable:
        return None
    if found is None or sum(1 for part in found for _ in part.walk()) > LONGEST:
        return None
    return Slopes(name, [found[0]], nested=True), Slopes(name, [found[1]], nested=True)


def _meet(own: Interval, least: Low, most: Low) -> Interval:
    """The interval between the better ends."""
    low = own.lower is None or (least is not None and least > own.lower)
    high = own.upper is None or (most is not None and most < own.upper)
    return Interval(
        least if low else own.lower,
        most if high else own.upper,
        own.lower_open and not low,
        own.upper_open and not high,
    )
