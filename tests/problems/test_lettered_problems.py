"""The shipped problems with letters: their known answers hold, region by region, and every format shows them."""

from __future__ import annotations

import pytest

import duality as du
from duality import library
from duality.letters import LetteredReport

NAMES = library.lettered()


def test_there_are_ten() -> None:
    assert len(NAMES) == 10 and not set(NAMES) & set(library.names())


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_ends_in_a_question(name: str) -> None:
    problem = du.read(library.path(name))
    assert problem.parameters and problem.title and len(problem.notes) >= 2
    assert problem.notes[-1].endswith("?")
    assert du.parse(du.write(problem)) == problem


@pytest.mark.parametrize("name", ["soft-threshold", "moving-lp", "cobb-douglas"])
def test_known_answers_hold(name: str) -> None:
    assert du.grade(du.read(library.path(name))).passed


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(NAMES) - {"trust-region-r"}))
def test_all_known_answers_hold(name: str) -> None:
    grading = du.grade(du.read(library.path(name)))
    assert grading.passed, str(grading)


@pytest.mark.parametrize("name", ["soft-threshold", "trust-region-r"])
def test_every_format_shows_it(name: str) -> None:
    report = du.solve(du.read(library.path(name)))
    assert isinstance(report, LetteredReport)
    for format in ("text", "latex", "markdown", "html", "json"):
        assert len(report.render(format)) > 300
    assert "<main" in du.page(report) and "<main" in du.exercises(report.problem)


def test_the_soft_threshold_has_three_pieces() -> None:
    report = du.solve(du.read(library.path("soft-threshold")))
    assert isinstance(report, LetteredReport)
    assert {str(region.primal.point["x"]) for region in report.regions} == {"0", "a - lam", "a + lam"}
    assert report.unexplored == 0
