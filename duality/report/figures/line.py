"""Figure "line": bounds and feasible values on one number line, with the gap between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.pictures import PROVED, Level, NumberLine
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown
from duality.report.figures.sides import finite, gap_text, has_gap, label

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

HEIGHT = 250
BOUNDS, AXIS, VALUES = 1.0, 2.0, 3.0
"""The three lanes, from below."""


class Line:
    """theta_D(alpha) <= d* <= p* <= f(x) for every alpha >= 0 and every feasible x."""

    name = "line"
    title = "Bounds on one side, feasible values on the other"

    def caption(self, picture: NumberLine) -> str:
        sides = picture.sides
        left, right = ("left", "right") if sides.sign > 0 else ("right", "left")
        told = f"Every multiplier gives a bound to the {left} of p*, every feasible x a value to its {right}."
        if has_gap(sides):
            return f"{told} Nothing lies between d* and p*: the {gap_text(sides)}."
        return f"{told} They meet." if sides.strong_duality == "holds" and finite(sides.p_star) else told

    def description(self, picture: NumberLine) -> str:
        bounds = ", ".join(shown(round(s.value, 6)) for s in picture.bounds) or "none"
        values = ", ".join(shown(round(s.f, 6)) for s in picture.feasible) or "none"
        ends = f"p* = {picture.sides.p_star.text}, d* = {picture.sides.d_star.text}"
        return f"Bounds: {bounds}. Feasible values: {values}. {ends}."

    def chart(self, picture: NumberLine, look: Look = LIGHT) -> ChartType:
        sides = picture.sides
        ends = [v for v in (sides.p_star.value, sides.d_star.value) if v is not None and abs(v) != float("inf")]
        values = [*ends, *(s.value for s in picture.bounds), *(s.f for s in picture.feasible)]
        low, high = min(values), max(values)
        margin = 0.08 * (high - low) if high > low else 0.5 * (1 + abs(low))
        plane = Plane(look._replace(height=HEIGHT), "value", "", (low - margin, high + margin), (0.2, 3.8))
        marks = self._marks(plane, picture)
        chart = plane.layered(marks)
        return dressed(chart, look, self.title).configure_axisY(labels=False, ticks=False, grid=False, domain=False)

    def _marks(self, plane: Plane, picture: NumberLine) -> list[ChartType]:
        look, sides = plane.look, picture.sides
        p, d = sides.p_star, sides.d_star
        marks: list[ChartType] = [plane.across(AXIS, look.muted, width=2)]
        if has_gap(sides) and p.value is not None and d.value is not None and finite(p) and finite(d):
            low, high = sorted((p.value, d.value))
            marks.append(plane.band((low, high), plane.y_range, look.red, 0.12))
            marks.append(plane.segment((low, AXIS), (high, AXIS), look.red, width=8))
            middle = (low + high) / 2
            marks.append(plane.words(middle, 3.62, gap_text(sides), look.red, align="center", fontWeight="bold"))
        bounds = [{"x": s.value, "y": BOUNDS} for s in picture.bounds]
        feasible = [{"x": s.f, "y": VALUES} for s in picture.feasible]
        if bounds:
            marks.append(plane.points(bounds, look.blue, size=130, shape="triangle-up"))
        if feasible:
            marks.append(plane.points(feasible, look.orange, size=120))
        marks += _tick(plane, d, look.blue, BOUNDS) + _tick(plane, p, look.orange, VALUES)
        left = plane.at(0.012, 0)[0]
        word = f"{'' if sides.sign > 0 else '−'}θ_D at some multipliers"
        marks.append(plane.words(left, BOUNDS, word if bounds else "no finite bound", look.blue, dy=26))
        feasible_word = "f at some feasible x" if sides.sign > 0 else "objective at some feasible x"
        marks.append(
            plane.words(left, VALUES, feasible_word if feasible else "no feasible x found", look.orange, dy=-26)
        )
        marks += self._labels(plane, picture)
        return marks

    def _labels(self, plane: Plane, picture: NumberLine) -> list[ChartType]:
        marks: list[ChartType] = []
        for name, level, color, lane, dy in (
            ("d*", picture.sides.d_star, plane.look.blue, BOUNDS, -22),
            ("p*", picture.sides.p_star, plane.look.orange, VALUES, 22),
        ):
            if level.value is not None and finite(level):
                share = (level.value - plane.x_range[0]) / (plane.x_range[1] - plane.x_range[0])
                align = "left" if share < 0.35 else "right" if share > 0.65 else "center"
                marks.append(plane.words(level.value, lane, label(name, level), color, align=align, dy=dy))
        return marks

    def table(self, picture: NumberLine) -> Table:
        rows = [("bound", f"{picture.symbol} = {shown(s.t)}", shown(s.value), s.certainty) for s in picture.bounds]
        rows += [
            ("feasible value", ", ".join(shown(round(v, 6)) for v in s.x), shown(s.f), "evaluated")
            for s in picture.feasible
        ]
        sides = picture.sides
        rows += [
            ("p*", "", sides.p_star.text, sides.p_star.certainty),
            ("d*", "", sides.d_star.text, sides.d_star.certainty),
        ]
        return Table(("what", "where", "value", "label"), tuple(rows))


def _tick(plane: Plane, level: Level, color: str, lane: float) -> list[ChartType]:
    """From the lane to the axis; a ring where the value is not attained or not proved."""
    if level.value is None or not finite(level):
        return []
    hollow = level.attained is False or level.certainty not in PROVED
    return [
        plane.segment((level.value, AXIS), (level.value, lane), color, width=2.5, proved=level.certainty in PROVED),
        plane.points([{"x": level.value, "y": AXIS}], color, size=150, hollow=hollow),
    ]


LINE = Line()
