"""Figure "price": the optimal value v(u) as a constraint is moved, and the dual's line below it."""

from __future__ import annotations

import math
from itertools import pairwise

from duality.report.charts.marks import Mark, Point
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Inapplicable
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import Scene
from duality.results.figures.sides import both, certainty_word, gap_bar, label
from duality.results.figures.value_function import ValueFunction, refusal, value_function


class Price:
    """v(u) >= d* - alpha*u (min form) for every u: the multiplier prices the right-hand side."""

    name = "price"

    def title(self, say: Say) -> str:
        return say(
            "The optimal value as a constraint moves: the multiplier is a price", "最优值随约束移动：乘子就是价格"
        )

    def data(self, scene: Scene) -> ValueFunction | Inapplicable:
        """v over the constraint with the largest multiplier."""
        why = refusal(scene)
        return scene.once(value_function) if why is None else scene.refused(self.name, *why)

    def caption(self, picture: ValueFunction, say: Say) -> str:
        told = say(
            f"v(u) is the optimal value with {picture.standard}; u = 0 is the problem itself. {_kind(picture, say)}",
            f"v(u) 是约束为 {picture.standard} 时的最优值；u = 0 即原问题。{_kind(picture, say)}",
        )
        if picture.slope is None or picture.intercept is None:
            return told
        up = picture.sides.sign > 0
        side, sign = say("above" if up else "below", "高" if up else "低"), "−" if up else ""
        meets = picture.sides.meet
        at = (
            say("touches v at u = 0", "在 u = 0 处与 v 相接") if meets else say("meets u = 0 at d*", "与 u = 0 交于 d*")
        )
        line = say(
            f" The line with slope {sign}{picture.symbol}* = {rounded(picture.slope)} {at} and is never {side} v: "
            f"{picture.symbol}* is the multiplier of {picture.constraint}.",
            f"斜率为 {sign}{picture.symbol}* = {rounded(picture.slope)} 的直线{at}，且从不{side}于 v："
            f"{picture.symbol}* 是 {picture.constraint} 的乘子。",
        )
        return told + line

    def description(self, picture: ValueFunction, say: Say) -> str:
        some = picture.values[:: max(1, len(picture.values) // 6)]
        points = "; ".join(f"v({rounded(p.u)}) = {shown(round(p.value, 6))}" for p in some)
        return say(f"The value function: {points}.", f"值函数：{points}。")

    def chart(self, picture: ValueFunction, say: Say) -> Chart:
        note = "" if picture.kind in ("steps", "values") else "\n" + _note(picture, say)
        plane = Plane(f"u   ({picture.standard}){note}", "v(u)", *picture.window)
        marks = [*_empty(plane, picture, say), plane.upright(0.0, "ink", width=1.2)]
        marks += [*curve(plane, picture, "orange"), *_line(plane, picture, say), *_values(plane, picture, say)]
        finite = [p for p in picture.values if plane.holds(p.u, p.value)]
        if finite:
            place = max((finite[len(finite) // 8], finite[-1 - len(finite) // 8]), key=lambda p: abs(p.u))
            marks.append(plane.beside(place.u, place.value, "v(u)", "orange", dy=-14, size=17))
        return single(self.title(say), plane, marks)

    def table(self, picture: ValueFunction, say: Say) -> Table:
        few = len(picture.values) <= 20
        kept = [p for k, p in enumerate(picture.values) if few or k % 3 == 0 or p.u == 0]
        rows = tuple((shown(round(p.u, 8)), shown(p.value), certainty_word(p.certainty, say)) for p in kept)
        return Table(("u", "v(u)", say("label", "标签")), rows)


def _kind(picture: ValueFunction, say: Say) -> str:
    """How the curve was come by."""
    bound = say("an upper bound", "上界") if picture.sides.sign > 0 else say("a lower bound", "下界")
    match picture.kind:
        case "solved":
            return say("Away from 0 the curve is solved numerically.", "离开 0 处，曲线为数值求解。")
        case "bound":
            return say(
                f"Away from 0 the curve is the best value that samples and local solves found, {bound} on v.",
                f"离开 0 处，曲线是采样与局部求解得到的最好值，即 v 的{bound}。",
            )
        case "steps":
            return say(
                "v is constant between the dots: D is finite, and this is exact.",
                "在圆点之间 v 为常数：D 有限，图是精确的。",
            )
        case "values":
            return say(
                "D is finite: v is a number at the dots alone, and this is exact.",
                "D 有限：只有在圆点处 v 才是数，图是精确的。",
            )


def _note(picture: ValueFunction, say: Say) -> str:
    if picture.kind == "solved":
        return say("dashed: numerical, not proved", "虚线：数值结果，未经证明")
    return say("dashed: the best value found", "虚线：找到的最好值")


def curve(plane: Plane, picture: ValueFunction, color: str) -> list[Mark]:
    """v itself: a line, steps with a dot at their closed end, or dots."""
    points = [(p.u, p.value) for p in picture.values]
    match picture.kind:
        case "values":
            return [plane.dots([p for p in points if math.isfinite(p[1])], color)]
        case "steps":
            right = plane.x_range[1]
            ends = [u for u, _ in points[1:]] + [right]
            parts = [[(u, v), (end, v)] for (u, v), end in zip(points, ends, strict=True) if math.isfinite(v)]
            closed = [(u, v) for u, v in points if math.isfinite(v)]
            return [plane.lines(parts, color, width=3.5), plane.dots(closed, color, radius=5)]
        case _:
            return [plane.lines(_runs(points), color, width=3.5, proved=False)]


def _runs(points: list[Point]) -> list[list[Point]]:
    """Finite stretches."""
    parts: list[list[Point]] = []
    for a, b in pairwise(points):
        if math.isfinite(a[1]) and math.isfinite(b[1]):
            if not parts or parts[-1][-1] != a:
                parts.append([a])
            parts[-1].append(b)
    return parts


def _empty(plane: Plane, picture: ValueFunction, say: Say) -> list[Mark]:
    """Where no feasible x was found; in a finite set there is none."""
    left, right = plane.x_range
    if picture.kind == "values":
        return []
    finite = [p.u for p in picture.values if math.isfinite(p.value)]
    if not finite:
        return []
    exact = picture.kind == "steps"
    word = say("infeasible", "不可行") if exact else say("no feasible x found", "未找到可行的 x")
    marks: list[Mark] = []
    us = [p.u for p in picture.values]
    before = left if exact else max((u for u in us if u < finite[0]), default=finite[0])
    after = finite[-1] if exact else min((u for u in us if u > finite[-1]), default=finite[-1])
    gaps = ((left, finite[0] if exact else before), (right if exact else after, right))
    for low, high in gaps:
        if high - low > 1e-9 * (right - left):
            marks.append(plane.band((low, high), plane.y_range, "muted", 0.25))
            if high - low > 0.12 * (right - left):
                marks.append(plane.words((low + high) / 2, plane.at(0, 0.5)[1], word, "ink", align="center"))
    return marks


def _line(plane: Plane, picture: ValueFunction, say: Say) -> list[Mark]:
    """d* - alpha*u over the window, its slope named away from u = 0."""
    slope, at = picture.slope, picture.intercept
    if slope is None or at is None:
        return []
    left, right = plane.x_range
    line = plane.segment((left, at + slope * left), (right, at + slope * right), "blue", width=2.5)
    sign = "−" if picture.sides.sign > 0 else ""
    word = f"{say('slope', '斜率')} {sign}{picture.symbol}* = {rounded(slope)}"
    for share in (0.75, 0.65, 0.85, 0.25, 0.35, 0.15, 0.5):
        u = left + share * (right - left)
        if plane.holds(u, at + slope * u) and abs(u) > 0.08 * (right - left):
            return [line, plane.words(u, at + slope * u, word, "blue", dx=8, dy=16 * picture.sides.sign)]
    return [line]


def _values(plane: Plane, picture: ValueFunction, say: Say) -> list[Mark]:
    sides = picture.sides
    marks = gap_bar(plane, sides, 0.0, say)
    p, d = sides.p_star.finite, sides.d_star.finite
    if p is not None:
        marks.append(plane.dot(0.0, p, "orange", radius=7, hollow=sides.p_star.attained is False))
        text = both(sides, say) if sides.meet else label("p*", sides.p_star, say)
        marks.append(plane.beside(0.0, p, text, "ink", dy=-16))
    if d is not None and not sides.meet and plane.holds(0.0, d):
        marks.append(plane.dot(0.0, d, "blue", radius=6, hollow=sides.d_star.attained is False))
        marks.append(plane.words(0.0, d, label("d*", sides.d_star, say), "blue", dx=12, dy=16 * sides.sign))
    return marks


PRICE = Price()
