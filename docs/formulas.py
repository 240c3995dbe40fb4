"""Formulas of a page as MathML, which browsers show without a script: the site asks for nothing from outside."""

from __future__ import annotations

import re

from duality.report.page.mathml import mathml

_CODE = re.compile(r"(^```.*?^```$|``.*?``|`[^`\n]*`)", re.MULTILINE | re.DOTALL)
_FORMULA = re.compile(r"(?<![\\$])\$([^$\n]+)\$")


def with_mathml(text: str) -> str:
    """The Markdown with every formula between dollars as an element; code stays as it is."""
    return "".join(part if k % 2 else _FORMULA.sub(_element, part) for k, part in enumerate(_CODE.split(text)))


def _element(found: re.Match[str]) -> str:
    """One line of HTML; a bar would end the cell of a table, and a star begin emphasis."""
    shown = mathml(found[1]).replace("\n", " ")
    return "".join(f"&#{ord(sign)};" if sign in "|*_[]`\\" else sign for sign in shown)
