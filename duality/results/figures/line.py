"""Figure "line": bounds and feasible values on one number line, with the gap between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

from duality.records import record
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Direction, Inapplicable, Level, Sampled, Sides, Support
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import COARSE, Scene
from duality.results.figures.sides import certainty_word, gap_text, label
from duality.solving import sampling

HEIGHT = 230
BOUNDS, AXIS, VALUES = 1.0, 2.0, 3.0
"""The three lanes, from below."""

ROUNDING = 1e-9
"""A value of f beats p* if it does so by more than this, relatively."""

EQUAL = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""What all multipliers are where no good ones are known."""

MOST = 9
"""Bounds and feasible values shown on each side."""

FARTHEST = 3.0
"""Values are shown up to this many times as far from the optimum as the nearest one, or as the gap is wide."""

Item = TypeVar("Item", Support, Sampled)


@record
class NumberLine:
    """theta_D at some multipliers on one side, f at feasible points on the other, p* and d* between."""

    sides: Sides
    symbol: str
    bounds: tuple[Support, ...]
    feasible: tuple[Sampled, ...]


class Line:
    """theta_D(alpha) <= d* <= p* <= f(x) for every alpha >= 0 and every feasible x."""

    name = "line"

    def title(self, say: Say) -> str:
        return say("Bounds on one side, feasible values on the other", "一侧是界，另一侧是可行值")

    def data(self, scene: Scene) -> NumberLine | Inapplicable:
        """Some bounds and some feasible values, the optimal ones among them."""
        sides = scene.sides
        if sides.p_star.finite is None and sides.d_star.finite is None:
            p, d = sides.p_star.text, sides.d_star.text
            return scene.refused(
                self.name,
                f"Neither p* ({p}) nor d* ({d}) is a number on the line.",
                f"p*（{p}）和 d*（{d}）都不是数轴上的数。",
            )
        every = scene.say("every multiplier", "每个乘子")
        symbol = scene.direction.symbol if isinstance(scene.direction, Direction) else every
        return NumberLine(sides, symbol, _bounds(scene), _feasible(scene))

    def caption(self, picture: NumberLine, say: Say) -> str:
        sides = picture.sides
        left, right = ("left", "right") if sides.sign > 0 else ("right", "left")
        on_left, on_right = ("左", "右") if sides.sign > 0 else ("右", "左")
        told = say(
            f"A multiplier gives a bound at p* or to its {left}, a feasible x a value at p* or to its {right}.",
            f"乘子给出的界在 p* 处或其{on_left}侧，可行 x 给出的值在 p* 处或其{on_right}侧。",
        )
        if sides.apart is not None:
            return told + say(
                f" Nothing lies strictly between d* and p*: the {gap_text(sides, say)}.",
                f"d* 与 p* 之间什么也没有：{gap_text(sides, say)}。",
            )
        return told + say(" Here p* = d*.", "这里 p* = d*。") if sides.meet else told

    def description(self, picture: NumberLine, say: Say) -> str:
        none = say("none", "无")
        bounds = ", ".join(rounded(s.value) for s in picture.bounds) or none
        values = ", ".join(rounded(s.f) for s in picture.feasible) or none
        ends = f"p* = {picture.sides.p_star.text}, d* = {picture.sides.d_star.text}"
        return say(f"Bounds: {bounds}. Feasible values: {values}. {ends}.", f"界：{bounds}。可行值：{values}。{ends}。")

    def chart(self, picture: NumberLine, say: Say) -> Chart:
        sides = picture.sides
        ends = [v for v in (sides.p_star.finite, sides.d_star.finite) if v is not None]
        values = [*ends, *(s.value for s in picture.bounds), *(s.f for s in picture.feasible)]
        low, high = min(values), max(values)
        margin = 0.08 * (high - low) if high > low else 0.5 * (1 + abs(low))
        plane = Plane("", "", (low - margin, high + margin), (0.2, 3.8), y_ticks=(), height=HEIGHT)
        return single(self.title(say), plane, _marks(plane, picture, say))

    def table(self, picture: NumberLine, say: Say) -> Table:
        bound, value = say("bound", "界"), say("feasible value", "可行值")
        rows = [
            (bound, f"{picture.symbol} = {shown(s.t)}", shown(s.value), certainty_word(s.certainty, say))
            for s in picture.bounds
        ]
        rows += [
            (value, ", ".join(shown(round(v, 6)) for v in s.x), shown(s.f), say("evaluated", "代入计算"))
            for s in picture.feasible
        ]
        for name, level in (("p*", picture.sides.p_star), ("d*", picture.sides.d_star)):
            rows.append((name, "", level.text, certainty_word(level.certainty, say)))
        header = (say("what", "类别"), say("where", "位置"), say("value", "值"), say("label", "标签"))
        return Table(header, tuple(rows))


