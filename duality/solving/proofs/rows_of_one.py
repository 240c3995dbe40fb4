"""The rows of a form of one variable: which x of an interval may satisfy them, and whether an x does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import flint

from duality.algebra.interval import Interval
from duality.algebra.isolating import exact_solutions
from duality.algebra.membership import exact_sign
from duality.algebra.scalars import from_flint
from duality.algebra.slopes import Slopes, is_signed
from duality.model.form import StandardForm
from duality.records import record

MOST_EXACT = 60
"""Exact signs at points that balls leave open."""


@record
class _Row:
    """``side`` g(x) <= 0, strictly where ``strict``, or g(x) = 0."""

    slopes: Slopes
    side: int
    equality: bool
    strict: bool = False

    def range(self, piece: Interval) -> Interval | None:
        found = self.slopes.range(piece)
        return found if found is None or self.side > 0 else -found


class Rows:
    """Constraints and conditions of D, by exact signs at points and balls over intervals."""

    def __init__(self, form: StandardForm) -> None:
        (self.name,) = form.variables
        stated = [(c.expression, 1, c.constraint.kind == "equality", False) for c in form.constraints]
        stated += [(c.expression, -1, c.equality, c.strict) for c in form.domain.conditions if not c.nonzero]
        self.rows = [_Row(Slopes(self.name, [tree]), side, equal, strict) for tree, side, equal, strict in stated]
        self.nonzero = [Slopes(self.name, [c.expression]) for c in form.domain.conditions if c.nonzero]
        self.excluding = [row.slopes for row in self.rows if row.strict] + self.nonzero
        """Functions whose zeros are not in D."""
        self.exact_signs = 0

    @property
    def slopes(self) -> list[Slopes]:
        """The functions of the rows, other than those that must only not be 0."""
        return [row.slopes for row in self.rows]

    def excluded(self) -> Iterator[Fraction]:
        """Fractions that strict rows, and what must not be 0, leave out of D."""
        for slopes in self.excluding:
            tree = slopes.order(0)
            zeros = () if tree is None else exact_solutions(tree, self.name)
            yield from (zero for zero in zeros if isinstance(zero, Fraction))

    def feasible_part(self, piece: Interval) -> Interval | None:
        """What may be feasible; ``None`` where nothing is."""
        if any(_is_zero(tree.range(piece)) for tree in self.nonzero):
            return None
        for row in self.rows:
            found = row.range(piece)
            if found is None or found.is_positive or (row.equality and (-found).is_positive):
                return None
            rise = 0 if piece.is_point else row.slopes.rise(piece) * row.side
            for end, falls_before in ((piece.lower, 1), (piece.upper, -1)):
                if end is None or not rise or not (row.equality or rise == falls_before):
                    continue
                if self._vanishes(row.slopes, end):
                    # The row is 0 here, and on the rest of the interval positive, or for an equation not 0.
                    return None if row.strict else self._without_excluded_ends(Interval(end, end))
        return self._without_excluded_ends(piece)

    def _without_excluded_ends(self, piece: Interval) -> Interval | None:
        """The piece without an end at which a strict row, or what must not be 0, vanishes."""
        open_ends = [
            end is not None and any(self._vanishes(slopes, end) for slopes in self.excluding)
            for end in (piece.lower, piece.upper)
        ]
        if not any(open_ends):
            return piece
        if piece.is_point:
            return None
        return Interval(piece.lower, piece.upper, piece.lower_open or open_ends[0], piece.upper_open or open_ends[1])

    def _vanishes(self, slopes: Slopes, x: flint.fmpq) -> bool:
        found = slopes.at(x)
        if found.is_point:
            return found.lower == 0
        return not is_signed(found, strict=True) and self._exact_sign(slopes, x) == 0

    def _exact_sign(self, slopes: Slopes, x: flint.fmpq) -> int | None:
        self.exact_signs += 1
        tree = slopes.order(0)
        return None if tree is None or self.exact_signs > MOST_EXACT else exact_sign(tree, {self.name: from_flint(x)})

    def hold_at(self, x: flint.fmpq) -> bool:
        """Proved: x satisfies all of them."""
        return all(self._is_met(row, x) for row in self.rows) and all(
            self._is_nonzero(each, x) for each in self.nonzero
        )

    def _is_met(self, row: _Row, x: flint.fmpq) -> bool:
        found = row.range(Interval(x, x))
        if found is None:
            return False
        if row.strict:
            return (-found).is_positive or self._exact_sign(row.slopes, x) == -row.side
        if found.is_point and found.lower == 0 if row.equality else (-found).is_nonnegative:
            return True
        return not is_signed(found, strict=True) and self._exact_sign(row.slopes, x) == 0

    def _is_nonzero(self, slopes: Slopes, x: flint.fmpq) -> bool:
        return is_signed(slopes.at(x), strict=True) or self._exact_sign(slopes, x) in (1, -1)


def _is_zero(found: Interval | None) -> bool:
    """0 wherever it is defined."""
    return found is None or (found.is_point and found.lower == 0)
