"""Hundreds of rows written out go as blocks of matrices; at the threshold both routes give the same report."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import duality as du
from duality.api.answering import by_rows
from duality.api.effort import Effort
from duality.model.problem import MEMBERS, Problem
from duality.solving.arrays.exact import triangular
from duality.statements.explicit.named import NamedDerivation, NamedReport, named_derivation

LINEAR = """
title A little of everything
var x, y, z, s, t
min 3*x - 2*y + z/3 + 0.1*s + t + 5
s.t. need:  x + 2*y - z >= 1/3
     cap:   0.7*x + s <= 4
     span: -1 <= y - t <= 2
     all:  x + y + z + s + t = 3
domain x >= 0
domain y <= 5/2
domain z in [-1, 1.3]
domain s >= 0.1
"""

SQUARES = """
var x, y, z
min (x + y - 1)^2 + 2*(y - z)^2/3 + z^2 + x
s.t. one: x + y + z >= 2
     two: x - y <= 1/2
domain y >= 0
"""

PRODUCTS = "max 4 + x + 2*y - x^2 - x*y - y^2 - z^2 s.t. a: x + z <= 1, b: y - z = 1/4, c: x >= -3"

ELLIPSES = """
var x, y
min x - 2*y
s.t. bowl: (x - y)^2 + x + 2*y^2 <= 4
     cut:  x + y >= -2
