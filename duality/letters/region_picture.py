"""Figure "regions": the plane of two letters, cut into the regions on which one formula of p* holds."""

from __future__ import annotations

from fractions import Fraction

from duality.errors import InapplicableError
from duality.letters.evaluating import holds
from duality.letters.samples import ends, inside
from duality.model.parameter import Parameter, letters_of
from duality.model.regions import LetteredReport, Region
from duality.model.solution import Status
from duality.records import record
from duality.report.charts.marks import Areas, Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table

CELLS = 64
WIDE = 4
COLORS = (("blue", 0.16), ("orange", 0.18), ("muted", 0.22), ("blue", 0.34), ("orange", 0.36), ("ink", 0.14))
"""One a region; neighbors of one hue differ in their fullness, and every region carries its name."""

NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TOLD = 6
"""Formulas that the caption tells; the table tells all."""


@record(slots=False)
class RegionPicture:
    """Rows of cells from below; each holds the place of its region in ``formulas``, or -1 outside all."""

    letters: tuple[str, str]
    window: tuple[tuple[float, float], tuple[float, float]]
    cells: tuple[tuple[int, ...], ...]
    formulas: tuple[tuple[str, str], ...]


def region_picture(report: LetteredReport) -> RegionPicture:
    """Raises `InapplicableError` unless there are two letters and some region."""
    letters = report.problem.parameters
    if len(letters) != 2:
        raise InapplicableError("the map of regions has two letters: give others values with problem.set(...) or --set")
    if not report.regions:
        raise InapplicableError("there is no region to draw")
    window = (_window(letters[0]), _window(letters[1]))
    names = (letters[0].name, letters[1].name)
    rows = []
    for j in range(CELLS):
        row = []
        for i in range(CELLS):
            point = {names[0]: _middle(window[0], i), names[1]: _middle(window[1], j)}
            row.append(_region_at(report, letters, point))
        rows.append(tuple(row))
    formulas = tuple((", ".join(map(str, r.where)) or "everywhere", _formula(r)) for r in report.regions)
    return RegionPicture(names, window, tuple(rows), formulas)


def _window(letter: Parameter) -> tuple[float, float]:
    """The range, or a part of it around its small numbers."""
    low, high = ends(letter, {}) if not _depends(letter) else (None, None)
    if low is not None and high is not None:
        return float(low), float(high)
    if low is not None:
        return float(low), float(low) + WIDE
    return (float(high) - WIDE, float(high)) if high is not None else (-float(WIDE), float(WIDE))


def _depends(letter: Parameter) -> bool:
    return any(end is not None and letters_of(end) for end in (letter.lower, letter.upper))


def _middle(window: tuple[float, float], k: int) -> Fraction:
    """The middle of a cell, a little off round numbers, so that it is on no border."""
    low, high = window
    return Fraction(low + (high - low) * (k + 0.4931) / CELLS).limit_denominator(10**6)


def _region_at(report: LetteredReport, letters: tuple[Parameter, ...], point: dict[str, Fraction]) -> int:
    if not inside(letters, point):
        return -1
    for k, region in enumerate(report.regions):
        if all(holds(condition, point) for condition in region.where):
            return k
    return -1


def _formula(region: Region) -> str:
    if region.value is not None:
        return str(region.value)
    return "infeasible" if region.status is Status.INFEASIBLE else "unbounded"


class RegionMap:
    """The regions of two letters."""

    name = "regions"

    def title(self, say: Say) -> str:
        return say("Where which formula of the optimal value holds", "最优值的各公式在何处成立")

    def caption(self, picture: RegionPicture, say: Say) -> str:
        shown = sorted({k for row in picture.cells for k in row if k >= 0})
        told = "; ".join(f"{NAMES[k]}: {_told(picture.formulas[k][1], say)}" for k in shown[:TOLD])
        more = say("; ... in the table", "；……见表") if len(shown) > TOLD else ""
        return say(
            f"Each of the {len(shown)} areas has one formula of p*, exact: {told}{more}. Borders are drawn cell by "
            "cell, and white is outside the ranges or not explored.",
            f"{len(shown)} 个区域各有一个 p* 的公式，是精确的：{told}{more}。边界按小格画出，空白处超出范围或未探索。",
        )

    def description(self, picture: RegionPicture, say: Say) -> str:
        pieces = "; ".join(f"p* = {formula} ({where})" for where, formula in picture.formulas)
        return say(f"A map over two letters: {pieces}.", f"两个参数上的区域图：{pieces}。")

    def chart(self, picture: RegionPicture, say: Say) -> Chart:
        plane = Plane(*picture.letters, *picture.window)
        marks: list[Mark] = []
        for k in range(len(picture.formulas)):
            boxes = tuple(_boxes(picture, k))
            if boxes:
                color, opacity = COLORS[k % len(COLORS)]
                marks.append(Areas(boxes, color, opacity))
                x, y = _center(picture, k)
                marks.append(plane.words(x, y, NAMES[k], "ink", align="center", bold=True))
        return single(self.title(say), plane, marks)

    def table(self, picture: RegionPicture, say: Say) -> Table:
        rows = tuple((NAMES[k], *row) for k, row in enumerate(picture.formulas))
        return Table((say("area", "区域"), say("where", "范围"), "p*"), rows)


def _told(formula: str, say: Say) -> str:
    """p* = 3*b1; infeasible."""
    words = {"infeasible": say("infeasible", "不可行"), "unbounded": say("unbounded", "无界")}
    return words.get(formula, f"p* = {formula}")


def _boxes(picture: RegionPicture, k: int):
    """Runs of cells of one region, row by row."""
    (left, right), (low, high) = picture.window
    width, height = (right - left) / CELLS, (high - low) / CELLS
    for j, row in enumerate(picture.cells):
        i = 0
        while i < CELLS:
            if row[i] != k:
                i += 1
                continue
            start = i
            while i < CELLS and row[i] == k:
                i += 1
            yield (left + start * width, left + i * width, low + j * height, low + (j + 1) * height)


def _center(picture: RegionPicture, k: int) -> tuple[float, float]:
    """A cell of the region near the mean of all its cells."""
    cells = [(i, j) for j, row in enumerate(picture.cells) for i, own in enumerate(row) if own == k]
    mean = (sum(i for i, _ in cells) / len(cells), sum(j for _, j in cells) / len(cells))
    i, j = min(cells, key=lambda cell: (cell[0] - mean[0]) ** 2 + (cell[1] - mean[1]) ** 2)
    (left, right), (low, high) = picture.window
    return left + (right - left) * (i + 0.5) / CELLS, low + (high - low) * (j + 0.5) / CELLS
