"""Figure "theta": the dual function as a curve with the band it cannot enter, or as level sets over two multipliers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from duality.records import record
from duality.report.charts.marks import Mark, Point
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import PROVED, Direction, Inapplicable, Sides, Support
from duality.results.figures.numbers import rounded, shown, typeset
from duality.results.figures.ranges import border, quantile, span
from duality.results.figures.scene import COARSE, FINE, Scene
from duality.results.figures.sides import (
    bound_word,
    certainty_word,
    forbidden,
    gap_bar,
    infinite_word,
    levels,
    multiplier_title,
    theta_word,
)
from duality.results.figures.slices import slice_through
from duality.results.figures.theta_surface import ThetaSurface, surface, surface_chart, surface_table

BEYOND = 0.06
"""Room beyond p*, besides the margin, for the words of the band that no bound enters."""

DEEP = 1.6
"""A curve is shown down to this many times the depth of most of its values."""

STEPS = 40
"""Steps of a slice from the other multipliers to the optimal ones."""


@record
class ThetaCurve:
    """theta_D over one multiplier or the ray of a direction, the optimum on the grid; ``window``: values to show.

    ``is_slice``: t = 0 stands for other multipliers of the effective domain than 0.
    """

    sides: Sides
    direction: Direction
    curve: tuple[Support, ...]
    window: tuple[float, float]
    is_slice: bool = False


class Theta:
    """theta_D(alpha) <= d* <= p* (min form): every multiplier proves a bound, the best one is d*."""

    name = "theta"

    def title(self, say: Say) -> str:
        return say("The dual function: every multiplier proves a bound", "对偶函数：每个乘子都证明一个界")

    def data(self, scene: Scene) -> ThetaCurve | ThetaSurface | Inapplicable:
        """The surface for two multipliers in closed form, else the curve, or a slice of the domain."""
        two = len(scene.form.constraints) == 2 and scene.values.theta.is_closed
        instead = scene.instead("line", "levels")
        if scene.nowhere_finite:
            return scene.refused(
                self.name,
                f"theta_D is -infinity at every multiplier, no bound to draw: {instead}.",
                f"theta_D 在每个乘子处都是 −∞，没有可以画的界：{instead}。",
            )
        found = surface(scene) if two else None
        if found is not None:
            return found
        if isinstance(scene.direction, str):
            instead = scene.instead("slackness", "line", "levels")
            return Inapplicable(
                self.name, scene.say(f"{scene.direction}: {instead}.", f"{scene.direction}：{instead}。")
            )
        return _curve(scene, scene.direction) or scene.refused(
            self.name,
            f"No finite value of theta_D was found near 0: {instead}.",
            f"在 0 附近没有找到 theta_D 的有限值：{instead}。",
        )

    def caption(self, picture: ThetaCurve | ThetaSurface, say: Say) -> str:
        sides = picture.sides
        bound, d_star = bound_word(sides, say), typeset(sides.d_star.text)
        word = "θ_D" if sides.sign > 0 else "−θ_D"
        if isinstance(picture, ThetaSurface):
            told = say(
                f"Level sets of {word} over two multipliers; each of its values is {bound} on p*.",
                f"{word} 在两个乘子上的等值线；它的每个值都是 p* 的一个{bound}。",
            )
        else:
            shape = say("concave", "凹") if sides.sign > 0 else say("convex", "凸")
            told = say(
                f"{word} is {shape}, and each of its values is {bound} on p*.",
                f"{word} 是{shape}函数，它的每个值都是 p* 的一个{bound}。",
            )
            if picture.is_slice:
                told += say(
                    " Shown is a segment of multipliers inside its effective domain: t = 1 is optimal, t = 0 another.",
                    "图中是有效域内的一段乘子：t = 1 为最优，t = 0 为另一组。",
                )
            elif picture.direction.is_ray:
                told += say(
                    f" Shown is the ray t·{picture.direction.best} through optimal multipliers.",
                    f"图中是经过最优乘子的射线 t·{picture.direction.best}。",
                )
        if sides.d_star.finite is not None:
            told += say(f" The best bound is d* = {d_star}", f"最好的界是 d* = {d_star}")
            told += (
                say(", which no multiplier attains.", "，没有乘子达到它。")
                if sides.d_star.attained is False
                else say(".", "。")
            )
        if sides.apart is not None:
            told += say(
                f" It stops short of p* = {typeset(sides.p_star.text)}: a gap stays.",
                f"它到不了 p* = {typeset(sides.p_star.text)}：存在间隙。",
            )
        if sides.infeasible and sides.strong_duality == "fails":
            infinite = "+∞" if sides.sign > 0 else "−∞"
            told += say(
                f" No x is feasible, p* = {infinite}: an infinite gap stays.",
                f"没有可行的 x，p* = {infinite}：间隙为无穷。",
            )
        return told

    def description(self, picture: ThetaCurve | ThetaSurface, say: Say) -> str:
        sides = picture.sides
        ends = "; ".join(
            f"{name} = {level.text} ({certainty_word(level.certainty, say)})"
            for name, level in (("p*", sides.p_star), ("d*", sides.d_star))
        )
        if isinstance(picture, ThetaSurface):
            at = ", ".join(picture.symbols)
            return say(f"Level sets of the dual function over {at}. {ends}.", f"对偶函数在 {at} 上的等值线。{ends}。")
        low, high = shown(picture.curve[0].t), shown(picture.curve[-1].t)
        symbol, best = picture.direction.symbol, picture.direction.optimum
        told = say(
            f"The dual function for {symbol} from {low} to {high}. {ends}.",
            f"对偶函数，{symbol} 从 {low} 到 {high}。{ends}。",
        )
        if best is None:
            return told
        return told + say(f" It is best at {symbol} = {shown(best)}.", f"在 {symbol} = {shown(best)} 处最好。")

    def chart(self, picture: ThetaCurve | ThetaSurface, say: Say) -> Chart:
        if isinstance(picture, ThetaSurface):
            return surface_chart(picture, self.title(say), say)
        plane = plane_of(picture, say)
        return single(self.title(say), plane, curve_marks(plane, picture, say))

    def table(self, picture: ThetaCurve | ThetaSurface, say: Say) -> Table:
        if isinstance(picture, ThetaSurface):
            return surface_table(picture)
        kept = [s for k, s in enumerate(picture.curve) if k % 4 == 0 or s.t == picture.direction.optimum]
        header = (picture.direction.symbol, theta_word(picture.sides, picture.direction), say("label", "标签"))
        return Table(header, tuple((shown(s.t), shown(s.value), certainty_word(s.certainty, say)) for s in kept))


def _curve(scene: Scene, direction: Direction) -> ThetaCurve | None:
    """theta_D on the grid, the borders of its effective domain added; on a slice where the ray leaves it at once."""
    values = scene.values
    if not values.theta.is_closed:
        found = [Support(s.t, s.value, s.certainty) for s in scene.landscape.supports(scene.grid(COARSE))]
        known = any(math.isfinite(s.value) for s in found)
        return ThetaCurve(scene.sides, direction, tuple(found), window(scene.sides, found)) if known else None
    found = []
    for t in scene.grid(FINE):
        value, certainty = values.along(direction, t)
        found.append(Support(t, scene.sign * value, certainty) if value == value else scene.landscape.support(t))
    finite = [s for s in found if math.isfinite(s.value)]
    if direction.is_ray and len(finite) <= 2:
        return _slice(scene, direction)
    if not finite:
        return None
    points = _with_borders(scene, found)
    return ThetaCurve(scene.sides, direction, tuple(points), window(scene.sides, points))


def _slice(scene: Scene, direction: Direction) -> ThetaCurve | None:
    found = slice_through(scene)
    if found is None:
        return None
    last = round(STEPS * found.longest)
    points = []
    for k in range(last + 1):
        value = scene.values.at(found.at(k / STEPS))
        dual = scene.report.dual
        if k == STEPS and dual.value is not None:
            points.append(Support(1.0, dual.value, dual.label.value))
        elif value == value:
            points.append(Support(k / STEPS, scene.sign * value, scene.values.certainty))
    return ThetaCurve(scene.sides, direction, tuple(points), window(scene.sides, points), True)


def _with_borders(scene: Scene, found: list[Support]) -> list[Support]:
    """The last finite point before the curve leaves the effective domain."""
    complete = found[:1]
    for before, after in itertools.pairwise(found):
        if math.isfinite(before.value) != math.isfinite(after.value):
            inside, outside = (before, after) if math.isfinite(before.value) else (after, before)
            t = border(scene.theta, inside.t, outside.t)
            if t != inside.t:
                complete.append(Support(t, scene.sign * scene.theta(t), inside.certainty))
        complete.append(after)
    return complete


def window(sides: Sides, points: Sequence[Support]) -> tuple[float, float]:
    """p*, d* and most of the curve; a steep descent is cut off."""
    sign = sides.sign
    values = [sign * s.value for s in points]
    top = [sign * v for v in (sides.p_star.finite, sides.d_star.finite) if v is not None]
    top = top or [max(v for v in values if math.isfinite(v))]
    typical = quantile(values, 0.12)
    lowest = min(v for v in values if math.isfinite(v))
    floor = max(lowest, max(top) - DEEP * max(max(top) - typical, 1e-9))
    flat = max(top) - floor <= 1e-7 * (1 + abs(floor))
    # Differences of rounding are no landscape.
    low, high = span([floor, *top] if not flat else [max(top)])
    high += BEYOND * (high - low)
    return (low, high) if sign > 0 else (-high, -low)


def plane_of(picture: ThetaCurve, say: Say) -> Plane:
    """The multiplier across, values upright."""
    ts = [s.t for s in picture.curve]
    kind = say("lower bound", "下界") if picture.sides.sign > 0 else say("upper bound", "上界")
    if picture.is_slice:
        across = f"t   ({say('multipliers between two of the effective domain', '有效域内两组乘子之间')}; "
        across += f"{say('t = 1 is optimal', 't = 1 为最优')})"
        word = "θ_D" if picture.sides.sign > 0 else "−θ_D"
    else:
        across, word = multiplier_title(picture.direction, say), theta_word(picture.sides, picture.direction)
    if not all(map(_is_formula, picture.curve)):
        across += "\n" + say("dashed: numerical, not proved", "虚线：数值结果，未经证明")
    return Plane(across, f"{kind} {word}", (min(ts), max(ts)), picture.window)


def curve_marks(plane: Plane, picture: ThetaCurve, say: Say) -> list[Mark]:
    """The band beyond p*, where theta_D is infinite, p* and d*, the curve, its best point."""
    sides = picture.sides
    marks: list[Mark] = [
        *forbidden(plane, sides, say),
        *outside(plane, picture.curve, sides),
        *levels(plane, sides, say),
    ]
    for proved in (True, False):
        parts = _segments(picture.curve, proved)
        if parts:
            marks.append(plane.lines(parts, "blue", width=3.5, proved=proved))
    optimum, best = picture.direction.optimum, sides.d_star.finite
    if best is None:
        return marks
    if optimum is None:
        if sides.d_star.attained is False:
            end = plane.x_range[1]
            marks.append(plane.dot(end, best, "blue", hollow=True))
            text = say("approached, not attained", "逼近而不可达到")
            marks.append(plane.words(end, best, text, "blue", align="right", dx=-12, dy=34 * sides.sign))
        return marks
    marks += gap_bar(plane, sides, optimum, say)
    word = "t = 1" if picture.direction.is_ray else f"{picture.direction.symbol}* = {rounded(optimum)}"
    low = plane.y_range[0] if sides.sign > 0 else plane.y_range[1]
    marks.append(plane.segment((optimum, low), (optimum, best), "blue", width=1, proved=False))
    marks.append(plane.dot(optimum, best, "blue", radius=6.5))
    marks.append(plane.words(optimum, low, word, "blue", dx=8, dy=-14 * sides.sign))
    return marks


def _is_formula(support: Support) -> bool:
    """By the formula, or the report's proved optimum."""
    return support.certainty in PROVED or support.certainty == "global"


