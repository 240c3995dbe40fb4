"""Figure "levels": level sets of f, the feasible set, and the gradients at x*."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.records import record, replace
from duality.report.charts import marks as m
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.gradients import GradientArrow, gradients
from duality.results.figures.jumps import jumping
from duality.results.figures.known import Contour, Inapplicable, Sides
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import Scene
from duality.results.figures.sides import both, label
from duality.solving import sampling

if TYPE_CHECKING:
    import numpy as np


CELLS = 121
"""Cells a side."""

LEVELS = 9
SHARE = 0.85
"""Level sets are drawn for this share of the values, the least ones."""

ROOM = 1.3
CANCEL = 1e-6
"""Gradients whose sum is this small, relative to the longest of them, cancel."""

MANY = 5
"""Names of borders are left out beyond this many constraints."""

Ring = tuple[tuple[float, float], ...]


@record
class LevelSets:
    """n = 2: level sets of f, the feasible set as rings, borders of the constraints, arrows at x*.

    ``balance`` is |grad f + sum alpha_i grad c_i| at x* relative to the longest term, where the arrows are these terms;
    ``pull`` is how far, relative to |grad f|, no alpha >= 0 brings grad f + sum alpha_i grad c_i toward 0, where the
    arrows are the active gradients. ``points`` are the feasible points of a finite set.
    """

    sides: Sides
    variables: tuple[str, str]
    window: tuple[tuple[float, float], tuple[float, float]]
    contours: tuple[Contour, ...]
    through: Contour | None
    region: tuple[Ring, ...]
    borders: tuple[tuple[str, Contour], ...]
    points: tuple[tuple[float, float], ...]
    arrows: tuple[GradientArrow, ...]
    balance: float | None
    pull: float | None


class Levels:
    """grad f + sum alpha_i grad c_i = 0 at x*, where the smallest level set of f touches the feasible set."""

    name = "levels"

    def title(self, say: Say) -> str:
        return say("Level sets and the feasible set", "等值线与可行集")

    def data(self, scene: Scene) -> LevelSets | Inapplicable:
        """The plane around x*, equally scaled."""
        count = len(scene.form.variables)
        if count != 2:
            instead = scene.instead("lagrangian", "theta", "line")
            return scene.refused(
                self.name,
                f"Level sets are drawn over two variables, and here {'is 1' if count == 1 else f'are {count}'}: "
                f"{instead}.",
                f"等值线只在两个变量上画出，这里有 {count} 个：{instead}。",
            )
        if scene.form.domain.discrete and not scene.landscape.is_finite:
            instead = scene.instead("theta", "line")
            return scene.refused(
                self.name,
                f"One variable is discrete and the other is not, so that D is a set of lines and no area: {instead}.",
                f"一个变量离散而另一个连续，D 是若干条线而非区域：{instead}。",
            )
        return _named_across(_drawn(scene))

    def caption(self, picture: LevelSets, say: Say) -> str:
        value = "f" if picture.sides.sign > 0 else say("the objective", "目标函数")
        told = say(f"Thin lines: level sets of {value}", f"细线：{value} 的等值线")
        told += _region_words(picture, say)
        if picture.arrows and picture.sides.sign < 0:
            told += say(" f is the objective's negative.", " f 是目标的相反数。")
        if picture.balance is not None and picture.balance <= CANCEL:
            letter = "β" if all(arrow.name.startswith("β") for arrow in picture.arrows[1:]) else "α"
            also = "" if letter == "β" else say(" and slackness", "和互补松弛")
            return told + say(
                f" At x* the arrows ∇f and {letter}*∇c cancel. They cancel wherever x minimizes L at some {letter}; "
                "only "
                f"{letter}* adds feasibility{also}.",
                f"在 x* 处，箭头 ∇f 与 {letter}*∇c 相互抵消。在 L 的任何极小点处它们都抵消；只有 {letter}* "
                f"还满足可行性{also}。",
            )
        if picture.pull is not None and picture.pull > 0.01 and len(picture.arrows) > 1:
            return told + say(
                " At x* the arrows are ∇f and the gradients of the active constraints: no multipliers make them "
                "cancel.",
                "x* 处的箭头是 ∇f 与起作用约束的梯度：没有乘子能使它们抵消。",
            )
        if len(picture.arrows) > 1:
            return told + say(
                " At x* the arrows are ∇f and the gradients of the active constraints.",
                "x* 处的箭头是 ∇f 与起作用约束的梯度。",
            )
        if picture.arrows:
            return told + say(
                " At x* the arrow shows where f grows fastest."
                if picture.sides.sign > 0
                else " At x* the arrow shows where the objective falls fastest.",
                "x* 处的箭头指向 f 增长最快的方向。"
                if picture.sides.sign > 0
                else "x* 处的箭头指向目标下降最快的方向。",
            )
        return told

    def description(self, picture: LevelSets, say: Say) -> str:
        first, second = picture.variables
        told = say(
            f"The plane of {first} and {second} with {len(picture.contours)} level sets.",
            f"{first} 与 {second} 的平面，{len(picture.contours)} 条等值线。",
        )
        if picture.sides.point is None:
            return told
        at = ", ".join(f"{n} = {rounded(v)}" for n, v in picture.sides.point)
        return told + say(f" The optimum is at {at}.", f"最优点：{at}。")

    def chart(self, picture: LevelSets, say: Say) -> Chart:
        plane = Plane(*picture.variables, *picture.window, square=True)
        marks: list[Mark] = []
        if picture.region:
            marks.append(m.Regions(picture.region, "orange", 0.2))
        marks.append(plane.lines([line for c in picture.contours for line in c.lines], "muted", width=1.4))
        if picture.through is not None:
            marks.append(plane.lines(picture.through.lines, "muted", width=2.6))
        for _, contour in picture.borders:
            marks.append(plane.lines(contour.lines, "orange", width=3))
        marks.append(plane.dots(picture.points, "orange", radius=7))
        for k, arrow in enumerate(picture.arrows):
            color = "blue" if k else "ink"
            marks.append(m.Arrow(arrow.start, arrow.vector, color))
            (x, y), (dx, dy) = arrow.start, arrow.vector
            side = {"dx": 8} if dx >= 0 else {"dx": -8, "align": "right"}
            marks.append(plane.words(x + dx, y + dy, arrow.name, color, bold=True, dy=-12 if dy >= 0 else 12, **side))
        return single(self.title(say), plane, [*marks, *_optimum(plane, picture, say), *_names(plane, picture)])

    def table(self, picture: LevelSets, say: Say) -> Table:
        rows = [(f"f = {rounded(c.level)}", say("level set", "等值线"), "") for c in picture.contours]
        rows += [(name, say("border of the constraint", "约束的边界"), "") for name, _ in picture.borders]
        for arrow in picture.arrows:
            vector = f"({shown(round(arrow.vector[0], 6))}, {shown(round(arrow.vector[1], 6))})"
            rows.append((arrow.name, say("arrow at x* (scaled)", "x* 处的箭头（已缩放）"), vector))
        return Table((say("mark", "标记"), say("what it is", "含义"), say("vector", "向量")), tuple(rows))


def _region_words(picture: LevelSets, say: Say) -> str:
    if picture.sides.infeasible:
        return say(
            "; thick: where the constraints hold with equality. No x satisfies all of them.",
            "；粗线：约束取等号处。没有 x 满足所有约束。",
        )
    if picture.region:
        return say(
            "; shaded: the feasible set, within the borders of the constraints.", "；阴影：由约束边界围成的可行集。"
        )
    if picture.points:
        return say("; dots: the feasible points.", "；圆点：可行点。")
    if picture.borders:
        return say("; thick: where the constraints hold with equality.", "；粗线：约束取等号处。")
    return say(".", "。")


def _optimum(plane: Plane, picture: LevelSets, say: Say) -> list[Mark]:
    if picture.sides.point is None:
        return []
    sides = picture.sides
    x, y = _optimum_at(picture)
    text = "x*:  " + (both(sides, say) if sides.meet else label("p*", sides.p_star, say))
    falls = bool(picture.arrows) and picture.arrows[0].vector[1] < 0
    return [
        plane.dot(x, y, "orange", radius=6.5),
        plane.beside(x, y, text, "ink", dy=-16 if falls else 18, bold=True),
    ]


def _optimum_at(picture: LevelSets) -> tuple[float, float]:
    named = dict(picture.sides.point or ())
    return named[picture.variables[0]], named[picture.variables[1]]


def _names(plane: Plane, picture: LevelSets) -> list[Mark]:
    """The names of the borders, far from what else is marked, and the levels of f."""
    taken = [(a.start[0] + a.vector[0], a.start[1] + a.vector[1]) for a in picture.arrows]
    taken += [_optimum_at(picture)] if picture.sides.point else []
    marks: list[Mark] = []
    for name, contour in picture.borders if len(picture.borders) <= MANY else ():
        inside = [point for line in contour.lines for point in line if _well_inside(plane, *point)]
        if inside:
            place = max(inside, key=lambda point: min((math.dist(point, other) for other in taken), default=point[1]))
            taken.append(place)
            marks.append(plane.beside(*place, f"{name} = 0", "orange", dy=-12))
    for contour in picture.contours:
        line = max(contour.lines, key=len)
        place = line[len(line) // 4]
        if _well_inside(plane, *place):
            marks.append(plane.words(*place, rounded(contour.level, 9), "muted", align="center", size=13, spare=True))
    return marks


def _well_inside(plane: Plane, x: float, y: float) -> bool:
    return all(0.06 < share < 0.94 for share in plane.share(x, y))


def _named_across(picture: LevelSets) -> LevelSets:
    """x goes across and y upright, whichever of the two the statement names first."""
    if picture.variables == tuple(sorted(picture.variables)):
        return picture

    def turned(line: Ring) -> Ring:
        return tuple((y, x) for x, y in line)

    def contour(found: Contour) -> Contour:
        return Contour(found.level, tuple(map(turned, found.lines)))

    def arrow(found: GradientArrow) -> GradientArrow:
        return GradientArrow(found.name, (found.start[1], found.start[0]), (found.vector[1], found.vector[0]))

    return replace(
        picture,
        variables=(picture.variables[1], picture.variables[0]),
        window=(picture.window[1], picture.window[0]),
        contours=tuple(map(contour, picture.contours)),
        through=None if picture.through is None else contour(picture.through),
        region=tuple(map(turned, picture.region)),
        borders=tuple((name, contour(border)) for name, border in picture.borders),
        points=turned(picture.points),
        arrows=tuple(map(arrow, picture.arrows)),
    )


def _drawn(scene: Scene) -> LevelSets:
    import numpy as np

    from duality.solving.sampling.contours import inside, level_lines, spaced

    form = scene.form
    finite = scene.landscape.is_finite
    points = scene.landscape.samples.x[scene.landscape.samples.feasible] if finite else np.empty((0, 2))
    box = _square(_about(points) if len(points) else scene.landscape.box)
    arrows, balance, pull = gradients(scene, box)
    box = _square(_around(box, arrows))
    x = sampling.samples.grid(box, CELLS)
    found = _full(scene, x)
    first, second = x[:CELLS, 0], x[::CELLS, 1]
    f = found.f.reshape(CELLS, CELLS)
    p_star = scene.sides.p_star.finite
    contours = tuple(
        Contour(scene.sign * level, lines)
        for level in (() if jumping(form) else spaced(f, LEVELS, SHARE))
        if (lines := level_lines(first, second, f, level))
    )
    through = () if p_star is None or jumping(form) else level_lines(first, second, f, scene.sign * p_star)
    grids = [found.constraints[:, k].reshape(CELLS, CELLS) for k in range(len(form.constraints))]
    borders = tuple(
        (c.name, Contour(0.0, lines))
        for c, values in zip(form.constraints, grids, strict=True)
        if (lines := level_lines(first, second, values, 0.0))
    )
    shaded = form.inequalities and not finite and not form.equalities
    scaled = [values / max(float(np.nanmax(np.abs(values))), 1e-300) for values in grids]
    return LevelSets(
        scene.sides,
        (form.variables[0], form.variables[1]),
        ((float(box[0][0]), float(box[1][0])), (float(box[0][1]), float(box[1][1]))),
        contours,
        Contour(scene.sides.p_star.value or 0.0, through) if through else None,
        inside(first, second, np.max(scaled, axis=0)) if shaded else (),
        borders,
        tuple((float(a), float(b)) for a, b in points),
        arrows,
        balance,
        pull,
    )


def _square(box: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Equal sides around the same center: angles are true only then."""
    center, half = (box[0] + box[1]) / 2, float((box[1] - box[0]).max()) / 2
    return center - half, center + half


def _about(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The feasible points with a third of their extent around them: what lies beyond is of no use."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = max(1.0, float((high - low).max()) / 3)
    return low - margin, high + margin


def _around(box: tuple[np.ndarray, np.ndarray], arrows: tuple[GradientArrow, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The box with the arrows inside, and room for their names."""
    import numpy as np

    tips = [np.array(arrow.start) + ROOM * np.array(arrow.vector) for arrow in arrows]
    return np.min([box[0], *tips], axis=0), np.max([box[1], *tips], axis=0)


def _full(scene: Scene, x: np.ndarray) -> sampling.samples.Samples:
    """The values on the whole grid, nan outside D."""
    import numpy as np

    found = sampling.samples.evaluated(scene.form, x)
    place = {tuple(row): k for k, row in enumerate(x.tolist())}
    kept = [place[tuple(row)] for row in found.x.tolist()]
    f = np.full(len(x), np.nan)
    constraints = np.full((len(x), len(scene.form.constraints)), np.nan)
    feasible = np.zeros(len(x), dtype=bool)
    f[kept], constraints[kept], feasible[kept] = found.f, found.constraints, found.feasible
    return sampling.samples.Samples(x, f, constraints, feasible)


LEVELS_FIGURE = Levels()
