"""What a numeric answer is worth: values and violations recomputed, infima that are not attained, guesses."""

from __future__ import annotations

from fractions import Fraction
from math import inf, log, sqrt

import pytest

from duality.model.scalar import Irrational
from duality.model.solution import Rigor, Status
from duality.solving import solve
from duality.solving.globally.best import Best, take_over
from duality.solving.globally.bound import GlobalBound
from duality.solving.judging.drift import drift, only_approached
from duality.solving.judging.judgement import concluded
from duality.solving.judging.measure import Candidate, clipped, drowns, measure
from duality.solving.proofs.guesses import guesses
from duality.solving.proofs.optimality import proof
from duality.solving.proofs.simplicity import NESTED, irrational_parts
from duality.solving.proofs.surds import recognized
from duality.solving.task import Task
from tests.solve.forms import form


def test_a_measure_takes_rows_bounds_and_domains_into_account() -> None:
    stated = form("domain x <= 2\ndomain x + y >= 0\nmin log(x) + y\ns.t.\n a: x^2 <= y\n h: x + 2y = 3")
    assert measure(stated, {"x": 1.0, "y": 1.0}).feasible
    assert measure(stated, {"x": 1.0, "y": 1.0}).value == 1
    assert measure(stated, {"x": 3.0, "y": 0.0}).violation > 1
    assert not measure(stated, {"x": -1.0, "y": 2.0}).feasible
    assert clipped(stated, [5.0, 1.0]) == {"x": 2.0, "y": 1.0}


TEN = "domain y in [-9, -6]\ndomain z in [-20, 0]\nmin z\ns.t. a: 10^y <= 10^z"
UNDER_WATER, ABOVE = {"y": -9.0, "z": -20.0}, {"y": -9.0, "z": -8.999}


def test_a_row_of_small_terms_is_not_held_by_the_tolerance() -> None:
    stated = form(TEN)
    assert measure(stated, UNDER_WATER).feasible
    assert drowns(stated, UNDER_WATER)
    assert not drowns(stated, ABOVE)
    assert not drowns(form("min x\ns.t. a: x + y >= 1\n h: x*y = 2"), {"x": 1.0, "y": 2.0 - 1e-9})


def test_a_point_that_holds_replaces_one_that_only_seems_to() -> None:
    stated, best = form(TEN), Best(value=-20.0, point=UNDER_WATER)
    take_over(stated, best, GlobalBound("open", -9.0, -8.999, ABOVE, "someone"))
    assert best.value == pytest.approx(-9.0, abs=1e-6)
    take_over(stated, best, GlobalBound("proven", -20.0, -20.0, UNDER_WATER, "someone else"))
    assert best.value == pytest.approx(-9.0, abs=1e-6)


def test_the_first_point_that_is_met_is_taken() -> None:
    best = Best()
    take_over(form("min x\ns.t. a: x >= 1"), best, GlobalBound("open", 0.0, 1.0, {"x": 1.0}, "someone"))
    assert best.value == 1


def test_an_infeasible_candidate_is_not_reported() -> None:
    stated = form("min x^2\ns.t. a: x >= 1")
    solution = concluded(Task(stated, "proved"), Candidate({"x": 0.5}, {"a": 1.0}, "someone"))
    assert solution.status is Status.UNKNOWN
    assert "violates" in solution.warnings[0]


def test_a_candidate_is_valued_by_the_statement() -> None:
    stated = form("min exp(x) - 2x")
    solution = concluded(Task(stated, "proved"), Candidate({"x": 0.7}, {}, "someone"))
    assert solution.status is Status.OPTIMAL
    assert solution.value == pytest.approx(2 - 2 * log(2), abs=1e-14)


def test_an_infimum_at_infinity_is_not_called_attained() -> None:
    solution = solve(form("min exp(-x)"), convex="proved")
    assert (solution.status, solution.value, solution.rigor) == (Status.OPTIMAL, 0, Rigor.FOUND)
    assert solution.attained is None
    assert solution.point is None
    assert solution.warnings


def test_a_flat_minimum_does_not_drift_and_a_falling_tail_does() -> None:
    assert drift(form("min max(0, 1 - x)"), {"x": 5.0}, 0.0) is None
    assert drift(form("min (x - 1)^2 + y^2"), {"x": 1.0, "y": 0.0}, 0.0) is None
    assert drift(form("domain x > 0\nmin 1/x + y^2"), {"x": 50.0, "y": 0.0}, 0.02) is not None
    assert drift(form("domain x > 0\nmin 1/x\ns.t. a: x <= 4"), {"x": 4.0}, 0.25) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.25, 0.25), (1 / 3, 1 / 3), (sqrt(2), sqrt(2)), ((sqrt(5) - 1) / 2, (sqrt(5) - 1) / 2), (log(3), log(3))],
)
def test_short_closed_forms_are_recognized(value: float, expected: float) -> None:
    found = recognized(value)
    assert found is not None
    assert float(found) == pytest.approx(expected, abs=1e-15)


