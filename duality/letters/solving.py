"""p*, d*, x* and the multipliers of a linear or convex quadratic program as functions of its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from time import perf_counter

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.derive.differences import negated
from duality.letters.conditions import comparison
from duality.letters.exploring import explored
from duality.letters.field import Element
from duality.letters.pieces import Piece, piece
from duality.letters.program import NoProgram, ParametricProgram, parametric_program
from duality.letters.redundancy import reduced
from duality.letters.samples import ends, first_sample
from duality.letters.sweep import End, Stretch, sweep
from duality.model.derivation import Derivation
from duality.model.expression import Comparison, Expression, Variable, number
from duality.model.parameter import Parameter
from duality.model.problem import Problem
from duality.model.regions import LetteredReport, Region
from duality.model.scalar import Scalar
from duality.model.solution import Status

SECONDS = 20.0
"""What the regions may take without a time limit."""


def solved(problem: Problem, derivation: Derivation, seconds: float | None = None) -> LetteredReport:
    """The report in letters; where the problem is no such program, a note says that it needs numbers."""
    end = perf_counter() + (SECONDS if seconds is None else seconds)
    try:
        program = parametric_program(problem)
    except NoProgram as fault:
        return LetteredReport(problem, derivation, (), unexplored=1.0, note=f"p* needs numbers: {fault}")
    return _Solving(problem, program, lambda: perf_counter() > end).report(derivation)


def rates(derivation: Derivation) -> tuple[tuple[str, Expression], ...]:
    """dL/da for every letter a, in the sense of the statement: at x* and the multipliers it is dp*/da."""
    found = []
    for letter in derivation.form.problem.parameters:
        try:
            slope = derivative(derivation.lagrangian.expression, letter.name)
        except NotDifferentiable:
            continue
        found.append((letter.name, slope if derivation.form.sign > 0 else negated(slope)))
    return tuple(found)


class _Solving:
    def __init__(self, problem: Problem, program: ParametricProgram, is_over: Callable[[], bool]) -> None:
        self.problem, self.program, self.is_over = problem, program, is_over
        self.letters: Sequence[Parameter] = problem.parameters
        self.field = program.field

    def report(self, derivation: Derivation) -> LetteredReport:
        if len(self.letters) == 1:
            return self._over_one(derivation, self.letters[0])
        found = explored(self.field, self._piece, self.letters, self.is_over)
        pieces = [reduced(self.field, one, self.letters) for one in found.pieces]
        regions = tuple(self._region(one, self._where(one)) for one in pieces)
        note = f"p* needs numbers elsewhere: {'; '.join(found.reasons)}" if found.reasons else ""
        return LetteredReport(self.problem, derivation, regions, rates(derivation), found.unexplored, note=note)

    def _over_one(self, derivation: Derivation, letter: Parameter) -> LetteredReport:
        low, high = ends(letter, {})
        start = first_sample(self.letters)[letter.name]
        found = sweep(
            self.field,
            lambda value: self._piece({letter.name: value}),
            start,
            End(low, letter.lower_closed),
            End(high, letter.upper_closed),
            self.is_over,
        )
        regions = tuple(self._region(s.piece, _interval(letter, s, low, high)) for s in found.stretches)
        unexplored = 0.0 if found.complete else _missed(found.stretches, low, high)
        note = "" if found.complete else "p* needs numbers beyond the regions that are shown"
        return LetteredReport(self.problem, derivation, regions, rates(derivation), unexplored, found.complete, note)

    def _piece(self, sample: Mapping[str, Fraction]) -> Piece:
        return piece(self.program, sample, self.letters)

    def _where(self, found: Piece) -> tuple[Comparison, ...]:
        return tuple(comparison(self.field, condition) for condition in found.conditions)

    def _region(self, found: Piece, where: tuple[Comparison, ...]) -> Region:
        program, tree = self.program, self.field.tree
        sign = self.field.number(program.sign)
        named = [(row.name, m) for row, m in zip(program.rows, found.multipliers, strict=False) if row.name]
        return Region(
            where=where,
            sample=tuple(found.sample.items()),
            status=found.status,
            value=None if found.value is None else tree(found.value * sign),
            point=_named(program.variables, found.point, tree),
            multipliers=tuple((name, tree(m)) for name, m in named),
            ray=_named(program.variables, found.ray, tree),
            attained=True if found.status is Status.OPTIMAL else None,
        )


def _named(
    names: Sequence[str], values: Sequence[Element], tree: Callable[[Element], Expression]
) -> tuple[tuple[str, Expression], ...]:
    return tuple((name, tree(value)) for name, value in zip(names, values, strict=False) if name)


def _interval(letter: Parameter, stretch: Stretch, low: Scalar | None, high: Scalar | None) -> tuple[Comparison, ...]:
    """low <= a <= high, ends of the declared range left out."""
    symbol = Variable(letter.name)
    below = None if stretch.low.value is None or stretch.low.value == low else stretch.low
    above = None if stretch.high.value is None or stretch.high.value == high else stretch.high
    if below is not None and above is not None:
        relations = ("<=" if below.closed else "<", "<=" if above.closed else "<")
        return (Comparison(relations, (_tree(below), symbol, _tree(above))),)
    if below is not None:
        return (Comparison((">=" if below.closed else ">",), (symbol, _tree(below))),)
    if above is not None:
        return (Comparison(("<=" if above.closed else "<",), (symbol, _tree(above))),)
    return ()


def _tree(end: End) -> Expression:
    from duality.algebra.sympy_bridge import from_sympy

    assert end.value is not None
    return number(end.value) if isinstance(end.value, Fraction) else from_sympy(end.value.value)


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
