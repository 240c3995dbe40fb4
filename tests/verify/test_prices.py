"""The slackness table: signs of prices in every form of constraint, and silence where no price exists."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.model.report import SlacknessRow
from tests.verify.claims import Case, case, double_well, exactly, least_norm, min_norm, parabola

F = Fraction


def row(built: Case, name: str) -> SlacknessRow:
    return next(entry for entry in built.judged().slackness if entry.name == name)


def test_the_table_of_a_projection() -> None:
    assert row(min_norm(), "budget") == SlacknessRow("budget", "inequality", F(0), F(1), F(0), True, F(1))


@pytest.mark.parametrize(
    ("statement", "value", "x", "multiplier", "price"),
    [
        # p*(b) = b^2 at b = 2 in every disguise: dp*/db = 4, and -4 for the maximum.
        ("min x^2\ns.t. c: x >= 2", F(4), 2, 4, 4),
        ("min x^2\ns.t. c: -x <= -2", F(4), 2, 4, -4),
        ("min x^2\ns.t. c: x = 2", F(4), 2, -4, 4),
        ("max -x^2\ns.t. c: x >= 2", F(4), 2, 4, -4),
        ("max -x^2\ns.t. c: x = 2", F(4), 2, -4, -4),
        ("max x\ns.t. c: x <= 3", F(-3), 3, 1, 1),
        ("min x\ns.t. c: x >= 3", F(3), 3, 1, 1),
        ("min 2*x\ns.t. c: 3*x = 6", F(4), 2, F(-2, 3), F(2, 3)),
    ],
)
def test_the_price_is_the_rate_as_written(statement: str, value: F, x: int, multiplier: F, price: F) -> None:
    built = case(statement, value, exactly(x=x), value, {"c": F(multiplier)})
    assert built.judged().defects == ()
    assert row(built, "c").price == price


@pytest.mark.parametrize("shift", [F(1, 100), F(-1, 100)])
def test_prices_predict_the_optimum(shift: F) -> None:
    # p*(b) = min x^2 + 2 y^2 s.t. x + y = b is 2 b^2/3.
    price = row(least_norm(), "balance").price
    assert price == F(4, 3)
    moved = F(2, 3) * (1 + shift) ** 2
    assert abs(moved - (F(2, 3) + price * shift)) <= shift**2


def test_an_inactive_constraint_is_free() -> None:
    built = case("min x^2\ns.t. c: x <= 5\nd: x >= 1", F(1), exactly(x=1), F(1), exactly(c=0, d=2))
    assert row(built, "c") == SlacknessRow("c", "inequality", F(-4), F(0), F(0), False, F(0))
    assert row(built, "d").price == 2


def test_a_chain_has_a_row_for_each_side() -> None:
    built = case("min x\ns.t. box: 1 <= x <= 3", F(1), exactly(x=1), F(1), exactly(box_lower=1, box_upper=0))
    names = [entry.name for entry in built.judged().slackness]
    assert names == ["box_lower", "box_upper"]


def test_a_gap_has_no_prices() -> None:
    found = row(double_well(), "right")
    assert found.price is None
    assert found.multiplier == 1
    assert found.active is False


def test_multipliers_that_are_not_unique_are_no_prices() -> None:
    built = case(
        "min x + y\ns.t. a: x + y >= 1\nb: x + y >= 1\nc: x = y",
        F(1),
        exactly(x="1/2", y="1/2"),
        F(1),
        exactly(a="1/2", b="1/2", c=0),
    )
    judged = built.judged()
    assert judged.strong_duality.verdict == "holds"
    assert all(entry.price is None for entry in judged.slackness)
    assert any("not unique" in warning for warning in judged.warnings)


def test_a_kink_of_the_objective_hides_the_price() -> None:
    # Every alpha in [0, 1] is optimal: v(b) = |b| has no derivative at 0.
    built = case("min abs(x)\ns.t. c: x >= 0", F(0), exactly(x=0), F(0), exactly(c=0))
    assert row(built, "c").price is None


def test_an_active_bound_of_x_shares_the_price() -> None:
    # x >= 0 in X and as a constraint: alpha in [0, 1], not unique.
    built = case("domain x >= 0\nmin x\ns.t. c: x >= 0", F(0), exactly(x=0), F(0), exactly(c=1))
    assert row(built, "c").price is None
    inside = case("domain x >= 0\nmin x\ns.t. c: x >= 1", F(1), exactly(x=1), F(1), exactly(c=1))
    assert row(inside, "c").price == 1


def test_a_floating_point_optimum_has_floating_point_prices() -> None:
    built = case("min x^2 + 1\ns.t. c: (x - 2)*(x - 4) <= 0", 5.0, {"x": 2.0}, 5.0, {"c": 2.0})
    assert row(built, "c").price == pytest.approx(-2.0)
    assert row(parabola(), "interval").price == -2


def test_without_a_point_there_is_no_price() -> None:
    built = case("min exp(-x)\ns.t. right: x >= 0", F(0), None, F(0), exactly(right=0))
    assert row(built, "right") == SlacknessRow("right", "inequality", None, F(0), None, None, None)
