"""Pieces that hold only where an equation between letters does: p*(c1, c2) of min c1*x + c2*y, x + y = 1 is finite for
c1 = c2 alone.

The equation is solved for a letter, the problem with that in its place has one letter less, and its piece around a
point is one of the border.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from duality.algebra.atoms import scaled, substitute, total
from duality.errors import OutOfBudget
from duality.letters.claims import NotLifted, OnTheBorder
from duality.letters.evaluating import holds
from duality.letters.field import Field
from duality.letters.polyhedra import Cell, HalfSpace, half_space, inner_point, is_monomial
from duality.letters.samples import Sample, first_sample, inside, random_sample
from duality.model.expression import ZERO, Comparison, Expression, Number, Variable
from duality.model.letters import put_into, range_of, with_trees
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Problem
from duality.model.regions import Region
from duality.records import record, replace

Answer = Callable[[Problem, Sample], Region]
"""The region of a problem around a sample; raises `NotLifted` or `OnTheBorder`."""

POINTS = 20
TRIES = 3
"""Points of one cell that are solved."""


@record(slots=False)
class BorderPiece:
    """A region of the letters in which an equation between them holds."""

    region: Region
    sample: Sample

    @property
    def conditions(self) -> tuple[Comparison, ...]:
        return self.region.where

    @property
    def answer(self) -> tuple:
        """No other piece has it: a region of the border is not merged."""
        return (self.region,)

    def holds(self, sample: Sample) -> bool:
        return all(holds(condition, sample) for condition in self.conditions)


def border_piece(problem: Problem, cell: Cell, answer: Answer) -> BorderPiece | None:
    """A piece in a cell that demands both a form >= 0 and its negative; ``None`` where there is none."""
    field = Field([letter.name for letter in problem.parameters])
    for letter, value in _equations(field, cell, problem.parameters):
        found = _Reduced(problem, letter, value, field).piece(cell, answer)
        if found is not None:
            return found
    return None


def _equations(field: Field, cell: Cell, letters: Sequence[Parameter]) -> Iterator[tuple[Parameter, Expression]]:
    """letter = value for every affine form that the cell holds at 0."""
    present = set(cell)
    for half in cell:
        if half.strict or replace(half.outside, strict=False) not in present:
            continue
        if not all(is_monomial(key) and sum(key) == 1 for key, _ in half.terms):
            continue
        key, c = half.terms[0]
        assert is_monomial(key)
        letter = letters[key.index(1)]
        terms = [scaled(-d / c, field.polynomial_tree(field.ring({other: 1}))) for other, d in half.terms[1:]]
        constant = -half.constant / c
        yield letter, total([*terms, *([Number(constant)] if constant or not terms else [])])


class _Reduced:
    """The problem with ``value`` for a letter."""

    def __init__(self, problem: Problem, letter: Parameter, value: Expression, field: Field) -> None:
        self.letter, self.value, self.field = letter, value, field
        self.letters = tuple(other for other in problem.parameters if other is not letter)
        self.named: dict[str, Expression] = {other.name: other for other in self.letters}
        tree = substitute(value, self.named)
        ends = (end for p in self.letters for end in (p.lower, p.upper) if end is not None)
        self.is_possible = not any(letter.name == other.name for end in ends for other in letters_of(end))
        self.problem = replace(with_trees(problem, {letter.name: tree}), parameters=self.letters, expectations=())
        self.ranges = tuple(_put_into_range(row, letter.name, value) for row in range_of(letter))

    def piece(self, cell: Cell, answer: Answer) -> BorderPiece | None:
        if not self.is_possible:
            return None
        own = Field([p.name for p in self.letters])
        inner = [self._without_letter(half, own) for half in cell]
        if any(half is None for half in inner):
            return None
        for point in islice(self._points(own, tuple(h for h in inner if h is not None and h.terms)), TRIES):
            try:
                found = answer(self.problem, point)
            except (NotLifted, OnTheBorder, OutOfBudget):
                continue
            return self._of(found, own, point)
        return None

    def _points(self, own: Field, cell: Cell) -> Iterator[Sample]:
        """Inside the cell: its deepest point, and others, which are less likely on a border of their own."""
        generator = random.Random(10)
        deepest = inner_point(own, cell, self.letters)
        if deepest is None:
            return
        others = (random_sample(self.letters, generator) for _ in range(POINTS))
        for point in (first_sample(self.letters), deepest, *others):
            if inside(self.letters, point) and all(half.holds(own, point) for half in cell):
                yield point

    def _of(self, found: Region, own: Field, point: Sample) -> BorderPiece:
        equation = Comparison(("=",), (Variable(self.letter.name), self.value))
        at = own.of(self.value)
        sample = {**point, self.letter.name: own.at(at, point)}
        where = (equation, *found.where, *self.ranges)
        region = replace(found, where=where, sample=tuple((n, sample[n]) for n in self.field.names))
        return BorderPiece(region, sample)

    def _without_letter(self, half: HalfSpace, own: Field) -> HalfSpace | None:
        terms = []
        for key, c in half.terms:
            node = self.field.polynomial_tree(self.field.ring({key: 1})) if is_monomial(key) else key
            assert isinstance(node, Expression)
            terms.append(scaled(c, substitute(node, {self.letter.name: self.value})))
        whole = total([*terms, *([Number(half.constant)] if half.constant or not terms else [])])
        return half_space(own, Comparison((">" if half.strict else ">=",), (whole, ZERO)))


def _put_into_range(row: Comparison, name: str, value: Expression) -> Comparison:
    """A comparison of the range of a letter, with its value in its place."""
    return Comparison(row.relations, tuple(put_into(side, {name: value}) for side in row.expressions))
