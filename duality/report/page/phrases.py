"""Phrases of the report as HTML: words escaped and translated, formulas as MathML."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from duality.report.document import Display, Inline, Matrix, Name, Phrase, Row, Symbol, Value
from duality.report.page.breaking import latex_pieces
from duality.report.page.mathml import mathml
from duality.report.page.words import Words, glued
from duality.report.phrases import phrase_text
from duality.report.sections.explicit_dual import SUBJECT_TO
from duality.report.spoken import in_words

CELLS = ("left", "right", "remark")

LONGEST = 1200
"""Of a formula of more characters, as plain text, the first `FIRST` terms are shown, the others on demand."""

FIRST, MOST = 16, 400
"""A formula of more than `MOST` terms, or one that has none to break at, is shown as text and cut."""


def phrase_html(phrase: Phrase, words: Words, display: bool = False) -> Markup:
    """The phrase; formulas next to each other are one formula, a long one may go on under itself."""
    if any(isinstance(inline, Display) for inline in phrase):
        return _with_displays(phrase, words)
    shown = Markup("")
    flat = tuple(_as_words(inline, words.language) for inline in phrase)
    for is_words, inlines in groupby(flat, key=lambda inline: isinstance(inline, str)):
        group = tuple(inlines)
        if is_words:
            shown += Markup("").join(words.translated(inline) for inline in group if isinstance(inline, str))
        else:
            shown += formula_html(group, words, display)
    return glued(shown)


def _with_displays(phrase: Phrase, words: Words) -> Markup:
    """Running text with formulas on lines of their own, aligned among themselves."""
    shown = Markup("")
    for is_display, inlines in groupby(phrase, key=lambda inline: isinstance(inline, Display)):
        if not is_display:
            shown += phrase_html(tuple(inlines), words)
            continue
        for inline in inlines:
            if isinstance(inline, Display):
                rows = Markup("").join(_row(row, words) for row in inline.rows)
                shown += Markup('<span class="display" tabindex="0">{}</span>').format(rows)
    return shown


def _row(row: Row, words: Words) -> Markup:
    cells = [(name, phrase_html(part, words, display=True)) for name, part in zip(CELLS, row, strict=True)]
    return Markup("").join(Markup('<span class="{}">{}</span>').format(name, cell) for name, cell in cells)


def formula_html(inlines: tuple[Inline, ...], words: Words, display: bool = False) -> Markup:
    """One formula, or its terms one after the other."""
    long = [inline for inline in inlines if not isinstance(inline, (Symbol, Name, Value, Matrix))]
    huge = bool(long) and len(phrase_text(tuple(long))) > LONGEST
    terms = latex_pieces(inlines)
    if huge and (len(terms) > MOST or max(map(len, terms)) > LONGEST):
        return Markup("<code>{}</code>").format(phrase_text(inlines, LONGEST))
    # Nothing that a formula holds escapes the serializer of `mathml`.
    pieces = [Markup(mathml(term, display)) for term in terms]
    if len(pieces) == 1:
        return pieces[0]
    spans = [Markup('<span class="term">{}</span>').format(piece) for piece in pieces]
    if not huge or len(spans) <= FIRST:
        return Markup("").join(spans)
    told = words("more_terms").replace("{count}", str(len(spans) - FIRST))
    folded = Markup('<details class="more"><summary>{}</summary>{}</details>')
    return Markup("").join(spans[:FIRST]) + folded.format(told, Markup("").join(spans[FIRST:]))


def words_with_math(text: str) -> Markup:
    """Our own running text, formulas as LaTeX between dollars."""
    shown = Markup("")
    for k, part in enumerate(text.split("$")):
        shown += Markup(mathml(part)) if k % 2 else escape(part)
    return glued(shown)


def _as_words(inline: Inline, language: str) -> Inline:
    if inline == SUBJECT_TO:
        return " subject to "
    return in_words(inline, language) if isinstance(inline, Symbol) else inline
