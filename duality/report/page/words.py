"""The words of a page in one of its languages, typeset."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from duality.named_tuples import NamedTuple
from duality.report.charts.lettering import with_infinity
from duality.report.page.mathml import mathml
from duality.report.say import LANGUAGES
from duality.report.translations import ENGLISH, checked_language, translated, words_table

TAGS = {"en": "en", "zh": "zh-Hans"}

THETA = "\N{GREEK SMALL LETTER THETA}"
_LATEX = {f"{theta}_{letter}": rf"\theta_{letter}" for theta in ("theta", THETA) for letter in "DPA"}
_LATEX |= {f"{name}*": f"{name}^{{*}}" for name in ("p", "d", "x")}
_SYMBOL = re.compile(rf"(?<![\w*])((?:theta|{THETA})_[DPA]|[pdx]\*)(?![\w*])")

_NAMES = re.compile(r"[A-Za-z_]\w*(\[[\w, ]+\])?:?")
_PUNCTUATION = re.compile(r"(<math\b(?:(?!</math>).)*</math>)([.,;:)\]]+|\xa0=\xa0[^\s<]+)")
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
        """What a section says, in the page's language; what is not known there is marked as English, a name is not."""
        shown = translated(said, self.language)
        if shown is not None or _NAMES.fullmatch(said.strip()):
            return engine_words(said if shown is None else shown)
        return Markup('<span lang="en">{}</span>').format(engine_words(said))


def engine_words(said: str) -> Markup:
    """A sentence of the engine, escaped; the symbols that it writes in plain text are typeset."""
    shown = Markup("")
    for part in _SYMBOL.split(said):
        shown += Markup(mathml(_LATEX[part])) if part in _LATEX else escape(_typographic(part))
    return glued(shown)


def glued(shown: Markup) -> Markup:
    """No line ends between a formula and the punctuation, or the value, behind it."""
    # As plain text: `Markup` would escape what is joined to it.
    return Markup(_PUNCTUATION.sub(r'<span class="glue">\1\2</span>', str(shown)))


def _typographic(said: str) -> str:
    """Relations and minus signs as mathematics writes them, an equation on one line."""
    for plain, sign in _SIGNS:
        said = said.replace(plain, sign)
    return _MINUS.sub("\N{MINUS SIGN}", with_infinity(said))


@lru_cache(maxsize=len(LANGUAGES))
def words_in(language: str) -> Words:
    """The words of that language; ``ValueError`` lists the languages there are."""
    english, chosen = words_table(ENGLISH), words_table(checked_language(language))
    return Words(language, chosen["page"], {said: chosen["report"][key] for key, said in english["report"].items()})
