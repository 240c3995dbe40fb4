"""Figure "theta": the dual function as a curve with the band it cannot enter, or as level sets over two multipliers."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from duality.model.pictures import PROVED, Support, ThetaCurve, ThetaSurface
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown
from duality.report.figures.sides import finite, forbidden, gap_bar, has_gap, levels, multiplier_title, theta_word
from duality.report.figures.surface import surface_marks

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


class Theta:
    """theta_D(alpha) <= d* <= p* (min form): every multiplier proves a bound, the best one is d*."""

    name = "theta"
    title = "The dual function: every multiplier proves a bound"

    def caption(self, picture: ThetaCurve | ThetaSurface) -> str:
        sides = picture.sides
        bound = "lower" if sides.sign > 0 else "upper"
        kind = "level sets over two multipliers" if isinstance(picture, ThetaSurface) else "concave curve"
        kind = kind if sides.sign > 0 or isinstance(picture, ThetaSurface) else "convex curve"
        told = (
            f"θ_D ({kind}) gives a {bound} bound on p* at every multiplier; the best one is d* = {sides.d_star.text}."
        )
        if isinstance(picture, ThetaCurve) and picture.is_slice:
            told += " Shown is the slice through the optimal multipliers."
        if has_gap(sides):
            return f"{told} It stops short of p* = {sides.p_star.text}: the gap stays."
        if sides.d_star.attained is False and finite(sides.d_star):
            return f"{told} No multiplier attains it."
        return told

    def description(self, picture: ThetaCurve | ThetaSurface) -> str:
        sides = picture.sides
        ends = (
            f"p* = {sides.p_star.text} ({sides.p_star.certainty}), d* = {sides.d_star.text} ({sides.d_star.certainty})."
        )
        if isinstance(picture, ThetaSurface):
            at = "" if picture.optimum is None else f" The best multipliers are {_pair(picture.optimum)}."
            return f"Level sets of the dual function over {picture.symbols[0]} and {picture.symbols[1]}. {ends}{at}"
        low, high = picture.curve[0].t, picture.curve[-1].t
        best = picture.direction.optimum
        at = "" if best is None else f" The curve is best at {picture.direction.symbol} = {shown(best)}."
        return f"The dual function for {picture.direction.symbol} from {shown(low)} to {shown(high)}. {ends}{at}"

    def chart(self, picture: ThetaCurve | ThetaSurface, look: Look = LIGHT) -> ChartType:
        if isinstance(picture, ThetaSurface):
            return dressed(surface_marks(picture, look), look, self.title)
        return dressed(_curve(picture, look), look, self.title)

    def table(self, picture: ThetaCurve | ThetaSurface) -> Table:
        if isinstance(picture, ThetaSurface):
            header = (*picture.symbols, "theta_D")
            rows = tuple(
                (shown(a), shown(b), shown(value))
                for b, row in list(zip(picture.vertical, picture.values, strict=True))[::8]
                for a, value in list(zip(picture.horizontal, row, strict=True))[::8]
            )
            best = picture.optimum
            known = () if best is None else ((shown(best[0]), shown(best[1]), shown(picture.sides.d_star.value)),)
            return Table(header, (*known, *rows))
        word = theta_word(picture.sides, picture.direction)
        kept = [s for k, s in enumerate(picture.curve) if k % 4 == 0 or s.t == picture.direction.optimum]
        return Table(
            (picture.direction.symbol, word, "label"), tuple((shown(s.t), shown(s.value), s.certainty) for s in kept)
        )


def plane_of(picture: ThetaCurve, look: Look) -> Plane:
    """The multiplier across, values upright."""
    ts = [s.t for s in picture.curve]
    title = ("lower" if picture.sides.sign > 0 else "upper") + " bound " + theta_word(picture.sides, picture.direction)
    across = multiplier_title(picture.direction)
    if not all(map(_is_formula, picture.curve)):
        across += "\ndashed: numerical, not proved"
    return Plane(look, across, title, (min(ts), max(ts)), picture.window)


def _curve(picture: ThetaCurve, look: Look) -> ChartType:
    plane, sides = plane_of(picture, look), picture.sides
    marks = [*forbidden(plane, sides), *_outside(plane, picture), *levels(plane, sides)]
    for proved in (True, False):
        rows = _segments(picture.curve, proved)
        if rows:
            marks.append(plane.line(rows, look.blue, width=3.5, proved=proved))
    optimum = picture.direction.optimum
    if optimum is None:
        if finite(sides.d_star) and sides.d_star.value is not None:
            end = plane.x_range[1]
            marks.append(plane.points([{"x": end, "y": sides.d_star.value}], look.blue, hollow=True))
            marks.append(plane.words(end, sides.d_star.value, "not attained", look.blue, align="right", dx=-12, dy=48))
    elif sides.d_star.value is not None:
        marks += gap_bar(plane, sides, optimum)
        marks.append(plane.points([{"x": optimum, "y": sides.d_star.value}], look.blue, size=150))
        word = "t = 1" if picture.direction.is_ray else f"{picture.direction.symbol}* = {shown(round(optimum, 6))}"
        low = plane.y_range[0] if sides.sign > 0 else plane.y_range[1]
        marks.append(plane.segment((optimum, low), (optimum, sides.d_star.value), look.blue, width=1, proved=False))
        marks.append(plane.words(optimum, low, word, look.blue, dx=8, dy=-14 * sides.sign))
    return plane.layered(marks)


def _is_formula(support: Support) -> bool:
    """By the formula, or the report's proved optimum."""
    return support.certainty in PROVED or support.certainty == "global"


def _segments(curve: tuple[Support, ...], proved: bool) -> list[dict[str, float]]:
    """Finite stretches of the curve between points whose strength is the asked one, each a part."""
    rows: list[dict[str, float]] = []
    part = 0
    for a, b in pairwise(curve):
        if not (math.isfinite(a.value) and math.isfinite(b.value)):
            part += 1
            continue
        if (_is_formula(a) or _is_formula(b)) == proved:
            if not rows or rows[-1] != {"x": a.t, "y": a.value, "part": part}:
                part += 1
                rows.append({"x": a.t, "y": a.value, "part": part})
            rows.append({"x": b.t, "y": b.value, "part": part})
    return rows


def _outside(plane: Plane, picture: ThetaCurve) -> list[ChartType]:
    """Bands where theta_D is infinite."""
    marks: list[ChartType] = []
    runs: list[list[float]] = []
    previous = False
    for before, s in pairwise((picture.curve[0], *picture.curve)):
        infinite = not math.isfinite(s.value)
        if infinite:
            start = before.t if math.isfinite(before.value) else s.t
            if previous:
                runs[-1][1] = s.t
            else:
                runs.append([start, s.t])
        elif previous:
            runs[-1][1] = s.t
        previous = infinite
    word = "θ_D = −∞" if picture.sides.sign > 0 else "−θ_D = +∞"
    left, right = plane.x_range
    for low, high in runs:
        if high - low < 1e-6 * (right - left):
            continue
        marks.append(plane.band((low, high), plane.y_range, plane.look.muted, 0.28))
        if high - low > 0.1 * (right - left):
            middle = plane.at(0, 0.5)[1]
            marks.append(plane.words((low + high) / 2, middle, word, plane.look.ink, align="center"))
    return marks


def _pair(values: tuple[float, float]) -> str:
    return f"({shown(values[0])}, {shown(values[1])})"


THETA = Theta()
