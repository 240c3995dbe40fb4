"""Choose a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.report.options import Options
from duality.statements.report.latex import derivation_latex
from duality.statements.report.record import derivation_record
from duality.statements.report.text import derivation_text

if TYPE_CHECKING:
    from duality.statements.results import StatementDerivation

FORMATS = ("text", "latex", "markdown", "html", "json")


def render(found: StatementDerivation, format: str, options: Options) -> str:
    """The derivation in a format; ``ValueError`` lists the formats there are."""
    if format == "text":
        return derivation_text(found, options)
    if format == "latex":
        return derivation_latex(found, options)
    if format == "markdown":
        return f"$$\n{derivation_latex(found, options._replace(standalone=False))}\n$$\n"
    if format == "html":
        from html import escape

        return f"<pre>{escape(derivation_text(found, options))}</pre>\n"
    if format == "json":
        import json

        return json.dumps(derivation_record(found), ensure_ascii=False) + "\n"
    raise ValueError(f"unknown format {format!r}; choose one of {', '.join(FORMATS)}")
