"""Where things lie: the top of the checkout, the names of modules, the size of files."""

from __future__ import annotations

import subprocess

import pytest

from tests.contracts.sources import CHECKOUT, PACKAGE

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "benchmarks",
    "cli.py",
    "docs",
    "duality",
    "problems",
    "pyproject.toml",
    "tests",
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "core", "base", "common", "misc"}
LONGEST = 350
ROOMS = ["language", "algebra", "derive", "solve", "verify", "report"]


def test_the_top_holds_what_a_project_needs_and_nothing_else() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= TOP


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in PACKAGE.rglob("*.py") if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_no_module_has_grown_too_long() -> None:
    lengths = {
        str(path.relative_to(CHECKOUT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_mirror_the_rooms(room: str) -> None:
    assert list((CHECKOUT / "tests" / room).rglob("test_*.py"))
