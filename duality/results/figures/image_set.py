"""Figure "set": the set G of all (c(x), f(x)), its convex hull, and the supporting line whose intercept is theta_D."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.records import record
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Direction, Inapplicable, Sampled, Sides, Support, torn
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.ranges import span
from duality.results.figures.scene import Scene
from duality.results.figures.sides import both, certainty_word, gap_bar, label, theta_word
from duality.solving import sampling

if TYPE_CHECKING:
    from duality.solving.sampling.samples import Samples

CELLS = (60, 45)
"""The samples of a set with more than one variable are thinned to one a cell of the window."""

THINNED = 3
"""A curve is drawn through every third sample."""

ROOM = 0.4
"""Room on the side where the set lies, as a share of the range of values."""

NEAR = 0.35
"""How far past the touching points, as a share of their range, the set is shown."""

FLAT = 1e-9
"""Values that differ by less, relatively, are the same least value."""

SHORT = 0.02
"""How far from d* the hull of the samples may meet u = 0, as a share of what is shown."""

Window = tuple[tuple[float, float], tuple[float, float]]


@record
class ImageSet:
    """G = {(u(x), f(x)) : x in D} for one constraint, the hull of its samples, and supporting lines.

    ``hull_value`` is the hull's value at u = 0 (for u <= 0 if the constraint is an inequality), which is d* up to the
    sample. ``is_curve``: n = 1 and ``samples`` stand in the order of x. ``window`` is the part worth seeing: u, then f.
    """

    sides: Sides
    direction: Direction
    samples: tuple[Sampled, ...]
    is_curve: bool
    is_finite: bool
    hull: tuple[tuple[float, float], ...]
    hull_value: float | None
    window: Window
    supports: tuple[Support, ...]
    optimum: Sampled | None


class ImageSetFigure:
    """The line f + alpha*u = theta_D supports G; it meets the axis u = 0 at height theta_D."""

    name = "set"

    def title(self, say: Say) -> str:
        return say("The set G: a supporting line for every multiplier", "集合 G：每个乘子一条支撑线")

    def data(self, scene: Scene) -> ImageSet | Inapplicable:
        """The set, for one constraint or for the constraints summed with the optimal multipliers."""
        direction = scene.direction
        if isinstance(direction, str):
            instead = scene.instead("slackness", "line", "levels")
            return Inapplicable(self.name, scene.say(f"{direction}: {instead}.", f"{direction}：{instead}。"))
        instead = scene.instead("line", "levels")
        if scene.nowhere_finite:
            return scene.refused(
                self.name,
                f"No line supports G: theta_D is -infinity at every multiplier; {instead}.",
                f"没有支撑 G 的直线：theta_D 在每个乘子处都是 −∞；{instead}。",
            )
        if scene.leaves_at_once:
            return scene.left_at_once(self.name)
        found = scene.once(image) if scene.few else None
        return found or scene.refused(
            self.name,
            f"No supporting line was found near multiplier 0: {instead}.",
            f"在乘子 0 附近没有找到支撑线：{instead}。",
        )

    def caption(self, picture: ImageSet, say: Say) -> str:
        direction, sides = picture.direction, picture.sides
        relation = "≤" if direction.kind == "inequality" else "="
        summed = (
            say(", the constraints summed with optimal multipliers", "，即约束按最优乘子加权之和")
            if direction.is_ray
            else ""
        )
        value = "f(x)" if sides.sign > 0 else say("objective", "目标值")
        word, slope = theta_word(sides, direction), f"{'−' if sides.sign > 0 else ''}{direction.symbol}"
        told = say(
            f"G: all (u, {value}) with u = {direction.formula}{summed}. Feasible points have u {relation} 0. The "
            "line with "
            f"slope {slope} that supports G meets u = 0 at {word}",
            f"G：所有 (u, {value})，其中 u = {direction.formula}{summed}。可行点满足 u {relation} 0。斜率为 {slope} "
            "的支撑线"
            f"与 u = 0 交于 {word}",
        )
        if sides.apart is not None:
            side = say("below", "下方") if sides.sign > 0 else say("above", "上方")
            return told + say(
                f", and no line reaches p*: the hull of G passes {side} it. The difference is the gap.",
                f"，没有直线能到达 p*：G 的凸包从它{side}经过，差就是间隙。",
            )
        if sides.meet and sides.d_star.attained:
            return told + say("; for the best multiplier that is p*.", "；对最优乘子，它就是 p*。")
        if sides.meet and sides.d_star.attained is False:
            return told + say(
                "; it comes as near to p* as one likes, and never reaches it.", "；它可以任意接近 p*，但永远达不到。"
            )
        return told + say(".", "。")

    def description(self, picture: ImageSet, say: Say) -> str:
        touching = ", ".join(f"({rounded(p.u)}, {rounded(p.f)})" for s in picture.supports for p in s.touching)
        touching = touching or say("no point found", "未找到点")
        told = say(
            f"The set of pairs (u, f). Supporting lines touch it at {touching}.",
            f"数对 (u, f) 的集合。支撑线与它相切于 {touching}。",
        )
        if picture.hull_value is None:
            return told
        value = rounded(picture.hull_value)
        return told + say(
            f" The hull of the sample has value {value} at u = 0.", f"样本的凸包在 u = 0 处的值为 {value}。"
        )

    def chart(self, picture: ImageSet, say: Say) -> Chart:
        plane = plane_of(picture, say)
        marks = [*set_marks(plane, picture), *_lines(plane, picture), *_values(plane, picture, say)]
        return single(self.title(say), plane, marks)

    def table(self, picture: ImageSet, say: Say) -> Table:
        rows = tuple(
            (
                shown(s.t),
                shown(s.value),
                "; ".join(f"({shown(round(p.u, 8))}, {shown(round(p.f, 8))})" for p in s.touching)
                or say("not attained or not found", "不可达到或未找到"),
                certainty_word(s.certainty, say),
            )
            for s in picture.supports
        )
        word = theta_word(picture.sides, picture.direction)
        header = (
            picture.direction.symbol,
            f"{say('intercept', '截距')} {word}",
            say("touches G at (u, f)", "与 G 相切于 (u, f)"),
            say("label", "标签"),
        )
        return Table(header, rows)


def image(scene: Scene) -> ImageSet | None:
    """The set with a few supporting lines; ``None`` where no multiplier moves, or no point of D was found to sample."""
    import numpy as np

    landscape, direction, supports = scene.landscape, scene.direction, scene.few
    if isinstance(direction, str):
        return None
    samples = landscape.samples
    if not len(samples.f):
        return None
    optimum = _optimum(scene)
    touching = [point for support in scene.supports for point in support.touching]
    seen = [point for support in scene.few for point in support.touching]
    u = np.concatenate([landscape.combined(samples), [p.u for p in touching]])
    f = np.concatenate([samples.f, [scene.sign * p.f for p in touching]])
    chain = sampling.hulls.lower_hull(u, f)
    value = sampling.hulls.hull_at(u[chain], f[chain], 0.0, falling=direction.kind == "inequality")
    if direction.kind == "inequality":
        # The hull's rising part touches no line with a multiplier >= 0, and samples alone tell little of it.
        least = float(f[chain].min())
        chain = chain[: int(np.flatnonzero(f[chain] <= least + FLAT * (1 + abs(least)))[-1]) + 1]
    window = _window(scene, seen, optimum, samples)
    (_, (low, high)), d_star = window, scene.sides.d_star.finite
    # Where the set goes far out, the hull of the samples stays above that of the set, which meets u = 0 at d*.
    told = math.isfinite(value) and (d_star is None or value - scene.sign * d_star <= SHORT * (high - low))
    is_curve = len(scene.form.variables) == 1 and not landscape.is_finite
    return ImageSet(
        scene.sides,
        direction,
        _shown(scene, samples, window, is_curve),
        is_curve,
        landscape.is_finite,
        tuple(zip(u[chain].tolist(), (scene.sign * f[chain]).tolist(), strict=True)) if told else (),
        scene.sign * value if told else None,
        window,
        supports,
        optimum,
    )


def _optimum(scene: Scene) -> Sampled | None:
    """(u(x*), p*)."""
    import numpy as np

    point = scene.sides.point
    if point is None:
        return None
    named = dict(point)
    found = scene.landscape.sampled(np.array([[named[name] for name in scene.form.variables]]))
    return found[0] if found else None


def _window(scene: Scene, touching: list[Sampled], optimum: Sampled | None, samples: Samples) -> Window:
    """u = 0, the optimum and the touching points; p*, d* and what the set's border does between."""
    sides = scene.sides
    points = [*touching, *([optimum] if optimum else [])]
    if scene.landscape.is_finite:
        points += list(scene.landscape.rows(samples))
    us = [0.0, *(p.u for p in points)]
    if max(us) - min(us) < 1e-9 * (1 + abs(max(us))):
        us += [-1.0, 1.0]
    horizontal = span(us, NEAR)
    levels = [p.f for p in points] + [v for v in (sides.p_star.value, sides.d_star.value) if v is not None]
    levels += [s.value for s in scene.few if sides.d_star.finite is None]
    low, high = span(levels, 0.0)
    # Room above the lower border, where the set lies.
    room = ROOM * (high - low)
    return horizontal, (low - room / 2, high + room) if scene.sign > 0 else (low - room, high + room / 2)


