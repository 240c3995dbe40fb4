"""The fixed words of a page in one of its languages; what the engine phrases for a problem stays English.

A file a language in ``words/``: ``[page]`` holds the page's own words by key, ``[report]`` those that the report's
sections say, keyed alike in every file; the English ones are how a section's words are recognized.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup, escape

from duality.report.page.mathml import mathml

ENGLISH = "en"
LANGUAGES = (ENGLISH, "zh")
TAGS = {"en": "en", "zh": "zh-Hans"}

THETA = "\N{GREEK SMALL LETTER THETA}"
_LATEX = {f"{theta}_{letter}": rf"\theta_{letter}" for theta in ("theta", THETA) for letter in "DPA"}
_LATEX |= {f"{name}*": f"{name}^{{*}}" for name in ("p", "d", "x")}
_SYMBOL = re.compile(rf"(?<![\w*])((?:theta|{THETA})_[DPA]|[pdx]\*)(?![\w*])")

_PUNCTUATION = re.compile(r"</math>(?=[.,;:)\]\xa0])")
_MINUS = re.compile(r"(?<![\w)\]])-(?=\d)")
_SIGNS = (
    ("<=", "\N{LESS-THAN OR EQUAL TO}"),
    (">=", "\N{GREATER-THAN OR EQUAL TO}"),
    (" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"),
)


class Words(NamedTuple):
    """``page`` by key; ``report`` from the English words to the chosen language's."""

    language: str
    page: Mapping[str, str]
    report: Mapping[str, str]

    @property
    def tag(self) -> str:
        """The language tag for the ``lang`` attribute."""
        return TAGS[self.language]

    def __call__(self, key: str) -> str:
        """The page's word of that key."""
        return self.page[key]

    def translated(self, said: str) -> Markup:
        """What a section says: translated where it is fixed, else escaped and marked as English."""
        bare = said.strip()
        known = self.report.get(bare)
        if known is not None:
            before, _, after = said.partition(bare)
            return engine_words(before + known + after)
        if self.language == ENGLISH or not any(letter.isalpha() for letter in said):
            return engine_words(said)
        return Markup('<span lang="en">{}</span>').format(engine_words(said))


def engine_words(said: str) -> Markup:
    """A sentence of the engine, escaped; the symbols that it writes in plain text are typeset."""
    shown = Markup("")
    for part in _SYMBOL.split(said):
        shown += Markup(mathml(_LATEX[part])) if part in _LATEX else escape(_typographic(part))
    return glued(shown)


def glued(shown: Markup) -> Markup:
    """No line ends between a formula and the punctuation behind it."""
    return Markup(_PUNCTUATION.sub("</math>\N{WORD JOINER}", shown))


def _typographic(said: str) -> str:
    """Relations and minus signs as mathematics writes them, an equation on one line."""
    for plain, sign in _SIGNS:
        said = said.replace(plain, sign)
    return _MINUS.sub("\N{MINUS SIGN}", said)


@lru_cache(maxsize=len(LANGUAGES))
def words_in(language: str) -> Words:
    """The words of that language; ``ValueError`` lists the languages there are."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}")
    english, chosen = table(ENGLISH), table(language)
    return Words(language, chosen["page"], {said: chosen["report"][key] for key, said in english["report"].items()})


def table(language: str) -> dict[str, dict[str, str]]:
    """The file of a language."""
    return tomllib.loads(files("duality.report.page").joinpath("words", f"{language}.toml").read_text("utf-8"))
