"""Where the words of a plane stand: near what they name, inside the frame, clear of one another and of the marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from duality.named_tuples import NamedTuple
from duality.report.charts.lettering import width
from duality.report.charts.marks import Align, Words

CELL = 6.0
"""Side of the cells, in pixels, by which crowded places are known."""

TRIED: tuple[tuple[float, float], ...] = (
    (11, -14), (11, 16), (-11, -14), (-11, 16), (0, -16), (0, 18), (12, 1), (-12, 1), (11, -32), (11, 34), (-11, -32),
    (-11, 34), (0, -34), (0, 36), (40, -16), (-40, -16), (40, 18), (-40, 18), (0, -54), (0, 56), (70, -30), (-70, -30),
    (70, 32), (-70, 32), (0, -84), (0, 86), (0, -120), (0, 122),
)  # fmt: skip
"""Offsets from the point that is named, in pixels, besides the one that is asked for."""

BESIDE, APART = 20.0, 5.0
"""Spare words stand no farther than this from what they name, which no line leads to, and so far from other words."""

FAR, CLEAR = 26.0, 8.0
"""Words farther than this from what they name are led to it, by a line that begins so far from the point."""

TEXT, POINT, LINE = 40.0, 6.0, 1.0
"""What a word costs per pixel of another's area (in cells), per point and per cell of a line that it covers."""


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The common area in pixels."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * tall if wide > 0 and tall > 0 else 0.0


class Placed(NamedTuple):
    """Words with their box; the text stands at the left of it. ``point`` is what they name, in pixels."""

    words: Words
    box: Box
    size: float
    point: tuple[float, float]

    @property
    def leader(self) -> tuple[float, float, float, float] | None:
        """The line from the point to words that had to go far from it: what they name would be guessed."""
        if self.words.fixed or self.words.spare:
            return None
        (x, y), box = self.point, self.box
        end = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
        far = hypot(end[0] - x, end[1] - y)
        if far < FAR:
            return None
        near = CLEAR / far
        return x + near * (end[0] - x), y + near * (end[1] - y), *end


class Crowd:
    """The marks of a plane as pixels: lines by the cells they cross, points by their places."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], int] = {}
        self.points: list[tuple[float, float]] = []

    def add_line(self, points: Sequence[tuple[float, float]], weight: int = 1) -> None:
        for (x, y), (x2, y2) in pairwise(points):
            steps = int(max(abs(x2 - x), abs(y2 - y)) / CELL) + 1
            for k in range(min(steps, 400)):
                cell = (int((x + (x2 - x) * k / steps) // CELL), int((y + (y2 - y) * k / steps) // CELL))
                self.cells[cell] = max(weight, self.cells.get(cell, 0))

    def add_points(self, points: Iterable[tuple[float, float]]) -> None:
        self.points += points

    def cost(self, box: Box) -> float:
        """How much of what is drawn a box would cover."""
        columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
        lines = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
        crossed = sum(self.cells.get((column, line), 0) for column in columns for line in lines)
        hit = sum(box.left - 5 < x < box.right + 5 and box.top - 4 < y < box.bottom + 4 for x, y in self.points)
        return LINE * crossed + POINT * hit


def placed(words: Sequence[tuple[Words, float, float]], frame: Box, crowd: Crowd, default: float) -> list[Placed]:
    """Every word with its box: (words, x, y) in pixels. Spare ones that find no room are left out."""
    done: list[Placed] = []
    # What may not move comes first.
    for one, x, y in sorted(words, key=lambda word: not word[0].fixed):
        size = one.size or default
        wide = (1.06 if one.bold else 1.0) * size * width(one.text)
        best: tuple[float, Box] | None = None
        wanted: list[tuple[float, float, Align]] = [(one.dx, one.dy, one.align)]
        if not one.fixed:
            wanted.extend((dx, dy, _side(dx)) for dx, dy in TRIED)
        for place, (dx, dy, align) in enumerate(wanted):
            if one.spare and place and max(abs(dx), abs(dy)) > BESIDE:
                continue
            box, moved = _inside(_box(x + dx, y + dy, wide, size, align), frame)
            covered = sum(box.overlap(other.box) for other in done)
            cost = TEXT * covered / CELL**2 + crowd.cost(box) + 0.35 * place + 0.3 * moved
            if best is None or cost < best[0]:
                best = (cost, box)
        assert best is not None
        if one.spare and any(_around(best[1]).overlap(other.box) for other in done):
            continue
        done.append(Placed(one, best[1], size, (x, y)))
    return done


def _side(dx: float) -> Align:
    return "left" if dx > 0 else "right" if dx < 0 else "center"


def _box(x: float, y: float, wide: float, size: float, align: Align) -> Box:
    left = x if align == "left" else x - wide if align == "right" else x - wide / 2
    return Box(left, y - 0.62 * size, left + wide, y + 0.62 * size)


def _around(box: Box) -> Box:
    """The box with the room that keeps it apart from other words."""
    return Box(box.left - APART, box.top, box.right + APART, box.bottom)


def _inside(box: Box, frame: Box) -> tuple[Box, float]:
    """The box moved into the frame, and how far."""
    dx = min(0.0, frame.right - box.right)
    dx = max(dx, frame.left - box.left) if box.left + dx < frame.left else dx
    dy = min(0.0, frame.bottom - box.bottom)
    dy = max(dy, frame.top - box.top) if box.top + dy < frame.top else dy
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy), abs(dx) + abs(dy)