def samples_within(scene: Scene, window: Window) -> tuple[Sampled, ...]:
    """Points of G in another window than its own."""
    is_curve = len(scene.form.variables) == 1 and not scene.landscape.is_finite
    return _shown(scene, scene.landscape.samples, window, is_curve)


def _shown(scene: Scene, samples: Samples, window: Window, is_curve: bool) -> tuple[Sampled, ...]:
    """What lies in the window, thinned; a curve is kept a little beyond it so that it leaves the picture."""
    import numpy as np

    u, f = scene.landscape.combined(samples), scene.sign * samples.f
    (left, right), (low, high) = window
    wide, tall = right - left, high - low
    if is_curve:
        near = (left - wide <= u) & (u <= right + wide) & (low - 2 * tall <= f) & (f <= high + 2 * tall)
        kept = np.arange(0, len(u), THINNED)
        return scene.landscape.rows(samples.chosen(kept[near[kept]]))
    inside = np.flatnonzero((left <= u) & (u <= right) & (low <= f) & (f <= high))
    across = (CELLS[0] * (u[inside] - left) / wide).astype(int)
    upright = (CELLS[1] * (f[inside] - low) / tall).astype(int)
    # The first sample of every cell, cell by cell.
    _, first = np.unique(across * (CELLS[1] + 1) + upright, return_index=True)
    return scene.landscape.rows(samples.chosen(inside[first]))


