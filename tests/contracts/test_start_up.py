"""A linear or quadratic problem is answered without loading the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.contracts.sources import CHECKOUT

HEAVY = (
    "contourpy",
    "cvxpy",
    "dataclasses",
    "jinja2",
    "latex2mathml",
    "markupsafe",
    "scipy",
    "scipy.optimize",
    "sympy",
    "vl_convert",
)

PROGRAM = """
import sys
from duality.cli import main
status = main(sys.argv[1:])
print([name for name in {heavy} if name in sys.modules], file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("name", ["min-norm", "diet-lp", "svm-soft", "least-norm", "infeasible-lp", "unbounded-lp"])
@pytest.mark.parametrize("command", ["derive", "solve"])
def test_heavy_libraries_stay_unloaded(command: str, name: str) -> None:
    program = PROGRAM.format(heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", program, command, name], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert done.stderr.splitlines()[-1] == "[]"
