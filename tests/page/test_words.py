"""The tables of fixed words."""

from __future__ import annotations

import re

import pytest

from duality import api, library
from duality.report.document import Lines, Paragraph, Table
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.page.mathml import mathml
from duality.report.page.words import engine_words, words_in
from duality.report.say import LANGUAGES
from duality.report.translations import ENGLISH, translated, words_table

OTHERS = [language for language in LANGUAGES if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    english, other = words_table(ENGLISH), words_table(language)
    assert {part: set(words) for part, words in other.items()} == {part: set(words) for part, words in english.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_formulas_in_the_words_are_the_same_in_every_language(language: str) -> None:
    english, other = words_table(ENGLISH)["page"], words_table(language)["page"]
    for key, words in english.items():
        assert set(words.split("$")[1::2]) == set(other[key].split("$")[1::2]), key
        for formula in words.split("$")[1::2]:
            assert mathml(formula).startswith("<math")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_has_a_single_dollar(language: str) -> None:
    for words in words_table(language).values():
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
    english = words_table(ENGLISH)["report"]
    assert {key for key in of_a_derivation if english[key] not in said} == set()


def test_what_is_not_known_stays_english_and_is_marked() -> None:
    words = words_in("zh")
    assert words.translated(" elsewhere") == " 其他情形"
    assert words.translated("quite <b> unheard of") == '<span lang="en">quite &lt;b&gt; unheard of</span>'
    assert words.translated(", ") == ", "
    assert words.translated("budget:") == "budget:", "a name has no language"
    assert words_in("en").translated("f is <b>") == "f is &lt;b&gt;"


def test_sentences_are_translated_with_what_stands_in_them() -> None:
    said = "Theorem 2 does not apply: f is not convex (f'' = -6 at x = 0). Slater holds and cannot help"
    assert translated(said, "zh") == "定理 2 不适用：f 不是凸的（f'' = -6 at x = 0）。Slater 条件成立，但无济于事"
    assert (
        translated("f: Hessian 2I is positive definite; budget is affine", "zh")
        == "f：黑塞矩阵 2I 正定；budget 是仿射的"
    )
    assert translated(" of ", "zh") == " ，函数为 "
    assert translated("nothing known", "zh") is None


def test_nearly_everything_that_a_shipped_report_says_is_known_in_chinese() -> None:
    known = unknown = 0
    for name in ("min-norm", "double-well", "svm-hard", "slater-gap", "binary-relaxation", "infeasible-lp"):
        path = library.path(name)
        assert path is not None
        shown = outline(api.solve(api.read(path)).data, Options(steps=True, verbose=True, language="zh"))
        for text in re.findall(r"'([^']*)'", repr(list(shown.parts))):
            if re.search(r"[\u4e00-\u9fff]", text):
                known += 1
            elif re.search(r"[a-z]{3,} [a-z]{2,}", text):
                unknown += 1
    assert known > 150
    assert unknown <= 0.12 * known


def test_symbols_that_the_engine_writes_are_typeset() -> None:
    shown = engine_words("p* >= theta_D <b> and 2p*q")
    assert len(re.findall("<math>", shown)) == 2
    assert "&lt;b&gt; and 2p*q" in shown
    assert "\N{GREATER-THAN OR EQUAL TO}" in shown


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of en, zh"):
        words_in("la")
