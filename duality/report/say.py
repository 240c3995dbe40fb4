"""A sentence in the reader's language: both are written side by side, so that none can be missing."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str, str], str]
"""(English, Chinese) -> the one to show."""

LANGUAGES = ("en", "zh")


def english(en: str, zh: str) -> str:
    return en


def chinese(en: str, zh: str) -> str:
    return zh


def say_in(language: str) -> Say:
    """What chooses; ``ValueError`` lists the languages there are."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}")
    return chinese if language == "zh" else english
