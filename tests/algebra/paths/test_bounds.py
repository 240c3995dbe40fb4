"""What paths prove of p*, theta_D and d*."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from duality.algebra.paths import Cut, cut, dual_bound, primal_bound, theta_bound
from tests.algebra.paths.written import form, path

INF = math.inf


@pytest.mark.parametrize(
    ("statement", "along", "toward", "expected"),
    [
        ("min exp(-x) + y^2", "x = t, y = 0", "t -> inf", 0),
        ("min x*sin(2*x)", "x = (3*pi/2 + 2*pi*k)/2", "k -> inf", -INF),
        ("min x^2 + (1 - x*y)^2", "x = 1/t, y = t", "t -> inf", 0),
        ("min 1e9*sqrt(x)*cosh(y)\ns.t. log(x) + y^2 <= 1", "x = t, y = 0", "t -> 0+", 0),
        ("var x\nmin exp(-y)\ns.t. norm(x, y) <= x", "x = t^4, y = t", "t -> inf", None),
        ("min x\ndomain x > 3", "x = 3 + t", "t -> 0+", 3),
        ("min x*y\ns.t. x + y = 1", "x = t, y = 1 - t", "t -> inf", -INF),
        ("min sin(x)\ns.t. x >= 1", "x = t", "t -> inf", 1),
    ],
)
def test_bounds_of_the_primal(statement, along, toward, expected) -> None:
    assert primal_bound(form(statement), path(along, toward)) == expected


DUAL = [
    # statement, path, toward, value, reached
    ("min log(cos(x))\ndomain x in [0, 3]\ns.t. x <= 1", "x = pi/2 - t", "t -> 0+", -INF, False),
    ("var x\nmin 3*y\ns.t. sqrt((3*x)^2 + 1) - 3*x <= 0", "x = t, y = -t", "t -> inf", -INF, False),
    ("min exp(-x)\ndomain y > 0\ns.t. x^2/y <= 0", "x = t, y = t^3", "t -> inf", 0, None),
    ("min exp(-x)\ndomain y > 0\ns.t. x^4/y <= 0", "x = t, y = t^5", "t -> inf", 0, None),
    ("min exp(-x)\ndomain y > 0\ns.t. x^2/sqrt(y) <= 0", "x = t, y = t^5", "t -> inf", 0, None),
    ("var y\nmin exp(-x)\ns.t. x^2*exp(-y) <= 0", "x = t, y = t", "t -> inf", 0, None),
    ("var x\nmin exp(-y) + z^2 + w^2\ns.t. norm(x, y) <= x", "x = t^4, y = t, z = 0, w = 0", "t -> inf", 0, None),
    ("var x\nmin exp(-y)\ns.t. norm(x, y^2) <= x", "x = t^5, y = t", "t -> inf", 0, None),
    ("min -y\ndomain x >= 0\ndomain y in [0, 5]\ns.t. 1/(x + y + 1) <= 1", "x = t, y = 5", "t -> inf", -5, None),
    # The multipliers that reach d* = 1 do not exist: L falls below 1 next to x = (1, 0), whatever alpha is.
    ("min x^2 + y^2\ns.t. (x - 1)^2 + (y - 1)^2 <= 1\n (x - 1)^2 + (y + 1)^2 <= 1", "x = 1 - t, y = 0", "t -> 0+",
     1, False),
    ("min x\ns.t. x^2 <= 0", "x = -t", "t -> 0+", 0, False),
    ("min x + y\ns.t. (x^2 + y^2)^2 <= 0", "x = -t, y = -t", "t -> 0+", 0, False),
    # The equation keeps its multiplier: no bound for all of them.
    ("min x\ns.t. x = 3", "x = -t", "t -> inf", None, None),
    ("min -x\ns.t. x <= 3", "x = t", "t -> inf", None, None),
    ("min -x^2\ns.t. x <= 3", "x = t", "t -> inf", -INF, False),
    ("min 2/z\ndomain y in [0, 2]\ns.t. y^3 <= 1", "y = 0, z = -t", "t -> 0+", -INF, False),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "along", "toward", "value", "reached"), DUAL)
def test_bounds_of_the_dual_for_all_multipliers(statement, along, toward, value, reached) -> None:
    found = dual_bound(form(statement), path(along, toward))
    if value is None:
        assert found is None
    else:
        assert found is not None
        assert found.value == value
        if reached is False:
            assert found.reached is False


def test_theta_at_given_multipliers() -> None:
    problem = form("min -y\ndomain x >= 0\ndomain y in [0, 5]\ns.t. k: 1/(x + y + 1) <= 1")
    assert theta_bound(problem, {"k": Fraction(1)}, path("x = t, y = 5")) == -6
    assert theta_bound(problem, {"k": Fraction(3, 2)}, path("x = t, y = 5")) == Fraction(-13, 2)
    # -t is no point of D.
    assert theta_bound(problem, {"k": Fraction(1)}, path("x = -t, y = 5")) is None
    waves = form("min x*sin(x)\ns.t. c: x <= 1")
    falling = path("x = 3*pi/2 + 2*pi*k", "k -> inf")
    assert theta_bound(waves, {"c": Fraction(1, 2)}, falling) == -INF
    assert theta_bound(waves, {"c": Fraction(2)}, falling) is None


def test_the_first_coefficient_is_a_condition_on_the_multipliers() -> None:
    problem = form("min x*y\ns.t.\n a: x^2 <= 1\n b: y = 2")
    assert cut(problem, path("x = t, y = -t")) == Cut(Fraction(-1), (Fraction(1), Fraction(0)), demand=True)
    assert cut(problem, path("x = 0, y = t")) == Cut(Fraction(0), (Fraction(0), Fraction(1)), demand=True)
    assert cut(problem, path("x = 1/t, y = 3")) == Cut(Fraction(0), (Fraction(-1), Fraction(1)), demand=False)
    assert cut(form("min x\ndomain x >= 0\ns.t. x >= 1"), path("x = -t")) is None


def test_a_path_outside_of_x_proves_nothing() -> None:
    problem = form("min x\ndomain x >= 0\ns.t. x^2 >= 1")
    assert primal_bound(problem, path("x = -t")) is None
    assert dual_bound(problem, path("x = -t")) is None
