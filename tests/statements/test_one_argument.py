"""Functions of one argument, some of which are split off and some of which stay with their variable."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du
from duality.errors import ProblemError

STATEMENTS = {
    "a square and a norm of x - a": "min ||x - a||^2\ns.t. ||x - a||_1 <= 2\nx >= 0",
    "with the sign turned": "min ||a - x||^2 + ||x||_1\ns.t. ||a - x||_inf <= 2",
    "written out": "min (x - a)'(x - a) + ||x - a||\ns.t. ||x - a||_1 <= 2\nsum(x) >= 1",
    "entry by entry": "min sum((x - a).^2)\ns.t. max(x - a) <= 1/2\nx >= 0",
    "two norms of one residual": "min ||A*x - b||_inf - a'x\ns.t. ||A*x - b|| <= 3",
    "a norm and its square": "min ||A*x - b||^2 + ||A*x - b||\ns.t. ||x||_inf <= 1",
    "three functions": "min ||A*x - b||_1 + ||A*x - b||^2\ns.t. ||A*x - b||_inf <= 3",
    "exponentials below a number": "min -a'x\ns.t. sum(exp(x)) <= 5\nx <= 1",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_dual_has_the_value_of_the_statement(name: str) -> None:
    letters = "param a in R^n, A in R^(m, n), b in R^m\n" if "A*x" in STATEMENTS[name] else "param a in R^n\n"
    problem = du.parse(f"{letters}var x in R^n\n{STATEMENTS[name]}")
    data = {"a": np.array([0.4, 1.1])}
    if "A*x" in STATEMENTS[name]:
        data |= {"A": np.array([[1.0, 0.5], [-0.3, 1.2], [0.2, 0.1]]), "b": np.array([0.5, -0.2, 0.7])}
    direct = du.solve(problem, data=data)
    through = du.solve(du.derive(problem).dual_problem, data=data)
    assert direct.dual.value == pytest.approx(direct.primal.value, abs=1e-6)
    assert through.primal.value == pytest.approx(direct.dual.value, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "multipliers", "theta"),
    [
        ("param c in R^n\nvar x in R^n\nmin c'x + sum(sqrt(x))\ns.t. r: sum(x) >= 1", {"r": 0.5}, 0.5),
        ("param c in R^n\nvar x in R^n\nmin c'x\ns.t. r: geomean(x) <= 1", {"r": 2.0}, -2.0),
    ],
)
def test_concave_functions_are_least_at_0(text: str, multipliers: dict[str, float], theta: float) -> None:
    function = du.derive(du.parse(text)).dual_function
    data = {"c": np.array([1.0, 2.0])}
    assert function(multipliers, data=data) == pytest.approx(theta)
    assert function({"r": 3.0}, data={"c": np.array([-1.0, 2.0])}) == -np.inf


def test_a_weight_without_a_sign_is_refused() -> None:
    with pytest.raises(ProblemError, match="has no known sign"):
        du.derive(du.parse("param c in R^n\nvar x in R^n\nmin c'x\ns.t. sum(sqrt(x)) = 1"))
