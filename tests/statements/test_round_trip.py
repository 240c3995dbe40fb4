"""Text -> statement -> text, and the explicit dual as a statement again."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du
from tests.statements.exercises import EXERCISES
from tests.statements.stated import STATED, Stated
from tests.statements.unseen import MORE


@pytest.mark.parametrize("stated", [*STATED, *MORE, *EXERCISES], ids=lambda s: s.name)
def test_written_and_read_again_it_is_equal(stated: Stated) -> None:
    statement = du.parse(stated.text)
    assert du.parse(du.write(statement)) == statement


@pytest.mark.parametrize("stated", [*STATED, *MORE, *EXERCISES], ids=lambda s: s.name)
def test_the_dual_can_be_written_and_read(stated: Stated) -> None:
    from duality.statements.tower import derived
    from duality.statements.tower.dual import explicit_dual

    dual = explicit_dual(derived(du.parse(stated.text))).statement
    again = du.parse(du.write(dual))
    assert {d.name for d in again.variables} == {d.name for d in dual.variables}
    assert [row.name for row in again.rows] == [row.name for row in dual.rows]


def test_the_dual_of_the_dual_is_the_primal_again() -> None:
    text = "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. eq: A*x = b\n pos: x >= 0"
    dual = du.derive(du.parse(text)).dual_problem
    again = du.derive(dual).dual_problem
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(2, 4))
    data = {"A": matrix, "b": matrix @ rng.uniform(0.5, 1, 4), "c": rng.uniform(0.5, 1, 4)}
    values = [du.solve(problem, data=data).primal.value for problem in (du.parse(text), dual, again)]
    assert values == pytest.approx([values[0]] * 3, rel=1e-6)


@pytest.mark.parametrize(
    "rows",
    [
        "min norm1(x)\ns.t. fit: norm(A*x - b)^2 <= s^2",
        "min c'x\ns.t. near: norm(x)^2 <= s, x'*P*x + c'x <= 2*s",
        "min norm(A*x - b)^2 + s*norm1(x) + norm(x)^2\ns.t. -1/4 <= x <= 1/4",
        "min sum(exp(A*x - b)) + s*norm1(x)",
    ],
)
def test_the_dual_of_the_dual_has_its_value(rows: str) -> None:
    """Squares over a multiplier, thresholds in a box, entropies of -beta: each is a statement with a dual again."""
    from duality.statements.solving import solve

    text = "param A in R^(m, n), b in R^m, c in R^n, P in S++^n, s > 0\nvar x in R^n\n" + rows
    rng = np.random.default_rng(4)
    data = {"A": rng.normal(size=(4, 3)), "b": rng.normal(size=4), "c": rng.normal(size=3), "P": np.eye(3), "s": 1.5}
    dual = du.parse(du.write(du.derive(text).dual_problem.statement))
    again = du.derive(dual).dual_problem.statement
    values = [solve(problem, data).primal.value for problem in (du.parse(text), dual, again)]
    assert values == pytest.approx([values[0]] * 3, rel=1e-5)


def test_text_and_python_give_equal_statements() -> None:
    A, b, x = du.matrix("A", "m", "n"), du.vector("b", "m", data=True), du.vector("x", "n")
    lam = du.parameter("lam", positive=True)
    stated = du.minimize(0.5 * du.norm(A @ x - b) ** 2 + lam * du.norm1(x), subject_to={"low": x >= -1})
    text = "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2 + lam*norm1(x)"
    text += "\ns.t. low: x >= -1"
    assert stated == du.parse(text)
    assert du.parse(du.write(stated)) == stated


def test_arrays_stand_on_either_side() -> None:
    from scipy import sparse

    x = du.vector("x", 3)
    matrix = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]])
    rows = {
        "dense": matrix @ x <= np.array([2.0, 2.0]),
        "sparse": sparse.csr_matrix(matrix) @ x >= -4,
        "one": x[0] == 0.5,
    }
    problem = du.minimize(x @ np.eye(3) @ x + np.ones(3) @ x, subject_to=rows)
    report = du.solve(problem)
    # x1 = 1/2 is fixed, x2 = x3 = -1/2 minimize t^2 + t each.
    assert report.primal.value == pytest.approx(0.25 + 0.5 - 0.5)
    assert report.dual.value == pytest.approx(report.primal.value, abs=1e-7)
    assert report.verdict == "holds"
