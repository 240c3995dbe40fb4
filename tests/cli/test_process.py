"""The process itself: the three ways to start it, pipes that break, modules that stay away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def python(*arguments: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **more
    )


@pytest.mark.parametrize("start", [("-m", "duality"), ("cli.py",)])
def test_ways_to_start(start):
    done = python(*start, "solve", "min-norm", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "min-norm: p* = 1/2 (exact), d* = 1/2 (exact), strong duality holds\n"


def test_a_reader_that_leaves_is_no_fault():
    code = (
        "import os, sys; from duality.cli import main\n"
        "read, write = os.pipe(); os.close(read); os.dup2(write, 1)\n"
        "sys.exit(main(['demo']))"
    )
    done = python("-c", code)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["min-norm", "diet-lp"])
def test_linear_and_quadratic_problems_need_no_heavy_library(name):
    code = (
        "import sys; from duality.cli import main\n"
        f"code = main(['solve', {name!r}])\n"
        "heavy = {'sympy', 'scipy.optimize', 'cvxpy', 'rich', 'pandas'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done = python("-c", code)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_names_that_a_terminal_cannot_show(tmp_path):
    path = tmp_path / "greek.dual"
    path.write_text("title \N{GREEK SMALL LETTER LAMDA}\nmin x\ns.t. x >= 1\n", encoding="utf-8")
    done = python("cli.py", "solve", str(path), env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert done.returncode == 0
    assert done.stdout.startswith("\\u03bb")
