"""Choose a renderer by name and render."""

from __future__ import annotations

from duality.report.options import Options
from duality.report.renderer import Renderer
from duality.report.renderers.html import HTML
from duality.report.renderers.json_ import JSON
from duality.report.renderers.latex import LATEX
from duality.report.renderers.markdown import MARKDOWN
from duality.report.renderers.text import TEXT
from duality.report.subjects import Subject

RENDERERS: tuple[Renderer, ...] = (TEXT, LATEX, MARKDOWN, HTML, JSON)


def renderer(name: str) -> Renderer:
    """The renderer of that name; ``ValueError`` lists the names there are."""
    for candidate in RENDERERS:
        if candidate.name == name:
            return candidate
    raise ValueError(f"unknown format {name!r}; choose one of {', '.join(r.name for r in RENDERERS)}")


def render(subject: Subject, name: str = "text", options: Options | None = None) -> str:
    """The report or derivation in the format of that name."""
    return renderer(name).render(subject, options or Options())
