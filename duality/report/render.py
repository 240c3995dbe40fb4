"""Choose a renderer by name and render."""

from __future__ import annotations

from duality import report
from duality.algebra.uncollected import uncollected
from duality.report.options import Options
from duality.report.renderer import Renderer
from duality.report.renderers import FORMATS
from duality.report.subjects import Subject


def renderers() -> tuple[Renderer, ...]:
    """All there are."""
    return tuple(map(renderer, FORMATS))


def renderer(name: str) -> Renderer:
    """The renderer of that name; ``ValueError`` lists the names there are."""
    if name not in FORMATS:
        raise ValueError(f"unknown format {name!r}; choose one of {', '.join(FORMATS)}")
    return getattr(report.renderers, FORMATS[name])


def render(subject: Subject, name: str = "text", options: Options | None = None) -> str:
    """The report or derivation in the format of that name."""
    # The Lagrangian of a large problem is one long tree, and a document has no cycles either.
    with uncollected(large=True):
        return renderer(name).render(subject, options or Options())
