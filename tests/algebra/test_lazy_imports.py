"""Rational work loads neither sympy nor scipy."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from fractions import Fraction as F
from duality.algebra.differentiate import derivative
from duality.algebra.evaluate import constant, exact_value, value
from duality.algebra.exact_linear import ldl, negative_direction, particular_and_nullspace, solve
from duality.algebra.intervals import enclose
from duality.model.expression import Call, Number, Variable
assert "numpy" not in sys.modules
x = Variable("x")
f = Call("sqrt", (x**2 + Number(F(8, 9)),)) + x**3 / 3 - Call("abs", (x,))
assert exact_value(f, {"x": F(1, 3)}) == F(55, 81) and constant(Number(F(2)) ** 3) == 8
assert str(derivative(x**2 + 3 * x, "x")) == "2*x + 3"
assert value(f, {"x": 1.0}) > 0
assert enclose(x**2, {"x": (-1, 2)}) == (0, 4)
assert solve([[F(2), F(1)], [F(1), F(3)]], [F(3), F(4)]) == [1, 1]
assert particular_and_nullspace([[F(1), F(1)]], [F(2)]) is not None
assert ldl([[F(2), F(1)], [F(1), F(2)]]) is not None and negative_direction([[F(1), F(2)], [F(2), F(1)]])
print(sorted({"sympy", "scipy", "cvxpy"} & set(sys.modules)))
"""


def test_no_sympy_for_rational_work() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