def plane_of(picture: ImageSet, say: Say) -> Plane:
    """u across, f upright."""
    direction = picture.direction
    relation = "≤" if direction.kind == "inequality" else "="
    name = (
        say(f"constraints weighted by {direction.best}", f"约束按 {direction.best} 加权")
        if direction.is_ray
        else f"{direction.weights[0][0]}(x)"
    )
    value = "f(x)" if picture.sides.sign > 0 else say("objective", "目标值")
    return Plane(f"u = {name}   ({say('feasible', '可行')}: u {relation} 0)", value, *picture.window)


def set_marks(plane: Plane, picture: ImageSet) -> list[Mark]:
    """G itself: the feasible side, the sample or curve, the hull."""
    (left, right), vertical = picture.window
    marks: list[Mark] = []
    if picture.direction.kind == "inequality" and left < 0:
        marks.append(plane.band((left, min(0.0, right)), vertical, "orange", 0.08))
    marks.append(plane.upright(0.0, "ink", width=1.5))
    points = [(s.u, s.f) for s in picture.samples]
    if picture.is_curve:
        marks.append(plane.lines(torn(picture.samples, points), "muted", width=4))
    elif picture.is_finite:
        marks.append(plane.dots(points, "muted", radius=7))
    else:
        marks.append(plane.dots(points, "muted", radius=3, shape="square", opacity=0.45))
    place = _label_place(plane, picture)
    if place is not None:
        marks.append(plane.words(*place, "G", "ink", size=19, italic=True, dx=10, dy=-10))
    if len(picture.hull) > 1:
        marks.append(plane.line(picture.hull, "ink", width=1.5, proved=False))
    return marks


def _label_place(plane: Plane, picture: ImageSet) -> tuple[float, float] | None:
    """On the set, far at the right."""
    inside = [s for s in picture.samples if plane.holds(s.u, s.f) and plane.share(s.u, s.f)[0] < 0.93]
    if not inside:
        return None
    far = max(inside, key=lambda s: plane.share(s.u, s.f)[0] + 0.2 * plane.share(s.u, s.f)[1])
    return far.u, far.f


def line_of(picture: ImageSet, support: Support) -> tuple[tuple[float, float], tuple[float, float]]:
    """The supporting line over the window: y = theta_D - t*u, turned for a maximization."""
    (left, right), _ = picture.window
    slope = -picture.sides.sign * support.t
    return (left, support.value + slope * left), (right, support.value + slope * right)


def _lines(plane: Plane, picture: ImageSet) -> list[Mark]:
    """The optimal supporting line boldly, the others faintly."""
    marks: list[Mark] = []
    best = picture.direction.optimum
    for support in picture.supports:
        is_best = best is not None and support.t == best
        start, end = line_of(picture, support)
        width, opacity = (3, 1.0) if is_best else (1.2, 0.6)
        marks.append(plane.segment(start, end, "blue", width=width, opacity=opacity))
        radius = 6.5 if is_best else 4
        marks.append(plane.dots([(p.u, p.f) for p in support.touching], "blue", radius=radius, shape="diamond"))
        if not is_best and plane.holds(0.0, support.value):
            marks.append(plane.dot(0.0, support.value, "blue", radius=4, hollow=True))
    return marks


def _values(plane: Plane, picture: ImageSet, say: Say) -> list[Mark]:
    """p* at the optimum, d* on the axis, the gap between."""
    sides = picture.sides
    marks = gap_bar(plane, sides, 0.0, say, left=True)
    up, p, d = sides.sign, sides.p_star.finite, sides.d_star.finite
    if p is not None:
        u, f = (picture.optimum.u, picture.optimum.f) if picture.optimum else (0.0, p)
        if picture.optimum:
            marks.append(plane.dot(u, f, "orange", radius=7))
        else:
            marks.append(plane.dot(u, f, "orange", radius=6, hollow=True))
        text = both(sides, say) if sides.meet else label("p*", sides.p_star, say)
        marks.append(plane.beside(u, f, text, "orange", dy=-18 * up))
        if sides.apart is not None:
            marks.append(plane.segment((u, f), (0.0, f), "orange", width=1.5, dash=(2, 3)))
    if d is not None and not (sides.meet and p is not None) and plane.holds(0.0, d):
        marks.append(plane.dot(0.0, d, "blue", radius=6, hollow=sides.d_star.attained is False))
        marks.append(plane.words(0.0, d, label("d*", sides.d_star, say), "blue", align="right", dx=-12, dy=18 * up))
    return marks


IMAGE_SET = ImageSetFigure()
