"""Plain text for a terminal: labels, bodies and remarks in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from duality.report.breaking import broken
from duality.report.columns import cells, in_columns, padded
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
from duality.report.matrix_rows import matrix_rows
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.phrases import phrase_text
from duality.report.subjects import Subject
from duality.report.translations import ENGLISH, translated

INDENT = "  "
LABEL_WIDTH = 12
REMARK_COLUMN = 59
WIDTH = 118
DISPLAY_INDENT = "    "
WIDEST_LEFT = 56
"""Left sides of displayed lines beyond this are not waited for by the others."""

LONGEST_FORMULA = 1200
"""Characters of a formula that are shown unless everything is asked for."""

FORMULA_WORDS = ("is positive semidefinite", "is positive definite", "is in the range of")

MOOD_COLORS = {"holds": "\x1b[1;32m", "fails": "\x1b[1;33m", "unknown": "\x1b[1;35m"}
COLOR_OFF = "\x1b[0m"


class TextRenderer:
    """The report as aligned plain text."""

    name = "text"
    suffixes = (".txt",)

    def render(self, subject: Subject, options: Options) -> str:
        return document_text(outline(subject, options), options)


TEXT = TextRenderer()


def document_text(document: Document, options: Options) -> str:
    """The document, a blank line between parts that do not belong together."""
    longest = None if options.verbose else LONGEST_FORMULA
    lines: list[str] = [document.title] if document.title else []
    previous: Part | None = None
    for part in document.parts:
        if lines and not _joined(previous, part):
            lines.append("")
        lines += _part(part, options, longest)
        previous = part
    return _in_language("\n".join(line.rstrip() for line in lines) + "\n", options.language)


def _in_language(shown: str, language: str) -> str:
    """The words inside formulas of matrices, which no stretch of words holds; they may be broken over lines."""
    if language == ENGLISH:
        return shown
    for said in FORMULA_WORDS:
        told = translated(said, language) or said
        shown = re.sub(r"\s+".join(said.split()), told.replace("\\", r"\\"), shown)
    return shown


def _joined(previous: Part | None, part: Part) -> bool:
    """Does the part continue the one before?"""
    match previous, part:
        case (Lines(kind="words") | Paragraph() | Table() | Verdict(), Paragraph() | Verdict()):
            return True
        case (Heading(), _):
            return True
        case _:
            return False


def _part(part: Part, options: Options, longest: int | None) -> list[str]:
    match part:
        case Lines(kind="words", lines=lines):
            return [row for line in lines for row in _words(line)]
        case Lines(kind="answers", lines=lines):
            # A value without a point beside it does not push the column away.
            width = max([0, *(cells(_text(line.label)) + 4 for line in lines if line.body)])
            return [row for line in lines for row in _columns(line, width, longest)]
        case Lines(lines=lines):
            # A label that would touch its body, as p*(n1, n2, P), moves the column.
            labels = [cells(_text(line.label)) for line in lines if line.body]
            width = max([LABEL_WIDTH, *(label + 2 for label in labels if label >= LABEL_WIDTH)])
            return [row for line in lines for row in _columns(line, width, longest)]
        case Table():
            return _table(part)
        case Paragraph(phrase):
            return _wrapped(_text(phrase), INDENT, INDENT)
        case Heading(text):
            return [f"{INDENT}{text}"]
        case Verdict(phrase, mood):
            rows = _wrapped(_text(phrase), INDENT, INDENT)
            return [f"{MOOD_COLORS[mood]}{row}{COLOR_OFF}" for row in rows] if options.color else rows
        case Enumeration(items, start):
            pad = len(str(start + len(items) - 1))
            return [
                row
                for k, item in enumerate(items, start)
                for row in _item(item, f"{INDENT}{k:>{pad}}. ", INDENT + " " * (pad + 2), longest)
            ]
        case Drawing(rows, caption):
            return [f"{INDENT}{row}" for row in rows] + [f"{INDENT}{_text(phrase)}" for phrase in caption]
        case _:
            assert_never(part)


def _item(phrase: Phrase, first: str, under: str, longest: int | None) -> list[str]:
    """Running text wrapped, with displayed lines in their places."""
    rows: list[str] = []
    words: list[Inline] = []
    for inline in (*phrase, Display(())):
        if not isinstance(inline, Display):
            words.append(inline)
            continue
        shown = phrase_text(tuple(words), longest).strip()
        if shown:
            rows += _wrapped(shown, under if rows else first, under)
        rows += _displayed(inline.rows, under + DISPLAY_INDENT, longest)
        words = []
    return rows


def _displayed(rows: Sequence[Row], indent: str, longest: int | None) -> list[str]:
    """Rows aligned behind their left sides; behind a wide left side the right one starts a line."""
    shown: list[str] = []
    lefts = [phrase_text(row.left, longest) for row in rows]
    width = max([0, *(len(left) for left in lefts if len(left) <= WIDEST_LEFT)])
    for k, (row, left) in enumerate(zip(rows, lefts, strict=True)):
        right, remark = phrase_text(row.right, longest), phrase_text(row.remark, longest)
        under = indent + " " * width + INDENT
        head = f"{indent}{left:>{width}}"
        continued = k + 1 < len(rows) and not rows[k + 1].left
        if len(left) > WIDEST_LEFT and right and (continued or len(head + right) > WIDTH):
            shown += _wrapped(left, indent, indent + INDENT)
            head = indent + " " * width
        tail = f"   {remark}" if remark else ""
        if len(head + right + tail) <= WIDTH:
            shown.append(head + right + tail)
            continue
        matrix = matrix_rows(row.right or row.left, WIDTH - len(under))
        if matrix and not (row.right and left) and not remark:
            shown += [f"{indent}{line}" for line in matrix]
            continue
        if not row.right:
            parts = broken(row.left, WIDTH - len(under))
            shown += [line for part in parts for line in _wrapped(phrase_text(part), indent, under)]
            continue
        if len(head + right) <= WIDTH or len(right) > LONGEST_FORMULA:
            shown += _wrapped(right, head, under)
        else:
            first, *others = broken(row.right, WIDTH - len(under), WIDTH - len(head))
            shown += _wrapped(phrase_text(first), head, under)
            shown += [line for other in others for line in _wrapped(phrase_text(other), under, under + INDENT)]
        shown += _wrapped(remark, under, under) if remark else []
    return shown


def _columns(line: Line, width: int, longest: int | None) -> list[str]:
    """Label, body, remark; a body that is too long goes on under itself, and its remark gets a line of its own."""
    label = INDENT + padded(_text(line.label), width)
    body, remark = phrase_text(line.body, longest), phrase_text(line.remark, longest)
    left = label + body
    if remark and cells(left) + 2 <= REMARK_COLUMN and REMARK_COLUMN + cells(remark) <= WIDTH:
        return [padded(left, REMARK_COLUMN) + remark]
    if remark and len(left) + 3 + len(remark) <= WIDTH:
        return [f"{left}   {remark}"]
    under = " " * (len(INDENT) + width + 2)
    if matrix := matrix_rows(line.body, WIDTH - len(label)):
        first, *others = matrix
        column = " " * len(label)
        return [label + first, *(column + row for row in others), *(_wrapped(remark, under, under) if remark else [])]
    rows = [left] if len(left) <= WIDTH else _wrapped(body, label, under)
    return [*rows, *(_wrapped(remark, under, under) if remark else [])]


def _words(line: Line) -> list[str]:
    body = _text(line.body) + (f" ({_text(line.remark)})" if line.remark else "")
    return _wrapped(body, INDENT + padded(_text(line.label), LABEL_WIDTH), INDENT + " " * LABEL_WIDTH)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    if text and len(first) + len(text) <= WIDTH and text == text.strip() and text.isprintable():
        return [first + text]
    import textwrap

    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [first]


def _table(table: Table) -> list[str]:
    """The cells in columns without rules; numbers to the right, words to the left."""
    rows = [[_text(cell) for cell in row] for row in (table.header, *table.rows)]
    return [f"{INDENT}{line}" for line in in_columns(rows, table.align)]


def _text(phrase: Phrase) -> str:
    return phrase_text(phrase)
