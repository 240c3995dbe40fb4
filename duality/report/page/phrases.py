"""Phrases of the report as HTML: words escaped and translated, formulas as MathML."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from duality.report.document import Inline, Matrix, Name, Phrase, Symbol, Value
from duality.report.page.breaking import latex_pieces
from duality.report.page.mathml import mathml
from duality.report.page.words import Words, glued
from duality.report.phrases import phrase_text
from duality.report.sections.explicit_dual import SUBJECT_TO

LONGEST = 1200
"""Characters of a formula, as plain text, that are typeset; a longer one is shown as text and cut."""


def phrase_html(phrase: Phrase, words: Words, display: bool = False) -> Markup:
    """The phrase; formulas next to each other are one formula, a long one may go on under itself."""
    shown = Markup("")
    flat = tuple(_as_words(inline) for inline in phrase)
    for is_words, inlines in groupby(flat, key=lambda inline: isinstance(inline, str)):
        group = tuple(inlines)
        if is_words:
            shown += Markup("").join(words.translated(inline) for inline in group if isinstance(inline, str))
        else:
            shown += formula_html(group, display)
    return glued(shown)


def formula_html(inlines: tuple[Inline, ...], display: bool = False) -> Markup:
    """One formula, or its terms one after the other."""
    long = [inline for inline in inlines if not isinstance(inline, (Symbol, Name, Value, Matrix))]
    if long and len(text := phrase_text(tuple(long))) > LONGEST:
        return Markup("<code>{}</code>").format(phrase_text(inlines, LONGEST)) if text else Markup("")
    # Nothing that a formula holds escapes the serializer of `mathml`.
    pieces = [Markup(mathml(piece, display)) for piece in latex_pieces(inlines)]
    if len(pieces) == 1:
        return pieces[0]
    return Markup("").join(Markup('<span class="term">{}</span>').format(piece) for piece in pieces)


def words_with_math(text: str) -> Markup:
    """Our own running text, formulas as LaTeX between dollars."""
    shown = Markup("")
    for k, part in enumerate(text.split("$")):
        shown += Markup(mathml(part)) if k % 2 else escape(part)
    return glued(shown)


def _as_words(inline: Inline) -> Inline:
    return " subject to " if inline == SUBJECT_TO else inline
