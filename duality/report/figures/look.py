"""How charts look: sizes for a projector, blue and orange that differ in lightness too, a light and a dark theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from altair.typing import ChartType


class Look(NamedTuple):
    """``width`` of a chart in pixels, or "container" for the width of the page around it; ``height`` in pixels.

    ``stacked`` puts linked panels below one another, for narrow pages.
    """

    dark: bool = False
    width: int | Literal["container"] = 640
    height: int = 420
    stacked: bool = False

    @property
    def ink(self) -> str:
        """Text and axes."""
        return "#e8e8e8" if self.dark else "#1c1c1c"

    @property
    def paper(self) -> str:
        return "#16181d" if self.dark else "#ffffff"

    @property
    def faint(self) -> str:
        """Grid lines, and what stands back."""
        return "#3a3f48" if self.dark else "#dddddd"

    @property
    def muted(self) -> str:
        """Samples and reference lines."""
        return "#9aa3b2" if self.dark else "#7a828e"

    @property
    def blue(self) -> str:
        """The dual side: theta_D, bounds, multipliers."""
        return "#5ba8ff" if self.dark else "#0b5cad"

    @property
    def orange(self) -> str:
        """The primal side: f, p*, feasible points."""
        return "#ffab4a" if self.dark else "#c75300"

    @property
    def red(self) -> str:
        """The gap."""
        return "#ff6b6b" if self.dark else "#b3001b"


LIGHT = Look()
DARK = Look(dark=True)

FONT = "DejaVu Sans, Helvetica, Arial, sans-serif"
TEXT = 14
"""The smallest text, in pixels."""


def dressed(chart: ChartType, look: Look, title: Any = "") -> ChartType:
    """The chart itself with fonts, colors and axes of the look; a ``title`` above it.

    The chart is changed in place: every chained ``configure`` would copy the whole tree of it once more.
    """
    import altair as alt

    axis: dict[str, Any] = {
        "labelColor": look.ink,
        "titleColor": look.ink,
        "gridColor": look.faint,
        "domainColor": look.muted,
        "tickColor": look.muted,
        "labelFontSize": TEXT,
        "titleFontSize": TEXT + 2,
        "titleFontWeight": "normal",
        "labelFlush": False,
        "gridOpacity": 0.5,
    }
    words = {"labelFontSize": TEXT, "titleFontSize": TEXT, "labelColor": look.ink, "titleColor": look.ink}
    if title:
        chart.title = title
    chart.config = alt.Config(
        background=look.paper,
        font=FONT,
        padding=12,
        axis=alt.AxisConfig(**axis),
        title=alt.TitleConfig(fontSize=TEXT + 4, color=look.ink, anchor="start", offset=14, fontWeight="bold"),
        legend=alt.LegendConfig(**words, symbolStrokeWidth=3, labelLimit=420, symbolSize=120),
        view=alt.ViewConfig(stroke=look.faint),
    )
    return chart
