"""How charts look: blue and orange that differ in lightness too, on white, on black, or in the colors of a page."""

from __future__ import annotations

from duality.named_tuples import NamedTuple


class Look(NamedTuple):
    """A palette and a size in pixels.

    ``ink``: text and axes; ``faint``: grid lines; ``muted``: samples and reference lines; ``blue``: the dual side
    (theta_D, bounds, multipliers); ``orange``: the primal side (f, p*, feasible points); ``red``: the gap.
    """

    ink: str = "#1c1c1c"
    paper: str = "#ffffff"
    faint: str = "#dddddd"
    muted: str = "#7a828e"
    blue: str = "#0b5cad"
    orange: str = "#c75300"
    red: str = "#b3001b"
    width: int = 640
    height: int = 420
    text: int = 15

    def color(self, name: str) -> str:
        """The palette's color of that name."""
        return getattr(self, name)


LIGHT = Look()
DARK = Look("#e8e8e8", "#16181d", "#3a3f48", "#9aa3b2", "#5ba8ff", "#ffab4a", "#ff6b6b")
PAGE = Look(
    *(f"var(--{name})" for name in ("ink", "paper", "faint", "muted", "blue", "orange", "red")), width=460, height=330
)
"""The colors are those of the style sheet around the chart, light or dark as the reader prefers."""

ALONE, LINKED = 430, 350
"""The width of a chart on a page, and of one panel of several."""

FONT = "DejaVu Sans, Noto Sans, Noto Sans CJK SC, Helvetica, Arial, sans-serif"
