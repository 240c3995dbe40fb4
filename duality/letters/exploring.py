"""Pieces over two or more letters, at most 24: one for every cell that the pieces so far leave.

Where all conditions are affine in the letters, the cells are polyhedra, and when none is left the pieces are all. Else
pieces are looked for along random lines out of every piece and at random points, and the share of these that lie in no
piece is told.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import islice

from duality.errors import OutOfBudget
from duality.letters.borders import BorderPiece
from duality.letters.claims import NotLifted, OnTheBorder
from duality.letters.conditions import Condition
from duality.letters.covering import Remainder
from duality.letters.field import Field
from duality.letters.formula_pieces import FormulaPiece
from duality.letters.pieces import Piece
from duality.letters.polyhedra import Cell, inner_point
from duality.letters.samples import Sample, first_sample, inside, random_sample
from duality.model.parameter import Parameter
from duality.records import record, replace

MOST = 24
FIRST_TRIES = 2
MOST_FAILURES = 12
"""Samples without a formula, after which no more are tried."""

LINES = 6
HALVINGS = 14
CELL_TRIES = 3
"""Points of one cell that are tried."""

POINTS = 200
ENOUGH = 60
"""Random points that meet no new piece, after which no more are solved."""

AnyPiece = Piece | FormulaPiece | BorderPiece
Solve = Callable[[Sample], Piece | FormulaPiece]
OnBorder = Callable[[Cell], BorderPiece | None]


@record(slots=False)
class Explored:
    """The pieces, and the share of random points that lie in none of them.

    ``complete``: that they cover the ranges of the letters is proved.
    """

    pieces: tuple[AnyPiece, ...]
    unexplored: float
    reasons: tuple[str, ...]
    complete: bool = False


def explored(solve: Solve, on_border: OnBorder, letters: Sequence[Parameter], is_over: Callable[[], bool]) -> Explored:
    """Pieces over the ranges of the letters; ``on_border`` gives one where a cell has no inner point."""
    return _Exploration(solve, on_border, letters, is_over).run()


class _Exploration:
    def __init__(
        self, solve: Solve, on_border: OnBorder, letters: Sequence[Parameter], is_over: Callable[[], bool]
    ) -> None:
        self.solve, self.on_border, self.letters, self.is_over = solve, on_border, letters, is_over
        self.field = Field([letter.name for letter in letters])
        self.generator = random.Random(10)
        self.points = [random_sample(letters, self.generator) for _ in range(POINTS)]
        self.found: list[AnyPiece] = []
        self.left = Remainder(self.field, letters, is_over)
        self.reasons: dict[str, None] = {}
        self.failed = 0

    def run(self) -> Explored:
        self._try(first_sample(self.letters))
        for point in self.points[:FIRST_TRIES]:
            if not self.found:
                self._try(point)
        if not self.found:
            return Explored((), 1.0, tuple(self.reasons))
        complete = self._all_cells() and self.left.is_known
        if not complete:
            self._along_lines()
            self._at_points()
        left = 0.0 if complete else sum(not self._covered(point) for point in self.points) / len(self.points)
        return Explored(tuple(merged(self.found)), left, tuple(self.reasons), complete)

    def _all_cells(self) -> bool:
        """A piece for every cell that is left; whether none is left in the end."""
        unresolved: list[Cell] = []
        while self.left.cells and not self._full():
            cell = self.left.cells[0]
            if not self._inside_of(cell) or cell in self.left.cells:
                unresolved.append(cell)
                self.left.cells = [other for other in self.left.cells if other != cell]
        return not unresolved and not self.left.cells

    def _inside_of(self, cell: Cell) -> bool:
        """A new piece around some point of the cell."""
        deepest = inner_point(self.field, cell, self.letters)
        candidates = self.points if deepest is None else [deepest, *self.points]
        inner = (p for p in candidates if inside(self.letters, p) and all(h.holds(self.field, p) for h in cell))
        return any(self._try(point) for point in islice(inner, CELL_TRIES)) or self._on_border_of(cell)

    def _on_border_of(self, cell: Cell) -> bool:
        """A new piece where the cell is flat."""
        found = self.on_border(cell)
        if found is None or any(set(found.conditions) == set(other.conditions) for other in self.found):
            return False
        self.found.append(found)
        self.left.without(found.conditions)
        return True

    def _along_lines(self) -> None:
        done = 0
        while done < len(self.found) and not self._full():
            self._leave(self.found[done])
            done += 1

    def _at_points(self) -> None:
        missed = 0
        for point in self.points:
            if self._full() or missed >= ENOUGH:
                return
            missed = 0 if not self._covered(point) and self._try(point) else missed + 1

    def _full(self) -> bool:
        return len(self.found) >= MOST or self.failed >= MOST_FAILURES or self.is_over()

    def _covered(self, point: Sample) -> bool:
        return any(piece.holds(point) for piece in self.found)

    def _try(self, point: Sample) -> bool:
        """The piece around a point, or around one near it, is added if it is new."""
        for k in range(3):
            near = {name: value + Fraction(k * (j + 1), 9973) for j, (name, value) in enumerate(point.items())}
            if not inside(self.letters, near):
                continue
            try:
                piece = self.solve(near)
            except OnTheBorder:
                continue
            except (NotLifted, OutOfBudget) as fault:
                self.reasons[str(fault)] = None
                self.failed += 1
                return False
            if any(set(piece.conditions) == set(other.conditions) for other in self.found):
                return False
            self.found.append(piece)
            self.left.without(piece.conditions)
            return True
        return False

    def _leave(self, piece: AnyPiece) -> None:
        """Along lines out of the piece, to just beyond its border."""
        for _ in range(LINES):
            if self._full():
                return
            target = random_sample(self.letters, self.generator)
            if piece.holds(target):
                continue
            inner, outer = Fraction(0), Fraction(1)
            for _ in range(HALVINGS):
                middle = (inner + outer) / 2
                if piece.holds(_on_line(piece.sample, target, middle)):
                    inner = middle
                else:
                    outer = middle
            outside = _rounded(_on_line(piece.sample, target, outer), piece)
            if inside(self.letters, outside) and not self._covered(outside):
                self._try(outside)


def _on_line(start: Sample, end: Sample, t: Fraction) -> dict[str, Fraction]:
    return {name: value + t * (end[name] - value) for name, value in start.items()}


def _rounded(point: Sample, piece: AnyPiece) -> Sample:
    """Small denominators where they leave the point outside the piece."""
    for size in (50, 1000, 10**5):
        near = {name: value.limit_denominator(size) for name, value in point.items()}
        if not piece.holds(near):
            return near
    return point


def merged(pieces: Sequence[AnyPiece]) -> list[AnyPiece]:
    """Pieces with one answer on both sides of one condition are one."""
    found = list(pieces)
    again = True
    while again:
        again = False
        for i, first in enumerate(found):
            for j in range(i + 1, len(found)):
                union = _union(first, found[j])
                if union is not None:
                    found[i] = union
                    del found[j]
                    again = True
                    break
            if again:
                break
    return found


def _union(first: AnyPiece, second: AnyPiece) -> AnyPiece | None:
    if first.answer != second.answer:
        return None
    mine, other = set(first.conditions), set(second.conditions)
    if mine <= other:
        return first
    if other <= mine:
        return second
    own, theirs = mine - other, other - mine
    if len(own) == len(theirs) == 1:
        (a,), (b,) = own, theirs
        if not isinstance(a, Condition) or not isinstance(b, Condition):
            return None
        if a.polynomial == -b.polynomial and not (a.strict and b.strict):
            return replace(first, conditions=tuple(c for c in first.conditions if c in other))
    return None
