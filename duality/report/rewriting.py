"""A document made anew from other inlines; its parts and their order stay."""

from __future__ import annotations

from collections.abc import Callable
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
    Table,
    Verdict,
)

Change = Callable[[Inline], Phrase]


def rewritten(document: Document, change: Change, heading: Callable[[str], str] = str) -> Document:
    """Every inline replaced by the phrase that ``change`` makes of it, every heading by ``heading``."""
    return Document(document.title, tuple(_part(part, change, heading) for part in document.parts))


def _part(part: Part, change: Change, heading: Callable[[str], str]) -> Part:
    match part:
        case Lines(kind, lines):
            return Lines(kind, tuple(Line(*_phrases(line, change)) for line in lines))
        case Table(header, rows, align):
            return Table(_phrases(header, change), tuple(_phrases(row, change) for row in rows), align)
        case Paragraph(phrase):
            return Paragraph(_phrase(phrase, change))
        case Heading(text):
            return Heading(heading(text))
        case Verdict(phrase, mood):
            return Verdict(_phrase(phrase, change), mood)
        case Enumeration(items, start):
            return Enumeration(_phrases(items, change), start)
        case Drawing(rows, caption):
            return Drawing(rows, _phrases(caption, change))
        case _:
            assert_never(part)


def _phrases(phrases: tuple[Phrase, ...], change: Change) -> tuple[Phrase, ...]:
    return tuple(_phrase(phrase, change) for phrase in phrases)


def _phrase(phrase: Phrase, change: Change) -> Phrase:
    found: list[Inline] = []
    for inline in phrase:
        if isinstance(inline, Display):
            found.append(Display(tuple(Row(*_phrases(row, change)) for row in inline.rows)))
        else:
            found += change(inline)
    return tuple(found)
