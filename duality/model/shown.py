"""What a record of the model can do to show itself: print, typeset, turn into JSON, appear in a notebook."""

from __future__ import annotations

from typing import Any

from duality.model.shortened import shortened
from duality.model.views import view


class Shown:
    """A record that the room `duality.report` renders as a whole."""

    @property
    def data(self) -> Any:
        """The record itself; of a result around a record, that record."""
        return self

    def render(self, format: str = "text", options: Any = None) -> str:
        """In one of the formats text, latex, markdown, html, json; ``ValueError`` for another."""
        return view("render")(self.data, format, options)

    def to_json(self) -> str:
        """One JSON object, schema 1."""
        return self.render("json")

    def latex(self) -> str:
        """A fragment for a document that loads amsmath and booktabs."""
        return view("latex_fragment")(self.data)

    def html(self) -> str:
        """A fragment to stand inside another page, formulas as MathML; ``render("html")`` is a page by itself."""
        return view("html_fragment")(self.data)

    def __str__(self) -> str:
        return self.render().rstrip("\n")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(self._gist())}>"

    def _gist(self) -> str:
        """A few words of what it holds, for ``repr``."""
        return str(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """All that a notebook may choose from: it takes the richest that it can show."""
        return {
            "text/plain": str(self),
            "text/latex": self.latex(),
            "text/markdown": self.render("markdown"),
            "text/html": self.html(),
        }
