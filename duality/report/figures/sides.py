"""How p*, d* and the gap are drawn wherever values stand on the vertical axis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.model.pictures import PROVED, Direction, Level, Sides
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown, typeset

if TYPE_CHECKING:
    from altair.typing import ChartType

TWO_LINES = 0.14
"""The share of an axis that two lines of words take, the label of p* and the words of the band beyond it."""

MERGED = 0.004
"""p* and d* this close, as a share of the axis, are one line."""


def finite(level: Level) -> bool:
    return level.value is not None and math.isfinite(level.value)


def label(name: str, level: Level) -> str:
    """p* = 1/2 (exact)."""
    tail = ", not attained" if level.attained is False and finite(level) else ""
    return f"{name} = {typeset(level.text)} ({level.certainty}{tail})"


def gap_text(sides: Sides) -> str:
    return "" if sides.gap is None else f"gap = {shown(round(sides.gap, 6))}"


def has_gap(sides: Sides) -> bool:
    """A finite gap that is worth a bar."""
    return sides.gap is not None and math.isfinite(sides.gap) and sides.strong_duality != "holds" and sides.gap > 0


def levels(plane: Plane, sides: Sides) -> list[ChartType]:
    """The lines of p* and d* with their labels at the right; one line and one label where they agree."""
    look, up = plane.look, sides.sign
    p, d = sides.p_star, sides.d_star
    marks: list[ChartType] = []
    right = plane.at(0.985, 0)[0]
    if p.value is not None and d.value is not None and finite(p) and finite(d) and _same(plane, p.value, d.value):
        marks.append(plane.across(p.value, look.orange, proved=p.certainty in PROVED))
        certainty = p.certainty if p.certainty == d.certainty else f"{p.certainty} / {d.certainty}"
        missed = "" if d.attained is not False else ", d* not attained"
        text = f"p* = d* = {typeset(p.text)} ({certainty}{missed})"
        return [*marks, plane.words(right, p.value, text, look.orange, align="right", dy=-13 * up)]
    if p.value is not None and finite(p):
        marks.append(plane.across(p.value, look.orange, proved=p.certainty in PROVED))
        marks.append(plane.words(right, p.value, label("p*", p), look.orange, align="right", dy=-13 * up))
    if d.value is not None and finite(d):
        marks.append(plane.across(d.value, look.blue, width=1.5, proved=d.certainty in PROVED))
        marks.append(plane.words(right, d.value, label("d*", d), look.blue, align="right", dy=13 * up))
    return marks


def _same(plane: Plane, p: float, d: float) -> bool:
    low, high = plane.y_range
    return abs(p - d) <= MERGED * (high - low)


def forbidden(plane: Plane, sides: Sides, text: str = "no bound can lie here") -> list[ChartType]:
    """The band beyond p* (above it for a minimization), where theta_D never is."""
    if sides.p_star.value is None or not finite(sides.p_star):
        return []
    low, high = plane.y_range
    edge = high if sides.sign > 0 else low
    level = sides.p_star.value
    marks = [plane.band(plane.x_range, (min(level, edge), max(level, edge)), plane.look.orange)]
    if abs(edge - level) > TWO_LINES * (high - low):
        x, _ = plane.at(0.015, 0)
        marks.append(plane.words(x, edge, text, plane.look.orange, dy=14 * sides.sign, fontStyle="italic"))
    return marks


def gap_bar(plane: Plane, sides: Sides, x: float, *, left: bool = False) -> list[ChartType]:
    """The gap as a thick bar at x, with its size beside it."""
    p, d = sides.p_star.value, sides.d_star.value
    if not has_gap(sides) or p is None or d is None or not (finite(sides.p_star) and finite(sides.d_star)):
        return []
    bar = plane.segment((x, d), (x, p), plane.look.red, width=7)
    side = {"align": "right", "dx": -10} if left else {"dx": 10}
    text = plane.words(x, (p + d) / 2, gap_text(sides), plane.look.red, fontWeight="bold", **side)
    return [bar, text]


def theta_word(sides: Sides, direction: Direction) -> str:
    """θ_D(α) as the axis names it; a maximization shows its negative."""
    at = f"{direction.symbol}·{best(direction)}" if direction.is_ray else direction.symbol
    return f"{'' if sides.sign > 0 else '−'}θ_D({at})"


def best(direction: Direction) -> str:
    """The optimal multipliers that a ray goes along."""
    return "α*" if direction.kind == "inequality" else "β*"


def multiplier_title(direction: Direction) -> str:
    """The axis of the multiplier."""
    if direction.is_ray:
        return f"t  (multipliers t·{best(direction)}; t = 1 is optimal)"
    (name, _), *_ = direction.weights
    return f"{direction.symbol}  (multiplier of {name})"
