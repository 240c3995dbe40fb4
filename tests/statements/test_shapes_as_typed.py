"""Shapes as people type them: m x n, in braces; what could be the size of a vector is asked back."""

from __future__ import annotations

import pytest

import duality as du


@pytest.mark.parametrize(
    "shape",
    ["R^(m, n)", "R^{m, n}", "R^(m x n)", "R^{m x n}", "R^m x n", r"R^{m \times n}"],
)
def test_a_matrix(shape: str) -> None:
    shown = str(du.derive(f"param A in {shape}, b in R^m\nvar x in R^n\nmin norm(A*x - b)^2"))
    assert "A in R^(m, n)" in shown


@pytest.mark.parametrize(("shape", "meant"), [("R^(2 x n)", "R^(2, n)"), ("R^(m x 3)", "R^(m, 3)")])
def test_numbers_beside_a_cross(shape: str, meant: str) -> None:
    assert f"A in {meant}" in str(du.derive(f"param A in {shape}\nvar X in R^({meant[3:]}\nmin norm(A - X)^2"))


@pytest.mark.parametrize("shape", ["R^(m*n)", "R^m*n", "R^{m*n}", "R^(m × n)"])
def test_a_star_is_asked_back(shape: str) -> None:
    with pytest.raises(du.ProblemError, match=r"written with a comma"):
        du.derive(f"var x in {shape}\nmin norm(x)^2")
