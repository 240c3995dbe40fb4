"""p* of the statement and d* of the derived explicit dual, solved apart, meet for convex statements of many kinds."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du
from duality.statements.solving import solve
from tests.statements.exercises import EXERCISES
from tests.statements.further import FURTHER
from tests.statements.stated import STATED, Stated
from tests.statements.unseen import MORE

CONVEX = [s for s in (*STATED, *MORE, *EXERCISES, *FURTHER) if s.convex]


@pytest.mark.parametrize("stated", CONVEX[::13], ids=lambda s: s.name)
def test_both_sides_meet(stated: Stated) -> None:
    _meet(stated)


@pytest.mark.slow
@pytest.mark.parametrize("stated", CONVEX, ids=lambda s: s.name)
def test_both_sides_meet_for_every_kind(stated: Stated) -> None:
    _meet(stated)


def _meet(stated: Stated) -> None:
    statement = du.parse(stated.text)
    report = solve(statement, stated.data(np.random.default_rng(11)))
    assert report.primal.value is not None and report.dual.value is not None
    assert report.dual.value == pytest.approx(report.primal.value, rel=2e-5, abs=2e-5)
    assert report.verdict == "holds"


def test_a_semidefinite_program_with_a_gap_is_not_called_tight() -> None:
    """The standard example: x2 is 0 wherever x is feasible, and the dual forces -1; p* is hard for a solver."""
    text = """
        param F[2] in S^3, G in S^3
        var x in R^2
        min x[2]
        s.t. lmi: x[1]*F[1] + x[2]*F[2] + G >> 0
    """
    first = np.diag([1.0, 0.0, 0.0])
    second = np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 1]])
    report = du.solve(text, data={"F": np.array([first, second]), "G": np.diag([0.0, 0.0, 1.0])})
    assert report.primal.value == pytest.approx(0.0, abs=1e-8)
    assert report.dual.value == pytest.approx(-1.0, abs=1e-8)
    assert (report.verdict, report.gap) == ("fails", pytest.approx(1.0, abs=1e-8))
    assert "no point is strictly feasible" in report.why


def test_the_standard_form_with_a_gap_of_one() -> None:
    """X22 = 0 forces X23 = 0, so X11 = 1; the dual matrix has a zero on its diagonal, which forces d* = 0."""
    text = """
        param A[m] in S^n, b[m], C in S^n
        var X in S^n
        domain X >> 0
        min tr(C*X)
        s.t. eq[i]: tr(A[i]*X) = b[i] for i in 1..m
    """
    turned = np.array([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]])
    A = np.array([np.diag([0.0, 1, 0]), [[1, 0, 0], [0, 0, 1], [0, 1, 0]]])
    for basis in (np.eye(3), turned):
        data = {"A": basis @ A @ basis.T, "b": [0, 1], "C": basis @ np.diag([1.0, 0, 0]) @ basis.T}
        report = du.solve(text, data=data)
        assert (report.primal.value, report.dual.value) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-8))
        assert report.verdict == "fails" and report.theorem == "Theorem 1"


def test_a_matrix_that_no_x_makes_semidefinite() -> None:
    text = "param F in S^2, G in S^2\nvar x in R\nmin x\ns.t. lmi: x*F + G >> 0"
    report = du.solve(text, data={"F": np.diag([1.0, 0.0]), "G": [[0, 1], [1, 0]]})
    assert report.primal.status == "infeasible"
    assert report.dual.value is None and report.verdict == "unknown"


def test_small_plain_data_are_answered_exactly() -> None:
    text = "param A in R^(m, n), b in R^m\nvar x in R^n\nmin x'x\ns.t. eq: A*x = b"
    report = du.solve(text, data={"A": [[1, 2]], "b": [3]})
    assert (report.primal.exact, report.primal.label) == ("9/5", "exact")
    assert report.dual.exact == "9/5"
    assert report.dual.point is not None
    assert report.dual.point["eq"].ravel().tolist() == [pytest.approx(-1.2)]


def test_a_nonconvex_statement_is_enclosed_by_a_point_and_its_dual() -> None:
    rng = np.random.default_rng(5)
    matrix = rng.normal(size=(4, 4))
    matrix = (matrix + matrix.T) / 2
    report = du.solve("param A in S^n\nvar x in R^n\nmin x'A*x\ns.t. unit: x'x = 1", data={"A": matrix})
    assert report.primal.value == pytest.approx(np.linalg.eigvalsh(matrix)[0], abs=1e-6)
    assert report.dual.value == pytest.approx(report.primal.value, abs=1e-6)


def test_the_multipliers_of_a_nonconvex_form_are_those_of_its_rows() -> None:
    """The explicit dual has t beside them, the bound of a'*inv(...)*a; theta_D takes what the report gives."""
    text = "param P in S^n, a in R^n\nvar x in R^n\nmin x'*P*x + 2*a'*x\ns.t. ball: x'*x <= 1"
    data = {"P": [[-2.123456, 0.5], [0.5, 1.25]], "a": [0.25, 1.0]}
    report = du.solve(text, data=data)
    assert report.dual.point is not None and list(report.dual.point) == ["ball"]
    theta = du.derive(text).dual_function(report.dual.point, data=data)
    assert theta == pytest.approx(report.dual.value, abs=1e-6)
