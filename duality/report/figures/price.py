"""Figure "price": the optimal value v(u) as a constraint is moved, and its tangent, whose slope is the multiplier."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.model.pictures import PROVED, ValueFunction
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown, typeset
from duality.report.figures.sides import gap_bar, has_gap, label

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


JUMP = 0.3
"""Neighboring values farther apart than this share of the picture are not joined."""


class Price:
    """v'(0) = -alpha* (min form), where v is differentiable and strong duality holds."""

    name = "price"
    title = "The optimal value as a constraint moves: the multiplier is a price"

    def caption(self, picture: ValueFunction) -> str:
        told = f"v(u) is the optimal value with {picture.standard}; u = 0 is the problem itself."
        if picture.slope is not None:
            told += f" The tangent at 0 has slope {shown(round(picture.slope, 6))}:"
            told += f" the multiplier of {picture.constraint}, up to its sign."
        elif has_gap(picture.sides):
            told += " The dual sees the convex hull of v only (thin dashes), which passes below v(0) at d*."
        return f"{told} The curve is {_word(picture)}; v(0) = p* is {picture.sides.p_star.certainty}."

    def description(self, picture: ValueFunction) -> str:
        some = picture.values[:: max(1, len(picture.values) // 6)]
        return (
            "The value function: "
            + "; ".join(f"v({shown(round(p.u, 6))}) = {shown(round(p.value, 6))}" for p in some)
            + "."
        )

    def chart(self, picture: ValueFunction, look: Look = LIGHT) -> ChartType:
        proved = all(p.certainty in PROVED for p in picture.values)
        note = "" if proved else f"\ndashed: {_word(picture)}, not proved"
        plane = Plane(look, f"u   ({picture.standard}){note}", "v(u)", *picture.window)
        marks = _infeasible(plane, picture)
        marks.append(plane.upright(0.0, look.ink, width=1.2))
        rows = _runs(picture)
        if picture.sides.gap and has_gap(picture.sides):
            hull = [{"x": u, "y": f} for u, f in picture.hull]
            marks.append(plane.line(hull, look.ink, width=1.5, strokeDash=[2, 3]))
        if rows:
            marks.append(plane.line(rows, look.orange, width=3.5, proved=proved))
            marks.append(self._name(plane, picture))
        marks += _tangent(plane, picture) + _values(plane, picture)
        return dressed(plane.layered(marks), look, self.title)

    def _name(self, plane: Plane, picture: ValueFunction) -> ChartType:
        inside = [p for p in picture.values if plane.holds(p.u, p.value)]
        place = max((inside[len(inside) // 8], inside[-1 - len(inside) // 8]), key=lambda p: abs(p.u))
        looks = {"fontStyle": "italic", "fontSize": 17}
        return plane.beside(place.u, place.value, "v(u)", plane.look.orange, dy=-12, **looks)

    def table(self, picture: ValueFunction) -> Table:
        kept = [p for k, p in enumerate(picture.values) if k % 3 == 0 or p.u == 0]
        return Table(("u", "v(u)", "label"), tuple((shown(round(p.u, 8)), shown(p.value), p.certainty) for p in kept))


def _word(picture: ValueFunction) -> str:
    words = {p.certainty for p in picture.values if p.u != 0}
    return words.pop() if len(words) == 1 else "numerical"


def _falls(picture: ValueFunction) -> bool:
    """v is larger at its left end, so that the upper right corner is free."""
    finite = [p.value for p in picture.values if math.isfinite(p.value)]
    return bool(finite) and finite[0] >= finite[-1]


def _runs(picture: ValueFunction) -> list[dict[str, float]]:
    """Finite stretches of v without jumps, each a part."""
    (low, high) = picture.window[1]
    rows: list[dict[str, float]] = []
    part = 0
    for p in picture.values:
        jumps = bool(rows) and abs(rows[-1]["y"] - p.value) > JUMP * (high - low)
        if not math.isfinite(p.value) or jumps:
            part += 1
        if math.isfinite(p.value):
            rows.append({"x": p.u, "y": p.value, "part": part})
    return rows


def _infeasible(plane: Plane, picture: ValueFunction) -> list[ChartType]:
    """Where no feasible x was found."""
    marks: list[ChartType] = []
    start: float | None = None
    step = picture.values[1].u - picture.values[0].u
    lost = math.inf if picture.sides.sign > 0 else -math.inf
    ends = [*((p.u, p.value) for p in picture.values), (picture.values[-1].u + step, 0.0)]
    for u, value in ends:
        if value == lost and start is None:
            start = u
        elif value != lost and start is not None:
            low, high = start, u - (step if u > picture.values[-1].u else 0.0)
            marks.append(plane.band((low, high), plane.y_range, plane.look.muted, 0.25))
            if high - low > 0.12 * (plane.x_range[1] - plane.x_range[0]):
                middle = plane.at(0, 0.5)[1]
                marks.append(plane.words((low + high) / 2, middle, "infeasible", plane.look.ink, align="center"))
            start = None
    return marks


def _tangent(plane: Plane, picture: ValueFunction) -> list[ChartType]:
    p_star = picture.sides.p_star.value
    if picture.slope is None or p_star is None:
        return []
    (left, right) = plane.x_range
    slope = picture.slope
    line = plane.segment((left, p_star + slope * left), (right, p_star + slope * right), plane.look.blue, width=2.5)
    sign = "−" if picture.sides.sign > 0 else "+"
    word = typeset(f"slope {sign}{picture.symbol}* = {shown(round(slope, 6))}")
    low, high = plane.y_range
    rising = slope > 0
    # Beside the tangent, on the side away from the curve.
    beside = {"align": "left", "dx": 8} if rising == (picture.sides.sign > 0) else {"align": "right", "dx": -8}
    for share in (0.6, 0.7, 0.1, 0.2, 0.3, 0.5) if beside["align"] == "left" else (0.3, 0.25, 0.4, 0.9, 0.8, 0.7):
        u = left + share * (right - left)
        y = p_star + slope * u
        if low + 0.12 * (high - low) < y < high - 0.12 * (high - low) and abs(u) > 0.12 * (right - left):
            return [line, plane.words(u, y, word, plane.look.blue, dy=14 * picture.sides.sign, **beside)]
    return [line]


def _values(plane: Plane, picture: ValueFunction) -> list[ChartType]:
    sides, look = picture.sides, plane.look
    marks = gap_bar(plane, sides, 0.0)
    if sides.p_star.value is not None:
        hollow = sides.p_star.attained is False
        marks.append(plane.points([{"x": 0.0, "y": sides.p_star.value}], look.orange, size=170, hollow=hollow))
        same = sides.strong_duality == "holds"
        text = label("v(0) = p*" + (" = d*" if same else ""), sides.p_star)
        # Where the curve is not: above the point or below it, as the text stands right or left of it.
        is_right = plane.x_range[1] < -plane.x_range[0] * 0.45 / 0.55
        below = _falls(picture) == is_right
        marks.append(plane.beside(0.0, sides.p_star.value, text, look.ink, dy=18 if below else -16))
    if has_gap(sides) and sides.d_star.value is not None and plane.holds(0.0, sides.d_star.value):
        marks.append(plane.points([{"x": 0.0, "y": sides.d_star.value}], look.blue, size=140))
        marks.append(
            plane.words(0.0, sides.d_star.value, label("d*", sides.d_star), look.blue, dx=12, dy=16 * sides.sign)
        )
    return marks


PRICE = Price()
