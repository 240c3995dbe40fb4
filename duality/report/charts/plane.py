"""A plane with titled axes, and the marks that figures put on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from duality.named_tuples import NamedTuple
from duality.report.charts.marks import Areas, Dots, Mark, Point, Range, Stroke, Words

NUMERICAL = (7.0, 4.0)
"""The dashes of what is not proved."""

BEYOND = 20.0
"""A line is followed this many times the height of the picture beyond it: renderers lose huge coordinates."""

Ticks = tuple[tuple[float, str], ...]


def _crossing(a: float, b: float, c: float, d: float, level: float) -> float:
    """Where the segment from (a, b) to (c, d) meets a level; beside an infinite end, where that end is."""
    if not math.isfinite(b - d):
        return c if math.isfinite(b) else a
    return a + (c - a) * (level - b) / (d - b)


class Plane(NamedTuple):
    """Ranges and titles of both axes, the lower title of several lines.

    ``x_ticks`` and ``y_ticks``: their places and names, where they are not round numbers; ``whole``: only whole numbers
    across. ``square``: one unit is as long in both directions. ``heading`` stands above the plane.
    """

    x_title: str
    y_title: str
    x_range: Range
    y_range: Range
    heading: str = ""
    x_ticks: Ticks | None = None
    y_ticks: Ticks | None = None
    whole: bool = False
    square: bool = False
    height: int | None = None

    def line(
        self, points: Iterable[Point], color: str, *, width: float = 3.0, proved: bool = True, **more: Any
    ) -> Stroke:
        """A line through the points in their order; dashed where it is not proved."""
        return self.lines([tuple(points)], color, width=width, proved=proved, **more)

    def lines(
        self, parts: Iterable[Sequence[Point]], color: str, *, width: float = 3.0, proved: bool = True, **more: Any
    ) -> Stroke:
        near = tuple(self._near(part) for part in parts)
        return Stroke(near, color, width, **{"dash": () if proved else NUMERICAL, **more})

    def _near(self, part: Sequence[Point]) -> tuple[Point, ...]:
        """The line without what lies far above or below, cut where it gets there: its slopes stay what they are."""
        low, high = self.y_range
        far = BEYOND * (high - low)
        ends = low - far, high + far
        found = [point for point in part[:1] if ends[0] <= point[1] <= ends[1]]
        for (a, b), (c, d) in pairwise(part):
            crossed = [end for end in (ends if b <= d else ends[::-1]) if min(b, d) < end < max(b, d)]
            found += [(_crossing(a, b, c, d, end), end) for end in crossed]
            found += [(c, d)] if ends[0] <= d <= ends[1] else []
        return tuple(found)

    def dots(self, points: Iterable[Point], color: str, **more: Any) -> Dots:
        return Dots(tuple((float(x), float(y)) for x, y in points), color, **more)

    def dot(self, x: float, y: float, color: str, **more: Any) -> Dots:
        return Dots(((x, y),), color, **more)

    def words(self, x: float, y: float, text: str, color: str, **more: Any) -> Words:
        return Words(x, y, text, color, **more)

    def beside(self, x: float, y: float, text: str, color: str, **more: Any) -> Words:
        """A text right of a point, left of it in the right part of the plane."""
        is_right = x > self.at(0.55, 0)[0]
        return Words(
            x, y, text, color, **{"align": "right" if is_right else "left", "dx": -11 if is_right else 11, **more}
        )

    def band(self, x: Range, y: Range, color: str, opacity: float = 0.1) -> Areas:
        """A filled rectangle."""
        return Areas(((x[0], x[1], y[0], y[1]),), color, opacity)

    def across(self, y: float, color: str, *, width: float = 2, proved: bool = True, **more: Any) -> Stroke:
        """A level line over the whole width."""
        return self.line([(self.x_range[0], y), (self.x_range[1], y)], color, width=width, proved=proved, **more)

    def upright(self, x: float, color: str, *, width: float = 2, proved: bool = True, **more: Any) -> Stroke:
        return self.line([(x, self.y_range[0]), (x, self.y_range[1])], color, width=width, proved=proved, **more)

    def segment(
        self, start: Point, end: Point, color: str, *, width: float = 2, proved: bool = True, **more: Any
    ) -> Stroke:
        """A straight line between two points, which may lie outside; it is cut off there."""
        return Stroke(((start, end),), color, width, **{"dash": () if proved else NUMERICAL, **more})

    def at(self, x: float, y: float) -> Point:
        """The point at those shares of the ranges."""
        (left, right), (low, high) = self.x_range, self.y_range
        return left + x * (right - left), low + y * (high - low)

    def share(self, x: float, y: float) -> Point:
        """The shares of the ranges at which a point lies."""
        (left, right), (low, high) = self.x_range, self.y_range
        return (x - left) / (right - left), (y - low) / (high - low)

    def holds(self, x: float, y: float) -> bool:
        """The point lies in the ranges."""
        (left, right), (low, high) = self.x_range, self.y_range
        return math.isfinite(x) and math.isfinite(y) and left <= x <= right and low <= y <= high


class Panel(NamedTuple):
    """A plane and its marks, the later ones above the earlier; words are above all others."""

    plane: Plane
    marks: tuple[Mark, ...]


class Slide(NamedTuple):
    """What moves a chart: the places of a slider, and what is read off at each of them; ``what``: of what it moves."""

    symbol: str
    labels: tuple[str, ...]
    readouts: tuple[tuple[str, ...], ...]
    place: int
    what: Literal["multiplier", "letter"] = "multiplier"


class Chart(NamedTuple):
    """A title and one panel, or several that a slider links."""

    title: str
    panels: tuple[Panel, ...]
    slide: Slide | None = None


def single(title: str, plane: Plane, marks: Iterable[Mark]) -> Chart:
    """A chart of one panel."""
    return Chart(title, (Panel(plane, tuple(marks)),))