def test_an_arbitrary_number_is_not_recognized() -> None:
    assert recognized(0.7391823746501234) is None


def test_guesses_come_from_plain_to_fine() -> None:
    found = [dict(guess)["x"] for guess in guesses({"x": 0.5000001})]
    assert found[0] == Fraction(1, 2)
    assert not isinstance(found[0], Irrational)


def test_a_proof_needs_every_part_of_kkt() -> None:
    stated = form("var x, y\nmin x^2 + y^2\ns.t.\n a: x + y >= 1\n b: x <= 3/4")
    half = Fraction(1, 2)
    found = proof(stated, {"x": half, "y": half}, {})
    assert found is not None
    assert found.value == half
    assert dict(found.multipliers) == {"a": 1, "b": 0}
    assert proof(stated, {"x": Fraction(3, 4), "y": Fraction(1, 4)}, {}) is None
    assert proof(stated, {"x": Fraction(0), "y": Fraction(0)}, {}) is None
    assert proof(stated, {"x": Fraction(1), "y": Fraction(0)}, {}) is None


def test_a_kink_proves_nothing() -> None:
    assert proof(form("min norm(x, y) + x"), {"x": Fraction(0), "y": Fraction(0)}, {}) is None


def test_a_bound_carries_its_part_of_the_gradient() -> None:
    stated = form("domain x in [1, 4]\nmin exp(x) + (x - y)^2")
    found = proof(stated, {"x": Fraction(1), "y": Fraction(1)}, {})
    assert found is not None
    assert float(found.value) == pytest.approx(2.718281828459045)
    assert proof(stated, {"x": Fraction(4), "y": Fraction(4)}, {}) is None


def test_an_overflowing_value_is_infinite_not_an_error() -> None:
    solution = solve(form("min x\ns.t. a: x >= 1" + "0" * 330))
    assert (solution.status, solution.value) == (Status.OPTIMAL, inf)
    assert solution.exact is not None


def test_irrational_parts_are_counted_once_and_nested_ones_dearly() -> None:
    x = {"x": 1 / 6, "y": 1 / 6}
    entropy = form("min x*log(x) + y*log(y)").objective_expression
    assert irrational_parts([entropy], x) == 1
    assert irrational_parts([form("min x^2 + abs(y)").objective_expression], x) == 0
    assert irrational_parts([form("min log(1 + exp(x)) + y").objective_expression], x) == 2 + NESTED
    assert irrational_parts([entropy], {"x": sqrt(2), "y": 0.5}) > 1


def test_an_exact_value_that_would_be_a_jungle_of_irrationals_is_left_numerical() -> None:
    text = "3*norm(3 - 2x, x + 2) + 2*log(1 + exp(1 - 3x - y)) + cosh(x - 3)"
    solution = solve(form(f"domain x in [-2, 3]\nmin {text}\ns.t.\n a: -3y = 4\n b: (2x - 3y)^2 <= 3"), convex="proved")
    assert (solution.status, solution.rigor) == (Status.OPTIMAL, Rigor.FOUND)


def test_an_infimum_on_a_curved_border_is_not_called_attained() -> None:
    # inf y over exp(x) <= y is 0, approached as x falls.
    solution = solve(form("var x, y\nmin y\ns.t. a: exp(x) <= y"), convex="proved")
    assert solution.status in (Status.OPTIMAL, Status.UNKNOWN)
    assert solution.attained is None


@pytest.mark.parametrize("objective", ["x", "x^2"])
def test_a_positive_function_is_never_at_most_zero(objective: str) -> None:
    solution = solve(form(f"var x, y\nmin {objective}\ns.t. a: exp(y) + x^2 <= 0"), convex="proved")
    assert (solution.status, solution.rigor, solution.certificate) == (Status.INFEASIBLE, Rigor.PROVED, None)


def test_a_constraint_that_is_only_approached_is_no_feasible_point() -> None:
    # 1/(1 + exp(x)) > 0 falls to 0: within any tolerance there are points, but none is feasible.
    stated = form("var x, y\nmin y^2\ns.t. a: log(1 + exp(-x)) <= 0")
    assert only_approached(stated, {"x": 25.0, "y": 0.0})
    assert solve(stated, convex="proved").status is not Status.OPTIMAL
    active = form("var x, y\nmin x + y\ns.t. a: x^2 + y^2 <= 2")
    assert not only_approached(active, {"x": -1.00000001, "y": -1.0})
