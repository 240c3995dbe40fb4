"""The shape of a figure: a name, the data of a report's picture, its chart, its words, and the numbers as a table."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from duality.named_tuples import NamedTuple
from duality.report.charts.plane import Chart
from duality.report.say import Say
from duality.results.figures.known import Inapplicable
from duality.results.figures.scene import Scene

Picture = TypeVar("Picture")


class Table(NamedTuple):
    """The numbers of a figure for those who read rather than look: a header, and rows of texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(Protocol[Picture]):
    """``name`` selects it. ``data`` computes, the other methods draw and describe what it computed."""

    @property
    def name(self) -> str: ...

    def title(self, say: Say) -> str: ...

    def data(self, scene: Scene) -> Picture | Inapplicable:
        """What is drawn, from the report's own numbers and from samples of its problem."""
        ...

    def caption(self, picture: Picture, say: Say) -> str:
        """A few sentences: what is seen, and what to look at. Nothing that the report does not know."""
        ...

    def description(self, picture: Picture, say: Say) -> str:
        """The picture in words, with its numbers, for those who cannot see it."""
        ...

    def chart(self, picture: Picture, say: Say) -> Chart:
        """The marks; deterministic."""
        ...

    def table(self, picture: Picture, say: Say) -> Table: ...


AnyFigure = Figure[Any]