"""

SEPARABLE = "min x^2/2 + 3*y^2 + z - x + 2*y s.t. a: x + y + z >= 3, b: x - z <= 1, c: z >= -5"

POLYHEDRAL = "var x, y; min 3*abs(x - 1/3) + max(2*y, x)/4 + abs(x + y) s.t. a: x + 2*y >= 3, b: max(x, y) <= 5"

KINDS = ["linear", "squares", "products", "ellipses", "diagonal", "polyhedral"]

TEXTS = [LINEAR, SQUARES, PRODUCTS, ELLIPSES, SEPARABLE, POLYHEDRAL]


def blocks(text: str) -> NamedDerivation:
    problem = du.parse(text)
    assert isinstance(problem, Problem)
    found = named_derivation(problem)
    assert found is not None
    return found


@pytest.mark.parametrize("text", TEXTS, ids=KINDS)
def test_both_routes_give_the_same_report(text: str) -> None:
    derivation = blocks(text)
    ours, theirs = derivation.solve(1e-8, None), by_rows(derivation.problem, Effort())
    assert ours.verdict == theirs.verdict == "holds"
    assert ours.primal.value == pytest.approx(theirs.primal.value, rel=1e-6, abs=1e-6)
    assert ours.dual.value == pytest.approx(theirs.dual.value, rel=1e-6, abs=1e-6)
    if ours.primal.label == "exact":
        assert ours.primal.exact == str(theirs.primal.exact)
    assert ours.primal.point is not None and ours.dual.point is not None
    assert theirs.primal.point is not None and theirs.dual.point is not None
    for mine, other in ((ours.primal.point, theirs.primal.point), (ours.dual.point, theirs.dual.point)):
        assert list(mine) == list(other)
        for name, value in other.items():
            assert mine[name] == pytest.approx(float(value), abs=2e-3), name


def test_linear_programs_of_decimals_are_exact() -> None:
    report = blocks(LINEAR).solve(1e-8, None)
    assert report.primal.label == report.dual.label == "exact"
    assert Fraction(report.primal.exact) == Fraction(str(by_rows(report.problem, Effort()).primal.exact))


@pytest.mark.parametrize("text", TEXTS, ids=KINDS)
def test_theta_is_the_same_function_of_the_multipliers(text: str) -> None:
    derivation = blocks(text)
    scalar = du.derive(derivation.problem)
    rng = random.Random(1)
    for _ in range(2):
        y = {
            c.name: abs(rng.gauss(0, 1)) if c.kind == "inequality" else rng.gauss(0, 1)
            for c in derivation.problem.constraints
        }
        mine, other = derivation.dual_function(y), float(scalar.dual_function(y))
        assert mine == other or mine == pytest.approx(other, rel=1e-5, abs=1e-5)


def test_theta_is_minus_infinity_at_a_negative_multiplier() -> None:
    for text in (SQUARES, SEPARABLE):
        derivation = blocks(text)
        names = [c.name for c in derivation.problem.constraints]
        assert derivation.dual_function(dict.fromkeys(names, -1.0)) == -math.inf


def band(n: int) -> str:
    rng = random.Random(5)
    rows = [
        f"  r{j}: x{2 * j + 1} + 2*x{2 * j + 2} + 0.5*x{(2 * j + 2) % n + 1} >= {rng.randint(1, 9)}"
        for j in range(n // 2)
    ]
    costs = " + ".join(f"{rng.randint(1, 9)}*x{k}" for k in range(1, n + 1))
    return "\n".join([f"min {costs}", "s.t.", *rows, "domain " + ", ".join(f"x{k} >= 0" for k in range(1, n + 1))])


def test_a_large_text_is_solved_in_its_own_names() -> None:
    problem = du.parse(band(MEMBERS))
    assert isinstance(problem, Problem)
    report = du.solve(problem)
    assert isinstance(report, NamedReport)
    assert report.verdict == "holds" and report.primal.label == report.dual.label == "exact"
    assert report.primal.point is not None and len(report.primal.point) == MEMBERS
    assert report["r0"] == report.dual.point["r0"]  # type: ignore[index]
    told = str(report)
    assert "r0, r1, r2, ..., r299 (300)" in told and len(told) < 4_000
    assert "A'*alpha_rows" in told
    assert du.derive(problem).dual_function(report.dual.point) == pytest.approx(report.value)  # type: ignore[arg-type]


def test_a_smaller_one_is_solved_in_scalar_rows() -> None:
    found = du.solve(band(300))
    assert not isinstance(found, NamedReport)
    largest = blocks(band(300)).solve(1e-8, None)
    assert str(found.primal.exact) == largest.primal.exact


def test_problems_of_python_keep_their_variables() -> None:
    rng = np.random.default_rng(2)
    x = du.variables(f"x[1..{MEMBERS}]")
    A, b = rng.integers(0, 9, (20, MEMBERS)), rng.integers(50, 99, 20)
    c = rng.integers(1, 9, MEMBERS)
    report = du.solve(du.maximize(c @ x, subject_to={"cap": A @ x <= b}, domain=[x >= 0, x <= 3]))
    assert isinstance(report, NamedReport) and report.verdict == "holds"
    assert report[x].shape == (MEMBERS,)
    assert c @ report[x] == pytest.approx(report.value)
    assert np.all(A @ report[x] <= b + 1e-9)
    assert report[x[3]] == report[x][3]
    assert report["cap"][0] == report.dual.point["cap[1]"]  # type: ignore[index]


def test_least_squares_are_not_multiplied_out() -> None:
    rng = np.random.default_rng(3)
    x = du.variables("x[1..5]")
    A, b = rng.integers(-5, 5, (MEMBERS, 5)), rng.integers(-9, 9, MEMBERS)
    rows = {f"s[{k}]": x[0] + x[1] <= 50 + k for k in range(1, MEMBERS)}
    report = du.solve(du.minimize(du.sum([(A[i] @ x - int(b[i])) ** 2 for i in range(MEMBERS)]), subject_to=rows))
    assert isinstance(report, NamedReport)
    best = np.linalg.lstsq(A, b, rcond=None)[0]
    assert report.value == pytest.approx(float(np.sum((A @ best - b) ** 2)), rel=1e-7)
    assert report[x] == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize(
    "change",
    [
        ("min ", "min sin(x1) + "),
        ("min ", "min x1*x2 + "),
        ("domain x1 >= 0", "domain x1 > 0"),
        ("domain x1 >= 0", "domain x1 in {0, 1}"),
        ("min ", "min norm(x1, x2)^3 + "),
    ],
    ids=["sine", "saddle", "open", "finite", "cube"],
)
def test_what_the_blocks_do_not_hold_is_left_to_the_rows(change: tuple[str, str]) -> None:
    problem = du.parse(band(20).replace(*change, 1))
    assert isinstance(problem, Problem)
    assert named_derivation(problem) is None


def test_a_square_root_keeps_its_domain() -> None:
    derivation = blocks("min x + y + z s.t. a: sqrt(x)^2 + y >= 1, b: y + z >= -4, c: y >= -2, d: z >= -9")
    assert [(b.kind, b.names) for b in derivation.lowered.blocks] == [("nonnegative", ("x",)), ("free", ("y", "z"))]


def test_no_point_and_no_bound() -> None:
    infeasible = blocks("min x s.t. a: x >= 1, b: x <= 0").solve(1e-8, None)
    assert (infeasible.primal.status, infeasible.primal.value) == ("infeasible", math.inf)
    unbounded = blocks("min x + y s.t. a: x - y >= 1").solve(1e-8, None)
    assert (unbounded.primal.status, unbounded.primal.value) == ("unbounded", -math.inf)


def test_numbers_that_floats_do_not_hold_are_not_called_exact() -> None:
    tiny = 1 + Fraction(1, 3**60)
    report = blocks(f"min x s.t. a: x >= {tiny}, b: x + y >= 0, c: y <= 1").solve(1e-8, None)
    assert report.primal.label == "numerical" and report.primal.value == pytest.approx(1)


def test_bounds_may_be_moved_before() -> None:
    problem = du.parse(band(MEMBERS))
    assert isinstance(problem, Problem)
    moved = du.solve(problem, dualize_domain=True)
    assert isinstance(moved, NamedReport) and moved.dual.point is not None
    assert len(moved.dual.point) == MEMBERS // 2 + MEMBERS
    assert moved.primal.exact == du.solve(problem).primal.exact


def test_statements_with_arrays_are_compared_by_their_numbers() -> None:
    A, b = np.eye(3), np.ones(3)

    def stated(b: np.ndarray) -> object:
        x = du.vector("x", 3)
        return du.minimize(du.sum(x), subject_to={"r": A @ x >= b})

    assert stated(b) == stated(b.copy())
    assert stated(b) != stated(b + 1)


def chained(n: int) -> str:
    rng = random.Random(7)
    squares = " + ".join(f"{rng.randint(1, 3)}/2*(x{k} - {rng.randint(1, 9)})^2" for k in range(1, n + 1))
    rows = [
        f"  r{j}: x{2 * j + 1} + 2*x{2 * j + 2} + 3*x{(2 * j + 2) % n + 1} <= {rng.randint(1, 9)}"
        for j in range(n // 2)
    ]
    return "\n".join([f"min {squares}", "s.t.", *rows])


def test_separable_quadratic_programs_are_exact_and_enclosed_where_that_is_too_dear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settled = blocks(chained(160)).solve(1e-8, None)
    exact = by_rows(settled.problem, Effort()).primal.exact
    assert settled.primal.label == settled.dual.label == "exact" and settled.primal.exact == str(exact)
    monkeypatch.setattr(triangular, "AFFORDABLE", 0.0)
    report = blocks(chained(160)).solve(1e-8, None)
    assert report.primal.label == report.dual.label == "enclosed" and report.primal.bounds is not None
    low, high = map(Fraction, report.primal.bounds)
    assert low <= Fraction(str(exact)) <= high and high - low <= Fraction(1, 10**4)


def test_few_rows_of_very_many_terms_are_large_too() -> None:
    rng = np.random.default_rng(4)
    x = du.variables("x[1..200]")
    A = rng.integers(1, 9, (101, 200))
    stated = du.minimize(du.sum(x), subject_to={"need": A @ x >= 100}, domain=[x >= 0])
    assert stated.is_large and not du.minimize(du.sum(x), subject_to={"need": A[:50] @ x >= 100}).is_large
    report = du.solve(stated)
    assert isinstance(report, NamedReport) and report.primal.label == "exact"
    assert np.all(A @ report[x] >= 100 - 1e-9)


FUNCTIONS = {
    "functions": (
        "var x, y, z; min exp(x - y) + 2*abs(z - 1) + y^2 s.t. a: x + y + z >= 1, b: exp(y/2) - log(z + 2) <= 1/4",
        lambda c, x, y, z: (
            c.exp(x - y) + 2 * c.abs(z - 1) + y**2,
            [1 - x - y - z, c.exp(y / 2) - c.log(z + 2) - 0.25],
        ),
    ),
    "entropy": (
        "var x, y\nmin x*log(x) + 2*y*log(y) + max(x - y, 0)/3 "
        "s.t. a: x + y = 1, b: log(exp(y) + 1) <= 2\ndomain x > 0",
        lambda c, x, y: (-c.entr(x) - 2 * c.entr(y) + c.pos(x - y) / 3, [x + y - 1, c.logistic(y) - 2]),
    ),
    "of many": (
        "var x, y, z; min 2*norm(x - 1, y, z) + log(exp(x) + exp(2*z) + exp(y)) - min(x, y, z)/2 "
        "s.t. a: x + y + z >= 3, b: z = y/2",
        lambda c, x, y, z: (
            2 * c.norm(c.hstack([x - 1, y, z])) + c.log_sum_exp(c.hstack([x, 2 * z, y])) - c.minimum(x, y, z) / 2,
            [3 - x - y - z, z - y / 2],
        ),
    ),
    "roots": (
        "var x, y; max sqrt(x) + min(x, y) s.t. a: x + 2*y <= 3, b: abs(x - y)/2 <= 4",
        lambda c, x, y: (-c.sqrt(x) - c.minimum(x, y), [x + 2 * y - 3, c.abs(x - y) / 2 - 4]),
    ),
    "of many in rows": (
        "var x, y, z; min x + y^2 + z^2 s.t. a: norm(x - 1, y, 2*z) <= 1 + z/3, "
        "b: 2*norm(x, y)/3 + max(x, y, z, 1) <= 9, c: log(exp(x) + exp(2*z - 1) + exp(y)) <= 3, d: -min(x, y, z) <= 5",
        lambda c, x, y, z: (
            x + y**2 + z**2,
            [
                c.norm(c.hstack([x - 1, y, 2 * z])) - 1 - z / 3,
                2 * c.norm(c.hstack([x, y])) / 3 + c.maximum(x, y, z, 1) - 9,
                c.log_sum_exp(c.hstack([x, 2 * z - 1, y])) - 3,
                -c.minimum(x, y, z) - 5,
            ],
        ),
    ),
    "many of many": (
        "var x, y; max 3 - norm(x - 1, y) - 2*norm(x, y - 2) - norm(x + y, 1) - norm(x - y, x - 3)/2 - max(x, y, 1) "
        "+ y/3 s.t. a: x + y <= 1, b: norm(x, y) <= 2",
        lambda c, x, y: (
            c.norm(c.hstack([x - 1, y]))
            + 2 * c.norm(c.hstack([x, y - 2]))
            + c.norm(c.hstack([x + y, 1]))
            + c.norm(c.hstack([x - y, x - 3])) / 2
            + c.maximum(x, y, 1)
            - y / 3
            - 3,
            [x + y - 1, c.norm(c.hstack([x, y])) - 2],
        ),
    ),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_stand_in_blocks(name: str) -> None:
    import cvxpy

    text, model = FUNCTIONS[name]
    derivation = blocks(text)
    problem = derivation.problem
    x = [cvxpy.Variable() for _ in problem.variables]
    objective, gaps = model(cvxpy, *x)
    kinds = [c.kind for c in problem.constraints]
    rows = [gap == 0 if kind == "equality" else gap <= 0 for gap, kind in zip(gaps, kinds, strict=True)]
    best: Any = cvxpy.Problem(cvxpy.Minimize(objective), rows).solve("CLARABEL")
    report = derivation.solve(1e-8, None)
    sign = 1 if problem.sense.value == "min" else -1
    assert report.verdict == "holds" and report.dual.point is not None
    assert [report.primal.value, report.dual.value] == pytest.approx([sign * best] * 2, rel=1e-5)
    rng = random.Random(3)
    for y in (report.dual.point, {c.name: rng.uniform(0.2, 2) for c in problem.constraints}):
        weighted = objective + sum(float(y[c.name]) * gap for c, gap in zip(problem.constraints, gaps, strict=True))
        inner = cvxpy.Problem(cvxpy.Minimize(weighted))
        least = inner.solve("CLARABEL")
        assert inner.status == "optimal"
        assert derivation.dual_function(y) == pytest.approx(least, rel=1e-4)
    assert derivation.dual_function(dict.fromkeys(y, -1.0)) == -math.inf