def _marks(plane: Plane, picture: NumberLine, say: Say) -> list[Mark]:
    sides = picture.sides
    p, d = sides.p_star.finite, sides.d_star.finite
    marks: list[Mark] = [plane.across(AXIS, "muted", width=2)]
    if sides.apart is not None and p is not None and d is not None:
        low, high = sorted((p, d))
        marks.append(plane.band((low, high), plane.y_range, "red", 0.12))
        marks.append(plane.segment((low, AXIS), (high, AXIS), "red", width=8))
        marks.append(plane.words((low + high) / 2, 3.62, gap_text(sides, say), "red", align="center", bold=True))
    marks.append(plane.dots([(s.value, BOUNDS) for s in picture.bounds], "blue", radius=7, shape="triangle"))
    marks.append(plane.dots([(s.f, VALUES) for s in picture.feasible], "orange", radius=6.5))
    marks += _tick(plane, sides.d_star, "blue", BOUNDS) + _tick(plane, sides.p_star, "orange", VALUES)
    for name, level, color, lane, dy in (
        ("d*", sides.d_star, "blue", BOUNDS, -20),
        ("p*", sides.p_star, "orange", VALUES, 20),
    ):
        if level.finite is not None:
            share = plane.share(level.finite, 0)[0]
            align = "left" if share < 0.35 else "right" if share > 0.65 else "center"
            marks.append(plane.words(level.finite, lane, label(name, level, say), color, align=align, dy=dy))
    return [*marks, *_lanes(plane, picture, say)]


def _lanes(plane: Plane, picture: NumberLine, say: Say) -> list[Mark]:
    left, right = plane.at(0.012, 0)[0], plane.at(0.988, 0)[0]
    word = f"{'' if picture.sides.sign > 0 else '−'}θ_D "
    below = (
        say(f"{word}at some multipliers", f"{word}在若干乘子处")
        if picture.bounds
        else say("no finite bound drawn", "没有画出有限的界")
    )
    value = "f" if picture.sides.sign > 0 else say("objective", "目标值")
    above = say(f"{value} at some feasible x", f"若干可行 x 处的 {value}")
    above = above if picture.feasible else say("no feasible x drawn", "没有画出可行的 x")
    # The line of p* goes from its lane to the axis, and the words stand on the other side.
    p = picture.sides.p_star.finite
    away = {"align": "right"} if p is not None and plane.share(p, 0)[0] < 0.5 else {}
    above_at = plane.words(right if away else left, VALUES, above, "orange", dy=-24, **away)
    return [plane.words(left, BOUNDS, below, "blue", dy=24), above_at]


def _tick(plane: Plane, level: Level, color: str, lane: float) -> list[Mark]:
    """From the lane to the axis; a ring where the value is not attained or not proved."""
    at = level.finite
    if at is None:
        return []
    hollow = level.attained is False or not level.proved
    return [
        plane.segment((at, AXIS), (at, lane), color, width=2.5, proved=level.proved),
        plane.dot(at, AXIS, color, radius=6.5, hollow=hollow),
    ]


def _bounds(scene: Scene) -> tuple[Support, ...]:
    """Finite values of theta_D, the best one first."""
    direction = scene.direction
    if scene.nowhere_finite:
        return ()
    if isinstance(direction, str):
        found = list(_at_equal_multipliers(scene))
        return _chosen(found, [scene.sign * s.value for s in found], largest=True)
    found = []
    for t in scene.grid(COARSE):
        value, certainty = scene.values.along(direction, t)
        support = scene.landscape.support(t) if math.isnan(value) else Support(t, scene.sign * value, certainty)
        if math.isfinite(support.value):
            found.append(Support(support.t, support.value, support.certainty))
    return _chosen(found, [scene.sign * s.value for s in found], largest=True)


def _at_equal_multipliers(scene: Scene) -> Iterator[Support]:
    """theta_D where all multipliers are the same number: no better ones are known."""
    for t in EQUAL:
        value = scene.values.at({c.name: t for c in scene.form.constraints})
        if math.isfinite(value):
            yield Support(t, scene.sign * value, scene.values.certainty)


def _feasible(scene: Scene) -> tuple[Sampled, ...]:
    """f at feasible points, x* among them; one that beats a bound on p* is feasible only up to the tolerance."""
    landscape = scene.landscape
    rows = [*landscape.sampled(sampling.samples.feasible_points(scene.form, landscape.samples, landscape.known))]
    primal = scene.report.primal
    best = primal.lower if scene.sign > 0 else -primal.upper
    if math.isfinite(best):
        rows = [row for row in rows if scene.sign * row.f >= best - ROUNDING * (1 + abs(best))]
    return _chosen(rows, [scene.sign * row.f for row in rows], largest=False)


def _chosen(items: Sequence[Item], values: list[float], *, largest: bool) -> tuple[Item, ...]:
    """At most `MOST`, the best one always, the others evenly spread in rank and not too far away."""
    if not items:
        return ()
    order = sorted(range(len(items)), key=lambda i: values[i], reverse=largest)
    distinct = [order[0]]
    scale = abs(values[order[0]]) + 1
    for i in order[1:]:
        if abs(values[i] - values[distinct[-1]]) > 0.02 * scale:
            distinct.append(i)
    best = values[order[0]]
    near = [i for i in distinct if abs(values[i] - best) <= FARTHEST * scale]
    step = max(1, math.ceil(len(near) / MOST))
    return tuple(items[i] for i in near[::step])


LINE = Line()
