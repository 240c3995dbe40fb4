"""Figure "saddle": L(x, alpha) as a map, least in x and largest in alpha where the two curves cross."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from duality.records import record
from duality.report.charts.marks import Mark, Shade
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.jumps import jumping
from duality.results.figures.known import Contour, Direction, Inapplicable, Sides, Support
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import COARSE, Scene
from duality.results.figures.sides import certainty_word
from duality.solving import sampling

if TYPE_CHECKING:
    import numpy as np

ACROSS = 81
"""Values of x."""

LEVELS = 7
SHARE = 0.8


@record
class SaddleMap:
    """L(x, alpha) for n = 1, m = 1: ``values[j][i]`` at (xs[i], alphas[j]), argmins in x and argmaxs in alpha.

    ``argmax`` holds (x, alpha): alpha = 0 where c(x) < 0, every alpha where c(x) = 0, none (+inf) where c(x) > 0.
    ``is_saddle``: known to be one, known to be none, or ``None``.
    """

    sides: Sides
    variable: str
    symbol: str
    xs: tuple[float, ...]
    alphas: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    contours: tuple[Contour, ...]
    argmin: tuple[Support, ...]
    argmax: tuple[tuple[float, float], ...]
    roots: tuple[float, ...]
    is_saddle: bool | None


class Saddle:
    """L(x*, alpha) <= L(x*, alpha*) <= L(x, alpha*) (min form)."""

    name = "saddle"

    def title(self, say: Say) -> str:
        return say("The map of L(x, α): valley in x, ridge in α", "L(x, α) 的地图：沿 x 为谷，沿 α 为脊")

    def data(self, scene: Scene) -> SaddleMap | Inapplicable:
        """The map over the window of x and the grid of multipliers."""
        form, direction = scene.form, scene.direction
        n, count = len(form.variables), len(form.constraints)
        if isinstance(direction, str) or n != 1 or count != 1:
            instead = scene.instead("theta", "slackness", "line", "levels")
            return scene.refused(
                self.name,
                f"The map needs one variable and one constraint, and here are {n} and {count}: {instead}.",
                f"地图需要一个变量和一个约束，这里分别有 {n} 个和 {count} 个：{instead}。",
            )
        if scene.landscape.is_finite:
            return scene.refused(
                self.name,
                'The variable takes finitely many values, so L has no map: look at "lagrangian".',
                '变量只取有限个值，因此 L 没有地图：请看 "lagrangian"。',
            )
        return _map(scene, direction) or scene.refused(
            self.name, "No interval of the domain was found to draw L over.", "没有找到可以画 L 的定义区间。"
        )

    def caption(self, picture: SaddleMap, say: Say) -> str:
        up = picture.sides.sign > 0
        down, high = ("least", "largest") if up else ("largest", "least")
        least, largest = ("最小", "最大") if up else ("最大", "最小")
        told = say(
            f"The fuller the blue, the {'smaller' if up else 'larger'} L. Blue dots: where it is {down} in "
            f"{picture.variable}. "
            f"Orange: where it is {high} in {picture.symbol}.",
            f"蓝色越深，L 越{'小' if up else '大'}。蓝点：沿 {picture.variable} {least}处。橙色：沿 {picture.symbol} "
            f"{largest}处。",
        )
        if picture.is_saddle:
            return told + say(
                f" They cross at the saddle point (x*, {picture.symbol}*).", f"它们相交于鞍点 (x*, {picture.symbol}*)。"
            )
        if picture.is_saddle is False:
            return told + say(" There is no saddle point.", "没有鞍点。")
        return told

    def description(self, picture: SaddleMap, say: Say) -> str:
        some = [s for s in picture.argmin if s.touching][:: max(1, len(picture.argmin) // 6)]
        told = "; ".join(
            f"{picture.symbol} = {rounded(s.t)}: {picture.variable} = " + ", ".join(rounded(p.x[0]) for p in s.touching)
            for s in some
        )
        axes = f"{picture.variable}, {picture.symbol}"
        return say(
            f"A map of the Lagrangian over {axes}. Extreme in {picture.variable} at {told or 'no point found'}.",
            f"拉格朗日函数在 {axes} 上的地图。沿 {picture.variable} 的最值点：{told or '未找到'}。",
        )

    def chart(self, picture: SaddleMap, say: Say) -> Chart:
        xs, alphas = picture.xs, picture.alphas
        plane = Plane(picture.variable, picture.symbol, (xs[0], xs[-1]), (min(alphas), max(alphas)))
        marks: list[Mark] = [Shade((xs[0], xs[-1], min(alphas), max(alphas)), _fullness(picture))]
        marks.append(plane.lines([line for c in picture.contours for line in c.lines], "muted", width=1.2))
        marks += _ridge(plane, picture)
        marks.append(plane.dots([(p.x[0], s.t) for s in picture.argmin for p in s.touching], "blue", radius=4))
        if picture.is_saddle and picture.sides.point is not None and picture.sides.multipliers is not None:
            x, alpha = picture.sides.point[0][1], picture.sides.multipliers[0][1]
            marks.append(plane.dot(x, alpha, "red", radius=9, shape="cross"))
            marks.append(plane.words(x, alpha, say("saddle point", "鞍点"), "ink", dx=14, dy=-16, bold=True))
        for contour in picture.contours:
            line = max(contour.lines, key=len)
            place = line[len(line) // 3]
            word = rounded(contour.level, 9)
            marks.append(plane.words(*place, word, "ink", align="center", size=12, spare=True))
        return single(self.title(say), plane, marks)

    def table(self, picture: SaddleMap, say: Say) -> Table:
        rows = tuple(
            (
                shown(round(s.t, 8)),
                ", ".join(shown(round(p.x[0], 8)) for p in s.touching) or say("none found", "未找到"),
                shown(s.value),
                certainty_word(s.certainty, say),
            )
            for s in picture.argmin[::4]
        )
        up = picture.sides.sign > 0
        where = say(
            f"{picture.variable} where L is {'least' if up else 'largest'}",
            f"L {'最小' if up else '最大'}处的 {picture.variable}",
        )
        return Table((picture.symbol, where, say("L there", "该处的 L"), say("label", "标签")), rows)


def _map(scene: Scene, direction: Direction) -> SaddleMap | None:
    import numpy as np

    from duality.solving.sampling.samples import evaluated, line

    landscape = scene.landscape
    found = evaluated(scene.form, line(landscape.box, ACROSS))
    if len(found.f) < 2:
        return None
    alphas = scene.grid(COARSE)
    c, f = landscape.combined(found), found.f
    values = f[None, :] + np.array(alphas)[:, None] * c[None, :]
    xs = found.x[:, 0]
    upward = np.array(alphas) if alphas[0] < alphas[-1] else np.array(alphas)[::-1]
    ordered = values if alphas[0] < alphas[-1] else values[::-1]
    contours = tuple(
        Contour(scene.sign * level, lines)
        for level in (() if jumping(scene.form) else sampling.contours.spaced(ordered, LEVELS, SHARE))
        if (lines := sampling.contours.level_lines(xs, upward, ordered, level))
    )
    ridge = []
    if direction.kind == "inequality":
        ridge = [(x, 0.0 if here < 0 else math.inf) for x, here in zip(xs.tolist(), c.tolist(), strict=True)]
    sides = scene.sides
    none = sides.strong_duality == "fails" or sides.p_star.attained is False or sides.d_star.attained is False
    both = sides.point is not None and sides.multipliers is not None and sides.meet
    return SaddleMap(
        sides,
        scene.form.variables[0],
        direction.symbol,
        tuple(xs.tolist()),
        alphas,
        tuple(map(tuple, (scene.sign * values).tolist())),
        contours,
        scene.supports,
        tuple(ridge),
        _roots(xs, c),
        True if both else False if none else None,
    )


def _roots(xs: np.ndarray, c: np.ndarray) -> tuple[float, ...]:
    """Where c changes sign: there every multiplier is an argmax."""
    import numpy as np

    exact = xs[c == 0].tolist()
    turns = np.flatnonzero(c[:-1] * c[1:] < 0)
    between = [float(xs[i] - c[i] * (xs[i + 1] - xs[i]) / (c[i + 1] - c[i])) for i in turns]
    return tuple(sorted({*exact, *between}))


def _fullness(picture: SaddleMap) -> tuple[tuple[float, ...], ...]:
    """1 at the least L (in the min form), 0 at the largest, by rank: steep sides leave the valley its shades."""
    sign = picture.sides.sign
    rows = [[sign * value for value in row] for row in picture.values]
    if picture.alphas[0] > picture.alphas[-1]:
        rows.reverse()
    ordered = sorted(value for row in rows for value in row)
    return tuple(tuple(1 - bisect_left(ordered, value) / len(ordered) for value in row) for row in rows)


def _ridge(plane: Plane, picture: SaddleMap) -> list[Mark]:
    """alpha = 0 where c < 0, every alpha where c = 0; beyond, L has no extreme value in alpha."""
    marks: list[Mark] = [plane.upright(root, "orange", width=4) for root in picture.roots]
    parts = [
        [(x, alpha) for x, alpha in group]
        for finite, group in groupby(picture.argmax, key=lambda pair: math.isfinite(pair[1]))
        if finite
    ]
    return [*marks, plane.lines(parts, "orange", width=7)] if parts else marks


SADDLE = Saddle()
