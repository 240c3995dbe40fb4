"""Bounds of d* by cuts, prices and certified inner minima: known values, and what each part may not claim."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import inf, isinf, sqrt

import numpy as np
import pytest

from duality.derivation import inner_problem
from duality.model.budget import Budget
from duality.solving.dual.combination import Atom, least_mean, rounded_up
from duality.solving.dual.exact_points import proved_upper
from duality.solving.dual.master import Master, touches
from duality.solving.dual.oracle import Infimum
from duality.solving.dual.pool import Cut, Pool
from duality.solving.dual.search import MOST_LATE, Bracket, maximize, plain
from duality.solving.dual.touching_points import touching
from tests.solve.forms import form

BILINEAR = """
min 9*x^2 + y^2
s.t. x*y >= 1
domain x in [-10, 10]
domain y in [1, 10]
"""
CORNER = """
min 2*x + y
s.t.
    16*x*y >= 1
    4*x^2 + 4*y^2 >= 1
domain x in [0, 1]
domain y in [0, 1]
"""
SQUARE_ZERO = "min x\ns.t. x^2 <= 0"
NEVER = "min x\ns.t. x^2 + 1 <= 0\ndomain x in [-5, 5]"
CUBIC = "min -x*y*z\ns.t. x^2 + 2*y^2 + 4*z^2 <= 48"


def bracket(text: str, seconds: float = 6.0) -> Bracket:
    stated = form(text)
    return maximize(stated, partial(inner_problem, stated), budget=Budget.of(seconds))


def test_a_search_whose_values_take_too_long_stops(monkeypatch):
    asked = []

    def late(*given):
        asked.append(given)
        return Infimum(-inf, False, (), "", late=True)

    monkeypatch.setattr("duality.solving.dual.search.infimum", late)
    assert bracket(CORNER).late
    assert len(asked) <= MOST_LATE + 1


def test_points_beside_finite_sets_move_in_the_other_coordinates():
    stated = form("min x^2 + y\ns.t. x + y >= 1\ndomain x in [0, 2]\ndomain y in {0, 1}")
    found = maximize(stated, partial(inner_problem, stated), budget=Budget.of(6.0))
    assert found.upper == pytest.approx(0.75, abs=1e-5)
    # At a = 1 the least of L is at x = 1/2 for both choices of y; the mean of f over them is 3/4.
    touched = touching(stated, {"c1": 1.0}, 0.75)
    assert [dict(entry.point) for entry in touched] == [{"x": 0.5, "y": 0}, {"x": 0.5, "y": 1}]
    assert sum(entry.weight * entry.objective for entry in touched) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (BILINEAR, 6.0),
        # The convexified primal mixes (1, 0) and (0, 1) with the origin: 5/16 by hand.
        (CORNER, 0.3125),
        # Two copies of the concave 1-D problem: inf of -x^2 + a*(x - 1/2) on [0, 1], best where both ends tie.
        ("min -x^2 - y^2\ns.t. x + y <= 1\ndomain x in [0, 1]\ndomain y in [0, 1]", -1.0),
        # min over {-1, 1} of x + b*(x - 1/2): the hull of the two points at x = 1/2.
        ("min x^3 - 1/2*x\ns.t. x = 1/2\ndomain x in {-1, 1}", 0.25),
    ],
)
def test_known_values_lie_in_a_closed_bracket(text, value):
    found = bracket(text)
    assert found.closed
    assert found.lower <= value + 1e-12 * max(1.0, abs(value))
    assert found.upper >= value - 1e-9
    assert found.bounded


def test_a_proved_bracket_of_a_polynomial_problem_is_rigorous_on_both_sides():
    found = bracket(CORNER)
    assert found.rigorous_lower and found.rigorous_upper
    assert found.upper >= 0.3125


def test_the_lower_bound_is_theta_at_the_multipliers():
    stated, found = form(CORNER), bracket(CORNER)
    inner = inner_problem(stated, found.y)
    pool = Pool(inner)
    grid = np.linspace(0, 1, 101)
    for x in grid:
        for y in grid:
            pool.add((x, y))
    assert found.lower <= min(cut.value for cut in pool.cuts)


def test_an_unattained_supremum_has_no_bounded_maximizers():
    found = bracket(SQUARE_ZERO)
    assert -1e-6 < found.lower <= 0
    assert not found.bounded


def test_where_no_mean_of_points_is_feasible_only_the_lower_bound_grows():
    found = bracket(NEVER)
    assert found.lower > 1e4
    assert isinf(found.upper)
    assert not found.closed


def test_every_point_of_the_domain_is_a_cut_and_no_other_is():
    pool = Pool(form(CORNER))
    assert pool.add((0.5, 0.25))
    assert not pool.add((0.5, 0.25))
    assert not pool.add((1.5, 0.0))
    assert not pool.add((float("nan"), 0.0))
    assert pool.cuts[0].value == 1.25
    assert pool.cuts[0].slopes == (-1.0, pytest.approx(1 - 4 * 0.3125))
    assert pool.model((2.0, 0.0)) == -0.75


def test_open_ends_and_finite_sets_are_left_out_of_the_pool():
    pool = Pool(form("min 1/x\ns.t. x + k <= 2\ndomain x > 0\ndomain k in {0, 1}"))
    assert not pool.add((0.0, 1.0))
    assert not pool.add((1.0, 0.5))
    assert pool.add((1.0, 1.0))


def test_the_master_program_tells_an_optimum_inside_from_one_on_the_border():
    master = Master([True])
    master.take([Cut((1.0,), 0.0, (1.0,))])
    value, y = master.best(100.0) or (inf, [])
    assert value == pytest.approx(100)
    assert touches(y, 100.0)
    master.take([Cut((1.0,), 0.0, (1.0,)), Cut((2.0,), 3.0, (-2.0,))])
    value, y = master.best(100.0) or (inf, [])
    assert value == pytest.approx(1)
    assert not touches(y, 100.0)
    assert master.is_bounded_above(0.0, 100.0)


def test_the_master_program_sees_a_line_of_maximizers():
    master = Master([False, False])
    master.take([Cut((0.0,), 1.0, (1.0, 1.0)), Cut((1.0,), 1.0, (-1.0, -1.0))])
    assert not master.is_bounded_above(0.0, 1e4)


def test_least_mean_is_exact():
    atoms = [Atom(Fraction(0), (Fraction(1),)), Atom(Fraction(3), (Fraction(-2),)), Atom(Fraction(9), (Fraction(-1),))]
    assert least_mean(atoms, [True]) == 1
    assert least_mean(atoms, [False]) == 1


def test_no_mean_where_every_point_is_infeasible():
    assert least_mean([Atom(Fraction(0), (Fraction(1),))], [True]) is None


def test_the_partition_problem_is_bounded_by_whole_points():
    stated = form("min 2*x*y + 2*x*z + 2*y*z\ns.t.\n    x^2 = 1\n    y^2 = 1\n    z^2 = 1")
    points = [{"x": a, "y": b, "z": c} for a in (-2.0, 0.0, 2.0) for b in (-2.0, 0.0, 2.0) for c in (-2.0, 0.0, 2.0)]
    assert proved_upper(stated, points) == -3


def test_irrational_values_are_rounded_upward():
    root = form("min x\ns.t. x <= sqrt(2)").constraints[0].row.constant
    assert float(rounded_up(-root)) >= sqrt(2)


def test_plain_fractions_next_to_floats():
    assert plain(1 / 16 + 1e-12) == Fraction(1, 16)
    assert plain(-2.0000000001) == -2
    assert plain(0.5772156649015329) == Fraction(0.5772156649015329)


def test_entries_that_the_linear_program_would_drop_change_no_cut() -> None:
    master = Master([True])
    master.take([Cut((0.0,), 0.0, (1e-11,)), Cut((1.0,), 2.0, (-1e-11,))])
    found = master.best(1e12)
    assert found is not None
    assert found[0] == pytest.approx(1.0, rel=1e-6)
    assert found[1] == pytest.approx([1e11], rel=1e-6)


def test_a_cut_of_a_far_point_is_left_out_where_t_would_vanish_from_it() -> None:
    master = Master([True])
    master.take([Cut((0.0,), 0.0, (1.0,)), Cut((1.0,), 2.0, (-1.0,)), Cut((1e15,), 3e15, (-1e15,))])
    found = master.best(1e4)
    assert found is not None
    assert found[0] == pytest.approx(1.0, rel=1e-6)
