"""Sixty problems over cvxpy's atoms: name, a builder, and for those that are refused a word of the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import cvxpy as cp
import numpy as np


class Foreign(NamedTuple):
    """``refused`` is a part of the message where no rule is known."""

    name: str
    build: Callable[[np.random.Generator], cp.Problem]
    refused: str = ""


FOREIGN: list[Foreign] = []


def problem(refused: str = "") -> Callable[[Callable[[np.random.Generator], cp.Problem]], None]:
    def add(build: Callable[[np.random.Generator], cp.Problem]) -> None:
        FOREIGN.append(Foreign(build.__name__.strip("_"), build, refused))

    return add


def table(rng: np.random.Generator, m: int, n: int) -> Any:
    return rng.normal(size=(m, n)).round(2)


def spd(rng: np.random.Generator, n: int) -> Any:
    factor = rng.normal(size=(n, n)).round(2)
    return factor @ factor.T + np.eye(n)


@problem()
def lp_inequalities(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(cp.Minimize(np.array([1, 2, 0.5, 1]) @ x), [table(rng, 3, 4) @ x <= 3, x >= -1, x <= 2])


@problem()
def lp_nonneg_attribute(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4, nonneg=True)
    A = rng.uniform(0.2, 1, (3, 4)).round(2)
    return cp.Problem(cp.Maximize(cp.sum(x)), [A @ x <= np.array([1.0, 2.0, 1.5])])


@problem()
def lp_bounds_attribute(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3, bounds=[np.array([-1.0, 0.0, -2.0]), np.array([1.0, 3.0, 0.5])])
    return cp.Problem(cp.Minimize(x @ np.array([1.0, -1.0, 2.0])), [cp.sum(x) >= 0])


@problem()
def least_squares(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.sum_squares(table(rng, 6, 3) @ x - rng.normal(size=6))))


@problem()
def quadratic_program(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(
        cp.Minimize(0.5 * cp.quad_form(x, spd(rng, 3)) + np.array([1.0, -1.0, 0.5]) @ x), [cp.sum(x) == 1, x >= 0]
    )


@problem()
def quadratic_constraint(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(np.array([1.0, -2.0, 0.5]) @ x), [cp.quad_form(x, spd(rng, 3)) <= 1])


@problem()
def ridge_with_parameter(rng: np.random.Generator) -> cp.Problem:
    x, lam = cp.Variable(3), cp.Parameter(nonneg=True, value=0.7, name="lam")
    return cp.Problem(cp.Minimize(cp.sum_squares(table(rng, 5, 3) @ x - 1) + lam * cp.sum_squares(x)))


@problem()
def lasso_named(rng: np.random.Generator) -> cp.Problem:
    w = cp.Variable(4, name="w")
    return cp.Problem(
        cp.Minimize(0.5 * cp.sum_squares(table(rng, 6, 4) @ w - rng.normal(size=6)) + 0.4 * cp.norm(w, 1))
    )


@problem()
def euclidean_and_max_norms(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.norm(table(rng, 5, 3) @ x - 1) + 2 * cp.norm(x - 1, "inf")))


@problem()
def absolute_values(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.sum(cp.abs(table(rng, 5, 3) @ x - 1))), [cp.abs(x) <= 0.4])


@problem()
def largest_of_affine(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.max(table(rng, 5, 2) @ x + 1)), [cp.norm(x) <= 1])


@problem()
def smallest_of_affine(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Maximize(cp.min(table(rng, 5, 2) @ x + 1)), [cp.norm_inf(x) <= 1])


@problem()
def maximum_of_two(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.sum(cp.maximum(x - 1, -2 * x)) + cp.sum_squares(x)))


@problem()
def minimum_of_two(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Maximize(cp.sum(cp.minimum(x, 2 - x)) - cp.sum_squares(x - 0.3)))


@problem()
def hinge_loss(rng: np.random.Generator) -> cp.Problem:
    w, b = cp.Variable(2), cp.Variable()
    X, y = table(rng, 8, 2), np.where(np.arange(8) % 2, 1.0, -1.0)
    return cp.Problem(cp.Minimize(0.5 * cp.sum_squares(w) + cp.sum(cp.pos(1 - cp.multiply(y, X @ w + b)))))


@problem()
def negative_parts(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.sum(cp.neg(x - 1)) + cp.sum_squares(x)))


@problem()
def logistic_regression(rng: np.random.Generator) -> cp.Problem:
    w = cp.Variable(2)
    X, y = table(rng, 7, 2), np.where(np.arange(7) % 2, 1.0, -1.0)
    return cp.Problem(cp.Minimize(cp.sum(cp.logistic(-cp.multiply(y, X @ w))) + 0.3 * cp.sum_squares(w)))


@problem()
def log_sum_exp(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(
        cp.Minimize(cp.log_sum_exp(np.vstack([np.eye(2), -np.eye(2), [[1, 1]]]) @ x + rng.normal(size=5)))
    )


@problem()
def exponentials(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum(cp.exp(x)) + cp.sum(cp.exp(-2 * x))), [x[0] + x[1] >= 1])


@problem()
def logarithms(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Maximize(cp.sum(cp.log(x))), [np.array([1.0, 2.0, 3.0]) @ x <= 6])


@problem()
def water_filling_log1p(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3, nonneg=True)
    return cp.Problem(cp.Maximize(cp.sum(cp.log1p(cp.multiply(np.array([1.0, 2.0, 0.5]), x)))), [cp.sum(x) == 2])


@problem()
def entropy(rng: np.random.Generator) -> cp.Problem:
    p = cp.Variable(4)
    return cp.Problem(cp.Maximize(cp.sum(cp.entr(p))), [cp.sum(p) == 1, np.arange(4) @ p == 1.2])


@problem()
def relative_entropy(rng: np.random.Generator) -> cp.Problem:
    p, q = cp.Variable(3), np.array([0.2, 0.3, 0.5])
    return cp.Problem(cp.Minimize(cp.sum(cp.rel_entr(p, q))), [cp.sum(p) == 1, p[0] >= 0.4])


@problem()
def divergence(rng: np.random.Generator) -> cp.Problem:
    p, q = cp.Variable(3), np.array([0.2, 0.3, 0.5])
    return cp.Problem(cp.Minimize(cp.sum(cp.kl_div(p, q))), [np.array([1.0, 2.0, 3.0]) @ p == 2])


@problem()
def huber_fit(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum(cp.huber(table(rng, 6, 2) @ x - rng.normal(size=6), 0.5))))


@problem()
def square_roots(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Maximize(cp.sum(cp.sqrt(x))), [np.array([1.0, 2.0, 3.0]) @ x <= 6])


@problem()
def reciprocals(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Minimize(cp.sum(cp.inv_pos(x))), [cp.sum(x) <= 2])


@problem()
def fourth_powers(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum(x**4) + np.array([1.0, -2.0]) @ x))


@problem()
def cubes(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum(x**3)), [cp.sum(x) == 3])


@problem()
def powers_one_and_a_half(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3, nonneg=True)
    return cp.Problem(cp.Minimize(cp.sum(cp.power(x, 1.5)) - np.array([1.0, 2.0, 0.5]) @ x))


@problem()
def square_over_variable(rng: np.random.Generator) -> cp.Problem:
    x, y = cp.Variable(2), cp.Variable()
    return cp.Problem(cp.Minimize(cp.quad_over_lin(x, y) + y), [cp.sum(x) == 2, y <= 3])


@problem()
def geometric_mean(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Maximize(cp.geo_mean(x)), [np.array([1.0, 2.0, 3.0]) @ x <= 6])


@problem()
def weighted_geometric_mean(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Maximize(cp.geo_mean(x, [1, 3])), [np.array([1.0, 2.0]) @ x <= 6])


@problem()
def harmonic_mean(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(3)
    return cp.Problem(cp.Maximize(cp.harmonic_mean(x)), [cp.sum(x) <= 3, x <= np.array([0.5, 1.0, 3.0])])


@problem()
def largest_entries(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(cp.Minimize(cp.sum_largest(x, 2)), [cp.sum(x) == 1, x >= np.array([0.4, 0.0, 0.1, -1.0])])


@problem()
def smallest_entries(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(cp.Maximize(cp.sum_smallest(x, 2)), [cp.sum(x) == 1, x <= np.array([0.1, 0.5, 1.0, 1.0])])


@problem()
def total_variation(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(5)
    return cp.Problem(cp.Minimize(cp.sum_squares(x - rng.normal(size=5)) + 0.5 * cp.tv(x)))


@problem()
def second_differences(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(6)
    return cp.Problem(cp.Minimize(cp.sum_squares(x - rng.normal(size=6)) + cp.norm1(cp.diff(x, 2))))


@problem()
def cumulative_sums(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(cp.Minimize(cp.sum_squares(x)), [cp.cumsum(x) >= np.array([0.0, 1.0, 1.0, 3.0])])


@problem()
def convolution(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(cp.Minimize(cp.sum_squares(cp.convolve(np.array([1.0, 0.5]), x) - 1) + 0.1 * cp.norm1(x)))


@problem()
def slices(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(5)
    return cp.Problem(
        cp.Minimize(cp.sum_squares(x[1:] - x[:-1])), [x[0] == 0, x[4] == 1, x[::2] <= 0.8 + np.array([0, 0, 0.2])]
    )


@problem()
def rows_and_columns(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((3, 2))
    return cp.Problem(
        cp.Minimize(cp.sum_squares(X) + cp.sum(X[:, 0])), [X[0, :] >= 1, cp.sum(X, axis=1) == np.array([3.0, 0.0, 1.0])]
    )


@problem()
def stacked(rng: np.random.Generator) -> cp.Problem:
    x, y = cp.Variable(2), cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.norm(cp.hstack([x - 1, y + 1, cp.sum(x)]))), [cp.vstack([x, y]) >= 0.2])


@problem()
def norms_of_rows(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((3, 2))
    return cp.Problem(cp.Minimize(cp.sum(cp.norm(X - table(rng, 3, 2), axis=1)) + cp.sum_squares(X)))


@problem()
def cones_by_hand(rng: np.random.Generator) -> cp.Problem:
    x, t = cp.Variable(3), cp.Variable()
    return cp.Problem(cp.Minimize(t + x[0]), [cp.SOC(t, x - 1), cp.sum(x) == 0])


@problem()
def boxed_matrix_transport(rng: np.random.Generator) -> cp.Problem:
    P = cp.Variable((2, 3), nonneg=True)
    C = rng.uniform(0, 1, (2, 3)).round(2)
    return cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(C, P))),
        [cp.sum(P, axis=1) == np.array([0.5, 0.5]), cp.sum(P, axis=0) == np.array([0.2, 0.3, 0.5])],
    )


@problem()
def entropic_transport(rng: np.random.Generator) -> cp.Problem:
    P = cp.Variable((2, 3))
    C = rng.uniform(0, 1, (2, 3)).round(2)
    return cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(C, P)) - 0.2 * cp.sum(cp.entr(P))),
        [P @ np.ones(3) == np.array([0.5, 0.5]), P.T @ np.ones(2) == np.array([0.2, 0.3, 0.5])],
    )


@problem()
def semidefinite(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((3, 3), PSD=True)
    return cp.Problem(cp.Minimize(cp.trace(spd(rng, 3) @ X)), [cp.diag(X) == 1])


@problem()
def matrix_inequality(rng: np.random.Generator) -> cp.Problem:
    y = cp.Variable(2)
    F = [spd(rng, 3), np.diag([1.0, -1.0, 0.0]), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])]
    return cp.Problem(cp.Minimize(y[0] + 2 * y[1]), [F[0] + y[0] * F[1] + y[1] * F[2] >> 0])


@problem()
def largest_eigenvalue(rng: np.random.Generator) -> cp.Problem:
    t = cp.Variable(2)
    return cp.Problem(
        cp.Minimize(cp.lambda_max(spd(rng, 3) + t[0] * np.diag([1.0, -1.0, 0.0]) + t[1] * np.diag([0.0, 1.0, -1.0])))
    )


@problem()
def smallest_eigenvalue(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((2, 2), symmetric=True)
    return cp.Problem(cp.Maximize(cp.lambda_min(X)), [cp.trace(X) == 3, X[0, 1] == 0.5])


@problem()
def log_determinant(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((3, 3), symmetric=True)
    return cp.Problem(cp.Minimize(cp.trace(spd(rng, 3) @ X) - cp.log_det(X)))


@problem()
def nuclear_norm(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((3, 2))
    return cp.Problem(cp.Minimize(cp.normNuc(X)), [X[0, 0] == 1, X[2, 1] == -1, X[1, 0] >= 0.5])


@problem()
def spectral_norm(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sigma_max(table(rng, 3, 2) + x[0] * table(rng, 3, 2) + x[1] * table(rng, 3, 2))))


@problem()
def matrix_fraction_moving(rng: np.random.Generator) -> cp.Problem:
    P = cp.Variable((2, 2), symmetric=True)
    return cp.Problem(cp.Minimize(cp.matrix_frac(np.array([1.0, 2.0]), P)), [cp.trace(P) <= 2])


@problem()
def knapsack(rng: np.random.Generator) -> cp.Problem:
    z = cp.Variable(3, boolean=True)
    return cp.Problem(cp.Maximize(np.array([4.0, 3.0, 5.0]) @ z), [np.array([2.0, 1.0, 3.0]) @ z <= 3])


@problem()
def infeasible(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum_squares(x)), [cp.sum(x) >= 3, x <= 1])


@problem()
def unbounded(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(x[0] - x[1]), [x >= 0])


@problem()
def kronecker(rng: np.random.Generator) -> cp.Problem:
    X = cp.Variable((2, 2))
    return cp.Problem(cp.Minimize(cp.sum_squares(cp.kron(np.array([[1.0, 2.0]]), X) - 1) + cp.norm1(X)))


@problem()
def reshaped(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(4)
    return cp.Problem(
        cp.Minimize(cp.norm(cp.reshape(x, (2, 2), order="F") - np.array([[1.0, 2.0], [3.0, 4.0]]), "fro")),
        [cp.vec(cp.diag(x), order="F") <= 1.5],
    )


@problem()
def norm_of_order_three(rng: np.random.Generator) -> cp.Problem:
    x = cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.pnorm(x - 1, 3)), [cp.sum(x) == 1])


@problem()
def perspective_of_log(rng: np.random.Generator) -> cp.Problem:
    x, y = cp.Variable(2), cp.Variable(2)
    return cp.Problem(cp.Minimize(cp.sum(cp.rel_entr(x, y))), [cp.sum(x) == 1, y <= 0.3])


@problem("ExpCone")
def exponential_cone(rng: np.random.Generator) -> cp.Problem:
    x, y, z = cp.Variable(), cp.Variable(), cp.Variable()
    return cp.Problem(cp.Minimize(z), [cp.ExpCone(x, y, z), x == 1, y >= 1])


@problem("integer")
def integers(rng: np.random.Generator) -> cp.Problem:
    k = cp.Variable(2, integer=True)
    return cp.Problem(cp.Minimize(cp.sum(k)), [k >= 0.5])


@problem("complex")
def complex_variable(rng: np.random.Generator) -> cp.Problem:
    z = cp.Variable(2, complex=True)
    return cp.Problem(cp.Minimize(cp.norm(z - 1)))
