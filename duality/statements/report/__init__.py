"""Derivations and reports of statements as text, LaTeX, Markdown, HTML and JSON."""

from duality.statements.report.render import render

__all__ = ["render"]
