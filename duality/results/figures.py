"""A report's figures as charts and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.errors import InapplicableError, ProblemError
from duality.model.pictures import Inapplicable, Picture
from duality.model.report import Report
from duality.report.figures.figure import draw
from duality.report.figures.look import DARK, LIGHT
from duality.report.figures.order import figure_named

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType, Figure


def drawn(report: Report, name: str, *, dark: bool = False) -> ChartType:
    """The chart; `ProblemError` for an unknown name, `InapplicableError` where the figure does not apply."""
    figure, picture = _found(report, name)
    return draw(figure, picture, DARK if dark else LIGHT)


def exported(report: Report, name: str, suffix: str, *, dark: bool = False) -> bytes:
    """The content of a file with that suffix; the errors of `drawn`."""
    from duality.report.figures.export import exported as content

    figure, picture = _found(report, name)
    chart = draw(figure, picture, DARK if dark else LIGHT)
    words = (f"{report.problem.title}: {figure.title}", figure.caption(picture), figure.description(picture))
    return content(chart, suffix, words, dark)


def overview(report: Report) -> list[tuple[str, bool, str]]:
    """Every figure: its name, whether it applies, and its title or why not."""
    from duality.results.pictures import pictures

    found = pictures(report)
    return [
        (name, False, picture.why) if isinstance(picture, Inapplicable) else (name, True, figure_named(name).title)
        for name, picture in found.items()
    ]


def checked_name(name: str) -> str:
    """The name; `ProblemError` lists the figures where it is none."""
    return figure_named(name).name


def checked_suffix(suffix: str) -> str:
    """The suffix in small letters; `ProblemError` where no file with it can be written."""
    from duality.report.figures.export import SUFFIXES

    small = suffix.lower()
    if small not in SUFFIXES:
        shown = f"a figure cannot be written as {suffix!r}" if suffix else "the file has no suffix"
        raise ProblemError(shown, help=f"choose one of {', '.join(SUFFIXES)}")
    return small


def _found(report: Report, name: str) -> tuple[Figure[Any], Picture]:
    from duality.results.pictures import picture

    figure = figure_named(name)
    found = picture(report, name)
    if isinstance(found, Inapplicable):
        raise InapplicableError(f"the figure {name!r} does not apply: {found.why}")
    return figure, found
