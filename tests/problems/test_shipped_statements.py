"""Every shipped statement teaches something, is derived in letters, and has known answers at its data that hold."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

import duality as du
from duality import library
from duality.cli import main
from duality.statements import Statement
from duality.statements.teaching import StatementLesson

NAMES = library.statements()


def read(name: str) -> Any:
    path = library.path(name)
    assert path is not None
    return du.read(path)


def test_there_are_thirteen_and_their_names_are_their_own() -> None:
    assert len(NAMES) == 13
    assert not {*NAMES} & {*library.names(), *library.lettered()}


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_title_a_lesson_and_answers(name: str) -> None:
    statement = read(name)
    assert isinstance(statement, Statement)
    assert statement.title and len(statement.notes) == 3
    assert statement.notes[-1].endswith("?") and statement.notes[0].endswith(".")
    assert {"p*", "d*"} <= {expectation.key for expectation in statement.expectations}
    assert du.parse(du.write(statement)) == statement


@pytest.mark.parametrize("name", NAMES)
def test_its_answers_hold_and_its_lesson_is_true(name: str) -> None:
    grading: Any = du.grade(read(name))
    assert grading.passed, str(grading)
    lesson = StatementLesson(grading.report)
    report = grading.report
    sign = 1 if report.statement.sense.value == "min" else -1
    assert lesson.bounds
    for bound in lesson.bounds:
        slack = 1e-5 * (1 + abs(report.primal.value))
        assert not math.isfinite(bound.value) or sign * bound.value <= sign * report.primal.value + slack
    best = next(bound for bound in lesson.bounds if bound.share == 1.0)
    assert best.value == pytest.approx(report.dual.value, abs=1e-4)
    for teaching in lesson.teachings:
        assert teaching.split()[0] in str(lesson)


def test_the_demo_lists_and_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in NAMES)
    assert main(["demo", "lasso", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bounds"][0] == [0.0, 0.0] and len(told["notes"]) == 3


def test_commands_in_numbers_take_a_bound_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "ridge"]) == 0
    assert main(["sensitivity", "lp-pair", "--of", "res[1]"]) == 0
    assert main(["plot", "least-norm-map"]) == 0
    capsys.readouterr()
    bare = tmp_path / "bare.dual"
    bare.write_text("param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b)\n")
    for command in ("solve", "report", "plot", "check", "sensitivity"):
        extra = ["--of", "c1"] if command == "sensitivity" else []
        assert main([command, str(bare), *extra]) == 2
        assert "A, b" in capsys.readouterr().err or command == "check"
