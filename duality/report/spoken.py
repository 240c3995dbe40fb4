"""A document in another language: every stretch of words that is known is translated, formulas stay."""

from __future__ import annotations

import re

from duality.report.document import Document, Inline, Phrase, Symbol
from duality.report.rewriting import rewritten
from duality.report.translations import ENGLISH, translated

_WORDS = re.compile(r"\\text\{([^{}]*)\}")
"""Words inside a formula in LaTeX."""


def spoken(document: Document, language: str) -> Document:
    """The document in that language; what is not known stays English."""
    if language == ENGLISH:
        return document

    def say(text: str) -> str:
        return translated(text, language) or text

    def change(inline: Inline) -> Phrase:
        if isinstance(inline, str):
            return (say(inline),)
        return (in_words(inline, language) if isinstance(inline, Symbol) else inline,)

    return rewritten(document, change, say)


def in_words(symbol: Symbol, language: str) -> Symbol:
    """The symbol with the words that it holds in that language."""
    if r"\text{" not in symbol.latex:
        return symbol

    def say(text: str) -> str:
        return translated(text, language) or text

    return Symbol(say(symbol.text), _WORDS.sub(lambda found: rf"\text{{{say(found[1])}}}", symbol.latex))
