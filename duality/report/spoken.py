"""A document in another language: every stretch of words that is known is translated, formulas stay."""

from __future__ import annotations

import re
from typing import assert_never

from duality.report.document import (
    Display,
    Document,
    Drawing,
    Enumeration,
    Heading,
    Inline,
    Line,
    Lines,
    Paragraph,
    Part,
    Phrase,
    Row,
    Symbol,
    Table,
    Verdict,
)
from duality.report.translations import ENGLISH, translated

_WORDS = re.compile(r"\\text\{([^{}]*)\}")
"""Words inside a formula in LaTeX."""


def spoken(document: Document, language: str) -> Document:
    """The document in that language; what is not known stays English."""
    if language == ENGLISH:
        return document
    return Document(document.title, tuple(_part(part, language) for part in document.parts))


def _part(part: Part, language: str) -> Part:
    match part:
        case Lines(kind, lines):
            return Lines(kind, tuple(Line(*(_phrase(phrase, language) for phrase in line)) for line in lines))
        case Table(header, rows, align):
            return Table(_phrases(header, language), tuple(_phrases(row, language) for row in rows), align)
        case Paragraph(phrase):
            return Paragraph(_phrase(phrase, language))
        case Heading(text):
            return Heading(translated(text, language) or text)
        case Verdict(phrase, mood):
            return Verdict(_phrase(phrase, language), mood)
        case Enumeration(items, start):
            return Enumeration(_phrases(items, language), start)
        case Drawing(rows, caption):
            return Drawing(rows, _phrases(caption, language))
        case _:
            assert_never(part)


def _phrases(phrases: tuple[Phrase, ...], language: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(phrase, language) for phrase in phrases)


def _phrase(phrase: Phrase, language: str) -> Phrase:
    return tuple(_inline(inline, language) for inline in phrase)


def _inline(inline: Inline, language: str) -> Inline:
    if isinstance(inline, str):
        return translated(inline, language) or inline
    if isinstance(inline, Display):
        return Display(tuple(Row(*(_phrase(part, language) for part in row)) for row in inline.rows))
    if isinstance(inline, Symbol) and r"\text{" in inline.latex:
        latex = _WORDS.sub(lambda found: rf"\text{{{translated(found[1], language) or found[1]}}}", inline.latex)
        return Symbol(translated(inline.text, language) or inline.text, latex)
    return inline
