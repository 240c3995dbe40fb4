"""min f(x) over the x of one variable where all rows hold: exact ends, signs of derivatives, ever smaller intervals.

On an interval where f' has one sign, f is least at an end; where a row is strictly monotone and 0 at an end, it holds
there alone. Ends are exact and ranges are balls, so that sqrt(x^2 + x) - x far out and x^3 >= 10^-12 are told apart
from their neighbours however close these are; an interval is cut at the plainest fraction in its middle.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count
from math import inf, nextafter

import flint

from duality import algebra
from duality.algebra.differentiate import is_continuous
from duality.algebra.interval import WHOLE, Interval, cut_at
from duality.algebra.scalars import flint_of, from_flint
from duality.algebra.slopes import Slopes, is_signed
from duality.algebra.smooth_over import branch_points, has_kinks, smooth_over
from duality.algebra.smooth_pieces import collected
from duality.algebra.tape.balls import enclosed
from duality.model.budget import Budget
from duality.model.expression import Expression
from duality.model.form import FREE, StandardForm
from duality.model.scalar import Scalar
from duality.records import record
from duality.solving.proofs.cuts import halves, is_narrow, middle
from duality.solving.proofs.periodic import one_period
from duality.solving.proofs.rows_of_one import Rows

MOST_PIECES = 500
MOST_WORK = 60_000
"""Nodes of trees that are evaluated over intervals."""

FINE = flint.fmpq(1, 10**14)
"""Relative distance of the bounds at which the search ends."""

MOST_BEYOND, PLAIN = 40, 1000
"""Pieces that are cut after that where the best point is a fraction of a denominator so small."""

Low = flint.fmpq | None


@record
class Least:
    """``lower`` <= inf f, ``None`` for -inf; f is least at ``point`` if ``is_exact``; ``is_empty``: none is feasible.

    ``point`` satisfies the rows by exact signs or by balls.
    """

    lower: Fraction | None
    point: Fraction | None
    is_exact: bool
    is_empty: bool
    is_attained: bool = False
    """Proved: f is continuous on closed and bounded intervals that hold all better x, and the rows are no open ones."""
    is_beyond: bool = False
    """Proved: f > ``lower`` at every feasible x."""


def least(form: StandardForm, hints: Iterable[Fraction], budget: Budget) -> Least | None:
    """The search over a form of one variable without finite sets; ``None`` for any other form."""
    if len(form.variables) != 1 or form.domain.discrete:
        return None
    with flint.ctx.workprec(256):
        return _Search(form).run(hints, budget)


def is_above(form: StandardForm, level: Fraction, budget: Budget) -> bool:
    """f >= level is proved all over D, for a form of one variable."""
    with flint.ctx.workprec(256):
        search = _Search(form)
        search.value = Interval(flint_of(level), flint_of(level))
        search.run((), budget)
        return search.best is None and not search.open and not search.narrow and not search.falling


class _Search:
    def __init__(self, form: StandardForm) -> None:
        self.form, self.name = form, form.variables[0]
        self.objective = Slopes(self.name, [form.objective_expression])
        self.has_kinks = has_kinks(form.objective_expression)
        self.smooth: dict[Expression, Slopes] = {}
        self.rows = Rows(form)
        self.best: flint.fmpq | None = None
        self.value = WHOLE
        self.open: list[tuple[tuple[int, object], int, Interval, Low]] = []
        self.narrow: list[Interval] = []
        self.falling: list[tuple[Interval, flint.fmpq]] = []
        """Pieces with f > low, the first of which falls strictly to low toward an end that is none of D."""
        self.serial = count()

    def run(self, hints: Iterable[Fraction], budget: Budget) -> Least:
        for piece in self._first(hints):
            self._admit(piece)
        beyond = 0
        for _ in range(MOST_PIECES):
            if not self.open or self._is_over(budget):
                break
            if self._is_fine(self.open[0][3]):
                beyond += 1
                if beyond > MOST_BEYOND or not (self._is_plain() or self.falling):
                    break
            _, _, piece, low = heapq.heappop(self.open)
            if low is not None and self._is_at_limit(low) and self._is_beyond(piece, low):
                self.falling.append((piece, low))
                continue
            for half in halves(piece):
                self._admit(half)
        return self._told()

    def _is_plain(self) -> bool:
        """The best point may be the minimizer itself, so that smaller pieces make the value exact."""
        return self.best is not None and self.best.q <= PLAIN

    def _is_over(self, budget: Budget) -> bool:
        return (
            budget.is_over
            or sum(s.work for s in (self.objective, *self.smooth.values(), *self.rows.slopes)) > MOST_WORK
        )

    def _first(self, hints: Iterable[Fraction]) -> Iterator[Interval]:
        bounds = self.form.domain.bound(self.name)
        bounds = algebra.boxes.intersect(bounds, one_period(self.form).get(self.name, FREE))
        low, high = _outside(bounds.lower, -1), _outside(bounds.upper, 1)
        kinks = branch_points(self.form.objective_expression, self.name) if self.has_kinks else ()
        whole = Interval(low, high, not bounds.lower_closed, not bounds.upper_closed)
        yield from cut_at(whole, map(flint_of, (*hints, *kinks, *self.rows.excluded())))

    def _admit(self, piece: Interval) -> None:
        left = None if self.objective.range(piece) is None else self.rows.feasible_part(piece)
        if left is None:
            return
        for x in (left.lower, left.upper, None if left.is_point else middle(left)):
            if x is not None:
                self._try(x)
        low, at = self._bound(left)
        if (self.best is not None and at == self.best) or self._is_above(low):
            return
        if low is not None and low == self._limit_below(left):
            self.falling.append((left, low))
        elif left.is_point or is_narrow(left):
            self.narrow.append(left)
        else:
            heapq.heappush(self.open, ((0 if low is None else 1, low), next(self.serial), left, low))

    def _on(self, piece: Interval) -> Slopes:
        """f on the piece, without kinks where none lies inside."""
        if not self.has_kinks or piece.is_point:
            return self.objective
        tree = smooth_over(self.form.objective_expression, {self.name: piece})
        if tree is None:
            return self.objective
        if tree not in self.smooth:
            self.smooth[tree] = Slopes(self.name, [collected(tree, self.name)])
        return self.smooth[tree]

    def _try(self, x: flint.fmpq) -> None:
        value = self.objective.at(x)
        if value.upper is None or (self.value.lower is not None and value.upper >= self.value.lower):
            return
        bounds, here = self.form.domain.bound(self.name), from_flint(x)
        at_end = (bounds.lower is not None and here <= bounds.lower) or (
            bounds.upper is not None and here >= bounds.upper
        )
        if at_end and not algebra.boxes.holds(bounds, here):
            return
        if self.rows.hold_at(x):
            self.best, self.value = x, value

    def _bound(self, piece: Interval) -> tuple[Low, Low]:
        """A lower bound of f on the piece, and the x at which f is that bound, where it is an end."""
        if piece.lower is not None and piece.is_point:
            return self.objective.at(piece.lower).lower, piece.lower
        objective = self._on(piece)
        found = objective.range(piece)
        assert found is not None, "f is defined somewhere on what was admitted"
        slope = objective.slope(piece)
        whole = enclosed(self.form.objective_expression, {self.name: piece}).defined == "everywhere"
        if whole and slope is not None and is_signed(slope):
            end = piece.lower if slope.is_nonnegative else piece.upper
            if end is not None:
                return self.objective.at(end).lower, end
        return found.lower, None

    def _limit_below(self, piece: Interval) -> Low:
        """The limit of f toward an end that is not in the piece, where f falls strictly toward it."""
        if piece.is_point or not (piece.lower is None or piece.upper is None or piece.lower_open or piece.upper_open):
            return None
        objective = self._on(piece)
        rise = objective.rise(piece)
        end, is_open = (piece.lower, piece.lower_open) if rise > 0 else (piece.upper, piece.upper_open)
        if not rise or (end is not None and not is_open):
            return None
        found = objective.end(piece, -rise)
        return found.lower if found.is_point else None

    def _is_beyond(self, piece: Interval, low: flint.fmpq) -> bool:
        """f > low on the piece."""
        found = enclosed(self.form.objective_expression, {self.name: piece}).range
        sharper = self._bound(piece)[0]
        return (found.lower is not None and found.lower_open and found.lower >= low) or (
            sharper is not None and sharper > low
        )

    def _best_is_above(self, low: flint.fmpq) -> bool:
        """f > low at the best point, by its value or since f falls from there."""
        best, value = self.best, self.value.lower
        return (
            best is None or (value is not None and value > low) or any(_holds(piece, best) for piece, _ in self.falling)
        )

    def _is_above(self, low: Low) -> bool:
        return low is not None and self.value.upper is not None and low >= self.value.upper

    def _is_fine(self, low: Low) -> bool:
        top = self.value.upper
        return low is not None and (self._is_at_limit(low) or (top is not None and top - low <= FINE * abs(top)))

    def _is_at_limit(self, low: flint.fmpq) -> bool:
        """No bound of the piece would raise that of all."""
        return bool(self.falling) and low >= min(limit for _, limit in self.falling)

    def _told(self) -> Least:
        left = [(piece, low) for *_, piece, low in self.open]
        left += [(piece, self._bound(piece)[0]) for piece in self.narrow]
        left = [(piece, low) for piece, low in left if not self._is_above(low)]
        falling = [low for _, low in self.falling if not self._is_above(low)]
        lows: list[Low] = [*(low for _, low in left), *falling]
        if self.best is None and not lows:
            return Least(None, None, is_exact=False, is_empty=True)
        point = None if self.best is None else from_flint(self.best)
        bounds = [*lows, self.value.lower] if self.best is not None else lows
        known = [low for low in bounds if low is not None]
        lower = from_flint(min(known)) if len(known) == len(bounds) else None
        exact = self.best is not None and not lows
        beyond = bool(falling) and all(self._is_beyond(piece, min(falling)) for piece, _ in left)
        beyond = beyond and self._best_is_above(min(falling))
        attained = self.best is not None and not falling and all(self._is_compact(piece) for piece, _ in left)
        return Least(lower, point, is_exact=exact, is_empty=False, is_attained=attained, is_beyond=beyond)

    def _is_compact(self, piece: Interval) -> bool:
        """Closed and bounded, f and the rows are defined on all of it, and no row is a strict one."""
        if piece.lower is None or piece.upper is None or piece.lower_open or piece.upper_open or self.rows.excluding:
            return False
        trees = [tree for slopes in (self.objective, *self.rows.slopes) if (tree := slopes.order(0)) is not None]
        return all(is_continuous(t) and enclosed(t, {self.name: piece}).defined == "everywhere" for t in trees)


def _holds(piece: Interval, x: flint.fmpq) -> bool:
    """x lies in the closed piece."""
    return (piece.lower is None or piece.lower <= x) and (piece.upper is None or x <= piece.upper)


def _outside(end: Scalar | None, side: int) -> Low:
    """The end of D, an irrational one a little further out."""
    if end is None or isinstance(end, Fraction):
        return None if end is None else flint_of(end)
    near = Fraction(nextafter(nextafter(float(end), side * inf), side * inf))
    return flint_of(near)
