"""Local searches: honest labels without convexity, multipliers by least squares, Newton's polish, hard starts."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from duality.model.budget import Budget
from duality.model.solution import Rigor, Status
from duality.solving.backends.scipy_ import Scipy
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.least_violation import least_violation
from duality.solving.local.multipliers import recover
from duality.solving.local.polish import polished
from duality.solving.local.search import search
from duality.solving.local.starts import starting_points
from duality.solving.task import Limits, Task
from tests.solve.forms import form


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min x^4 - 3x^2 + x", -3.5139050),
        ("domain x in [-1, 1]\nmin -x^2", -1),
        ("min sin(x) + x^2/10", -0.7945823),
        ("min x + y\ns.t. a: x^2 + y^2 = 1", -(2**0.5)),
        ("domain x >= -1\nmin x^3", -1),
        ("min 100*(y - x^2)^2 + (1 - x)^2", 0),
        ("domain x > 0\ndomain y > 0\nmin x*y + 8/x + 1/y", 6),
    ],
)
def test_the_best_value_found_is_no_claim(text: str, value: float) -> None:
    solution = Scipy().solve(Task(form(text), "refuted"))
    assert solution.status is Status.OPTIMAL
    assert solution.value == pytest.approx(value, abs=1e-6)
    assert solution.rigor is Rigor.FOUND
    assert (solution.lower, solution.exact, solution.attained) == (-inf, None, None)
    assert solution.upper == solution.value
    assert any("convexity is not proved" in warning for warning in solution.warnings)


def test_a_rational_point_is_reported_as_one() -> None:
    solution = Scipy().solve(Task(form("domain x in [-1, 1]\nmin -x^2 + x/2"), "refuted"))
    assert dict(solution.point or ()) == {"x": -1}


def test_a_value_that_hangs_on_the_tolerance_is_replaced_by_a_feasible_one() -> None:
    # x = 1 is the maximum, but x = 1 + d violates the cusp by d^3 only.
    cusp = form("domain x >= 0\ndomain y >= 0\nmin -x\ns.t. a: y <= (1 - x)^3")
    solution = Scipy().solve(Task(cusp, "refuted"))
    assert solution.value == -1
    assert any("tolerance" in warning for warning in solution.warnings)


def test_no_feasible_point_found_proves_nothing() -> None:
    solution = Scipy().solve(Task(form("var x\nmin x\ns.t. a: sin(x) >= 2"), "refuted"))
    assert (solution.status, solution.value) == (Status.UNKNOWN, None)
    assert solution.warnings


def test_multipliers_are_recovered_at_an_active_bound_and_row() -> None:
    compiled = CompiledForm(form("domain x <= 1\nmin -2x + y^2\ns.t. a: y >= 3"))
    found = recover(compiled, np.array([1.0, 3.0]))
    assert found is not None
    assert found.multipliers == {"a": pytest.approx(6)}
    assert found.residual < 1e-12


def test_a_point_that_is_not_stationary_has_a_residual() -> None:
    found = recover(CompiledForm(form("min x^2 + y^2\ns.t. a: x + y >= 1")), np.array([0.25, 0.75]))
    assert found is not None
    assert found.residual > 0.1


def test_newton_sharpens_a_rough_point_and_never_spoils_one() -> None:
    compiled = CompiledForm(form("min exp(x) + y^2\ns.t. a: x + y = 1"))
    rough = np.array([0.3, 0.7])
    start = recover(compiled, rough)
    assert start is not None
    x, multipliers = polished(compiled, rough, start.multipliers)
    assert np.exp(x[0]) == pytest.approx(2 * x[1], abs=1e-14)
    assert multipliers["a"] == pytest.approx(-2 * x[1], abs=1e-14)
    again, _ = polished(compiled, x, multipliers)
    assert again == pytest.approx(x, abs=1e-15)


def test_the_least_violation_gives_multipliers_of_the_infeasible_rows() -> None:
    compiled = CompiledForm(form("var x, y\nmin x\ns.t.\n a: (x - 2)^2 + y^2 <= 1\n b: (x + 2)^2 + y^2 <= 1"))
    found = least_violation(compiled)
    assert found is not None
    multipliers, violation = found
    assert violation == pytest.approx(3, abs=1e-4)
    assert multipliers["a"] == pytest.approx(multipliers["b"], rel=1e-3)


def test_without_a_variable_there_is_nothing_to_violate_less() -> None:
    assert least_violation(CompiledForm(form("min 3"))) is None


def test_starts_are_the_same_every_time_and_keep_to_the_box() -> None:
    compiled = CompiledForm(form("domain x in [0, 2]\ndomain y >= 5\nmin x + y + z"))
    first, second = (list(starting_points(compiled, 12)) for _ in range(2))
    assert np.array_equal(np.array(first), np.array(second))
    assert len(first) == 12
    assert all(0 <= x[0] <= 2 and x[1] >= 5 for x in first)
    assert len({tuple(x) for x in first}) == 12


def test_a_search_that_runs_away_says_where_to() -> None:
    found = search(CompiledForm(form("min x^3 - x")), Limits())
    assert found.runaway is not None
    assert found.runaway[1][0] < found.runaway[0][0]


def test_a_time_limit_stops_the_search() -> None:
    compiled = CompiledForm(form("min sin(x)*cos(3y) + x^2/50 + y^2/50"))
    assert search(compiled, Limits(budget=Budget.by_clock(0.0))).x is not None
