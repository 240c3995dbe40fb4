"""What a report says in another language: fixed words, and sentences with places for what changes.

``words/LANGUAGE.toml`` holds the words by key, alike in every language; ``words/LANGUAGE_sentences.toml`` the sentences
of the engine as they are said in English, with {a}, {b}, ... for names, numbers and sentences inside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from duality.report.say import LANGUAGES

ENGLISH = "en"
_PLACE = re.compile(r"\\\{([a-z])\\\}")
_FILLED = re.compile(r"\{([a-z])\}")
_CLAUSES = "; "
VERDICTS = ("STRONG", "WEAK")
"""Sentences whose clauses belong together begin so."""


def checked_language(language: str) -> str:
    """The language; ``ValueError`` lists those there are."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}")
    return language


@lru_cache(maxsize=len(LANGUAGES))
def words_table(language: str) -> dict[str, dict[str, str]]:
    """The fixed words: [page] and [report], by key."""
    return _read(language)


def _read(name: str) -> dict[str, Any]:
    """A table of words. What reads it costs as much as the rest of an English report, which needs none."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("duality.report.words").joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=len(LANGUAGES))
def _known(language: str) -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Sentences without places, and those with them, the longest first."""
    english, chosen = words_table(ENGLISH)["report"], words_table(language)["report"]
    whole = {said: chosen[key] for key, said in english.items()}
    sentences = _read(f"{language}_sentences")
    whole |= {said: shown for said, shown in sentences.items() if "{" not in said}
    # What begins with its own words goes before what begins with a place; then the longest first.
    placed = [said for said in sentences if "{" in said]
    patterns = sorted(placed, key=lambda said: (said.startswith("{"), -len(re.sub(r"\{.\}", "", said))))
    return whole, tuple((_pattern(said), sentences[said]) for said in patterns)


def _pattern(said: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return re.compile(_PLACE.sub(place, re.escape(said)), re.DOTALL)


@lru_cache(maxsize=4096)
def translated(said: str, language: str) -> str | None:
    """The same in that language, with the spaces around it; ``None`` where it is not known."""
    bare = said.strip()
    if language == ENGLISH or not any(letter.isalpha() for letter in bare):
        return said
    found = _bare(bare, language)
    if found is None:
        return None
    before, _, after = said.partition(bare)
    return before + found + after


def _bare(said: str, language: str) -> str | None:
    whole, patterns = _known(language)
    if said in whole:
        return whole[said]
    if _CLAUSES in said and not said.startswith(VERDICTS):
        clauses = [_bare(clause, language) for clause in said.split(_CLAUSES)]
        if all(clause is not None for clause in clauses):
            return "；".join(clause or "" for clause in clauses)
    for pattern, template in patterns:
        if (found := pattern.fullmatch(said)) is not None:
            inside = {name: _bare(part, language) or part for name, part in found.groupdict().items()}
            return _FILLED.sub(lambda place, inside=inside: inside[place[1]], template)
    return None
