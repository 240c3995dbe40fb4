"""A line through the letters along one of them, cut where its values pass from one region to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality import algebra
from duality.letters.evaluating import holds
from duality.letters.samples import Sample, ends, first_sample, inside, random_sample
from duality.model.expression import Variable
from duality.model.parameter import Parameter, letters_of
from duality.model.regions import LetteredReport, Region
from duality.records import record
from duality.results.figures.ranges import span

STEPS = 120
"""Places at which regions are told apart; between two of them the border is found by bisection."""

COARSE = 24
LINES = 6
"""Lines that are compared, a letter: the one through most regions is drawn."""

HALVINGS = 40
DIGITS = 10**9


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
    """Along the only letter, or along the one and with the values of the others that meet most regions."""
    import random

    letters, generator = report.problem.parameters, random.Random(4)
    if len(letters) == 1:
        return _line(report, letters[0], {})
    samples = [first_sample(letters), *(_whole(random_sample(letters, generator), letters) for _ in range(LINES - 1))]
    best: tuple[int, Line] | None = None
    for letter in letters:
        for sample in samples:
            line = _line(report, letter, {n: v for n, v in sample.items() if n != letter.name})
            met = len({_region_at(report.regions, line.at(t)) for t in _places(line, COARSE)} - {None})
            if best is None or met > best[0]:
                best = (met, line)
    assert best is not None
    return best[1]


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
