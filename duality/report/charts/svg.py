"""A chart as SVG: every panel a plane with axes, its marks, and its words where they have room."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from duality.named_tuples import NamedTuple
from duality.report.charts.drawing import drawn
from duality.report.charts.lettering import svg, width
from duality.report.charts.look import FONT, Look
from duality.report.charts.marks import Dots, Mark, Words
from duality.report.charts.placing import Box, Crowd, Placed, placed
from duality.report.charts.plane import Chart, Panel, Plane, Ticks
from duality.report.charts.ticks import ticks

Lettering = Callable[[str], str]

GAP = 26
"""Pixels between the panels of a chart."""

ARROW = 6
"""What a word costs that covers an arrow, where one that covers a line costs 1."""

BOLD = 1.14
"""How much wider bold letters are."""

LINE = 1.35
"""The height of a line of text, in its size."""


class Frame(NamedTuple):
    """The rectangle of a plane in pixels, and its axes' numbers."""

    plane: Plane
    left: float
    top: float
    width: float
    height: float
    x_ticks: Ticks
    y_ticks: Ticks

    def x(self, value: float) -> float:
        return self.plane.share(value, 0.0)[0] * self.width

    def y(self, value: float) -> float:
        return (1.0 - self.plane.share(0.0, value)[1]) * self.height


def chart_svg(chart: Chart, look: Look, renamed: Lettering = str, description: str = "") -> str:
    """The whole chart by itself: title, panels side by side, the slider at its best place."""
    size = look.text + 4
    title = _wrapped(renamed(chart.title), len(chart.panels) * look.width / BOLD, size)
    head = 10 + len(title) * LINE * size
    shown = [panel_parts(panel, look, renamed, chart.slide.place if chart.slide else None) for panel in chart.panels]
    across = sum(wide for _, wide, _ in shown) + GAP * (len(shown) - 1)
    tall = head + 8 + max(high for _, _, high in shown)
    readout = ""
    if chart.slide is not None:
        pairs = zip(chart.slide.labels, chart.slide.readouts[chart.slide.place], strict=True)
        text = renamed(";  ".join(f"{label} = {value}" for label, value in pairs))
        place = f'x="12" y="{head + size:.0f}" font-size="{look.text}" fill="{look.ink}"'
        readout = f"<text {place}>{svg(text, look.text)}</text>"
        head, tall = head + LINE * size, tall + LINE * size
    lines = "".join(
        f'<text x="12" y="{10 + (k + 0.8) * LINE * size:.0f}" font-size="{size}" font-weight="bold" '
        f'fill="{look.ink}">{svg(line, size)}</text>'
        for k, line in enumerate(title)
    )
    body, x = "", 0.0
    for part, wide, _ in shown:
        body += f'<g transform="translate({x:.0f} {head + 8:.0f})">{part}</g>'
        x += wide + GAP
    ground = f'<rect width="{across:.0f}" height="{tall:.0f}" fill="{look.paper}"/>'
    return _outer(across, tall, ground + lines + readout + body, description or renamed(chart.title))


def panel_svg(panel: Panel, look: Look, renamed: Lettering = str, place: int | None = None) -> str:
    """One panel for a page, without title; what belongs to other places of the slider is there and hidden."""
    body, wide, tall = panel_parts(panel, look, renamed, place, whole=True)
    return _outer(wide, tall, body, "")


def _outer(wide: float, tall: float, body: str, description: str) -> str:
    told = f' role="img" aria-label="{escape(description)}"' if description else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}" width="{wide:.0f}" '
        f'height="{tall:.0f}" font-family="{FONT}"{told}>{body}</svg>'
    )


