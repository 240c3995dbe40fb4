"""Every shipped problem teaches something and has known answers, and the package finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

import duality as du
from duality import library
from duality.model.problem import Problem
from tests.contracts.sources import CHECKOUT

FILES = sorted((CHECKOUT / "problems").glob("*.dual"))

NOT_YET: dict[str, set[str]] = {}
"""Problem, and the keys of its known answers that are not reached. A line here must fail: when the answers start to
hold, the test fails until the line is taken out."""


def read(path: Path) -> Problem:
    return du.read(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_has_a_title_a_lesson_and_answers(path: Path) -> None:
    problem = read(path)
    assert problem.title
    assert all(note.endswith((".", "?", "!")) for note in problem.notes)
    assert problem.notes
    keys = {expectation.key for expectation in problem.expectations}
    assert {"p*", "d*"} <= keys


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_its_answers_hold(path: Path) -> None:
    grading = du.grade(read(path))
    failed = {grade.expected.split(" = ")[0]: f"{grade.expected}, found {grade.found}" for grade in failures(grading)}
    assert set(failed) == NOT_YET.get(path.stem, set()), failed


def failures(grading: du.Grading) -> list:
    return [grade for grade in grading.data.grades if not grade.passed]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_written_and_read_again(path: Path) -> None:
    problem = read(path)
    assert du.parse(du.write(problem)) == problem


def test_the_library_finds_each_by_its_name() -> None:
    assert library.names() == tuple(path.stem for path in FILES)
    assert all(library.path(path.stem) is not None for path in FILES)


def test_the_list_of_known_failures_names_shipped_problems() -> None:
    assert set(NOT_YET) <= {path.stem for path in FILES}
