"""The command line in this process: exit code, standard output, standard error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from duality.cli import main

MIN_NORM = """\
title  Projection onto a half-plane
note   The whole story once.
min    x^2 + y^2
s.t.   budget: x + y >= 1
expect p* = 1/2, d* = 1/2, gap = 0, x = 1/2, budget = 1
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    def runner(*arguments: str) -> Ran:
        try:
            code = main(list(arguments))
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return runner


@pytest.fixture
def min_norm(tmp_path: Path) -> str:
    path = tmp_path / "min.dual"
    path.write_text(MIN_NORM, encoding="utf-8")
    return str(path)


@pytest.fixture
def problem_file(tmp_path: Path):
    def write(text: str, name: str = "problem.dual") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write
