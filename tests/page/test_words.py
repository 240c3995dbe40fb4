"""The tables of fixed words."""

from __future__ import annotations

import re

import pytest

from duality import api, library
from duality.report.document import Lines, Paragraph, Table
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.page.mathml import mathml
from duality.report.page.words import ENGLISH, LANGUAGES, engine_words, table, words_in

OTHERS = [language for language in LANGUAGES if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    english, other = table(ENGLISH), table(language)
    assert {part: set(words) for part, words in other.items()} == {part: set(words) for part, words in english.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_formulas_in_the_words_are_the_same_in_every_language(language: str) -> None:
    english, other = table(ENGLISH)["page"], table(language)["page"]
    for key, words in english.items():
        assert set(words.split("$")[1::2]) == set(other[key].split("$")[1::2]), key
        for formula in words.split("$")[1::2]:
            assert mathml(formula).startswith("<math")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_has_a_single_dollar(language: str) -> None:
    for words in table(language).values():
        assert all(said.strip() and said.count("$") % 2 == 0 for said in words.values())


def test_most_words_of_the_report_are_words_that_a_report_says() -> None:
    """A word that no section says any more would be a word that is never translated."""
    said: set[str] = set()
    for name in library.names():
        path = library.path(name)
        assert path is not None
        document = outline(api.derive(api.read(path)).data, Options(steps=True, verbose=True))
        for part in document.parts:
            match part:
                case Lines(_, lines):
                    phrases = [phrase for line in lines for phrase in line]
                case Table(header, rows, _):
                    phrases = [*header, *(cell for row in rows for cell in row)]
                case Paragraph(phrase):
                    phrases = [phrase]
                case _:
                    phrases = []
            said |= {inline.strip() for phrase in phrases for inline in phrase if isinstance(inline, str)}
    of_a_derivation = {
        "minimize", "maximize", "over", "min_form", "written", "stationary", "primal", "dual", "slackness", "where",
        "elsewhere", "closed_form", "implicit_minimum", "for_every", "natural_domain", "dual_negative",
    }  # fmt: skip
    english = table(ENGLISH)["report"]
    assert {key for key in of_a_derivation if english[key] not in said} == set()


def test_what_is_not_fixed_stays_english_and_is_marked() -> None:
    words = words_in("zh")
    assert words.translated(" elsewhere") == " 其他情形"
    assert words.translated("f is <b>") == '<span lang="en">f is &lt;b&gt;</span>'
    assert words.translated(", ") == ", "
    assert words_in("en").translated("f is <b>") == "f is &lt;b&gt;"


def test_symbols_that_the_engine_writes_are_typeset() -> None:
    shown = engine_words("p* >= theta_D <b> and 2p*q")
    assert len(re.findall("<math>", shown)) == 2
    assert "&lt;b&gt; and 2p*q" in shown
    assert "\N{GREATER-THAN OR EQUAL TO}" in shown


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of en, zh"):
        words_in("la")
