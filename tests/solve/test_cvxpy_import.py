"""cvxpy comes without scipy.stats, and neither of the two is the worse for it afterwards."""

from __future__ import annotations

import subprocess
import sys

from tests.contracts.sources import CHECKOUT

WITHOUT = """
import sys
from duality.solving.cvxpy_import import import_cvxpy
import_cvxpy()
assert "cvxpy" in sys.modules and "scipy.stats" not in sys.modules
"""

ENTROPY = """
import math
import cvxpy as cp
import numpy as np
# tr A (log A - log B) = 1/2 log(1/2 / 1/5) + 1/2 log(1/2 / 4/5), and the entropy of a density log 2.
a, b = np.diag([0.5, 0.5]), np.diag([0.2, 0.8])
assert abs(cp.quantum_rel_entr(a, b).value - math.log(5 / 4)) < 1e-12
assert abs(cp.von_neumann_entr(a).value - math.log(2)) < 1e-12
"""

STATISTICS = """
import scipy.stats
assert type(scipy.stats).__name__ == "module"
assert sys.modules["scipy.stats"] is scipy.stats
assert abs(scipy.stats.norm.cdf(0.0) - 0.5) < 1e-15
assert abs(scipy.stats.entropy([0.5, 0.5]) - 0.6931471805599453) < 1e-15
"""

LOADED_FIRST = """
import sys
import scipy.stats
before = scipy.stats
from duality.solving.cvxpy_import import import_cvxpy
import_cvxpy()
assert sys.modules["scipy.stats"] is before
"""


def runs(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_entropies_of_cvxpy_still_work() -> None:
    runs(WITHOUT + ENTROPY)


def test_scipy_stats_is_itself_afterwards() -> None:
    runs(WITHOUT + STATISTICS + ENTROPY)


def test_a_loaded_scipy_stats_is_left_alone() -> None:
    runs(LOADED_FIRST + ENTROPY)
