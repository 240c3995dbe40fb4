"""The shape of a figure: a name, words, a declarative chart, and the same numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from duality.model.pictures import Picture
from duality.report.figures.look import LIGHT, Look

if TYPE_CHECKING:
    from altair.typing import ChartType

Drawn = TypeVar("Drawn", bound=Picture, contravariant=True)


class Table(NamedTuple):
    """The numbers of a figure for those who read rather than look: a header, and rows of texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(Protocol[Drawn]):
    """``name`` selects it, ``title`` heads it; the methods draw and describe one picture's data."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    def caption(self, picture: Drawn) -> str:
        """One or two sentences: what is seen, and what to look at."""
        ...

    def description(self, picture: Drawn) -> str:
        """The picture in words, with its numbers, for those who cannot see it."""
        ...

    def chart(self, picture: Drawn, look: Look = LIGHT) -> ChartType:
        """The chart, complete with its data; deterministic."""
        ...

    def table(self, picture: Drawn) -> Table: ...


def draw(figure: Figure[Drawn], picture: Drawn, look: Look = LIGHT) -> ChartType:
    """The figure's chart, drawn without Altair's schema check of every single mark, which takes most of the time."""
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        return figure.chart(picture, look)
