"""Figure "value": p*, x* and the multipliers over one letter, which a slider moves in all panels at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.evaluate import value
from duality.errors import InapplicableError
from duality.letters.value_line import Line, Stretch, line_through, stretches, told
from duality.model.expression import Expression
from duality.model.problem import Sense
from duality.model.regions import LetteredReport, Region
from duality.model.solution import Status
from duality.records import record
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Panel, Plane, Slide
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.numbers import rounded, typeset
from duality.results.figures.ranges import quantile, span

POINTS = 160
"""Points of a curve over the whole window."""

PLACES = 48
"""Places of the slider, besides the values at which the formula changes."""

MOST_CURVES = 4
"""Coordinates, and multipliers, that are drawn."""

STEEP, RUNS_AWAY = 0.06, 4.0
"""Where the range of all heights is so many times that of all but these shares, the rest is cut off."""

COLORS = ("orange", "blue", "ink", "muted")
HEIGHT = 300

Run = tuple[tuple[float, float], ...]


@record(slots=False)
class Curve:
    """One function of the letter: connected runs of points; a color tells it apart."""

    name: str
    runs: tuple[Run, ...]


@record(slots=False)
class Stop:
    """A place of the slider: the letter, p* as text, its formula, and the heights of the curves, panel by panel."""

    t: float
    value: str
    formula: str
    heights: tuple[tuple[float | None, ...], ...]


@record(slots=False)
class ValuePicture:
    """Over ``line``: ``panels`` of curves with their titles; ``breaks`` between regions; ``formulas`` with their where.

    ``told`` are the breaks in words, exact where a region says them: 51/31. ``infinite`` are stretches without an
    optimum, each with its word; ``stops`` are the places of the slider.
    """

    line: Line
    panels: tuple[tuple[str, tuple[Curve, ...]], ...]
    breaks: tuple[float, ...]
    told: tuple[str, ...]
    formulas: tuple[tuple[str, str], ...]
    infinite: tuple[tuple[float, float, str], ...]
    stops: tuple[Stop, ...]

    @property
    def letter(self) -> str:
        return self.line.letter


def value_picture(report: LetteredReport) -> ValuePicture:
    """Raises `InapplicableError` where no formula of p* is met."""
    if not report.regions:
        raise InapplicableError("there is no formula of p* to draw")
    line = line_through(report)
    met = stretches(report, line)
    optimal = [report.regions[s.region] for s in met if s.region is not None]
    optimal = [region for region in optimal if region.status is Status.OPTIMAL and region.value is not None]
    if not optimal:
        raise InapplicableError("there is no formula of p* to draw")
    names = [("p*", ["p*"])]
    names += [(title, list(dict(getattr(optimal[0], kind)))[:MOST_CURVES]) for title, kind in KINDS.items()]
    names = [(title, curves) for title, curves in names if curves]
    panels = tuple((t, tuple(Curve(n, _runs(t, n, met, report, line)) for n in curves)) for t, curves in names)
    shown = dict.fromkeys((_where(region), _formula(region, report)) for region in _regions(met, report))
    infinite = tuple((s.left, s.right, word) for s in met if (word := _word(s, report)))
    stops = tuple(_stop(t, met, report, line, names) for t in _stops(met))
    breaks = tuple(dict.fromkeys(s.left for s in met[1:]))
    words = tuple(told(t, line, report) for t in breaks)
    return ValuePicture(line, panels, breaks, words, tuple(shown), infinite, stops)


KINDS = {"x*": "point", "multipliers": "multipliers"}


def _regions(met: tuple[Stretch, ...], report: LetteredReport) -> Iterator[Region]:
    for stretch in met:
        if stretch.region is not None:
            yield report.regions[stretch.region]


def _where(region: Region) -> str:
    return ", ".join(map(str, region.where)) or "everywhere"


def _formula(region: Region, report: LetteredReport) -> str:
    if region.value is not None:
        return str(region.value)
    above = (region.status is Status.INFEASIBLE) == (report.problem.sense is Sense.MIN)
    return "inf" if above else "-inf"


def _word(stretch: Stretch, report: LetteredReport) -> str:
    if stretch.region is None:
        return "unknown"
    status = report.regions[stretch.region].status
    return "" if status is Status.OPTIMAL else status.value


def _tree(title: str, name: str, region: Region) -> Expression | None:
    if region.status is not Status.OPTIMAL:
        return None
    return region.value if title == "p*" else dict(getattr(region, KINDS[title])).get(name)


def _runs(title: str, name: str, met: tuple[Stretch, ...], report: LetteredReport, line: Line) -> tuple[Run, ...]:
    runs: list[Run] = []
    width = line.window[1] - line.window[0]
    for stretch in met:
        tree = None if stretch.region is None else _tree(title, name, report.regions[stretch.region])
        if tree is None:
            continue
        count = max(2, round(POINTS * (stretch.right - stretch.left) / width))
        places = [stretch.left + (stretch.right - stretch.left) * k / count for k in range(count + 1)]
        run = tuple((t, v) for t in places if math.isfinite(v := _value(tree, line.at(t))))
        if len(run) > 1:
            runs.append(run)
    return tuple(runs)


def _value(tree: Expression, letters: Mapping[str, Fraction]) -> float:
    try:
        return float(value(tree, {name: float(at) for name, at in letters.items()}))
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def _stops(met: tuple[Stretch, ...]) -> list[float]:
    """Even places, and the middles of what they would miss."""
    left, right = met[0].left, met[-1].right
    inner = (right - left) * 1e-3
    even = [left + inner + (right - left - 2 * inner) * k / PLACES for k in range(PLACES + 1)]
    return sorted({*even, *((s.left + s.right) / 2 for s in met), *(s.left for s in met[1:])})


def _stop(
    t: float, met: tuple[Stretch, ...], report: LetteredReport, line: Line, names: list[tuple[str, list[str]]]
) -> Stop:
    stretch = next(s for s in met if t <= s.right)
    region = None if stretch.region is None else report.regions[stretch.region]
    if region is None:
        return Stop(t, "unknown", "", tuple(tuple(None for _ in curves) for _, curves in names))
    at = line.at(t)
    trees = [[_tree(title, name, region) for name in curves] for title, curves in names]
    heights = tuple(tuple(_height(tree, at) for tree in row) for row in trees)
    top = heights[0][0]
    told = _formula(region, report) if top is None else rounded(top)
    return Stop(t, told, _formula(region, report), heights)


def _height(tree: Expression | None, letters: Mapping[str, Fraction]) -> float | None:
    found = math.nan if tree is None else _value(tree, letters)
    return found if math.isfinite(found) else None


WORDS = {"infeasible": "不可行", "unbounded": "无界", "unknown": "未知", "multipliers": "乘子", "everywhere": "处处"}


class ValueOverLetter:
    """p*, x* and the multipliers as functions of one letter."""

    name = "value"

    def title(self, say: Say) -> str:
        return say(
            "The optimal value, the optimal point and the multipliers over a letter", "最优值、最优点与乘子随参数的变化"
        )

    def caption(self, picture: ValuePicture, say: Say) -> str:
        letter, fixed = picture.letter, _fixed(picture)
        at = ", ".join(picture.told)
        held = say(f" with {fixed}", f"，其中 {fixed}") if fixed else ""
        if not picture.breaks:
            return say(
                f"Over this range of {letter}{held} one formula holds; it is exact.",
                f"在 {letter} 的这一范围内{held}同一公式成立，是精确的。",
            )
        return say(
            f"Each piece over {letter}{held} has formulas of its own, exact; they change at {letter} = {at}.",
            f"{letter} 的每一段{held}各有自己的公式，是精确的；公式在 {letter} = {at} 处改变。",
        )

    def description(self, picture: ValuePicture, say: Say) -> str:
        pieces = "; ".join(f"p* = {formula} ({_said(where, say)})" for where, formula in picture.formulas)
        return say(f"Curves over {picture.letter}: {pieces}.", f"{picture.letter} 上的曲线：{pieces}。")

    def chart(self, picture: ValuePicture, say: Say) -> Chart:
        panels = tuple(_panel(picture, k, title, curves, say) for k, (title, curves) in enumerate(picture.panels))
        return Chart(self.title(say), panels, _slide(picture, say))

    def table(self, picture: ValuePicture, say: Say) -> Table:
        rows = tuple((_said(where, say), formula) for where, formula in picture.formulas)
        return Table((say("where", "范围"), "p*"), rows)


def _said(word: str, say: Say) -> str:
    return say(word, WORDS.get(word, word))


def _fixed(picture: ValuePicture) -> str:
    return ", ".join(f"{name} = {at}" for name, at in picture.line.fixed)


def _panel(picture: ValuePicture, place: int, title: str, curves: tuple[Curve, ...], say: Say) -> Panel:
    heights = [v for curve in curves for run in curve.runs for _, v in run]
    plane = Plane(picture.letter, _said(title, say), picture.line.window, _shown(heights), height=HEIGHT)
    marks: list[Mark] = [plane.upright(t, "muted", width=1.2) for t in picture.breaks]
    middle = plane.at(0, 0.5)[1]
    for left, right, word in picture.infinite:
        marks.append(plane.band((left, right), plane.y_range, "muted", 0.12))
        marks.append(plane.words((left + right) / 2, middle, _said(word, say), "ink", align="center", spare=True))
    for curve, color in zip(curves, COLORS, strict=False):
        marks.append(plane.lines(curve.runs, color, width=3.0))
        if curve.runs and len(curves) > 1:
            x, y = curve.runs[-1][len(curve.runs[-1]) // 2]
            marks.append(plane.beside(x, y, curve.name, color))
    for k, stop in enumerate(picture.stops):
        marks.append(plane.upright(stop.t, "ink", width=1.2, at=k, dash=(3, 3)))
        for height, color in zip(stop.heights[place], COLORS, strict=False):
            if height is not None:
                marks.append(plane.dot(stop.t, height, color, radius=6.5, at=k))
    return Panel(plane, tuple(marks))


def _shown(heights: list[float]) -> tuple[float, float]:
    """The range of the heights, without what runs away at a pole."""
    low, high = quantile(heights, STEEP), quantile(heights, 1 - STEEP)
    whole = span(heights)
    core = span(v for v in heights if low <= v <= high)
    return core if whole[1] - whole[0] > RUNS_AWAY * (core[1] - core[0]) else whole


def _slide(picture: ValuePicture, say: Say) -> Slide:
    """What is read off: the letter, p* there, and its formula."""
    readouts = tuple((rounded(stop.t), _said(typeset(stop.value), say), stop.formula or "?") for stop in picture.stops)
    labels = (picture.letter, "p*", say("formula", "公式"))
    finite = [k for k, stop in enumerate(picture.stops) if stop.heights[0][0] is not None]
    return Slide(picture.letter, labels, readouts, finite[len(finite) // 2], "letter")
