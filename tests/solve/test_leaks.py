"""No solver writes to the terminal or into the working directory, which may be read-only; each in a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

SETUP = """
import numpy as np
from duality.derivation.standardize import standardize
from duality.model.budget import Budget
from duality.language import parse
from duality.solving import solve
from duality.solving.globally.bound import Request
from duality.solving.task import Limits
from duality.solving.local.compiled import CompiledForm
from duality.solving.task import Task
WAVES = standardize(parse("min x*y + sin(3*x)*y\\ns.t. c: x^2 + y^2 <= 9\\ndomain x in [-3, 3]\\ndomain y in [-3, 3]"))
ROOT = standardize(parse("min sqrt(x) + (y - x)^2/3\\ndomain y in [-1, 2]\\ndomain x in [0, 4]"))
EMPTY = standardize(parse("min x\\ns.t. c: x^2 <= -1\\ndomain x in [-3, 3]"))
LARGE = "var x[1..45]\\ndomain x[k] >= 0 for k in 1..45\\n"
LINEAR = standardize(parse(LARGE + "min sum(k*x[k] for k in 1..45)\\ns.t. t: sum(x[k] for k in 1..45) = 1"))
SQUARES = standardize(parse(LARGE + "min sum(x[k]^2 for k in 1..45)\\ns.t. t: sum(x[k] for k in 1..45) = 1"))
CURVED = standardize(parse("min exp(x + y) + norm(x - 1, y)\\ns.t. c: x^4 + y^2 <= 3"))
"""

BOUND = """
from duality.solving.globally.solvers.{module} import {name}
for form in (WAVES, ROOT, EMPTY):
    {name}().bound(form, Request(budget=Budget.of(5)))
"""

SOLVERS = {
    "SCIP": BOUND.format(module="scip_", name="Scip"),
    "MAiNGO": BOUND.format(module="maingo_", name="Maingo"),
    "intervals": BOUND.format(module="intervals_", name="Intervals"),
    "IPOPT": """
from duality.solving.local.ipopt import ipopt_point
for form in (WAVES, ROOT, EMPTY, CURVED):
    ipopt_point(CompiledForm(form), np.ones(len(form.variables)), Limits())
""",
    "SLSQP": """
from duality.solving.local.search import search
for form in (WAVES, ROOT, EMPTY, CURVED):
    search(CompiledForm(form), Limits())
""",
    "HiGHS": "solve(LINEAR)",
    "Clarabel": "solve(SQUARES)",
    "cvxpy": "solve(CURVED)",
    "master program": """
import duality as du
box = "\\ndomain x in [0, 1]\\ndomain y in [0, 1]"
du.solve(du.parse("min 2*x + y\\ns.t.\\n p: 16*x*y >= 1\\n q: 4*x^2 + 4*y^2 >= 1" + box))
""",
    "semidefinite": """
import duality as du
du.solve(du.parse("min 2*x*y + 2*x*z + 3*y*z\\ns.t.\\n x^2 = 1\\n y^2 = 1\\n z^2 = 1"))
""",
}

NEEDS = {"MAiNGO": "maingopy", "IPOPT": "casadi"}


def test_nothing_is_printed_and_no_file_is_left(tmp_path: Path) -> None:
    """All solvers in one process: between their names, standard output holds nothing."""
    present = [name for name in SOLVERS if name not in NEEDS or find_spec(NEEDS[name]) is not None]
    folder = tmp_path / "work"
    folder.mkdir()
    folder.chmod(0o555)
    done = _run(SETUP + "".join(f"{SOLVERS[name]}\nprint({name!r}, flush=True)\n" for name in present), folder)
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == (present, "", 0)
    assert list(folder.iterdir()) == []


def test_a_closed_stream_is_no_obstacle(tmp_path: Path) -> None:
    done = _run(f"import os; os.close(2)\n{SETUP}\n{SOLVERS['SCIP']}\nprint('done')", tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == ("done\n", "", 0)


def _run(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
