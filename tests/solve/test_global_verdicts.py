"""Problems on which global solvers are known to state falsehoods, and the verdicts that hold."""

from __future__ import annotations

from math import inf

import pytest

import duality as du
from duality.model.budget import USUAL, Budget
from duality.model.scalar import Irrational
from duality.model.solution import Rigor, Solution, Status
from duality.solving import solve
from tests.solve.forms import form


def answer(text: str) -> Solution:
    return solve(form(text), budget=Budget.of(USUAL))


def holds(solution: Solution, value: float, tolerance: float = 1e-6) -> None:
    """An optimal value within its bounds, labeled as certified."""
    assert solution.status is Status.OPTIMAL
    assert solution.rigor is not Rigor.FOUND
    assert solution.value == pytest.approx(value, abs=tolerance)
    assert solution.lower <= value + 1e-12
    assert solution.lower == pytest.approx(value, abs=10 * tolerance)


# Implicit domains: SCIP drops them and answers -10, "infeasible" and 1e5.


def test_a_square_root_keeps_its_domain() -> None:
    solution = answer("min x\ns.t. sqrt(x) <= 1\ndomain x in [-10, 10]")
    holds(solution, 0)
    assert solution.attained is True


def test_a_logarithm_keeps_its_domain() -> None:
    solution = answer("min x\ns.t. log(x) <= 1")
    holds(solution, 0)
    assert (solution.attained, solution.point) == (False, None)


def test_a_logarithm_falls_towards_its_open_end() -> None:
    solution = answer("min log(x)\ndomain 0 < x <= 10")
    assert (solution.status, solution.rigor, solution.value) == (Status.UNBOUNDED, Rigor.PROVED, -inf)


def test_a_cube_root_keeps_its_domain() -> None:
    holds(answer("min x^(1/3)"), 0)


def test_a_pole_is_no_wall() -> None:
    assert answer("min x^2 + 1/x").status is Status.UNBOUNDED
    assert answer("min x^2 + 1/x\ndomain x > 0").value == pytest.approx(3 / 4 ** (1 / 3), abs=1e-6)


# Tolerances that hide a gap or move a value.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("var x, y\nmin exp(-x)\ns.t. x^2/y <= 0\ndomain y > 0", 1),
        ("var x, y\nmin exp(-x)\ns.t. x^2/y <= 0\ndomain y >= 1", 1),
        ("var x, y\nmin exp(-x)\ns.t. x^2/(1 + y^2) <= 0", 1),
        ("var x, y\nmin exp(-x)\ns.t. x^2*exp(y) <= 0\ndomain y in [-10, 10]", 1),
        ("var x, y\nmin exp(-y)\ns.t. sqrt(x^2 + y^2) - x <= 0", 1),
        ("min x\ns.t. x^2 <= 0", 0),
        ("var x, y\nmin x + y\ns.t. x^4 + x^2*y^2 + y^2 <= 0", 0),
    ],
)
def test_a_thin_feasible_set_keeps_its_value(text: str, value: float) -> None:
    holds(answer(text), value)


def test_nearly_feasible_is_infeasible() -> None:
    assert answer("min x\ns.t. x^2 <= -1/10^7").status is Status.INFEASIBLE
    solution = answer("var x, y\nmin x\ns.t.\n x*y >= 1\n x + y <= 0\n x >= 0")
    assert (solution.status, solution.rigor) == (Status.INFEASIBLE, Rigor.ENCLOSED)


# No minimum: unbounded, or an infimum that nothing attains.


@pytest.mark.parametrize(
    "text",
    [
        "min x*sin(x)",
        "min x^2 - exp(x)",
        "var x, y\nmin x^2 - 1e-11*y^2",
        "min x^3",
        "var x, y\nmin x*y\ns.t. x + y = 1",
        "var x, y\nmin -2*exp(-x^2) - x^2\ns.t. exp(-y^2)/2 - 2*y^3 <= 0",
    ],
)
def test_a_fall_without_bound_is_proved(text: str) -> None:
    solution = answer(text)
    assert (solution.status, solution.rigor, solution.value) == (Status.UNBOUNDED, Rigor.PROVED, -inf)


def test_an_infimum_at_infinity_has_no_point() -> None:
    solution = answer("var x, y\nmin x^2 + (1 - x*y)^2")
    holds(solution, 0)
    assert (solution.attained, solution.point) == (False, None)


def test_an_attained_minimum_at_a_rounded_floor_is_not_called_unattained() -> None:
    solution = answer("min tan(x)\ndomain x in [-1, 1]")
    holds(solution, -1.5574077246549022)
    assert solution.attained is not False


def test_a_coercive_function_attains_its_minimum() -> None:
    solution = answer("var x, y\nmin 4*x^2 - 2.1*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4")
    holds(solution, -1.0316284534898774)
    assert solution.attained is True
    assert solution.rigor is Rigor.ENCLOSED


# The value is f at the point, and boxes stand for infinite sides alone.


def test_the_value_is_that_of_the_function() -> None:
    stated = form("var x, y\nmin x*y\ns.t. x + y >= 1\ndomain x in [-1, 2]\ndomain y in [-1, 2]")
    solution = solve(stated, budget=Budget.of(USUAL))
    holds(solution, -2)
    point = {name: float(value) for name, value in solution.point or ()}
    assert point["x"] * point["y"] == pytest.approx(solution.value, abs=1e-12)


def test_given_bounds_are_not_cut() -> None:
    holds(answer("var x, y\nmin -x*y\ndomain x in [0, 200]\ndomain y in [0, 20000]"), -4e6, 1.0)
    holds(answer("min -sqrt(x) + sin(x)/10^6\ndomain x in [0, 10^8]"), -1e4, 1e-2)


# Exact values.


@pytest.mark.parametrize(
    ("text", "value", "x"),
    [
        ("min x^4 - 2*x^2\ns.t. x <= 1/2", -1, -1),
        ("min -x^2\ndomain x in [-1, 2]", -4, 2),
        ("min x\ns.t. x^3 - x = 0", -1, -1),
    ],
)
def test_polynomials_in_one_variable_are_settled_exactly(text: str, value: int, x: int) -> None:
    found = du.solve(text).primal
    assert (found.label, found.value, found.attained) == ("exact", value, True)
    assert dict(found.point or {})["x"] == x


def test_an_irrational_minimum_is_enclosed_tightly() -> None:
    solution = answer("min x^4 - 3*x^2 + x")
    assert solution.rigor is Rigor.ENCLOSED
    assert solution.lower <= -3.513905038934788 <= solution.upper
    assert solution.upper - solution.lower < 1e-8


# Finite sets beside continuous variables.


def test_many_combinations_are_searched_at_once() -> None:
    text = "var x, y, z\nmin x^2*z - y*z + sin(z)\ns.t. x + y + z <= 30\ndomain x in -100..100\ndomain y in -100..100"
    solution = answer(f"{text}\ndomain z in [-2, 2]")
    holds(solution, -20200.909297, 1e-2)


def test_multipliers_come_with_a_regular_minimum() -> None:
    solution = answer("var x, y\nmin x^4 - x*y\ns.t. ball: x^2 + y^2 <= 1")
    assert solution.multipliers is not None
    assert dict(solution.multipliers)["ball"] > 0
    assert not isinstance(dict(solution.multipliers)["ball"], Irrational)
