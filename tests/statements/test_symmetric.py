"""Symmetric variables: what holds over all matrices need not hold over the symmetric ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

import duality as du

B = np.array([[3.0, 1.0, 0.0], [1.0, 2.0, -0.5], [0.0, -0.5, 1.5]])
C = np.array([[1.0, -2.0, 0.5], [-2.0, 0.0, 1.0], [0.5, 1.0, -1.0]])
G = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0], [1.0, 1.0, 2.0]])


def answered(text: str, **data: Any) -> Any:
    return du.solve(du.parse(text), data=data)


def test_a_quadratic_form_by_lyapunovs_equation() -> None:
    """B X + X B = C at the minimizer; 2 B X = C, of all matrices, has a lower value."""
    text = "param B in S++^n, C in S^n\nvar X in S^n\nmin tr(X*B*X) - tr(C*X)"
    value = -np.trace(C @ solve_continuous_lyapunov(B, C)) / 2
    report = answered(text, B=B, C=C)
    assert report.primal.value == pytest.approx(value) and report.dual.value == pytest.approx(value)
    derivation: Any = du.derive(du.parse(text))
    assert "beta_Y'*inv(B)*beta_Y" in str(derivation.dual_function)
    assert derivation.kkt.stationarity == ("-C - 1/2*beta_Y - 1/2*beta_Y' = 0", "beta_Y + 2*B*Y = 0")


@pytest.mark.parametrize("definite", ["S+", "S++"])
def test_a_quadratic_form_over_the_semidefinite_cone(definite: str) -> None:
    """At X = I the slope is 2 B - C', and with C = 2 B it vanishes."""
    report = answered(f"param B in {definite}^n\nvar X in S^n\ndomain X >> 0\nmin tr(X*B*X) - 2*tr(B*X)", B=B)
    assert report.primal.value == pytest.approx(-np.trace(B), abs=1e-6)
    assert report.dual.value == pytest.approx(-np.trace(B), abs=1e-6)


@pytest.mark.parametrize(
    ("norm", "value"),
    [
        ("norm(X - G)^2", np.linalg.norm((G - G.T) / 2) ** 2),
        # The nearest symmetric matrix in any norm that transposing keeps is the symmetric part.
        ("norm2(X - G)", np.linalg.norm((G - G.T) / 2, 2)),
        ("norm1(X - G)", np.abs((G - G.T) / 2).sum()),
        ("normnuc(X - G)", np.linalg.norm((G - G.T) / 2, "nuc")),
    ],
)
def test_the_distance_to_a_matrix_that_is_not_symmetric(norm: str, value: float) -> None:
    report = answered(f"param G in R^(n, n)\nvar X in S^n\nmin {norm}", G=G)
    assert report.primal.value == pytest.approx(value, abs=1e-6) and report.dual.value == pytest.approx(value, abs=1e-6)


def test_the_bound_of_a_matrix_in_the_explicit_dual_is_a_matrix() -> None:
    """tr(G'pinv(B)G) <= tr(T) with [[B, G], [G', T]] >> 0."""
    text = "param B in S+^n, G in R^(n, p)\nvar X in R^(n, p)\nmin tr(X'B*X) - 2*tr(G'X)\ns.t. s: sum(X) = 1"
    derivation: Any = du.derive(du.parse(text))
    assert "T in S^p" in str(derivation.dual_problem)
    report = answered(text, B=B, G=G[:, :2])
    inverse, one = np.linalg.inv(B), np.ones((3, 2))
    beta = 2 * (np.sum(inverse @ G[:, :2]) - 1) / np.sum(inverse @ one)
    x = inverse @ (G[:, :2] - beta / 2 * one)
    assert report.dual.value == pytest.approx(np.trace(x.T @ B @ x) - 2 * np.trace(G[:, :2].T @ x), abs=1e-6)
