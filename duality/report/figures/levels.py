"""Figure "levels": level sets of f, the feasible set, and the gradients that balance at x*."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from duality.model.pictures import Arrow, LevelSets
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import layer, rough, shown, typeset

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

SIDE = 500
"""The plane is square: angles between gradients and borders are true only then."""


class Levels:
    """grad f + sum alpha_i grad c_i = 0 at x*, where the smallest level set of f touches the feasible set."""

    name = "levels"
    title = "Level sets, the feasible set, and the balance at x*"

    def caption(self, picture: LevelSets) -> str:
        told = "Thin lines: level sets of f; shaded: the feasible set, with the borders of the constraints."
        if len(picture.arrows) > 1:
            letter = "β" if all(arrow.name.startswith("β") for arrow in picture.arrows[1:]) else "α"
            return (
                f"{told} At x* the arrows ∇f and {letter}∗∇c cancel. They cancel at every minimizer x({letter}) of L; "
                f"only {letter}* adds feasibility{'' if letter == 'β' else ' and slackness'}."
            )
        if picture.arrows:
            return f"{told} At x* the arrow ∇f shows where f grows fastest."
        return f"{told} No gradients are drawn: there is no attained optimum at which f is differentiable."

    def description(self, picture: LevelSets) -> str:
        first, second = picture.variables
        point = picture.sides.point
        at = (
            "" if point is None else f" The optimum is at {', '.join(f'{n} = {shown(round(v, 6))}' for n, v in point)}."
        )
        rest = "" if picture.balance is None else f" The arrows at it add up to {picture.balance:.1e}."
        return f"The plane of {first} and {second} with {len(picture.contours)} level sets.{at}{rest}"

    def chart(self, picture: LevelSets, look: Look = LIGHT) -> ChartType:
        plane = Plane(look._replace(width=SIDE, height=SIDE), *picture.variables, *picture.window)
        half = picture.strip_height / 2
        marks: list[ChartType] = []
        strips = [
            {"x": rough(a), "x2": rough(b), "y": rough(y - half), "y2": rough(y + half)} for a, b, y in picture.strips
        ]
        if strips:
            marks.append(plane.bands(strips, look.orange, 0.22))
        rows = _rows([line for contour in picture.contours for line in contour.lines])
        if rows:
            marks.append(plane.line(rows, look.muted, width=1.4))
        for contour in picture.contours[::2]:
            marks += _level_label(plane, contour.level, contour.lines)
        for name, contour in picture.borders:
            marks.append(plane.line(_rows(list(contour.lines)), look.orange, width=3))
            marks += _border_label(plane, name, contour.lines, _taken(picture))
        if picture.points:
            marks.append(plane.points([{"x": x, "y": y} for x, y in picture.points], look.orange, size=180))
        for k, arrow in enumerate(picture.arrows):
            marks += _arrow(plane, arrow, look.blue if k else look.ink)
        marks += self._optimum(plane, picture)
        return dressed(plane.layered(marks), look, self.title)

    def _optimum(self, plane: Plane, picture: LevelSets) -> list[ChartType]:
        if picture.sides.point is None:
            return []
        (_, x), (_, y) = picture.sides.point
        text = f"x*,  p* = {typeset(picture.sides.p_star.text)} ({picture.sides.p_star.certainty})"
        side: dict[str, Any] = {"align": "right", "dx": -12} if x > plane.at(0.5, 0)[0] else {"dx": 12}
        falls = bool(picture.arrows) and picture.arrows[0].vector[1] < 0
        return [
            plane.points([{"x": x, "y": y}], plane.look.orange, size=170),
            plane.words(x, y, text, plane.look.ink, dy=-16 if falls else 18, fontWeight="bold", **side),
        ]

    def table(self, picture: LevelSets) -> Table:
        rows = [(f"f = {shown(round(c.level, 6))}", "level set", "") for c in picture.contours]
        rows += [(name, "border of the constraint", "") for name, _ in picture.borders]
        rows += [
            (a.name, "arrow at x* (scaled)", f"({shown(round(a.vector[0], 6))}, {shown(round(a.vector[1], 6))})")
            for a in picture.arrows
        ]
        return Table(("mark", "what it is", "vector"), tuple(rows))


def _rows(lines: list[tuple[tuple[float, float], ...]]) -> list[dict[str, float]]:
    return [{"x": rough(x), "y": rough(y), "part": part} for part, line in enumerate(lines) for x, y in line]


def _level_label(plane: Plane, level: float, lines: tuple[tuple[tuple[float, float], ...], ...]) -> list[ChartType]:
    longest = max(lines, key=len)
    x, y = longest[len(longest) // 4]
    if not plane.holds(x, y) or _near_edge(plane, x, y):
        return []
    text = f"{level:.3g}".replace("-", "−")
    return [plane.words(x, y, text, plane.look.muted, align="center", fontSize=13)]


def _border_label(
    plane: Plane,
    name: str,
    lines: tuple[tuple[tuple[float, float], ...], ...],
    taken: list[tuple[float, float]],
) -> list[ChartType]:
    """The name beside the border, far from what else is marked and not at the edge of the picture."""
    inside = [(x, y) for line in lines for x, y in line if not _near_edge(plane, x, y)]
    if not inside:
        return []
    x, y = max(inside, key=lambda point: min((math.dist(point, other) for other in taken), default=point[1]))
    side = {"align": "right", "dx": -8} if x > plane.at(0.6, 0)[0] else {"dx": 8}
    return [plane.words(x, y, f"{name} = 0", plane.look.orange, dy=-10, **side)]


def _taken(picture: LevelSets) -> list[tuple[float, float]]:
    """x* and the tips of the arrows, where names stand already."""
    tips = [(a.start[0] + a.vector[0], a.start[1] + a.vector[1]) for a in picture.arrows]
    point = picture.sides.point
    return tips if point is None else [*tips, (point[0][1], point[1][1])]


def _near_edge(plane: Plane, x: float, y: float) -> bool:
    (left, right), (low, high) = plane.x_range, plane.y_range
    return min(x - left, right - x) < 0.05 * (right - left) or min(y - low, high - y) < 0.05 * (high - low)


def _arrow(plane: Plane, arrow: Arrow, color: str) -> list[ChartType]:
    """A shaft, a head turned into its direction, a name beyond it."""
    (x, y), (dx, dy) = arrow.start, arrow.vector
    tip = (x + dx, y + dy)
    angle = math.degrees(math.atan2(dx, dy)) % 360
    head = layer([{"x": tip[0], "y": tip[1]}]).mark_point(
        shape="triangle-up", angle=angle, size=160, stroke=color, fill=color, opacity=1
    )
    past = (tip[0] + 0.12 * dx, tip[1] + 0.12 * dy)
    align = "left" if dx > 0 else "right"
    share = (tip[0] - plane.x_range[0]) / (plane.x_range[1] - plane.x_range[0])
    raised = 0.0
    if share < 0.25 or share > 0.75:
        # Near the edge the name stands above the tip, inside the picture.
        align, raised = ("left" if share < 0.25 else "right"), -14.0
    return [
        plane.segment((x, y), tip, color, width=3),
        head.encode(x=plane.x, y=plane.y),
        plane.words(*past, arrow.name, color, align=align, dy=raised, fontWeight="bold"),
    ]


LEVELS = Levels()
