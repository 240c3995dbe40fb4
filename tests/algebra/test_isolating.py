"""Trees that solve g = 0 for a variable: put back in, they make g vanish."""

from __future__ import annotations

import pytest

from duality.algebra.atoms import substitute
from duality.algebra.evaluate import value
from duality.algebra.isolating import coefficients, solutions
from tests.algebra.paths.written import tree

EQUATIONS = [
    ("x*y - 1", "y"), ("exp(y) - x", "y"), ("y - log(x)", "x"), ("x^2*y^3 - 2", "y"), ("sqrt(x + y) - 3", "y"),
    ("x^2 + y^2 - 9", "y"), ("y^2 + x*y - 3", "y"), ("(x - y)^2", "y"), ("y/(x + y) - 1/2", "y"), ("1/y^2 - x", "y"),
    ("tanh(y) - 1/2 + 0*x", "y"), ("sinh(2*y) - x", "y"), ("cosh(y) - x", "y"), ("abs(y - x) - 2", "y"),
    ("cos(3*y)", "y"), ("x + 2*y - 3*(x - y)", "y"), ("(y - 1)*(y + x)", "y"), ("exp(x*y)*x - 5", "y"),
    ("asinh(y) - x", "y"), ("atanh(y/9) - x", "y"), ("exp(y) - 1 + 0*x", "y"),
]  # fmt: skip


@pytest.mark.parametrize(("equation", "name"), EQUATIONS)
def test_a_solution_makes_the_function_vanish(equation, name) -> None:
    node = tree(equation)
    found = list(solutions(node, name))
    assert found
    point = {"x": 1.7, "y": 2.3}
    residuals = [abs(value(substitute(node, {name: v}), point)) for v in found]
    assert min(residuals) < 1e-12


def test_both_roots_are_offered() -> None:
    found = {round(value(v, {"x": 2.0}), 9) for v in solutions(tree("y^2 - x*y - 3*y + 6"), "y")}
    assert found == {2.0, 3.0}


def test_coefficients_of_a_polynomial_in_one_variable() -> None:
    found = coefficients(tree("(x + y)^2 - y^2 + x/4"), "x")
    assert found is not None
    assert {k: value(c, {"y": 3.0}) for k, c in found.items()} == {1: 6.25, 2: 1.0}
    assert coefficients(tree("x*exp(x)"), "x") is None
