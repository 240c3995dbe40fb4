"""What stands on a plane, in the coordinates of the data and with colors by name; ``at`` is a place of the slider."""

from __future__ import annotations

from typing import Literal

from duality.named_tuples import NamedTuple

Point = tuple[float, float]
Range = tuple[float, float]
Align = Literal["left", "center", "right"]
Shape = Literal["circle", "square", "diamond", "triangle", "cross"]


class Stroke(NamedTuple):
    """Polylines; ``smooth`` is the default of curves, a line of steps is a polyline with corners."""

    parts: tuple[tuple[Point, ...], ...]
    color: str
    width: float = 3.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    at: int | None = None


class Dots(NamedTuple):
    """Points of one shape; hollow ones stand for values that are not attained or not proved."""

    points: tuple[Point, ...]
    color: str
    radius: float = 5.5
    shape: Shape = "circle"
    hollow: bool = False
    opacity: float = 1.0
    at: int | None = None


class Areas(NamedTuple):
    """Filled rectangles (left, right, low, high)."""

    boxes: tuple[tuple[float, float, float, float], ...]
    color: str
    opacity: float = 0.1
    at: int | None = None


class Regions(NamedTuple):
    """A filled set with holes: rings of points, by the even-odd rule."""

    rings: tuple[tuple[Point, ...], ...]
    color: str
    opacity: float = 0.2
    at: int | None = None


class Shade(NamedTuple):
    """A map of values in [0, 1] over a rectangle, rows from below: the fuller the color, the larger the value."""

    box: tuple[float, float, float, float]
    rows: tuple[tuple[float, ...], ...]
    at: int | None = None


class Arrow(NamedTuple):
    """A vector with its head at ``start + vector``."""

    start: Point
    vector: Point
    color: str
    width: float = 3.0
    at: int | None = None


class Words(NamedTuple):
    """A text near (x, y), moved where it would lie on another or leave the plane; dropped there if ``spare``."""

    x: float
    y: float
    text: str
    color: str
    dx: float = 0.0
    dy: float = 0.0
    align: Align = "left"
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    spare: bool = False
    fixed: bool = False
    at: int | None = None


Mark = Stroke | Dots | Areas | Regions | Shade | Arrow | Words
