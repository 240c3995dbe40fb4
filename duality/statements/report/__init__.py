"""Derivations and reports of statements as text, LaTeX, Markdown, HTML and JSON."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.statements.report.render import render

if TYPE_CHECKING:
    from duality.statements.report import lines as lines
    from duality.statements.report import record as record
    from duality.statements.report import solved as solved

__getattr__ = lazily(__name__)


__all__ = ["render"]
