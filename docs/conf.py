"""Settings of the documentation; `python docs/build.py` builds it."""

from __future__ import annotations

import re

project = "duality"
author = "the authors of duality"
project_copyright = author
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "duality"
html_static_path = ["style"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
add_module_names = False
exclude_patterns = ["_build", "extra"]
suppress_warnings: list[str] = []

_LITERAL = re.compile(r"(``.*?``|`[^`]+`)")


def plainly(app: object, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Docstrings are running text: |x| and p* mean themselves, and a name in single backticks is code."""
    for k, line in enumerate(lines):
        if line.lstrip().startswith(">>>"):
            continue
        parts = _LITERAL.split(line)
        shown = [
            part if part.startswith("``") else f"``{part.strip('`')}``" if part.startswith("`") else _escaped(part)
            for part in parts
        ]
        lines[k] = "".join(shown)


def _escaped(text: str) -> str:
    return re.sub(r"([|*])", r"\\\1", text)


def setup(app: object) -> None:
    from pygments.lexers.special import TextLexer

    app.add_lexer("dual", TextLexer)  # type: ignore[attr-defined]
    app.connect("autodoc-process-docstring", plainly)  # type: ignore[attr-defined]
