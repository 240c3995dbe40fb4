"""Linear and quadratic problems are judged without sympy, scipy, cvxpy; the verdict ignores the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys

LINEAR = """
import sys
from fractions import Fraction as F
from duality.derivation import derive
from duality.derivation.curvature import curvature
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.solution import Rigor, Solution, Status
from duality.evidence.conclude import conclude
from duality.evidence.question import Question
from duality.evidence.settling import settled

form = standardize(parse("var x, y\\nmin x^2 + y^2\\ns.t. a: x + y >= 1\\nb: x <= 5"))
convexity = curvature(form)
half = F(1, 2)
primal = Solution(Status.OPTIMAL, 0.5, Rigor.PROVED, 0.5, 0.5, None, True, (("x", half), ("y", half)))
dual = Solution(Status.OPTIMAL, 0.5, Rigor.PROVED, 0.5, 0.5, None, True, (("a", F(1)), ("b", F(0))))
question = Question(form, derive(form), convexity, claims=[primal], dual_claims=[dual])
found = conclude(settled(question))
print(found)
print(convexity)
loaded = [name for name in ("sympy", "scipy", "cvxpy", "highspy", "clarabel") if name in sys.modules]
assert not loaded, loaded
"""


def run(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", LINEAR], capture_output=True, text=True, env=environment, check=False, cwd=os.getcwd()
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_quadratic_program_needs_no_algebra_system_and_no_solver() -> None:
    assert "holds" in run("0")


def test_the_judgement_does_not_depend_on_the_hash_seed() -> None:
    assert run("1") == run("2")
