"""Markdown with formulas between dollars, for notebooks, READMEs and forges."""

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
    Table,
    Verdict,
)
from duality.report.latex_words import math_words
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.phrases import inline_latex
from duality.report.subjects import Subject

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$])")


class MarkdownRenderer:
    """The report in Markdown."""

    name = "markdown"
    suffixes = (".md",)

    def render(self, subject: Subject, options: Options) -> str:
        return document_markdown(outline(subject, options))


MARKDOWN = MarkdownRenderer()


def document_markdown(document: Document) -> str:
    """The parts, each a Markdown block."""
    blocks = [f"## {escape(document.title)}"] if document.title else []
    return "\n\n".join([*blocks, *map(_part, document.parts)]) + "\n"


def escape(words: str) -> str:
    """Running text, every character that Markdown reads in its own way written literally."""
    return _SPECIAL.sub(r"\\\1", words)


def running(phrase: Phrase) -> str:
    """A phrase with mathematics between dollars; neighboring formulas share one pair."""
    shown: list[str] = []
    formula: list[str] = []
    for inline in (*phrase, ""):
        if not isinstance(inline, str):
            formula.append(inline_latex(inline, math_words))
            continue
        if formula:
            # A vertical bar would end a table's cell, and a dollar wants no space inside.
            body = "".join(formula).replace("|", r"\vert ")
            before, after = " " * body.startswith(" "), " " * body.endswith(" ")
            shown.append(f"{before}${body.strip()}${after}")
            formula = []
        shown.append(escape(inline))
    return "".join(shown)


def _part(part: Part) -> str:
    match part:
        case Lines(lines=lines):
            return "\n".join(_item(line) for line in lines)
        case Table(header, rows, align):
            return "\n".join(
                [_row(header), f"|{'|'.join(' ---: ' if s == 'r' else ' :--- ' for s in align)}|", *map(_row, rows)]
            )
        case Paragraph(phrase):
            return running(phrase)
        case Heading(text):
            return f"### {escape(text)}"
        case Verdict(phrase, _):
            return f"**{running(phrase)}**"
        case Enumeration(items, start):
            return "\n".join(_step(k, item) for k, item in enumerate(items, start))
        case Drawing(rows, caption):
            drawn = "\n".join(("```text", *rows, "```"))
            return "\n\n".join((drawn, *map(running, caption)))
        case _:
            assert_never(part)


def _step(number: int, phrase: Phrase) -> str:
    """A numbered item with displayed formulas in their places."""
    shown: list[str] = []
    words: list[Inline] = []
    for inline in (*phrase, Display(())):
        if not isinstance(inline, Display):
            words.append(inline)
            continue
        shown.append(running(tuple(words)).strip())
        if inline.rows:
            rows = r" \\ ".join(map(_display_row, inline.rows))
            shown.append(rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$")
        words = []
    head = f"{number}. "
    pad = " " * len(head)
    return head + f"\n\n{pad}".join(part for part in shown if part)


def _display_row(row: Row) -> str:
    left, right = (_math(part) for part in (row.left, row.right))
    remark = rf" \qquad {_math(row.remark)}" if row.remark else ""
    return f"{left} & {right}{remark}"


def _math(phrase: Phrase) -> str:
    return "".join(inline_latex(inline, math_words) for inline in phrase)


def _item(line: Line) -> str:
    label, body, remark = running(line.label).strip(), running(line.body).strip(), running(line.remark)
    if remark and not remark.startswith("("):
        remark = f"({remark})"
    head = f"- **{label}**" if label else "  -"
    return " ".join(part for part in (head, body, remark) if part)


def _row(cells: tuple[Phrase, ...]) -> str:
    return f"| {' | '.join(running(cell) for cell in cells)} |"
