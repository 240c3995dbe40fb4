"""At its memory limit a command says so in one line, with the bounds that were found by then; nothing is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from duality.cli import main

resource = pytest.importorskip("resource")

HUNGRY = """
import sys
from importlib import import_module
from duality.cli import main

def hungry(*given, **named):
    held = []
    while True:
        held.append(b"x" * 20_000_000)

setattr(import_module("{module}"), "{name}", hungry)
sys.exit(main({arguments}))
"""


def run(module: str, name: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = HUNGRY.format(module=module, name=name, arguments=list(arguments))
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=folder)


def test_a_search_that_fills_the_memory_leaves_what_is_known(tmp_path: Path) -> None:
    done = run("duality.api.settlement", "settle", "solve", "double-well", "-q", "--memory", "0.6", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "p* = -1.070230 (exact)" in done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert "double-well: the memory limit was reached while" in done.stderr


def test_a_derivation_that_fills_the_memory_is_no_answer(tmp_path: Path) -> None:
    done = run("duality.api.pipeline", "derive", "solve", "min-norm", "-q", "--memory", "0.6", folder=tmp_path)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "min-norm: the memory limit was reached while deriving the dual function; nothing is known yet"
    ]


def test_the_limit_ends_with_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    assert main(["solve", "min-norm", "-q", "--memory", "2"]) == 0
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


@pytest.mark.parametrize("given", ["0", "-1", "much"])
def test_a_limit_is_a_positive_number(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["solve", "min-norm", "--memory", given])
    assert left.value.code == 2
    assert "not a positive number" in capsys.readouterr().err
