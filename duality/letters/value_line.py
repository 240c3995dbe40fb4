"""A line through the letters along one of them, cut where its values pass from one region to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from duality import algebra
from duality.algebra.evaluate import exact_value
from duality.letters.evaluating import holds, scalar_tree
from duality.letters.samples import Sample, ends, first_sample, inside, random_sample
from duality.model.expression import Expression, Variable
from duality.model.parameter import Parameter, letters_of
from duality.model.regions import LetteredReport, Region
from duality.model.scalar import Scalar
from duality.records import record
from duality.results.figures.numbers import rounded
from duality.results.figures.ranges import span

STEPS = 120
"""Places at which regions are told apart; between two of them the border is found by bisection."""

COARSE = 24
LINES = 6
"""Lines that are compared, a letter: the one through most regions is drawn."""

HALVINGS = 40
DIGITS = 10**9


NEAR, SHORT = 2e-6, 12
"""How near to a border that was found by halving its exact value lies, and of how many characters that is shown."""


@record(slots=False)
class Line:
    """``letter`` runs over ``window``, the others are held at ``fixed``."""

    letter: str
    fixed: tuple[tuple[str, Fraction], ...]
    window: tuple[float, float]

    def at(self, t: float) -> dict[str, Fraction]:
        """The letters at a place."""
        return {self.letter: Fraction(t).limit_denominator(DIGITS), **dict(self.fixed)}


@record(slots=False)
class Stretch:
    """On [left, right] the letters lie in a region; ``region`` is its place in the report, ``None`` in none."""

    region: int | None
    left: float
    right: float


def line_through(report: LetteredReport) -> Line:
    """Along the only letter, or along the one and with the values of the others that meet most regions.

    Of these one along which p* moves is better.
    """
    import random

    letters, generator = report.problem.parameters, random.Random(4)
    if len(letters) == 1:
        return _line(report, letters[0], {})
    samples = [first_sample(letters), *(_whole(random_sample(letters, generator), letters) for _ in range(LINES - 1))]
    best: tuple[tuple[int, bool], Line] | None = None
    for letter in letters:
        for sample in samples:
            line = _line(report, letter, {n: v for n, v in sample.items() if n != letter.name})
            points = [line.at(t) for t in _places(line, COARSE)]
            met = [_region_at(report.regions, point) for point in points]
            values = {_value(report.regions[k], point) for k, point in zip(met, points, strict=True) if k is not None}
            score = (len({*met} - {None}), len(values - {None}) > 1)
            if best is None or score > best[0]:
                best = (score, line)
    assert best is not None
    return best[1]


def _value(region: Region, point: Sample) -> float | None:
    if region.value is None:
        return None
    try:
        return float(algebra.evaluate.value(region.value, {name: float(at) for name, at in point.items()}))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def _whole(sample: Sample, letters: Sequence[Parameter]) -> Sample:
    """Rounded to whole numbers, where that leaves it inside the ranges."""
    rounded = {name: Fraction(round(value)) for name, value in sample.items()}
    return rounded if inside(letters, rounded) else sample


def stretches(report: LetteredReport, line: Line) -> tuple[Stretch, ...]:
    """From left to right, without gaps."""
    found: list[Stretch] = []
    places = _places(line, STEPS)
    known = [_region_at(report.regions, line.at(t)) for t in places]
    left = places[0]
    for k in range(1, len(places)):
        if known[k] != known[k - 1]:
            border = _border(report.regions, line, places[k - 1], places[k], known[k - 1])
            found.append(Stretch(known[k - 1], left, border))
            left = border
    return (*found, Stretch(known[-1], left, places[-1]))


def _line(report: LetteredReport, letter: Parameter, fixed: dict[str, Fraction]) -> Line:
    """The window holds the values that the letter is compared with, and keeps to its range."""
    low, high = ends(letter, fixed) if _ends_known(letter, fixed) else (None, None)
    marks = {*_compared(report.regions, letter.name), *(float(e) for e in (low, high) if e is not None)}
    if len(marks) < 2:
        near = 2 * max([1.0, *(abs(float(value)) for value in fixed.values())])
        center = next(iter(marks), 0.0)
        marks = {center - near, center + near}
    left, right = span(marks, 0.25)
    window = (left if low is None else float(low), right if high is None else float(high))
    return Line(letter.name, tuple(fixed.items()), window)


def _ends_known(letter: Parameter, fixed: dict[str, Fraction]) -> bool:
    needed = {other.name for end in (letter.lower, letter.upper) if end is not None for other in letters_of(end)}
    return needed <= set(fixed)


def _compared(regions: Sequence[Region], letter: str) -> Iterator[float]:
    """Numbers that the letter is compared with."""
    for condition in (c for region in regions for c in region.where):
        if Variable(letter) in condition.expressions:
            for side in condition.expressions:
                if side != Variable(letter) and not side.variables():
                    yield float(algebra.evaluate.value(side, {}))


def _places(line: Line, steps: int) -> list[float]:
    """A little inside the window, whose ends may be open."""
    left, right = line.window
    inner = (right - left) * 1e-6
    return [left + inner + (right - left - 2 * inner) * k / steps for k in range(steps + 1)]


def _region_at(regions: Sequence[Region], point: dict[str, Fraction]) -> int | None:
    held = (k for k, region in enumerate(regions) if all(holds(condition, point) for condition in region.where))
    return next(held, None)


def _border(regions: Sequence[Region], line: Line, left: float, right: float, region: int | None) -> float:
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        if _region_at(regions, line.at(middle)) == region:
            left = middle
        else:
            right = middle
    return float(Fraction((left + right) / 2).limit_denominator(10**6))


def told(t: float, line: Line, report: LetteredReport) -> str:
    """The exact border there, where it is short."""
    for region in report.regions:
        for left, right in (pair for condition in region.where for pair in pairwise(condition.expressions)):
            exact = _meeting(left, right, line)
            if exact is not None and abs(float(exact) - t) < NEAR:
                words = str(scalar_tree(exact))
                return words if len(words) <= SHORT else rounded(t)
    return rounded(t)


def _meeting(left: Expression, right: Expression, line: Line) -> Scalar | None:
    """Where the two sides are equal along the line; ``None`` where their difference is not affine."""
    letter, held = line.letter, dict(line.fixed)
    try:
        if Variable(letter) in (left, right):
            other = right if left == Variable(letter) else left
            return None if letter in other.variables() else exact_value(other, held)
        at = [
            exact_value(left, {**held, letter: t}) - exact_value(right, {**held, letter: t})
            for t in map(Fraction, (0, 1))
        ]
        root = at[0] / (at[0] - at[1])
        point = {**held, letter: root}
        return root if exact_value(left, point) == exact_value(right, point) else None
    except (ValueError, ZeroDivisionError):
        return None
