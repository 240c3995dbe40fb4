"""The formats, a file each; only the one that is asked for is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.report.renderers.html import HTML
    from duality.report.renderers.json_ import JSON
    from duality.report.renderers.latex import LATEX
    from duality.report.renderers.markdown import MARKDOWN
    from duality.report.renderers.text import TEXT

FORMATS = {"text": "TEXT", "latex": "LATEX", "markdown": "MARKDOWN", "html": "HTML", "json": "JSON"}
"""The renderer of each format."""

__all__ = ["FORMATS", "HTML", "JSON", "LATEX", "MARKDOWN", "TEXT"]

__getattr__ = lazily(
    __name__,
    {
        "html": "HTML",
        "json_": "JSON",
        "latex": "LATEX",
        "markdown": "MARKDOWN",
        "text": "TEXT",
    },
)
