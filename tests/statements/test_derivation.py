"""theta_D in letters: the printed formulas, the function with data, no sympy, and which theorem applies."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import duality as du
from duality.report.notation import BOYD
from duality.report.options import Options

SVM = """
title Soft margin
param Z in R^(N, p), s in R^N, C > 0
var   w in R^p, b in R, xi in R^N
min   1/2*norm(w)^2 + C*1'xi
s.t.  margin: s .* (Z*w + b) >= 1 - xi
      slack: xi >= 0
"""


def test_the_support_vector_machine_in_letters() -> None:
    found = du.derive(SVM)
    text = str(found)
    assert "theta_D     1'alpha_margin - 1/2*norm(Z'*(s .* alpha_margin))^2" in text
    assert "where s'*alpha_margin = 0" in text
    assert "subject to  b: s'*alpha_margin = 0" in text and "xi: alpha_margin <= C" in text
    assert "strong duality by Theorem 2 if some point satisfies" in text
    assert "lambda_margin" in found.render("text", Options(notation=BOYD))
    assert "^\\top" in found.latex() and "\\alpha_{\\mathrm{margin}}" in found.latex()
    assert '"dual_problem"' in found.to_json()


def test_theta_is_a_float_and_minus_infinity_outside() -> None:
    theta = du.derive(SVM).dual_function
    data = {"Z": np.array([[1.0], [-1.0]]), "s": np.array([1.0, -1.0]), "C": 1.0}
    inside = theta({"margin": [0.25, 0.25], "slack": [0.75, 0.75]}, data=data)
    assert isinstance(inside, float) and inside == pytest.approx(0.5 - 0.5 * 0.25)
    assert theta({"margin": [0.5, 0.25], "slack": [0.5, 0.75]}, data=data) == -np.inf
    assert theta({"margin": [2.0, 2.0], "slack": [0.0, 0.0]}, data=data) == -np.inf
    assert theta({"margin": [-0.25, -0.25], "slack": [1.25, 1.25]}, data=data) == -np.inf


def test_steps_tell_the_derivation() -> None:
    words = [step.words for step in du.derive(SVM).steps]
    assert words[0] == "the Lagrangian" and words[-1] == "gather"
    assert "collect w" in words


@pytest.mark.parametrize(
    ("text", "theorem", "said"),
    [
        ("param c in R^n\nvar x in R^n\nmin c'x\ns.t. x >= 0", "linear programming duality", "feasible"),
        ("param A in R^(m, n), b in R^m\nvar x in R^n\nmin x'x\ns.t. A*x = b", "Theorem 2", "A*x = b"),
        ("param P in S++^n, c in R^n\nvar x in R^n\nmin c'x\ns.t. x'P*x <= 1", "Theorem 2", "x'*P*x < 1"),
        ("param W in S^n\nvar x in R^n\nmin x'W*x\ns.t. x.^2 = 1", "", "only weak duality"),
    ],
)
def test_the_theorem_and_its_condition(text: str, theorem: str, said: str) -> None:
    found = du.derive(text).theorem
    assert found.theorem == theorem and said in found.condition


def test_sympy_is_not_loaded_to_derive_in_letters() -> None:
    program = (
        f"import duality as du, sys; print(du.derive({SVM!r})); print('sympy' in sys.modules, 'cvxpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False False"


def test_a_scalar_text_is_read_as_before() -> None:
    from duality.model.problem import Problem

    assert isinstance(du.parse("param n = 3\nvar x[1..n]\nmin sum(x[k]^2 for k in 1..n)"), Problem)
    assert isinstance(du.parse("param A = [[1, 2], [3, 4]]\nvar x[1..2]\nmin A[1, 1]*x[1]^2 + x[2]^2"), Problem)
    assert isinstance(du.parse("title a vector in R^n, in words\nmin x^2"), Problem)
