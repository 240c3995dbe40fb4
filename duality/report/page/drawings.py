"""Charts as a page holds them: words, table, and panels that the page's style colors."""

from __future__ import annotations

from duality.named_tuples import NamedTuple


class Control(NamedTuple):
    """A slider: at its place k, ``readouts[k]`` is read off as ``labels`` name it; it starts at ``place``.

    The places are whole numbers, so that arrow keys go along the grid, on which the best multiplier lies exactly.
    ``what`` is the key of the word for what moves.
    """

    symbol: str
    labels: tuple[str, ...]
    readouts: tuple[tuple[str, ...], ...]
    place: int
    what: str = "multiplier"


class Drawing(NamedTuple):
    """A chart; all texts but the description are HTML, ``panels`` are SVG, ``hidden_rows`` of its table left out."""

    name: str
    title: str
    caption: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hidden_rows: int
    panels: tuple[str, ...]
    control: Control | None = None


class Refusal(NamedTuple):
    """A picture that does not apply, and why."""

    name: str
    title: str
    why: str
