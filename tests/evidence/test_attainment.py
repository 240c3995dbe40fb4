"""Is p* attained: level sets that are bounded in log x only, and constraints that hold on a curve alone."""

from __future__ import annotations

from math import exp, pi

import pytest

import duality as du


def primal(text: str) -> du.Answer:
    found = du.solve(text)
    assert isinstance(found, du.Report)
    return found.primal


GEOMETRIC = [
    ("min 2*pi*r^2 + 2*pi*r*h\ndomain r > 0\ndomain h > 0\ns.t. pi*r^2*h = 1", 3 * (2 * pi) ** (1 / 3)),
    ("max -a*b - 3*b^2\ndomain a > 0\ndomain b > 0\ns.t. a*b^2 = 5", -3 * 3 ** (1 / 3) * 2.5 ** (2 / 3)),
    ("min x/15 + 29/3*y\ndomain x > 0\ndomain y > 0\ns.t. sqrt(2*x*y) >= 14/3", 28 / 3 * (29 / 90) ** 0.5),
]


@pytest.mark.parametrize(("text", "value"), GEOMETRIC)
def test_a_geometric_program_with_positive_weights_attains_its_value(text: str, value: float) -> None:
    found = primal(text)
    assert found.attained is True
    assert found.value == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "min x + 1/(x^2*y)\ndomain x > 0\ndomain y > 0",
        "min x*y + y\ndomain x > 0\ndomain y > 0\ns.t. x*y >= 1",
        "min x + 1/x\ndomain x > 1",
    ],
)
def test_without_them_it_is_not_said(text: str) -> None:
    assert primal(text).attained is not True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min exp(-x)\ndomain y > 0\ns.t. (exp(x) - 1)^2/y <= 0", 1.0),
        ("min exp(-x)\ndomain x > 0\ndomain y > 0\ns.t. log(x)^2/y <= 0", exp(-1)),
        ("min exp(-y)\ns.t. norm(x, exp(y) - 1) <= x", 1.0),
    ],
)
def test_a_row_that_vanishes_where_a_function_takes_one_value(text: str, value: float) -> None:
    found = primal(text)
    assert (found.label, found.attained) == ("exact", True)
    assert found.value == pytest.approx(value, rel=1e-12)


def test_a_level_that_the_function_does_not_take_is_no_argument() -> None:
    # acosh >= 0, so that acosh(x) = -1 is not x = cosh(-1).
    found = primal("min x\ndomain x >= 1\ndomain y > 0\ns.t. (acosh(x) + 1)^2/y <= 0")
    assert found.label == "numerical" or found.status == "infeasible"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min norm(x, y, z) - z\ns.t. x >= 1", 0.0),
        ("min 3*norm(x + 1, y) + 3*y\ndomain x >= 0", 0.0),
        ("min norm(x, y) - y + z^2\ns.t. x >= 1\n z >= 2", 4.0),
    ],
)
def test_a_norm_exceeds_one_of_its_parts_where_another_is_nowhere_0(text: str, value: float) -> None:
    found = primal(text)
    assert (found.value, found.label, found.attained) == (value, "exact", False)


def test_it_need_not_where_the_others_may_be_0() -> None:
    assert primal("min norm(x, y) - y\ns.t. x + y >= 1").attained is True
