"""The subgradient condition: what satisfies it is found and proved, what does not is refuted along a direction."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du
from duality.model.report import SubgradientCondition
from duality.verify.evaluation import Place, place
from duality.verify.subgradients import multipliers_asked, subgradient_condition

F = Fraction
EXACT, COMPUTED = True, False


def _at(statement: str, point: tuple) -> Place:
    form = du.derive(statement.replace("; ", "\n")).data.form
    found = place(form, tuple(zip(form.variables, map(F, point), strict=True)))
    assert found is not None
    return found


def _given(statement: str, point: tuple, multipliers: tuple, *, convex: bool = True) -> SubgradientCondition | None:
    at = _at(statement, point)
    names = [constraint.name for constraint in at.form.constraints]
    return subgradient_condition(at, dict(zip(names, map(F, multipliers), strict=True)), convex=convex)


HOLDS = [
    # statement, x*, multipliers, the subgradient of f where it is the only one
    ("min norm1(x, y); s.t. x + 2*y >= 2", (0, 1), ("1/2",), ("1/2", 1)),
    ("min norminf(x, y); s.t. x + y >= 2", (1, 1), ("1/2",), ("1/2", "1/2")),
    ("min abs(x - 1) + abs(x - 2) + abs(x - 4); s.t. x <= 1", (1,), (1,), (-1,)),
    ("min max(abs(x), abs(y)) + abs(x - y); s.t. x + y = 2", (1, 1), ("-1/2",), ("1/2", "1/2")),
    ("min max(x^2, (x - 2)^2) + x; s.t. x <= 3", (1,), (0,), (0,)),
    ("min exp(abs(x)) + x/2; s.t. x <= 1", (0,), (0,), (0,)),
    ("min -min(x, 2*x); s.t. x <= 0", (0,), ("3/2",), ("-3/2",)),
    ("min 3*norm(x, y) + 3*x; s.t. y <= 1", (0, 0), (0,), (0, 0)),
    ("domain y in [0, 1]; min abs(x) - y; s.t. x <= 1", (1, 0), (0,), (-1, 0)),
]


@pytest.mark.parametrize(("statement", "point", "multipliers", "vector"), HOLDS)
def test_what_holds_is_proved_with_the_vectors(statement: str, point: tuple, multipliers: tuple, vector: tuple) -> None:
    found = _given(statement, point, multipliers)
    assert found is not None
    assert (found.verdict, found.exact, found.off) == ("holds", EXACT, 0.0)
    assert found.kinks == ("f",)
    assert [value for _, value in dict(found.subgradients)["f"]] == list(map(F, vector))


FAILS = [
    ("min norm1(x, y); s.t. x + 2*y >= 2", (0, 1), (1,)),
    ("min norm1(x, y); s.t. x + 2*y >= 2", (0, 1), (0,)),
    ("min abs(x) + 2*x; s.t. x <= 3", (0,), (0,)),
    ("min max(abs(x), abs(y)) + abs(x - y); s.t. x + y = 2", (1, 1), (-1,)),
    ("domain x >= 0; min abs(x) - 2*x; s.t. x <= 3", (0,), (0,)),
    ("min norm(x, y) + 5/4*x; s.t. y <= 1", (0, 0), (0,)),
]


@pytest.mark.parametrize(("statement", "point", "multipliers"), FAILS)
def test_what_fails_is_refuted_along_a_direction(statement: str, point: tuple, multipliers: tuple) -> None:
    found = _given(statement, point, multipliers)
    assert found is not None
    assert (found.verdict, found.exact) == ("fails", EXACT)
    # Along the direction L falls, as its values show.
    at = _at(statement, point)
    step = F(1, 1000)
    moved = _at(statement, tuple(value + step * dict(found.direction)[name] for name, value in at.point.items()))

    def lagrangian(where: Place) -> float:
        weights = map(F, multipliers)
        products = sum(float(w * c) for w, c in zip(weights, where.constraints.values(), strict=True))
        return float(where.objective) + products

    assert lagrangian(moved) < lagrangian(at)


def test_the_normal_cone_of_the_domain_takes_part() -> None:
    found = _given("domain y in [0, 1]; min abs(x) - y; s.t. x <= 1", (1, 0), (0,))
    assert found is not None
    assert found.normal == (("y", F(1)), ("x", F(0)))


def test_a_ball_is_computed() -> None:
    found = _given("min norm(x, y) + x/3 + y/7; s.t. x <= 1", (0, 0), (0,))
    assert found is not None
    assert found.verdict == "holds"
    assert found.off <= 1e-6


def test_functions_with_gradients_need_none() -> None:
    assert _given("min abs(x) + x^2 - x; s.t. x >= 1/2", ("1/2",), (1,)) is None
    assert _given("min (x - 3)^2; s.t. max(x, y) <= 1", (1, 0), (4,)) is None


@pytest.mark.parametrize(
    "statement", ["min abs(x) - abs(2*x); s.t. x <= 1", "min abs(x*abs(x)) + abs(abs(x)); s.t. x <= 1"]
)
def test_what_the_calculus_does_not_tell_is_unknown(statement: str) -> None:
    found = _given(statement, (0,), (0,))
    assert found is not None
    assert found.verdict == "unknown"


CLARKE = [
    # statement, x*, multipliers, does 0 lie in Clarke's sum
    ("min abs(x) - x^2; s.t. x <= 1", (0,), (0,), True),
    ("min abs(x) - x; s.t. x^3 <= 1", (0,), (0,), True),
    ("min abs(x) - abs(y); s.t. x = 2*y", (0, 0), (0,), True),
    ("min norm1(x, y) - norm(x, y); s.t. x <= 1", (0, 0), (0,), True),
    ("min -abs(x); s.t. x <= 3", (0,), (0,), True),
    ("min 2*x - abs(x); s.t. x <= 3", (0,), (0,), False),
    ("min 3*x - norm(x, y); s.t. y <= 1", (0, 0), (0,), False),
    ("min x*y + x; s.t. abs(y) - abs(x) <= 0", (0, 0), (1,), True),
    ("min x*y + 2*x; s.t. abs(y) - abs(x) <= 0", (0, 0), (1,), False),
    ("min x + cos(y); s.t. abs(y) - x <= 0", (0, 0), (1,), True),
]


@pytest.mark.parametrize(("statement", "point", "multipliers", "holds"), CLARKE)
def test_what_is_not_convex_has_clarkes_subgradients(
    statement: str, point: tuple, multipliers: tuple, holds: bool
) -> None:
    found = _given(statement, point, multipliers, convex=False)
    assert found is not None
    assert found.clarke
    assert found.verdict == ("holds" if holds else "fails")


ASKED = [
    # statement, x*, multipliers that exist, or None
    ("min norm1(x, y); s.t. x + 2*y >= 2", (0, 1), {"c1": F(1, 2)}),
    ("min x + y; s.t. norm1(x, y) <= 0", (0, 0), {"c1": F(1)}),
    ("min x^2 + y^2; s.t. (x - 1)^2 + (y - 1)^2 <= 1; (x - 1)^2 + (y + 1)^2 <= 1", (1, 0), None),
    ("min abs(x - 1); s.t. x^2 <= 0", (0,), None),
    ("min abs(x) + x + y; s.t. x^2 + y^2 <= 0", (0, 0), None),
    ("min x; s.t. x^2 = 0", (0,), None),
]


@pytest.mark.parametrize(("statement", "point", "multipliers"), ASKED)
def test_whether_any_multipliers_exist(statement: str, point: tuple, multipliers: dict | None) -> None:
    found = multipliers_asked(_at(statement.replace("; ", "\n", 1).replace("; ", "\n"), point), convex=True)
    assert found is not None
    assert found.exact
    if multipliers is None:
        assert (found.verdict, found.for_all) == ("fails", True)
    else:
        assert found.verdict == "holds"
        assert dict(found.multipliers) == multipliers
