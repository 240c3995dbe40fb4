"""``duality``, ``python -m duality`` and ``python cli.py`` are one program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.sources import CHECKOUT

INSTALLED = Path(sys.executable).with_name("duality")


def _run(command: list[str]) -> tuple[int, str, str]:
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["derive", "min-norm"], ["solve", "no-such-problem"], ["solve"]], ids=str
)
def test_the_entry_points_agree(arguments: list[str]) -> None:
    expected = _run([sys.executable, "-m", "duality", *arguments])
    assert _run([sys.executable, "cli.py", *arguments]) == expected
    if not INSTALLED.exists():
        pytest.skip("the console script is not installed beside this Python")
    assert _run([str(INSTALLED), *arguments]) == expected
