"""Figure "pareto": the front of two objectives, f against c, with the lines of constant weighted sum."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import pairwise

from duality.records import record
from duality.report.charts.marks import Mark, Point
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.image_set import image as image_set
from duality.results.figures.image_set import samples_within
from duality.results.figures.known import Certainty, Direction, Inapplicable, Sampled, Sides, Support
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.price import curve
from duality.results.figures.scene import Scene
from duality.results.figures.sides import both, certainty_word, gap_bar, label
from duality.results.figures.value_function import ValueFunction, refusal, value_function
from duality.solving import sampling

DENT = 1e-3
"""A point this far from the hull, relative to the range of values, lies in a dent."""


@record
class FrontPoint:
    """A point (u, v(u)) of the front; ``in_dent`` where it lies off the hull of the front, which no weight reaches."""

    u: float
    value: float
    certainty: Certainty
    in_dent: bool


@record
class ParetoFront:
    """The front of the two objectives c(x) and f(x), one constraint's bound moved; lines f + weight*c = constant."""

    sides: Sides
    direction: Direction
    function: ValueFunction
    front: tuple[FrontPoint, ...]
    samples: tuple[Sampled, ...]
    lines: tuple[Support, ...]
    optimum: Sampled | None


class Pareto:
    """A minimizer of f + alpha*c lies on the front; the weight alpha is minus the front's slope there."""

    name = "pareto"

    def title(self, say: Say) -> str:
        return say("The Pareto front: a weight is a multiplier", "帕累托前沿：权重就是乘子")

    def data(self, scene: Scene) -> ParetoFront | Inapplicable:
        """v(u) as the front, u = c(x) the second objective, its weight the multiplier."""
        form, direction = scene.form, scene.direction
        if len(form.constraints) != 1 or form.inequalities == ():
            counts = (len(form.inequalities), len(form.equalities))
            return scene.refused(
                self.name,
                f"A front weighs f against one inequality constraint, and here are {counts[0]} inequalities and "
                f'{counts[1]} equations: look at "price".',
                f'前沿把 f 与一个不等式约束相权衡，这里有 {counts[0]} 个不等式和 {counts[1]} 个等式：请看 "price"。',
            )
        why = refusal(scene)
        if why is not None:
            return scene.refused(self.name, *why)
        assert isinstance(direction, Direction)
        image = scene.once(image_set) if scene.few else None
        found = scene.once(value_function)
        return ParetoFront(
            scene.sides,
            direction,
            found,
            _front(found, image.hull if image else ()),
            samples_within(scene, found.window) if image else (),
            scene.few,
            image.optimum if image else None,
        )

    def caption(self, picture: ParetoFront, say: Say) -> str:
        sides, symbol = picture.sides, picture.direction.symbol
        value = "f" if sides.sign > 0 else say("the objective", "目标")
        told = say(
            f"The front trades {value} against u = {picture.function.measure}.",
            f"前沿把 {value} 与 u = {picture.function.measure} 相权衡。",
        )
        if picture.lines:
            told += say(
                f" A line is a weight {symbol} on u; diamonds mark the points that it reaches.",
                f"一条直线是 u 的一个权重 {symbol}；菱形是它到达的点。",
            )
        if any(p.in_dent for p in picture.front):
            told += say(" Points in the dent (dotted) are reached by no weight.", "凹陷处（点线）的点没有权重能到达。")
        if sides.apart is not None:
            told += say(
                " No weight reaches p* at the bound u = 0: that is the gap.",
                "在界 u = 0 处没有权重能到达 p*：这就是间隙。",
            )
        elif sides.meet and sides.d_star.attained is False:
            told += say(
                " No weight reaches p* at the bound u = 0: d* is attained by no multiplier.",
                "在界 u = 0 处没有权重能到达 p*：没有乘子达到 d*。",
            )
        return told

    def description(self, picture: ParetoFront, say: Say) -> str:
        some = picture.front[:: max(1, len(picture.front) // 6)]
        points = "; ".join(f"({rounded(p.u)}, {rounded(p.value)})" for p in some)
        dents = sum(p.in_dent for p in picture.front)
        return say(
            f"The front through {points}. {dents} of {len(picture.front)} points lie in a dent.",
            f"前沿经过 {points}。{len(picture.front)} 个点中有 {dents} 个在凹陷处。",
        )

    def chart(self, picture: ParetoFront, say: Say) -> Chart:
        value = "f(x)" if picture.sides.sign > 0 else say("objective", "目标值")
        plane = Plane(f"u = {picture.function.measure}", value, *picture.function.window)
        cloud = [(s.u, s.f) for s in picture.samples]
        marks: list[Mark] = [plane.dots(cloud, "muted", radius=2.5, shape="square", opacity=0.4)]
        marks += [plane.upright(0.0, "ink", width=1.2, proved=False), *_weights(plane, picture, say)]
        if picture.function.kind == "steps":
            marks += curve(plane, picture.function, "orange")
        else:
            marks.append(plane.lines(_stretches(picture.front, False), "orange", width=4))
        marks.append(plane.lines(_stretches(picture.front, True), "red", width=4, dash=(2, 4)))
        return single(self.title(say), plane, [*marks, *_marked(plane, picture, say)])

    def table(self, picture: ParetoFront, say: Say) -> Table:
        kept = [p for k, p in enumerate(picture.front) if k % 3 == 0 or p.u == 0]
        dent = say("in a dent", "在凹陷处")
        rows = tuple(
            (shown(round(p.u, 8)), shown(p.value), dent if p.in_dent else "", certainty_word(p.certainty, say))
            for p in kept
        )
        return Table(("u", say("value", "值"), say("where", "位置"), say("label", "标签")), rows)


def _front(function: ValueFunction, beyond: tuple[Point, ...]) -> tuple[FrontPoint, ...]:
    """The finite values, those off the hull of G marked; a convex v has no dents.

    That hull has the front's own points, those that lie ``beyond`` the window, and d* at u = 0.
    """
    import numpy as np

    finite = [p for p in function.values if math.isfinite(p.value)]
    if not finite:
        return ()
    low, high = function.window[1]
    sign = function.sides.sign
    d_star = function.sides.d_star.finite
    known = [*((p.u, p.value) for p in finite), *beyond, *([] if d_star is None else [(0.0, d_star)])]
    u, v = np.array([u for u, _ in known]), sign * np.array([v for _, v in known])
    chain = sampling.hulls.lower_hull(u, v)
    hull = list(zip(u[chain].tolist(), v[chain].tolist(), strict=True))
    points = []
    for p in finite:
        off = not function.convex and sign * p.value - _at(hull, p.u) > DENT * (high - low)
        # At the bound itself the report knows.
        off = off if p.u != 0 else function.sides.apart is not None
        points.append(FrontPoint(p.u, p.value, p.certainty, off))
    return tuple(points)


def _at(hull: list[Point], u: float) -> float:
    """The hull's value at u, linear between its vertices."""
    if len(hull) == 1:
        return hull[0][1]
    k = min(max(bisect_left([a for a, _ in hull], u), 1), len(hull) - 1)
    (a, f), (b, g) = hull[k - 1], hull[k]
    return f + (g - f) * (u - a) / (b - a)


def _marked(plane: Plane, picture: ParetoFront, say: Say) -> list[Mark]:
    sides = picture.sides
    marks = gap_bar(plane, sides, 0.0, say)
    dents = [p for p in picture.front if p.in_dent]
    if dents:
        middle = dents[len(dents) // 2]
        text = say("dent: no weight reaches it", "凹陷：没有权重能到达")
        marks.append(plane.words(middle.u, middle.value, text, "red", dx=10, dy=-16))
    p = sides.p_star.finite
    if p is not None:
        u = picture.optimum.u if picture.optimum else 0.0
        marks.append(plane.dot(u, p, "orange", radius=7, hollow=picture.optimum is None))
        text = both(sides, say) if sides.meet else label("p*", sides.p_star, say)
        marks.append(plane.beside(u, p, text, "ink", dy=-14))
    name = picture.function.constraint
    marks.append(plane.beside(0.0, plane.y_range[0], say(f"the bound: {name}", f"界：{name}"), "ink", dy=-14))
    words = sorted({certainty_word(p.certainty, say) for p in picture.front if p.u != 0})
    corner = plane.at(0.985, 0.95)
    marks.append(plane.words(*corner, f"{say('front', '前沿')}: {', '.join(words)}", "orange", align="right"))
    return marks


def _weights(plane: Plane, picture: ParetoFront, say: Say) -> list[Mark]:
    """Lines of constant weighted sum, each with the point that it reaches."""
    sign, marks = picture.sides.sign, []
    left, right = plane.x_range
    best = picture.direction.optimum
    for line in picture.lines:
        is_best = best is not None and line.t == best
        start, end = ((u, line.value - sign * line.t * u) for u in (left, right))
        marks.append(plane.segment(start, end, "blue", width=2.8 if is_best else 1.3, opacity=1 if is_best else 0.65))
        marks.append(plane.dots([(p.u, p.f) for p in line.touching], "blue", shape="diamond"))
        if is_best and line.touching:
            u = _named_at(plane, [p.u for p in line.touching], line.value, sign * line.t)
            word = f"{say('weight', '权重')} {picture.direction.symbol}* = {rounded(line.t)}"
            marks.append(plane.beside(u, line.value - sign * line.t * u, word, "blue", dy=18 * sign))
    return marks


def _named_at(plane: Plane, reached: list[float], value: float, slope: float) -> float:
    """Where on the line value - slope*u its name stands: at a point that it reaches, or in the window."""
    (left, right), (low, high) = plane.x_range, plane.y_range
    inner = [left + (right - left) * k / 8 for k in (5, 3, 6, 2, 4, 7, 1)]
    within = [u for u in (*reached, *inner) if left <= u <= right and low <= value - slope * u <= high]
    return within[0] if within else reached[0]


def _stretches(front: tuple[FrontPoint, ...], in_dent: bool) -> list[list[Point]]:
    """Neighbors on the front that lie in a dent, or do not."""
    parts: list[list[Point]] = []
    for a, b in pairwise(front):
        if (a.in_dent or b.in_dent) == in_dent:
            if not parts or parts[-1][-1] != (a.u, a.value):
                parts.append([(a.u, a.value)])
            parts[-1].append((b.u, b.value))
    return parts


PARETO = Pareto()
