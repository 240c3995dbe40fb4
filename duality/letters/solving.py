"""p*, d*, x* and the multipliers as functions of the letters: piece by piece, over the ranges of the letters."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.errors import UndefinedError
from duality.letters.borders import BorderPiece, border_piece
from duality.letters.claims import NotLifted
from duality.letters.evaluating import scalar_tree
from duality.letters.exploring import explored
from duality.letters.formula_pieces import Formulas, is_convex_in_letters
from duality.letters.polyhedra import Cell
from duality.letters.program import NoProgram, parametric_program
from duality.letters.programs import Programs
from duality.letters.samples import Sample, ends, first_sample, random_sample
from duality.letters.single_values import region_of_numbers
from duality.letters.substitutions import domain_comparisons
from duality.letters.sweep import End, Stretch, sweep
from duality.model.budget import UNLIMITED, Budget
from duality.model.derivation import Derivation
from duality.model.expression import Comparison, Expression, Variable, opposite
from duality.model.letters import with_values
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Problem
from duality.model.regions import GridPoint, LetteredReport, Region
from duality.model.scalar import Scalar
from duality.records import replace
from duality.results.report import Report

Run = Callable[[Problem], Report]

GRID = 7

EXPLORING = 0.8
"""The share of the budget in which pieces are looked for; the rest is for the share that is left, and for regions."""

STARTS = 2
"""Values of the only letter that are tried after the first, where that one has no formula."""


def solved(problem: Problem, derivation: Derivation, run: Run, budget: Budget = UNLIMITED) -> LetteredReport:
    """The report in letters; where no formula is found, a note says that p* needs numbers.

    ``run`` solves the problem with numbers for its letters.
    """
    budget = budget.bounded(1)
    found = method(problem, run)
    if isinstance(found, str):
        report = LetteredReport(problem, derivation, (), unexplored=1.0, note=f"p* needs numbers: {found}")
    else:
        exploring = budget.share(EXPLORING)
        report = _Solving(problem, found, run, lambda: exploring.is_over).report(derivation)
    if report.regions or len(problem.parameters) != 1:
        return report
    return replace(report, grid=tuple(_grid(problem, run, lambda: budget.is_over)))


def _grid(problem: Problem, run: Run, is_over: Callable[[], bool]) -> Iterator[GridPoint]:
    """p* by numbers at values of the only letter."""
    letter = problem.parameters[0]
    low, high = ends(letter, {})
    left = low if low is not None else (high - 6 if high is not None else Fraction(-3))
    right = high if high is not None else left + 6
    for k in range(1, GRID + 1):
        if is_over():
            return
        value = left + (right - left) * Fraction(k, GRID + 1)
        try:
            found = run(with_values(problem, {letter.name: value})).primal
        except UndefinedError:
            continue
        yield GridPoint(value, found.value, found.lower, found.upper, found.data.label)


def method(problem: Problem, run: Run) -> Programs | Formulas | str:
    """How the problem is solved in letters, or why it is not."""
    try:
        return Programs(problem, parametric_program(problem))
    except NoProgram as fault:
        if is_convex_in_letters(problem):
            return Formulas(problem, run)
        return f"{fault}, and it is not proved convex for all letters"


def rates(problem: Problem, derivation: Derivation) -> tuple[tuple[str, Expression], ...]:
    """dL/da for every letter a, in the sense of the statement: at x* and the multipliers it is dp*/da.

    Not for a letter in X, which moves with it, and not where L has no derivative.
    """
    sides = (side for row in domain_comparisons(problem) for side in row.expressions)
    moving = {letter for side in sides for letter in letters_of(side)}
    found = []
    for letter in problem.parameters:
        if letter in moving:
            continue
        try:
            slope = derivative(derivation.lagrangian.expression, letter.name)
        except NotDifferentiable:
            continue
        found.append((letter.name, slope if derivation.form.sign > 0 else opposite(slope)))
    return tuple(found)


class _Solving:
    def __init__(self, problem: Problem, found: Programs | Formulas, run: Run, is_over: Callable[[], bool]) -> None:
        self.problem, self.method, self.run, self.is_over = problem, found, run, is_over
        self.letters: Sequence[Parameter] = problem.parameters

    def report(self, derivation: Derivation) -> LetteredReport:
        if len(self.letters) == 1:
            found = self._over_one(derivation, self.letters[0])
            if found.regions or not isinstance(self.method, Formulas):
                return found
            # The ends of the pieces are no numbers that can be written down.
            self.method = Formulas(self.problem, self.run, by_intervals=False)
        return self._explored(derivation)

    def _explored(self, derivation: Derivation) -> LetteredReport:
        found = explored(self.method.piece, self._on_border, self.letters, self.is_over)
        regions = tuple(one.region if isinstance(one, BorderPiece) else self.method.region(one) for one in found.pieces)
        note = f"p* needs numbers elsewhere: {'; '.join(found.reasons)}" if found.reasons else ""
        known = rates(self.problem, derivation)
        return LetteredReport(
            self.problem, derivation, regions, known, found.unexplored, found.complete, note, sampled=True
        )

    def _on_border(self, cell: Cell) -> BorderPiece | None:
        """The piece of a flat cell; its equation leaves a problem with one letter less."""
        if len(self.letters) == 1:
            return None
        return border_piece(self.problem, cell, self._answer)

    def _answer(self, reduced: Problem, sample: Sample) -> Region:
        try:
            found = method(reduced, self.run)
        except UndefinedError as fault:
            raise NotLifted("the problem is undefined there") from fault
        if isinstance(found, str):
            raise NotLifted(found)
        return found.region(found.piece(sample))

    def _over_one(self, derivation: Derivation, letter: Parameter) -> LetteredReport:
        ends_of = ends(letter, {})
        low, high = End(ends_of[0], letter.lower_closed), End(ends_of[1], letter.upper_closed)
        generator = random.Random(10)
        samples = [first_sample(self.letters), *(random_sample(self.letters, generator) for _ in range(STARTS))]
        starts = [sample[letter.name] for sample in samples]
        found = sweep(lambda value: self.method.piece({letter.name: value}), starts, low, high, self.is_over)
        regions = [replace(self.method.region(s.piece), where=_interval(letter, s, low, high)) for s in found.stretches]
        points = [one for gap in found.gaps if (one := self._single(letter, gap)) is not None]
        complete = found.complete and len(points) == len(found.gaps)
        unexplored = 0.0 if found.complete else _missed(found.stretches, low.value, high.value)
        note = "" if not unexplored else "p* needs numbers beyond the regions that are shown"
        known = rates(self.problem, derivation)
        ordered = sorted((*regions, *points), key=lambda region: region.sample[0][1])
        return LetteredReport(self.problem, derivation, tuple(ordered), known, unexplored, complete, note)

    def _single(self, letter: Parameter, value: Scalar) -> Region | None:
        """A single value of the letter, which lies on the border of two pieces and in none, by numbers."""
        if self.is_over() or not isinstance(value, Fraction):
            return None
        try:
            found = self.run(with_values(self.problem, {letter.name: value}))
        except UndefinedError:
            return None
        return region_of_numbers(found, letter, value)


def _interval(letter: Parameter, stretch: Stretch, low: End, high: End) -> tuple[Comparison, ...]:
    """low <= a <= high, ends of the declared range left out."""
    symbol = Variable(letter.name)
    below = None if stretch.low.value is None or stretch.low == low else stretch.low
    above = None if stretch.high.value is None or stretch.high == high else stretch.high
    if below is not None and above is not None:
        relations = ("<=" if below.closed else "<", "<=" if above.closed else "<")
        return (Comparison(relations, (_tree(below), symbol, _tree(above))),)
    if below is not None:
        return (Comparison((">=" if below.closed else ">",), (symbol, _tree(below))),)
    if above is not None:
        return (Comparison(("<=" if above.closed else "<",), (symbol, _tree(above))),)
    return ()


def _tree(end: End) -> Expression:
    assert end.value is not None
    return scalar_tree(end.value)


def _missed(stretches: Sequence[Stretch], low: Scalar | None, high: Scalar | None) -> float:
    """The share of a window around the pieces, or of the range, that lies in none of them."""
    if not stretches:
        return 1.0
    known = [float(v) for s in stretches for v in (s.low.value, s.high.value) if v is not None]
    left = float(low) if low is not None else min(known, default=0.0) - 10
    right = float(high) if high is not None else max(known, default=0.0) + 10
    covered = 0.0
    for s in stretches:
        a = left if s.low.value is None else max(left, float(s.low.value))
        b = right if s.high.value is None else min(right, float(s.high.value))
        covered += max(0.0, b - a)
    return max(0.0, 1 - covered / (right - left)) if right > left else 0.0
