"""Membership in D: bounds open and closed, conditions, finite sets, exactly at exact points."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.algebra.membership import contains, contains_inside, exact_sign, feasibility, is_feasible, membership
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.expression import Call, Variable
from duality.model.form import Domain, DomainCondition, Row

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


@pytest.mark.parametrize(
    ("rows", "point", "reason"),
    [
        (("x >= 0",), (-1, 0), "the bound of x"),
        (("x + y >= 1",), (0, 0), "x + y - 1 >= 0 does not hold"),
        (("x in {0, 1}",), (2, 0), "the finite set of x"),
    ],
)
def test_what_fails_is_named(rows: tuple[str, ...], point: tuple, reason: str) -> None:
    found = membership(domain(*rows), {"x": F(point[0]), "y": F(point[1])})
    assert found.verdict == "no"
    assert reason in found.reason


def test_a_float_is_the_binary_fraction_that_it_is() -> None:
    tenth = domain("10*x = 1")
    assert membership(tenth, {"x": F(1, 10), "y": 0.0}).holds
    assert membership(tenth, {"x": 0.1, "y": 0.0}).verdict == "no"
    assert membership(domain("x >= 0"), {"x": float("nan"), "y": 0.0}).verdict == "no"


def test_what_algebra_leaves_open_is_unknown() -> None:
    # The power is too large to write down, and the enclosure of a difference of equals does not tell its sign.
    power = (1 + x) ** (2**21)
    huge = Domain((), (DomainCondition(Row(remainder=((F(1), power),)), power - power + y),), (), ())
    found = membership(huge, {"x": F(1), "y": F(0)})
    assert found.verdict == "unknown"
    assert "not decided" in found.reason
    assert not contains(huge, {"x": F(1), "y": F(0)})


def test_feasibility_asks_for_the_constraints_too() -> None:
    form = standardize(parse("var x, y\nmin x\ns.t. disc: x^2 + y^2 <= 1\n line: x = y\n"))
    assert is_feasible(form, {"x": F(1, 2), "y": F(1, 2)})
    assert feasibility(form, {"x": F(1), "y": F(1)}).reason == "disc does not hold"
    assert feasibility(form, {"x": 0.1 + 0.2, "y": 0.3}).reason == "line does not hold"
