"""Membership in D: bounds open and closed, conditions, finite sets, exactly at exact points."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.algebra.membership import contains, contains_inside, exact_sign
from duality.derive.standardize import standardize
from duality.language import parse
from duality.model.expression import Call, Variable
from duality.model.form import Domain

F = Fraction
x, y = Variable("x"), Variable("y")


def domain(*rows: str, objective: str = "x + y") -> Domain:
    text = "var x, y\n" + "".join(f"domain {row}\n" for row in rows) + f"min {objective}"
    return standardize(parse(text)).domain


@pytest.mark.parametrize(
    ("rows", "point", "member", "inside"),
    [
        (("x >= 0",), (0, 0), True, False),
        (("x > 0",), (0, 0), False, False),
        (("x >= 0",), (1, -5), True, True),
        (("x in [0, 2]", "y = 3"), (2, 3), True, False),
        (("x in [0, 2]", "y = 3"), (1, 3), True, True),
        (("x + y >= 1",), (F(1, 2), F(1, 2)), True, False),
        (("x + y >= 1",), (F(1, 2), F(1, 2) - F(1, 10**20)), False, False),
        (("x + y = 1",), (F(1, 3), F(2, 3)), True, True),
        (("x + y = 1",), (F(1, 3), F(1, 3)), False, False),
        (("x^2 + y^2 <= 1",), (F(3, 5), F(4, 5)), True, False),
        (("x^2 + y^2 <= 1",), (0, 0), True, True),
        (("x in {0, 1}",), (1, 0), True, False),
        (("x in {0, 1}",), (F(1, 2), 0), False, False),
        (("x in {1}",), (1, 0), True, True),
    ],
)
def test_points(rows: tuple[str, ...], point: tuple, member: bool, inside: bool) -> None:
    built = domain(*rows)
    at = {"x": F(point[0]), "y": F(point[1])}
    assert contains(built, at) is member
    assert contains_inside(built, at) is inside


def test_natural_domains_count() -> None:
    assert not contains(domain(objective="log(x) + y"), {"x": F(0), "y": F(0)})
    assert contains(domain(objective="sqrt(x) + y"), {"x": F(0), "y": F(0)})
    assert not contains_inside(domain(objective="sqrt(x) + y"), {"x": F(0), "y": F(0)})
    assert not contains(domain(objective="1/(x - y)"), {"x": F(2), "y": F(2)})
    assert contains_inside(domain(objective="1/(x - y)"), {"x": F(2), "y": F(1)})


def test_signs_are_exact_even_where_floats_see_nothing() -> None:
    tiny = F(1, 10**40)
    assert exact_sign(Call("exp", (x,)) - 1, {"x": tiny}) == 1
    assert exact_sign(Call("exp", (x,)) - 1, {"x": -tiny}) == -1
    assert exact_sign(Call("exp", (x,)) - 1, {"x": F(0)}) == 0
    assert exact_sign(x**2 + y**2 - 1, {"x": F(3, 5), "y": F(4, 5)}) == 0


def test_undefined_values_have_no_sign() -> None:
    assert exact_sign(Call("log", (x,)), {"x": F(-1)}) is None
    assert exact_sign(1 / x, {"x": F(0)}) is None
