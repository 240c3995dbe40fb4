"""The two-sided number line drawn in text: values of theta_D on one side, of f at feasible points on the other.

Between d* and p* neither can lie, so that the space there is the gap. Everything is in the sense of the statement: for
a minimization the bounds stand on the left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from duality.named_tuples import NamedTuple

WIDTH = 76
"""Columns of the line; two more indent it."""

BOUND, TRIAL, STAR, GAP, OPEN, LINE = "o", "*", "|", "#", "?", "-"

FAR = 4
"""Marks further out than this many times what lies between the others are left out, and an arrow says so."""


class Mark(NamedTuple):
    """A value with its text; ``sign`` is how it is drawn."""

    value: float
    text: str
    sign: str


class Place(NamedTuple):
    """A mark in its column."""

    column: int
    mark: Mark


def number_line(
    bounds: Iterable[Mark], trials: Iterable[Mark], d_star: Mark | None, p_star: Mark | None, between: str = GAP
) -> list[str]:
    """Labels, line, values: three rows of at most 80 columns; no row where there is nothing finite to draw.

    ``d_star`` and ``p_star`` are ``None`` where they are not known, and one mark where they are equal; ``between``
    fills the space between them.
    """
    stars = sorted({star.value: star for star in (d_star, p_star) if star is not None}.values())
    marks = _near([mark for mark in (*bounds, *trials) if math.isfinite(mark.value)], stars)
    finite = [*marks[0], *(star for star in stars if math.isfinite(star.value))]
    if not finite:
        return []
    left = marks[1] or any(star.value == -math.inf for star in stars)
    right = marks[2] or any(star.value == math.inf for star in stars)
    places = _places(finite)
    return [
        row.rstrip() for row in (_names(places, stars), _axis(places, stars, (left, right), between), _values(places))
    ]


def _near(marks: list[Mark], stars: list[Mark]) -> tuple[list[Mark], bool, bool]:
    """The marks worth drawing at one scale, and whether some lie further out on the left or on the right."""
    finite = [star.value for star in stars if math.isfinite(star.value)]
    if not finite or not marks:
        return marks, False, False
    low, high = min(finite), max(finite)
    below = sorted(low - mark.value for mark in marks if mark.value < low)
    above = sorted(mark.value - high for mark in marks if mark.value > high)
    scale = max([high - low, *(side[min(1, len(side) - 1)] for side in (below, above) if side)])
    kept = [mark for mark in marks if low - FAR * scale <= mark.value <= high + FAR * scale]
    return kept, bool(below) and below[-1] > FAR * scale, bool(above) and above[-1] > FAR * scale


def _places(marks: list[Mark]) -> list[Place]:
    """Columns in proportion to the values; unequal stars never share one, whatever the scale."""
    low, high = min(mark.value for mark in marks), max(mark.value for mark in marks)
    first, last = 3, WIDTH - 4
    span = high - low

    def column(value: float) -> int:
        return (first + last) // 2 if span == 0 else first + round((value - low) / span * (last - first))

    columns = [column(mark.value) for mark in marks]
    stars = sorted((mark.value, place) for place, mark in enumerate(marks) if mark.sign == STAR)
    if len(stars) == 2 and columns[stars[0][1]] == columns[stars[1][1]]:
        level, apart = stars[1][0], columns[stars[1][1]]
        columns = [c if mark.value >= level else min(c, apart - 1) for c, mark in zip(columns, marks, strict=True)]
    return [Place(c, mark) for c, mark in zip(columns, marks, strict=True)]


def _axis(places: list[Place], stars: list[Mark], arrows: tuple[bool, bool], between: str) -> str:
    row = [LINE] * WIDTH
    ends = [p.column for p in places if p.mark.sign == STAR]
    if len(stars) == 2:
        low = 0 if stars[0].value == -math.inf else min(ends)
        high = WIDTH - 1 if stars[1].value == math.inf else max(ends)
        row[low : high + 1] = [between] * (high + 1 - low)
    # The stars are drawn last: they hide what stands in their column.
    for place in sorted(places, key=lambda place: place.mark.sign == STAR):
        row[place.column] = place.mark.sign
    if arrows[0]:
        row[0] = "<"
    if arrows[1]:
        row[-1] = ">"
    return "".join(row)


def _names(places: list[Place], stars: list[Mark]) -> str:
    """The stars' texts above their columns, moved aside where they would touch."""
    columns = {place.mark.value: place.column for place in places if place.mark.sign == STAR}
    columns |= {-math.inf: 0, math.inf: WIDTH - 1}
    if not stars:
        return ""
    last = stars[-1]
    end = min(columns[last.value], WIDTH - len(last.text))
    if len(stars) == 1:
        return " " * end + last.text
    first = stars[0]
    start = max(0, min(columns[first.value], end - len(first.text) - 2))
    row = " " * start + first.text
    return row + " " * max(2, end - len(row)) + last.text


def _values(places: list[Place]) -> str:
    """The values of the bounds and of f below their columns, the outermost first, as many as have room."""
    row = [" "] * WIDTH
    hidden = {place.column for place in places if place.mark.sign == STAR}
    inner = sorted((place for place in places if place.column not in hidden), key=lambda place: place.column)
    for place in [*inner[:1], *inner[-1:], *inner[1:-1]]:
        text = place.mark.text
        start = max(0, min(place.column - len(text) // 2, WIDTH - len(text)))
        around = row[max(0, start - 2) : start + len(text) + 2]
        if all(character == " " for character in around):
            row[start : start + len(text)] = text
    return "".join(row)
