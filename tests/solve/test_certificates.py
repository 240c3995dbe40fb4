"""Farkas vectors and rays beyond linear programs, and the constraints without interior."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.model.form import comparison_of
from duality.model.solution import Farkas, Ray, Rigor, Status
from duality.solving import solve
from duality.solving.proofs.faces import positive_everywhere, without_thin_constraints
from duality.solving.proofs.farkas import linear_farkas, verified_farkas
from duality.solving.proofs.rays import verified_ray
from tests.solve.forms import form


def test_a_farkas_vector_of_two_quadratic_constraints_is_found_and_proved() -> None:
    stated = form("var x, y\nmin x\ns.t.\n a: (x - 2)^2 + y^2 <= 1/2\n b: (x + 2)^2 + y^2 <= 1/2")
    solution = solve(stated, convex="proved")
    assert solution.status is Status.INFEASIBLE
    assert solution.rigor is Rigor.PROVED
    assert isinstance(solution.certificate, Farkas)
    assert solution.certificate.verified
    assert all(m > 0 for _, m in solution.certificate.multipliers)


def test_multipliers_that_prove_nothing_are_refused() -> None:
    stated = form("var x, y\nmin x\ns.t.\n a: (x - 2)^2 + y^2 <= 1/2\n b: (x + 2)^2 + y^2 <= 1/2")
    assert verified_farkas(stated, {"a": 1.0, "b": 1.0}) is not None
    assert verified_farkas(stated, {"a": 1.0, "b": 0.0}) is None
    assert verified_farkas(stated, {"a": 0.0, "b": 0.0}) is None
    feasible = form("var x, y\nmin x\ns.t.\n a: (x - 2)^2 + y^2 <= 4\n b: (x + 2)^2 + y^2 <= 4")
    assert verified_farkas(feasible, {"a": 1.0, "b": 1.0}) is None


def test_affine_rows_alone_may_be_infeasible_whatever_the_objective_is() -> None:
    found = linear_farkas(form("min x^4*y\ns.t.\n a: x + y >= 2\n b: x + y <= 1\n c: sin(x) <= 1/2"))
    assert found is not None
    assert dict(found.multipliers) == {"a": 1, "b": 1, "c": 0}
    assert linear_farkas(form("min x^4\ns.t. a: x >= 1")) is None


@pytest.mark.parametrize(
    "text",
    [
        "min -x^3",
        "min x*y\ns.t. a: x + y >= 2",
        "min -x^2 + 5x\ns.t. a: x >= 1",
        "min x - exp(x)",
        "min -log(x)",
        "min exp(-x) - x",
        "var x, y\nmin -sqrt(x)\ns.t.\n a: y <= 1\n b: x - y >= 3",
    ],
)
def test_unbounded_problems_are_proved_unbounded(text: str) -> None:
    solution = solve(form(text))
    assert (solution.status, solution.rigor) == (Status.UNBOUNDED, Rigor.PROVED)
    assert isinstance(solution.certificate, Ray)
    assert solution.certificate.verified


def test_a_ray_that_leaves_the_feasible_set_or_does_not_fall_is_refused() -> None:
    parabola = form("var x, y\nmin -x\ns.t. a: x^2 <= y")
    assert verified_ray(parabola, {"x": 0.0, "y": 0.0}, {"x": 1.0, "y": 1.0}, convex=True) is None
    bounded = form("min exp(-x)")
    assert verified_ray(bounded, {"x": 0.0}, {"x": 1.0}, convex=True) is None
    bound = form("domain x <= 3\nmin x")
    assert verified_ray(bound, {"x": 0.0}, {"x": 1.0}, convex=True) is None
    assert verified_ray(bound, {"x": 0.0}, {"x": -1.0}, convex=True) is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min x\ns.t. a: x^2 <= 0", 0),
        ("domain y >= 1\nmin exp(-x)\ns.t. a: x^2/y <= 0", 1),
        ("var x, y\nmin exp(-y)\ns.t. a: sqrt(x^2 + y^2) <= x", 1),
        ("min x + y\ns.t.\n a: abs(x - y - 1) <= 0\n b: y >= 2", 5),
        ("min x + y\ns.t.\n a: x^2 - 2x + 1 + (y - x)^4 <= 0", 2),
    ],
)
def test_constraints_without_interior_do_not_depend_on_a_tolerance(text: str, value: int) -> None:
    solution = solve(form(text), convex="proved")
    assert (solution.status, solution.rigor, solution.value) == (Status.OPTIMAL, Rigor.PROVED, value)


def test_multipliers_of_a_thin_constraint_are_reported_only_where_kkt_holds() -> None:
    # min x s.t. x^2 <= 0 has no multiplier; min x^2 + 1 has alpha = 0.
    assert solve(form("min x\ns.t. a: x^2 <= 0")).multipliers is None
    assert dict(solve(form("min x^2 + 1\ns.t. a: x^2 <= 0")).multipliers or ()) == {"a": 0}


@pytest.mark.parametrize("text", ["min x\ns.t. a: x^2 <= 1", "min x\ns.t. a: x <= 0", "min x\ns.t. a: x^3 <= 0"])
def test_other_constraints_are_left_alone(text: str) -> None:
    assert without_thin_constraints(form(text)) is None


def test_an_impossible_square_is_infeasible_by_its_own_multiplier() -> None:
    solution = solve(form("min x\ns.t. a: x^2 + 1/1000000 <= 0"))
    assert solution.status is Status.INFEASIBLE
    assert isinstance(solution.certificate, Farkas)
    assert dict(solution.certificate.multipliers)["a"] > Fraction(0)


def test_a_thin_equality_is_affine() -> None:
    solution = solve(form("min x + y\ns.t.\n a: (x - 2*y)^2 = 0\n b: y >= 3"))
    assert (solution.status, solution.rigor, solution.value) == (Status.OPTIMAL, Rigor.PROVED, 9)


def test_a_quotient_of_unknown_sign_is_not_taken_for_thin() -> None:
    # x^2/y <= 0 holds wherever y < 0.
    assert without_thin_constraints(form("domain y <= -1\nmin x\ns.t. a: x^2/y <= 0")) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("min exp(-x)\ndomain y > 0\ns.t. x^4/y <= 0", {"x = 0"}),
        ("min exp(-x)\ndomain y > 0\ns.t. x^2/sqrt(y) <= 0", {"x = 0"}),
        ("var y\nmin exp(-x)\ns.t. x^2*exp(-y) <= 0", {"x = 0"}),
        ("var y\nmin x\ns.t. (x - 2*y)^2*cosh(y) = 0", {"x - 2*y = 0"}),
        ("var x\nmin exp(-y)\ns.t. norm(x, y^2) <= x", {"x >= 0", "y = 0"}),
        ("var x\nmin y\ns.t. 3*norm(x, y) <= 3*x", {"x >= 0", "y = 0"}),
        ("min x\ns.t. abs(x - 1)*exp(y) + y^4 <= 0", {"x - 1 = 0", "y = 0"}),
    ],
)
def test_a_row_that_is_nowhere_negative_is_read_off_its_tree(text, kept) -> None:
    reduced = without_thin_constraints(form(text))
    assert reduced is not None
    assert {str(comparison_of(c)) for c in reduced.domain.conditions if not c.natural} == kept


@pytest.mark.parametrize(
    "text",
    ["var x, y\nmin x\ns.t. x^2*y^2 <= 0", "min x\ns.t. x^3/y <= 0\ndomain y > 0", "min x\ns.t. x^2/y <= 0",
     "var x\nmin y\ns.t. norm(x, y) <= 2*x", "var x\nmin y\ns.t. x^2*(exp(y) - 1) <= 0"],
)  # fmt: skip
def test_what_vanishes_elsewhere_too_is_left_alone(text) -> None:
    assert without_thin_constraints(form(text)) is None


@pytest.mark.parametrize(
    ("text", "impossible"),
    [("var x\nmin 3*y\ns.t. sqrt((3*x)^2 + 1) - 3*x <= 0", True), ("var x\nmin y\ns.t. norm(x, 2) <= x", True),
     ("min y\ns.t. exp(y)/(1 + y^2) <= 0", True), ("var x\nmin y\ns.t. sqrt(x^2 + 1) <= 2*x", False),
     ("var x\nmin y\ns.t. sqrt(x^2 - 1) <= x", False)],
)  # fmt: skip
def test_a_root_above_its_bound_makes_the_problem_infeasible(text, impossible) -> None:
    assert (positive_everywhere(form(text)) is not None) is impossible