def panel_parts(
    panel: Panel, look: Look, renamed: Lettering, place: int | None, *, whole: bool = False
) -> tuple[str, float, float]:
    """Content, width and height; with ``whole`` every place of the slider, else the one that is shown."""
    frame, foot = _framed(panel.plane, look, renamed)
    marks = [mark for mark in panel.marks if whole or mark.at is None or mark.at == place]
    marks = [mark._replace(text=renamed(mark.text)) if isinstance(mark, Words) else mark for mark in marks]
    inside = "".join(
        _at(mark, place, drawn(mark, frame, look)) for mark in marks if not isinstance(mark, (Dots, Words))
    )
    points = "".join(_at(mark, place, drawn(mark, frame, look)) for mark in marks if isinstance(mark, Dots))
    clip = (
        f'<svg x="{frame.left:.1f}" y="{frame.top:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}" '
        f'overflow="hidden">{_grid(frame, look)}{inside}</svg>'
    )
    over = f'<g transform="translate({frame.left:.1f} {frame.top:.1f})">{points}{_words(marks, frame, look, place)}</g>'
    return clip + _axes(frame, look, renamed) + over, look.width, foot


def _at(mark: Mark, place: int | None, content: str) -> str:
    if mark.at is None or not content:
        return content
    hidden = "" if mark.at == place else ' style="display:none"'
    return f'<g data-at="{mark.at}"{hidden}>{content}</g>'


def _framed(plane: Plane, look: Look, renamed: Lettering) -> tuple[Frame, float]:
    """The frame, and where the panel ends below it."""
    size = look.text
    height = plane.height or look.height
    tall = max(2, round(height / (3.2 * size)))
    y_ticks = ticks(*plane.y_range, tall) if plane.y_ticks is None else plane.y_ticks
    named = max((width(renamed(name)) for _, name in y_ticks), default=0.0)
    left = 12 + (size * named + 6 if y_ticks else 0)
    top = (LINE * size if plane.heading else 0) + (LINE * size + 9 if plane.y_title else 8)
    across = look.width - left - 14
    if plane.x_ticks is None:
        most = max(2, int(across / (4.4 * size)))
        x_ticks = ticks(*plane.x_range, most, whole=plane.whole)
        while most > 1 and size * 1.4 * sum(width(name) + 0.6 for _, name in x_ticks) > 1.3 * across:
            most -= 1
            x_ticks = ticks(*plane.x_range, most, whole=plane.whole)
    else:
        x_ticks = plane.x_ticks
    # The last number stands with its middle under its line.
    last = max(
        (plane.share(value, 0.0)[0] * across + size * width(renamed(name)) / 2 for value, name in x_ticks), default=0
    )
    across -= max(0.0, last - across - 10)
    height = across if plane.square else height
    below = (LINE * size if x_ticks else 4) + LINE * size * len(_titles(plane, renamed, across, size))
    return Frame(plane, left, top, across, height, x_ticks, y_ticks), top + height + below + 10


def _titles(plane: Plane, renamed: Lettering, across: float, size: float) -> list[str]:
    return [line for title in plane.x_title.split("\n") if title for line in _wrapped(renamed(title), across, size)]


