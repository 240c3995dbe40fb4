"""Figure "set": the set G of all (c(x), f(x)), its lower hull, and the supporting line whose intercept is theta_D."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.pictures import ImageSet, Support
from duality.report.figures.figure import Table
from duality.report.figures.image_marks import plane_of, set_marks
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown
from duality.report.figures.sides import gap_bar, has_gap, label, theta_word

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


class ImageSetFigure:
    """The line f + alpha*u = theta_D supports G; it meets the axis u = 0 at height theta_D."""

    name = "set"
    title = "The set G: a supporting line for every multiplier"

    def caption(self, picture: ImageSet) -> str:
        direction, sides = picture.direction, picture.sides
        what = (
            f"u = {direction.formula}" if not direction.is_ray else f"u = {direction.formula}, the constraints summed"
        )
        half = "Feasible points have u ≤ 0" if direction.kind == "inequality" else "Feasible points have u = 0"
        told = f"G = all (u, f(x)) with {what}. {half}. The line with slope {_slope(picture)} touches G; "
        told += f"it meets u = 0 at {theta_word(sides, direction)}, not at p*"
        if has_gap(sides):
            return f"{told}. No line reaches p*: the hull of G passes below it, and the difference is the gap."
        return f"{told}, unless the multiplier is the best one."

    def description(self, picture: ImageSet) -> str:
        touching = ", ".join(
            f"({shown(round(p.u, 6))}, {shown(round(p.f, 6))})" for s in picture.supports for p in s.touching
        )
        hull = (
            ""
            if picture.hull_value is None
            else f" The hull of the sample has value {shown(round(picture.hull_value, 6))} at u = 0."
        )
        return f"The set of pairs (u, f). Supporting lines touch it at {touching or 'no point found'}.{hull}"

    def chart(self, picture: ImageSet, look: Look = LIGHT) -> ChartType:
        plane = plane_of(picture, look)
        marks = [*set_marks(plane, picture), *_lines(plane, picture), *_values(plane, picture)]
        return dressed(plane.layered(marks), look, self.title)

    def table(self, picture: ImageSet) -> Table:
        rows = tuple(
            (
                shown(s.t),
                shown(s.value),
                "; ".join(f"({shown(round(p.u, 8))}, {shown(round(p.f, 8))})" for p in s.touching)
                or "not attained or not found",
                s.certainty,
            )
            for s in picture.supports
        )
        word = theta_word(picture.sides, picture.direction)
        return Table((picture.direction.symbol, f"intercept {word}", "touches G at (u, f)", "label"), rows)


def line_of(picture: ImageSet, support: Support) -> tuple[tuple[float, float], tuple[float, float]]:
    """The supporting line over the window: y = theta_D - t*u, turned for a maximization."""
    (left, right), _ = picture.window
    slope = -picture.sides.sign * support.t
    return (left, support.value + slope * left), (right, support.value + slope * right)


def _slope(picture: ImageSet) -> str:
    symbol = picture.direction.symbol
    return f"−{symbol}" if picture.sides.sign > 0 else f"+{symbol}"


def _lines(plane: Plane, picture: ImageSet) -> list[ChartType]:
    """The optimal supporting line boldly, the others faintly."""
    look, marks = plane.look, []
    best = picture.direction.optimum
    for support in picture.supports:
        is_best = best is not None and support.t == best
        start, end = line_of(picture, support)
        marks.append(plane.segment(start, end, look.blue, width=3 if is_best else 1.2, opacity=1.0 if is_best else 0.6))
        touching = [{"x": p.u, "y": p.f} for p in support.touching]
        if touching:
            marks.append(plane.points(touching, look.blue, size=140 if is_best else 50, shape="diamond"))
        if not is_best and plane.holds(0.0, support.value):
            marks.append(plane.points([{"x": 0.0, "y": support.value}], look.blue, size=45, hollow=True))
    return marks


def _values(plane: Plane, picture: ImageSet) -> list[ChartType]:
    """p* at the optimum, d* on the axis, the gap between."""
    look, sides = plane.look, picture.sides
    marks = gap_bar(plane, sides, 0.0, left=True)
    up = sides.sign
    merged = sides.p_star.value is not None and not has_gap(sides) and picture.optimum is not None
    if picture.optimum is not None and sides.p_star.value is not None:
        u, f = picture.optimum.u, picture.optimum.f
        marks.append(plane.points([{"x": u, "y": f}], look.orange, size=170))
        text = label("p* = d*" if merged else "p*", sides.p_star)
        marks.append(plane.beside(u, f, text, look.orange, dy=-18 * up))
        if has_gap(sides):
            marks.append(plane.segment((u, f), (0.0, f), look.orange, width=1.5, strokeDash=[2, 3]))
    if not merged and sides.d_star.value is not None and plane.holds(0.0, sides.d_star.value):
        attained = sides.d_star.attained is not False
        marks.append(plane.points([{"x": 0.0, "y": sides.d_star.value}], look.blue, size=120, hollow=not attained))
        text = label("d*", sides.d_star)
        marks.append(plane.words(0.0, sides.d_star.value, text, look.blue, align="right", dx=-12, dy=18 * up))
    return marks


IMAGE_SET = ImageSetFigure()
