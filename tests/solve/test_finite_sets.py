"""Finite sets: every point is tried, and the rest is solved for each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf

import pytest

import duality as du
from duality.model.form import Bounds, DiscreteSet, choices
from duality.model.integer_points import IntegerPoints
from duality.model.solution import Ray, Rigor, Status
from duality.solving import solve
from duality.solving.finite.combinations import combinations, count, is_discrete, restricted
from tests.solve.forms import form


def test_combinations_respect_bounds_and_shared_variables() -> None:
    stated = form("domain x in {0, 1, 2}\ndomain (x, y) in {(0, 0), (2, 1), (5, 5)}\nmin x + y")
    bounded = replace(stated.domain, bounds=(("x", Bounds(lower=Fraction(1))),))
    stated = replace(stated, domain=bounded)
    assert is_discrete(stated)
    # The two sets bound each other: (5, 5) lies outside x <= 2 and is gone before the sets are combined.
    assert count(stated) == 6
    assert list(combinations(stated)) == [{"x": 2, "y": 1}]


def test_the_least_feasible_point_and_the_first_of_equals() -> None:
    solution = solve(form("domain x in {-1, 1}\ndomain y in {-1, 1}\nmin x*y\ns.t. a: x + y <= 1"))
    assert (solution.status, solution.rigor, solution.value) == (Status.OPTIMAL, Rigor.PROVED, -1)
    assert solution.point == (("x", -1), ("y", 1))
    assert solution.multipliers is None


def test_points_outside_the_natural_domain_do_not_count() -> None:
    solution = solve(form("domain x in {-4, 0, 9}\nmin -sqrt(x)"))
    assert solution.point == (("x", 9),)


def test_no_feasible_point_is_a_proof() -> None:
    solution = solve(form("domain x in -2..2\nmin x\ns.t. a: x^2 = 2"))
    assert (solution.status, solution.rigor, solution.value) == (Status.INFEASIBLE, Rigor.PROVED, inf)


def test_putting_values_in_keeps_names_and_order() -> None:
    stated = form("domain k in {1, 2}\nmin k*x^2 + y\ns.t.\n a: k*x + y >= 1\n b: x*y <= k^2")
    rest = restricted(stated, {"k": Fraction(2)})
    assert rest.variables == ("x", "y")
    assert [c.name for c in rest.constraints] == ["a", "b"]
    assert rest.objective.quadratic == ((("x", "x"), Fraction(2)),)


def test_a_bilinear_constraint_is_affine_once_its_finite_factor_is_fixed() -> None:
    solution = solve(form("domain k in 1..3\ndomain x >= 0\nmin x + k\ns.t. a: k*x >= 6"))
    assert (solution.rigor, solution.value) == (Rigor.PROVED, 5)
    assert dict(solution.point or ()) in ({"k": 2, "x": 3}, {"k": 3, "x": 2})


def test_an_unbounded_combination_makes_the_problem_unbounded() -> None:
    solution = solve(form("domain k in {0, 1}\nmin x*k + k\ns.t. a: x <= 4"))
    assert solution.status is Status.UNBOUNDED
    assert isinstance(solution.certificate, Ray)
    assert dict(solution.certificate.origin)["k"] == 1
    assert dict(solution.certificate.direction)["k"] == 0


def test_no_combination_is_feasible() -> None:
    solution = solve(form("domain k in {0, 1}\nmin x + k\ns.t.\n a: x >= 2\n b: x <= k"))
    assert (solution.status, solution.rigor) == (Status.INFEASIBLE, Rigor.PROVED)


def test_too_many_combinations_are_left_to_the_global_search() -> None:
    lines = "\n".join(f"domain k{i} in 0..9" for i in range(5))
    solution = solve(form(f"{lines}\nmin k0 + k1 + k2 + k3 + k4 + x\ns.t. a: x >= 0"))
    assert solution.status is Status.OPTIMAL
    assert solution.value == pytest.approx(0, abs=1e-6)
    assert solution.rigor is not Rigor.PROVED


def test_a_finite_set_beside_a_nonconvex_rest_is_bounded() -> None:
    solution = solve(form("domain k in {0, 1}\ndomain x in [-1, 2]\nmin x^4 - x^2 + k*x"))
    assert (solution.status, solution.rigor) == (Status.OPTIMAL, Rigor.ENCLOSED)
    assert solution.value == pytest.approx(-1.0547841, abs=1e-6)
    assert solution.lower <= solution.value
    assert solution.lower == pytest.approx(-1.0547841, abs=1e-6)


def test_an_empty_set_ends_a_combination_before_a_long_one_is_listed() -> None:
    """An empty range times a million points is no point at all: none of the million is held."""
    empty, long = (DiscreteSet((name,), IntegerPoints(range(first, 10**9))) for name, first in (("x", 10**9), ("y", 0)))
    assert list(choices((empty, long))) == []
    report = du.solve(
        "var x, y\ndomain x in 0..1\ndomain y in -1000000..1000000\nmin x\ns.t.\n c: x >= 2\n d: y^2 <= 1/9"
    )
    assert (report.primal.value, report.primal.label) == (inf, "exact")


def test_the_best_point_of_a_range_is_found_beside_free_variables() -> None:
    """x in a range and y free are coupled by the multiplier alone: the derived theta_D passes its check."""
    report = du.solve("var x, y\ndomain x in -5..7\nmin (x - 1/2)^2 + y^2\ns.t.\n c: x + y = 5/3")
    assert report.derivation.dual_function.form == "closed"
    assert (str(report.primal.exact), str(report.dual.exact), report.verdict) == ("25/36", "25/36", "holds")
