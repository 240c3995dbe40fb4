"""What every result can do: print, typeset, turn into JSON, show itself in a notebook."""

from __future__ import annotations

from typing import Generic, TypeVar

from duality.model.shortened import shortened
from duality.report.options import Options
from duality.report.render import render
from duality.report.subjects import Subject

Data = TypeVar("Data", bound=Subject)


class Rendered(Generic[Data]):
    """A result around ``data``, the plain record behind it."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def render(self, format: str = "text", options: Options | None = None) -> str:
        """In one of the formats text, latex, markdown, html, json; ``ValueError`` for another."""
        return render(self.data, format, options)

    def to_json(self) -> str:
        """One JSON object, schema 1."""
        return self.render("json")

    def latex(self) -> str:
        """A fragment for a document that loads amsmath and booktabs."""
        return self.render("latex", Options(standalone=False))

    def __str__(self) -> str:
        return self.render().rstrip("\n")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(self._gist())}>"

    def _gist(self) -> str:
        """A few words of what it holds, for ``repr``."""
        return str(self)

    def html(self) -> str:
        """A fragment to stand inside another page, formulas as MathML; ``render("html")`` is a page by itself."""
        from duality.report.page.render import fragment

        return fragment(self.data, Options())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """All that a notebook may choose from: it takes the richest that it can show."""
        return {
            "text/plain": str(self),
            "text/latex": self.latex(),
            "text/markdown": self.render("markdown"),
            "text/html": self.html(),
        }