def _segments(curve: tuple[Support, ...], proved: bool) -> list[list[Point]]:
    """Finite stretches of the curve between points whose strength is the asked one."""
    parts: list[list[Point]] = []
    for a, b in itertools.pairwise(curve):
        if not (math.isfinite(a.value) and math.isfinite(b.value)) or (_is_formula(a) or _is_formula(b)) != proved:
            continue
        if not parts or parts[-1][-1] != (a.t, a.value):
            parts.append([(a.t, a.value)])
        parts[-1].append((b.t, b.value))
    return parts


def outside(plane: Plane, curve: Sequence[Support], sides: Sides) -> list[Mark]:
    """Bands where theta_D is infinite."""
    marks: list[Mark] = []
    left, right = plane.x_range
    ordered = sorted(curve, key=lambda s: s.t)
    for infinite, group in itertools.groupby(range(len(ordered)), key=lambda k: not math.isfinite(ordered[k].value)):
        if not infinite:
            continue
        places = list(group)
        low = ordered[max(0, places[0] - 1)].t
        high = ordered[min(len(ordered) - 1, places[-1] + 1)].t
        if high - low < 1e-6 * (right - left):
            continue
        marks.append(plane.band((low, high), plane.y_range, "muted", 0.28))
        if high - low > 0.1 * (right - left):
            middle = plane.at(0, 0.3)[1]
            marks.append(plane.words((low + high) / 2, middle, infinite_word(sides), "ink", align="center"))
    return marks


THETA = Theta()
