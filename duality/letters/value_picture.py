"""Figure "value": p*, x* and the multipliers over one letter, with the values at which the formula changes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from duality.algebra.evaluate import value
from duality.errors import InapplicableError
from duality.letters.evaluating import holds
from duality.letters.samples import ends
from duality.model.expression import Expression, Variable
from duality.model.regions import LetteredReport, Region
from duality.model.solution import Status
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Panel, Plane
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.numbers import rounded
from duality.results.figures.ranges import span

STEPS = 240
MOST_CURVES = 4
"""Coordinates, and multipliers, that are drawn."""

COLORS = ("orange", "blue", "ink", "muted")

Run = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Curve:
    """One function of the letter: connected runs of points; a color tells it apart."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ValuePicture:
    """Over ``letter`` in ``window``: ``panels`` of curves with their titles; ``breaks`` between formulas."""

    letter: str
    window: tuple[float, float]
    panels: tuple[tuple[str, tuple[Curve, ...]], ...]
    breaks: tuple[float, ...]
    formulas: tuple[tuple[str, str], ...]


def value_picture(report: LetteredReport) -> ValuePicture:
    """Raises `InapplicableError` where there is more than one letter, or no region with an optimum."""
    if len(report.problem.parameters) != 1:
        raise InapplicableError("p* is drawn over one letter: give the others values with problem.set(...) or --set")
    regions = [region for region in report.regions if region.status is Status.OPTIMAL and region.value is not None]
    if not regions:
        raise InapplicableError("there is no formula of p* to draw")
    letter = report.problem.parameters[0]
    breaks = sorted({end for region in report.regions for end in _ends(region, letter.name)})
    low, high = (None if end is None else float(end) for end in ends(letter, {}))
    left, right = span([*breaks, *(end for end in (low, high) if end is not None)] or [-2.0, 2.0], 0.5)
    window = (left if low is None else low, right if high is None else high)
    places = [window[0] + (window[1] - window[0]) * k / STEPS for k in range(STEPS + 1)]
    points = [name for name, _ in regions[0].point][:MOST_CURVES]
    multipliers = [name for name, _ in regions[0].multipliers][:MOST_CURVES]
    panels: list[tuple[str, tuple[Curve, ...]]] = [
        ("p*", (_curve("p*", regions, places, letter.name, lambda r: r.value),))
    ]
    if points:
        panels.append(("x*", tuple(_named(n, "point", regions, places, letter.name) for n in points)))
    if multipliers:
        panels.append(
            ("multipliers", tuple(_named(n, "multipliers", regions, places, letter.name) for n in multipliers))
        )
    shown_formulas = tuple((", ".join(map(str, r.where)) or "everywhere", str(r.value)) for r in regions)
    inner = tuple(b for b in breaks if window[0] < b < window[1])
    return ValuePicture(letter.name, window, tuple(panels), inner, shown_formulas)


def _named(name: str, kind: str, regions: list[Region], places: list[float], letter: str) -> Curve:
    return _curve(name, regions, places, letter, lambda r: dict(getattr(r, kind)).get(name))


def _curve(name: str, regions: list[Region], places: list[float], letter: str, formula) -> Curve:
    runs: list[Run] = []
    for region in regions:
        tree = formula(region)
        if tree is None:
            continue
        inside = [
            t for t in places if all(holds(c, {letter: Fraction(t).limit_denominator(10**6)}) for c in region.where)
        ]
        inside = sorted({*inside, *(t for t in _ends(region, letter) if places[0] <= t <= places[-1])})
        run = tuple((t, v) for t in inside if math.isfinite(v := _value(tree, letter, t)))
        if len(run) > 1:
            runs.append(run)
    return Curve(name, tuple(runs))


def _value(tree: Expression, letter: str, t: float) -> float:
    try:
        return float(value(tree, {letter: t}))
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def _ends(region: Region, letter: str) -> Iterator[float]:
    """The numbers that the letter is compared with."""
    for condition in region.where:
        for side in condition.expressions:
            if side != Variable(letter) and not side.variables():
                yield float(value(side, {}))


class ValueOverLetter:
    """p*, x* and the multipliers as functions of one letter."""

    name = "value"

    def title(self, say: Say) -> str:
        return say(
            "The optimal value, the optimal point and the multipliers over a letter", "最优值、最优点与乘子随参数的变化"
        )

    def caption(self, picture: ValuePicture, say: Say) -> str:
        letter, pieces = picture.letter, len(picture.formulas)
        at = ", ".join(map(rounded, picture.breaks))
        if not picture.breaks:
            return say(
                f"One formula holds for every {letter}; it is exact.", f"同一公式对所有 {letter} 成立，图是精确的。"
            )
        return say(
            f"{pieces} formulas of {letter}, exact; they meet at {letter} = {at}, where the active rows change.",
            f"{letter} 的 {pieces} 个公式，图是精确的；它们在 {letter} = {at} 处相接，那里有效约束改变。",
        )

    def description(self, picture: ValuePicture, say: Say) -> str:
        pieces = "; ".join(f"p* = {formula} ({where})" for where, formula in picture.formulas)
        return say(f"Curves over {picture.letter}: {pieces}.", f"{picture.letter} 上的曲线：{pieces}。")

    def chart(self, picture: ValuePicture, say: Say) -> Chart:
        return Chart(self.title(say), tuple(_panel(picture, title, curves) for title, curves in picture.panels))

    def table(self, picture: ValuePicture, say: Say) -> Table:
        rows = tuple((where, formula) for where, formula in picture.formulas)
        return Table((say("where", "范围"), "p*"), rows)


def _panel(picture: ValuePicture, title: str, curves: tuple[Curve, ...]) -> Panel:
    heights = [v for curve in curves for run in curve.runs for _, v in run]
    plane = Plane(picture.letter, title, picture.window, span(heights))
    marks: list[Mark] = [plane.upright(t, "muted", width=1.2) for t in picture.breaks]
    for curve, color in zip(curves, COLORS, strict=False):
        marks.append(plane.lines(curve.runs, color, width=3.0))
        if curve.runs:
            x, y = curve.runs[-1][len(curve.runs[-1]) // 2]
            marks.append(plane.beside(x, y, curve.name, color))
    return Panel(plane, tuple(marks))
