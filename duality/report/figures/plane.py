"""A plane with titled axes, and the marks that figures put on it: every mark has fields x, y (x2, y2, text)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from duality.report.figures.look import TEXT, Look
from duality.report.figures.rows import Cell, layer

if TYPE_CHECKING:
    import altair
    from altair.typing import ChartType

Range = tuple[float, float]
Row = Mapping[str, Cell]
NUMERICAL = (7, 4)
"""The dashes of what is not proved."""


BEYOND = 20.0
"""A line is followed this many times the height of the picture beyond it."""


class Plane(NamedTuple):
    """Ranges and titles of both axes, the lower title of several lines; marks are clipped to them."""

    look: Look
    x_title: str
    y_title: str
    x_range: Range
    y_range: Range

    @property
    def x(self) -> altair.X:
        import altair as alt

        narrow = isinstance(self.look.width, int) and self.look.width < 400
        axis = alt.Axis(tickCount=5 if narrow else 9, labelOverlap=True)
        scale = alt.Scale(domain=list(self.x_range), nice=False, zero=False)
        return alt.X("x:Q", title=self.x_title.split("\n"), scale=scale, axis=axis)

    @property
    def y(self) -> altair.Y:
        import altair as alt

        scale = alt.Scale(domain=list(self.y_range), nice=False, zero=False)
        return alt.Y("y:Q", title=self.y_title, scale=scale, axis=alt.Axis(tickCount=7, labelOverlap=True))

    def line(self, rows: Iterable[Row], color: str, *, width: float = 3, proved: bool = True, **more: Any) -> ChartType:
        """A line through the rows in their order, one for each value of "part"; dashed where it is not proved."""
        dash = {} if proved else {"strokeDash": list(NUMERICAL)}
        data = [{"k": k, "part": 0, **row, "y": self._near(row["y"])} for k, row in enumerate(rows)]
        mark = layer(data).mark_line(color=color, strokeWidth=width, clip=True, **{**dash, **more})
        return mark.encode(x=self.x, y=self.y, order="k:Q", detail="part:N")

    def _near(self, y: Cell) -> Cell:
        """The height, not much beyond the range: renderers lose lines whose coordinates are huge."""
        low, high = self.y_range
        far = BEYOND * (high - low)
        return min(max(y, low - far), high + far) if isinstance(y, float) else y

    def points(
        self,
        rows: Iterable[Row],
        color: str,
        *,
        size: int = 110,
        shape: str = "circle",
        hollow: bool = False,
        **more: Any,
    ) -> ChartType:
        """Points; hollow ones stand for values that are not attained or not proved."""
        fill = self.look.paper if hollow else color
        mark = layer(rows).mark_point(
            stroke=color, fill=fill, strokeWidth=2.5, size=size, shape=shape, opacity=1, clip=True, **more
        )
        return mark.encode(x=self.x, y=self.y)

    def words(self, x: float, y: float, text: str, color: str, **more: Any) -> ChartType:
        """A text on a halo of the paper's color, so that lines do not cross it."""
        import altair as alt

        looks = {"fontSize": TEXT, "align": "left", "baseline": "middle", **more}
        data = layer([{"x": x, "y": y, "text": text}])
        halo = data.mark_text(stroke=self.look.paper, strokeWidth=5, strokeJoin="round", color=self.look.paper, **looks)
        ink = data.mark_text(color=color, **looks)
        return alt.layer(*(mark.encode(x=self.x, y=self.y, text="text:N") for mark in (halo, ink)))

    def beside(self, x: float, y: float, text: str, color: str, **more: Any) -> ChartType:
        """A text right of a point, left of it in the right part of the plane."""
        is_right = x > self.at(0.55, 0)[0]
        side = {"align": "right", "dx": -13} if is_right else {"dx": 13}
        return self.words(x, y, text, color, **{**side, **more})

    def band(self, x: Range, y: Range, color: str, opacity: float = 0.1) -> ChartType:
        """A filled rectangle."""
        return self.bands([{"x": x[0], "x2": x[1], "y": y[0], "y2": y[1]}], color, opacity)

    def bands(self, rows: Sequence[Row], color: str, opacity: float = 0.1) -> ChartType:
        mark = layer(rows).mark_rect(color=color, opacity=opacity, clip=True)
        return mark.encode(x=self.x, x2="x2:Q", y=self.y, y2="y2:Q")

    def across(self, y: float, color: str, *, width: float = 2, proved: bool = True) -> ChartType:
        """A level line over the whole width."""
        return self.segment((self.x_range[0], y), (self.x_range[1], y), color, width=width, proved=proved)

    def upright(self, x: float, color: str, *, width: float = 2, proved: bool = True) -> ChartType:
        return self.segment((x, self.y_range[0]), (x, self.y_range[1]), color, width=width, proved=proved)

    def segment(
        self, start: Range, end: Range, color: str, *, width: float = 2, proved: bool = True, **more: Any
    ) -> ChartType:
        rows = [{"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}]
        dash = {} if proved else {"strokeDash": list(NUMERICAL)}
        mark = layer(rows).mark_rule(color=color, strokeWidth=width, clip=True, **{**dash, **more})
        return mark.encode(x=self.x, y=self.y, x2="x2:Q", y2="y2:Q")

    def at(self, x: float, y: float) -> Range:
        """The point at those shares of the ranges."""
        (left, right), (low, high) = self.x_range, self.y_range
        return left + x * (right - left), low + y * (high - low)

    def holds(self, x: float, y: float) -> bool:
        """The point lies in the ranges."""
        (left, right), (low, high) = self.x_range, self.y_range
        return math.isfinite(x) and math.isfinite(y) and left <= x <= right and low <= y <= high

    def layered(self, marks: Sequence[ChartType]) -> ChartType:
        """The marks in their order, words above all others so that no line crosses them, at the look's size."""
        import altair as alt

        # Words are the one mark of two layers, a halo and the ink.
        ordered = sorted(marks, key=lambda mark: isinstance(mark, alt.LayerChart))
        return alt.layer(*ordered).properties(width=self.look.width, height=self.look.height)
