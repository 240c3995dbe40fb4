"""Homework: the statement and the questions, and no answer anywhere in the file."""

from __future__ import annotations

import re

import pytest

from duality import api, derivation, library, solving
from duality.report.notation import BOYD
from duality.report.options import Options
from tests.page.test_page import parsed


def words_of(page: str) -> str:
    return " ".join("".join(parsed(page).words).split())


@pytest.mark.parametrize("name", library.names())
def test_no_note_and_no_known_answer_is_in_the_file(name: str) -> None:
    path = library.path(name)
    assert path is not None
    problem = api.read(path)
    page = api.exercises(problem)
    for note in problem.notes:
        assert note not in page
    for answer in problem.expectations:
        for digits in re.findall(r"\d+\.\d{3,}", str(answer.value)):
            assert digits not in page


def test_nothing_is_solved_and_nothing_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("homework is not solved")

    monkeypatch.setattr(solving, "solve", refuse)
    monkeypatch.setattr(derivation, "derive", refuse)
    path = library.path("double-well")
    assert path is not None
    page = api.exercises(api.read(path))
    said = words_of(page)
    assert "<script" not in page
    for answer in ("1.07", "9/4", "2.25", "1.17", "1.13", "WEAK", "Weak"):
        assert answer not in said


def test_the_questions_stand_in_their_order() -> None:
    path = library.path("min-norm")
    assert path is not None
    said = words_of(api.exercises(api.read(path)))
    order = ["feasible set", "infimum of", "Derive the dual function", "optimal multipliers"]
    places = [said.index(question) for question in order]
    assert places == sorted(places)


def test_letters_and_language() -> None:
    path = library.path("min-norm")
    assert path is not None
    page = api.exercises(api.read(path), options=Options(BOYD), language="zh")
    assert '<html lang="zh-Hans"' in page
    assert "\N{GREEK SMALL LETTER LAMDA}" in page
    assert "\N{GREEK SMALL LETTER ALPHA}" not in page
