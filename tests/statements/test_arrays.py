"""Bound statements on sparse arrays: the answers of the engine of scalar problems, at any size, told as they are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import linalg as sparse_linalg

import duality as du
from duality.errors import ProblemError
from duality.solving.arrays import optimize
from duality.solving.arrays.exact import exact_optimum
from duality.statements import solve
from duality.statements.arrays.canonical import Canonical
from duality.statements.binding import symbols
from duality.statements.theta import Bound
from duality.statements.tower import derived
from tests.statements.test_indexed import CASES
from tests.statements.test_indexed import _data as indexed_data

LINEAR = """
param A in R^(m, n), b in R^m, c in R^n
var   x in R^n
domain x >= 0
min   c'x
s.t.  need: A*x >= b
"""

EQUATIONS = LINEAR.replace("need: A*x >= b", "eq: A*x = b")

PLAIN = {
    "linear": (LINEAR, {"A": [[1, 2, 0], [0, 1, 3]], "b": [4, 5], "c": [1, 3, 2]}),
    "ridge": (
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b)^2 + x'x\ns.t. cap: 1'x <= 1/2",
        {"A": [[1, 2], [3, 1], [0, 1]], "b": [1, 2, 0]},
    ),
    "quadratic": (
        "param P in S++^n, q in R^n\nvar x in R^n\ndomain -1 <= x <= 1\nmin 1/2*x'P*x + q'x\ns.t. tot: 1'x = 1",
        {"P": [[3, 1], [1, 2]], "q": [1, -4]},
    ),
    "entropy": (
        "param a in R^n\nvar x in R^n\ndomain x >= 0\nmin sum(x.*log(x)) + a'x\ns.t. tot: 1'x = 1",
        {"a": [1, 2, 0]},
    ),
    "norms": (
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b) + norm1(x)\ns.t. box: norminf(x) <= 1/4",
        {"A": [[1, 2], [3, 1], [0, 1]], "b": [1, 2, 0]},
    ),
}


def band(n: int, rng: np.random.Generator) -> dict:
    """min c'x over x >= 0 and n/2 rows of eight neighbors."""
    rows = np.repeat(np.arange(n // 2), 8)
    columns = (2 * rows + np.tile(np.arange(8), n // 2)) % n
    matrix = sparse.csr_array((rng.integers(1, 6, len(rows)).astype(float), (rows, columns)), shape=(n // 2, n))
    return {"A": matrix, "b": rng.integers(5, 21, n // 2), "c": rng.integers(1, 10, n)}


@pytest.mark.parametrize("name", PLAIN)
def test_small_data_have_the_answers_of_the_scalar_engine(name: str) -> None:
    text, data = PLAIN[name]
    statement = du.parse(text)
    arrays, scalars = solve(statement, data), du.solve(statement, data=data)
    assert arrays.primal.backend.startswith(("HiGHS", "Clarabel", "Newton")) and scalars.scalar is not None
    assert arrays.primal.value == pytest.approx(scalars.primal.value, abs=1e-6)
    assert arrays.dual.value == pytest.approx(scalars.dual.value, abs=1e-6)
    assert arrays.verdict == scalars.verdict == "holds"
    theta = du.derive(statement).dual_function(arrays.dual.point, data=data)
    assert theta == pytest.approx(arrays.dual.value)


@pytest.mark.parametrize("name", CASES)
def test_families_are_read_on_grids(name: str) -> None:
    data = indexed_data(name, 2, np.random.default_rng(4))
    statement = du.parse(CASES[name])
    arrays, scalars = solve(statement, data), du.solve(statement, data=data)
    assert arrays.primal.value == pytest.approx(scalars.primal.value, abs=1e-7)
    assert arrays.dual.value == pytest.approx(scalars.dual.value, abs=1e-7)


def test_a_family_of_ten_thousand_members_is_one_block() -> None:
    rng = np.random.default_rng(0)
    periods = 10_000
    data = {k: rng.integers(1, 5, periods) for k in "dph"}
    report = du.solve(CASES["storage"], data=data)
    assert report.verdict == "holds"
    assert report.primal.value == pytest.approx(report.dual.value)
    assert report.dual.point["bal"].shape == (periods,)
    assert report.primal.point["s"].shape == (periods + 1,)


def test_sparse_data_stay_sparse_and_the_report_is_short() -> None:
    data = band(4000, np.random.default_rng(1))
    report = du.solve(LINEAR, data=data)
    assert report.primal.backend.startswith("HiGHS")
    assert report.primal.value == pytest.approx(report.dual.value, rel=1e-12)
    multipliers = report.dual.point["need"].ravel()
    assert multipliers.shape == (2000,) and multipliers.min() >= -1e-9
    assert (data["A"].T @ multipliers <= data["c"] + 1e-9).all()
    text = str(report)
    assert len(text.splitlines()) < 40
    assert "need = 2000 entries" in text and "largest [" in text and "checked" in text


def test_residuals_take_the_gap_apart() -> None:
    rng = np.random.default_rng(2)
    text = "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2 + lam*norm1(x)"
    report = du.solve(text, data={"A": rng.normal(size=(20, 30)), "b": rng.normal(size=20), "lam": 0.5})
    kept = report.residuals
    assert kept is not None and kept.violation <= 1e-7
    assert kept.slackness + kept.stationarity == pytest.approx(report.primal.value - report.dual.value, abs=1e-9)
    assert kept.stationarity >= -1e-9


@pytest.mark.parametrize(
    ("changes", "primal", "dual"),
    [
        ({"b": -np.ones(3), "A": np.ones((3, 40)) * np.arange(1, 4)[:, None]}, np.inf, np.inf),
        ({"c": -np.ones(40)}, -np.inf, -np.inf),
    ],
)
def test_infeasible_and_unbounded_are_told(changes: dict, primal: float, dual: float) -> None:
    rng = np.random.default_rng(3)
    half = rng.uniform(0.1, 1, (3, 20))
    data = {"A": np.hstack([half, -half]), "b": half @ np.ones(20), "c": rng.uniform(1, 2, 40), **changes}
    report = du.solve(EQUATIONS, data=data)
    assert report.primal.value == primal and report.dual.value == dual
    assert report.primal.point is None and report.dual.point is None


def test_both_sides_infeasible_is_no_strong_duality() -> None:
    text = "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. eq: A*x = b"
    data = {"A": np.zeros((1, 30)), "b": [1], "c": np.full(30, 0.12345678)}
    report = du.solve(text, data=data)
    assert (report.primal.value, report.dual.value) == (np.inf, -np.inf)
    assert report.verdict == "fails"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"b": np.ones(6)}, "b has 6 entries along m"),
        ({"b": [1, np.nan]}, "b holds nan"),
        ({"c": [1, np.inf, 1]}, "c holds inf"),
        ({"A": sparse.csr_array(np.full((200, 200), np.nan))}, "A holds nan"),
        ({"A": "many"}, "no array of numbers"),
        ({"d": 1}, "no parameter 'd'"),
    ],
)
def test_bad_data_are_named(changes: dict, said: str) -> None:
    data = {"A": np.ones((2, 3)), "b": np.ones(2), "c": np.ones(3), **changes}
    with pytest.raises(ProblemError, match=said):
        du.solve(LINEAR, data=data)


def test_an_index_outside_the_data_is_named() -> None:
    text = "param a[n]\nvar x[i] for i in 1..n\ndomain x[i] >= 0 for i in 1..n\nmin sum(a[i + 1]*x[i] for i in 1..n)"
    with pytest.raises(ProblemError, match="outside"):
        solve(du.parse(text), {"a": [1, 2, 3]})


def test_without_multipliers_theta_is_the_infimum() -> None:
    text = "param Q in S^n, c in R^n\nvar x in R^n\nmin x'Q*x + c'x"
    report = du.solve(text, data={"Q": np.diag(np.arange(1.0, 41)), "c": np.ones(40)})
    assert report.primal.value == pytest.approx(-sum(1 / (4 * k) for k in range(1, 41)))
    assert report.verdict == "holds"


def test_a_point_is_no_optimum_where_theta_is_finite_nowhere() -> None:
    text = "param c in R^n\nvar x in R^n\ndomain x > 0\nmin -c'*log(x)"
    report = du.solve(text, data={"c": np.linspace(0.1234, 1, 30)})
    assert report.primal.value in (None, -np.inf)
    assert report.dual.value == -np.inf


def test_a_form_that_sinks_along_its_kernel_has_no_dual_value() -> None:
    text = "param Q in S^n, c in R^n\nvar x in R^n\nmin x'Q*x + c'x"
    report = du.solve(text, data={"Q": np.diag(np.arange(0.0, 30)), "c": np.ones(30)})
    assert (report.primal.value, report.dual.value) == (-np.inf, -np.inf)


def test_a_large_linear_program_is_proved_over_the_rationals() -> None:
    data = band(2000, np.random.default_rng(7))
    report = du.solve(LINEAR, data=data)
    assert report.primal.label == report.dual.label == "exact"
    value = Fraction(report.primal.exact)
    assert report.dual.exact == report.primal.exact and float(value) == report.primal.value
    x, y = report.primal.point["x"].ravel(), report.dual.point["need"].ravel()
    assert data["c"] @ x == pytest.approx(float(value)) and data["b"] @ y == pytest.approx(float(value))
    assert len(str(report)) < 4000


def test_the_exact_value_is_that_of_the_scalar_engine() -> None:
    text, data = PLAIN["linear"]
    statement = du.parse(text)
    assert solve(statement, data).primal.exact == du.solve(statement, data=data).primal.exact == "22/3"
    boxed = LINEAR.replace("domain x >= 0", "domain 1/2 <= x <= 3")
    arrays, scalars = solve(du.parse(boxed), data), du.solve(boxed, data=data)
    assert arrays.primal.label == "exact" and arrays.primal.exact == scalars.primal.exact


@pytest.mark.parametrize("entry", [0.1, 1 / 3, 1e300])
def test_data_that_floats_round_are_not_called_exact(entry: float) -> None:
    text, data = PLAIN["linear"]
    report = solve(du.parse(text), {**data, "c": [1, 3, entry]})
    assert report.primal.label == "numerical"


def test_products_of_data_are_not_called_exact() -> None:
    text = "param A in R^(m, n), B in R^(n, n), c in R^n\nvar x in R^n\ndomain x >= 0\nmin c'x\ns.t. A*B*x >= 1"
    report = solve(du.parse(text), {"A": [[1, 2]], "B": [[1, 0], [1, 3]], "c": [1, 1]})
    assert report.primal.label == "numerical" and report.primal.value == pytest.approx(1 / 6)


def test_a_basis_that_is_not_optimal_proves_nothing() -> None:
    bound = Bound(derived(du.parse(LINEAR)), band(200, np.random.default_rng(8)))
    canonical = Canonical(
        bound.derived, symbols(bound.derived.statement.parameters, bound.arrays, bound.sizes), bound.sizes
    )
    found = optimize(canonical.program)
    assert found.basic is not None and exact_optimum(canonical.program, found) is not None
    columns, rows = found.basic
    moved = columns.copy()
    moved[np.flatnonzero(columns)[0]], moved[np.flatnonzero(~columns)[0]] = False, True
    assert exact_optimum(canonical.program, found._replace(basic=(moved, rows))) is None
    cheaper = canonical.program._replace(cost=canonical.program.cost - 100)
    assert exact_optimum(cheaper, found) is None


def test_a_large_inverse_is_a_system_that_is_solved() -> None:
    """theta_D has g'*inv(P)*g; P is sparse of order 3000, whose inverse would not be."""
    matrix = sparse.diags_array([-1.0, 3.0, -1.0], offsets=[-1, 0, 1], shape=(3000, 3000), format="csr")
    text = "param P in S++^n, a in R^n, c in R^n\nvar x in R^n\nmin 1/2*x'P*x + c'x\ns.t. tot: a'x = 1"
    data = {"P": matrix, "a": np.ones(3000), "c": np.linspace(-1, 1, 3000)}
    report = du.solve(text, data=data)
    solved = sparse_linalg.spsolve(matrix.tocsc(), np.column_stack([data["a"], data["c"]]))
    beta = -(1 + data["a"] @ solved[:, 1]) / (data["a"] @ solved[:, 0])
    slope = data["c"] + beta * data["a"]
    expected = -beta - slope @ sparse_linalg.spsolve(matrix.tocsc(), slope) / 2
    assert report.dual.value == pytest.approx(expected, rel=1e-6)
    assert report.primal.value == pytest.approx(expected, rel=1e-6)
    assert report.verdict == "holds"


QUADRATIC = """
param A in R^(m, n), b in R^m, c in R^n
var   x in R^n
domain 0 <= x <= 2
min   norm(x)^2 + c'x
s.t.  need: A*x >= b
      tot: 1'x = 5
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_quadratic_program_is_proved_on_its_active_set(seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = {"A": rng.integers(0, 5, (3, 6)), "b": rng.integers(1, 4, 3), "c": rng.integers(-5, 5, 6)}
    arrays, scalars = solve(du.parse(QUADRATIC), data), du.solve(QUADRATIC, data=data)
    assert arrays.primal.label == "exact"
    assert Fraction(arrays.primal.exact) == Fraction(arrays.dual.exact) == Fraction(scalars.primal.exact)


def test_a_separable_quadratic_program_of_size_is_proved() -> None:
    data = band(2000, np.random.default_rng(9))
    text = LINEAR.replace("c'x", "1/2*norm(x)^2 + c'x")
    report = du.solve(text, data=data)
    assert report.verdict == "holds"
    assert report.primal.value == pytest.approx(report.dual.value, rel=1e-7)


def test_a_form_whose_definiteness_is_not_proved_is_not_called_exact() -> None:
    """P is definite, but no diagonal dominates its row."""
    text = "param P in S++^n, c in R^n\nvar x in R^n\nmin 1/2*x'P*x + c'x\ns.t. tot: 1'x = 1"
    report = solve(du.parse(text), {"P": [[4, 5, 0], [5, 8, 1], [0, 1, 3]], "c": [1, 2, 3]})
    assert report.primal.label == "numerical"
