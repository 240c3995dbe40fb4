"""What README.md shows is what the program prints, and every statement shown in the documents is read."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import duality as du
from tests.contracts.sources import CHECKOUT

README = CHECKOUT / "README.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command of the README with the output below it."""

    command: str
    output: str


def _fences(language: str, path: Path = README) -> list[str]:
    return [body for kind, body in FENCE.findall(path.read_text(encoding="utf-8")) if kind == language]


def _shown() -> list[Shown]:
    found = []
    for body in _fences("console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("duality ") and output.strip():
                found.append(Shown(command, output))
    return found


SHOWN = _shown()


def test_the_readme_shows_output() -> None:
    assert SHOWN


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.command)
def test_shown_output_is_the_output(shown: Shown, tmp_path: Path) -> None:
    for name, text in _files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "duality", *shown.command.split()[1:]]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "NO_COLOR": "1", "COLUMNS": "120"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr).rstrip() == shown.output.rstrip()


def _files() -> dict[str, str]:
    """Problem files that the README states: blocks of the language ``dual`` that begin with ``# NAME.dual``."""
    stated = {}
    for body in _fences("dual"):
        first = body.splitlines()[0]
        if re.fullmatch(r"# [\w-]+\.dual", first):
            stated[first[2:]] = body
    return stated


STATEMENTS = [text for path in (README, CHECKOUT / "docs" / "language.md") for text in _fences("dual", path)]


@pytest.mark.parametrize("text", STATEMENTS, ids=lambda text: text.splitlines()[0])
def test_shown_statements_are_read(text: str) -> None:
    problem = du.parse(text)
    assert du.parse(du.write(problem)) == problem


def test_the_names_of_the_example_are_those_that_the_text_tells() -> None:
    problem = du.parse(_fences("dual", CHECKOUT / "docs" / "language.md")[1])
    names = [constraint.name for constraint in problem.constraints]
    assert names == ["row[1]", "row[2]", "band_lower", "band_upper", "h1"]


def test_shown_python_runs() -> None:
    source = "\n".join(_fences("python"))
    test = doctest.DocTestParser().get_doctest(source, {}, "README.md", str(README), 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize().failed == 0