def _wrapped(text: str, across: float, size: float) -> list[str]:
    """The text in lines that fit."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and size * width(longer) > across - 24:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _grid(frame: Frame, look: Look) -> str:
    lines = "".join(f"M{frame.x(value):.1f} 0V{frame.height:.1f}" for value, _ in frame.x_ticks)
    lines += "".join(f"M0 {frame.y(value):.1f}H{frame.width:.1f}" for value, _ in frame.y_ticks)
    return f'<path d="{lines}" stroke="{look.faint}" stroke-width="1" stroke-opacity="0.55"/>' if lines else ""


def _axes(frame: Frame, look: Look, renamed: Lettering) -> str:
    size, bottom = look.text, frame.top + frame.height
    shown = [
        f'<rect x="{frame.left:.1f}" y="{frame.top:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}" '
        f'fill="none" stroke="{look.faint}"/>'
    ]

    def text(x: float, y: float, words: str, anchor: str, big: float = 0.0) -> None:
        here = size + big
        shown.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{here}" text-anchor="{anchor}" fill="{look.ink}">'
            f"{svg(words, here)}</text>"
        )

    for value, name in frame.x_ticks:
        text(frame.left + frame.x(value), bottom + 1.15 * size, renamed(name), "middle")
    for value, name in frame.y_ticks:
        text(frame.left - 6, frame.top + frame.y(value) + 0.36 * size, renamed(name), "end")
    below = bottom + (LINE * size if frame.x_ticks else 4)
    for k, line in enumerate(_titles(frame.plane, renamed, frame.width, size)):
        text(frame.left + frame.width / 2, below + (k + 0.95) * LINE * size, line, "middle")
    if frame.plane.y_title:
        text(12, frame.top - 12, renamed(frame.plane.y_title), "start")
    if frame.plane.heading:
        text(12, 0.95 * size, renamed(frame.plane.heading), "start")
    return "".join(shown)


def panel_words(panel: Panel, look: Look, place: int | None = None) -> tuple[list[Placed], Box]:
    """Where the words of a panel stand at a place of its slider, and the box that holds them."""
    frame, _ = _framed(panel.plane, look, str)
    marks = [mark for mark in panel.marks if mark.at is None or mark.at == place]
    return _placed(marks, frame, look, place), Box(0, 0, frame.width, frame.height)


def _words(marks: list[Mark], frame: Frame, look: Look, place: int | None) -> str:
    shown = _placed(marks, frame, look, place)
    led = "".join(_at(one.words, place, _leader(one, look)) for one in shown)
    return led + "".join(_at(one.words, place, _text(one.words, one.box, one.size, look)) for one in shown)


def _leader(one: Placed, look: Look) -> str:
    if (ends := one.leader) is None:
        return ""
    x, y, x2, y2 = ends
    stroke = f'stroke="{look.color(one.words.color)}" stroke-width="1" stroke-opacity="0.7"'
    return f'<path d="M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}" {stroke} fill="none"/>'


def _placed(marks: list[Mark], frame: Frame, look: Look, place: int | None) -> list[Placed]:
    """All words, placed around what stands still."""
    crowd = Crowd()
    for mark in marks:
        if mark.at is not None and mark.at != place:
            continue
        match mark:
            case Dots(points):
                crowd.add_points((frame.x(x), frame.y(y)) for x, y in points if len(points) < 200)
            case _ if hasattr(mark, "parts"):
                for part in mark.parts:  # type: ignore[union-attr]
                    crowd.add_line([(frame.x(x), frame.y(y)) for x, y in part])
            case _ if hasattr(mark, "vector"):
                (x, y), (dx, dy) = mark.start, mark.vector  # type: ignore[union-attr]
                crowd.add_line([(frame.x(x), frame.y(y)), (frame.x(x + dx), frame.y(y + dy))], weight=ARROW)
    words = [(mark, frame.x(mark.x), frame.y(mark.y)) for mark in marks if isinstance(mark, Words)]
    still = [one for one in words if one[0].at is None]
    box = Box(4, 4, frame.width - 4, frame.height - 4)
    shown = [*placed(still, box, crowd, look.text)]
    for one in words:
        if one[0].at is not None:
            shown += placed([(one[0]._replace(fixed=True), one[1], one[2])], box, crowd, look.text)
    return shown


def _text(words: Words, box: Box, size: float, look: Look) -> str:
    anchor, x = {
        "left": ("start", box.left),
        "center": ("middle", (box.left + box.right) / 2),
        "right": ("end", box.right),
    }["left" if words.align == "left" else words.align]
    style = ' font-weight="bold"' if words.bold else ""
    style += ' font-style="italic"' if words.italic else ""
    y = (box.top + box.bottom) / 2 + 0.36 * size
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"{style}'
    content = svg(words.text, size)
    # The halo apart: of neighboring letters, the one's would cover the other.
    halo = f'stroke="{look.paper}" stroke-width="5" stroke-linejoin="round" fill="{look.paper}"'
    return f'<text {place} {halo}>{content}</text><text {place} fill="{look.color(words.color)}">{content}</text>'
