"""A figure of a report: it shows itself in a notebook and saves itself as SVG, PNG, PDF or HTML."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from duality.errors import BackendUnavailable, InapplicableError, ProblemError
from duality.model.report import Report
from duality.records import record
from duality.report.charts.look import DARK, LIGHT
from duality.report.charts.plane import Chart
from duality.report.charts.svg import chart_svg
from duality.report.page.render import figure_page
from duality.report.say import Say, say_in
from duality.results.figures.figure import AnyFigure, Table
from duality.results.figures.known import Inapplicable
from duality.results.figures.order import figure_named, pictures
from duality.results.figures.paged import drawing

SUFFIXES = (".svg", ".png", ".pdf", ".html")

CONVERTED = (".png", ".pdf")
"""What a library of its own makes of the SVG."""

SCALE = 2.0
"""Pixels of a PNG for one of the chart: sharp on a projector."""

PANEL = 420
"""The width of one panel of several."""


@record(slots=False, repr=False)
class Drawn:
    """``picture`` is the data that the figure computed, ``chart`` its marks."""

    figure: AnyFigure
    picture: Any
    problem: str
    language: str = "en"
    dark: bool = False

    def __repr__(self) -> str:
        return f"<Figure {self.figure.name}: {self.title}>"

    @property
    def _say(self) -> Say:
        return say_in(self.language)

    @property
    def title(self) -> str:
        return self.figure.title(self._say)

    @property
    def caption(self) -> str:
        """What is seen, and what to look at."""
        return self.figure.caption(self.picture, self._say)

    @property
    def description(self) -> str:
        """The picture in words, with its numbers."""
        return self.figure.description(self.picture, self._say)

    @property
    def table(self) -> Table:
        """The numbers of the picture."""
        return self.figure.table(self.picture, self._say)

    @cached_property
    def chart(self) -> Chart:
        return self.figure.chart(self.picture, self._say)

    @property
    def svg(self) -> str:
        """The chart as SVG, which browsers, notebooks and TeX show."""
        look = DARK if self.dark else LIGHT
        if len(self.chart.panels) > 1:
            look = look._replace(width=PANEL, height=PANEL)
        return chart_svg(self.chart, look, str, self.description)

    def content(self, suffix: str) -> bytes:
        """The content of a file with one of `SUFFIXES`."""
        match checked_suffix(suffix):
            case ".png":
                import vl_convert

                return vl_convert.svg_to_png(self.svg, scale=SCALE)
            case ".pdf":
                import vl_convert

                return vl_convert.svg_to_pdf(self.svg)
            case ".html":
                shown = drawing(self.figure, self.picture, self._say, str)
                return figure_page(shown, self.problem, self.language, dark=self.dark).encode()
            case _:
                return self.svg.encode()

    def save(self, path: str | Path) -> None:
        """Writes the file; `ProblemError` where its suffix is none of .svg, .png, .pdf, .html."""
        Path(path).write_bytes(self.content(Path(path).suffix))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": f"{self.title}: {self.caption}", "image/svg+xml": self.svg}


def drawn(report: Report, name: str, *, dark: bool = False, language: str = "en") -> Drawn:
    """The figure; `ProblemError` for an unknown name, `InapplicableError` where it does not apply to the report."""
    from duality.results.figures.order import figure_named, picture

    figure = figure_named(name)
    found = picture(report, name, say_in(language))
    if isinstance(found, Inapplicable):
        raise InapplicableError(f"the figure {name!r} does not apply: {found.why}")
    return Drawn(figure, found, report.problem.title, language, dark)


def overview(report: Report) -> list[tuple[str, bool, str]]:
    """Every figure: its name, whether it applies, and its title or why not."""
    say = say_in("en")
    return [
        (name, False, found.why) if isinstance(found, Inapplicable) else (name, True, figure_named(name).title(say))
        for name, found in pictures(report).items()
    ]


def checked_name(name: str) -> str:
    """The name; `ProblemError` lists the figures where it is none."""
    return figure_named(name).name


def checked_suffix(suffix: str) -> str:
    """The suffix in small letters.

    `ProblemError` where no file with it can be written, `BackendUnavailable` where that takes what is not installed.
    """
    small = suffix.lower()
    if small not in SUFFIXES:
        shown = f"a figure cannot be written as {suffix!r}" if suffix else "the file has no suffix"
        raise ProblemError(shown, help=f"choose one of {', '.join(SUFFIXES)}")
    if small in CONVERTED and find_spec("vl_convert") is None:
        raise BackendUnavailable(
            f"{small} needs vl-convert: pip install 'duality-playground[images]'; .svg and .html need nothing more"
        )
    return small
