"""The two-sided line: at most 80 columns, marks in the order of their values, unequal stars apart."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.report.number_line import BOUND, GAP, STAR, TRIAL, WIDTH, Mark, number_line

VALUES = st.floats(-1e6, 1e6, allow_nan=False)


def bound(value: float) -> Mark:
    return Mark(value, f"{value:g}", BOUND)


def trial(value: float) -> Mark:
    return Mark(value, f"{value:g}", TRIAL)


def star(name: str, value: float) -> Mark:
    return Mark(value, f"{name} = {value:g}", STAR)


def test_a_gap_is_drawn_between_the_stars() -> None:
    names, axis, values = number_line([bound(-2), bound(-1)], [trial(2), trial(3)], star("d*", 0), star("p*", 1))
    first, second = [k for k, sign in enumerate(axis) if sign == STAR]
    assert set(axis[first + 1 : second]) == {GAP}
    assert GAP not in axis[:first] + axis[second + 1 :]
    assert axis[:first].count(BOUND) == 2
    assert axis[second:].count(TRIAL) == 2
    assert "d* = 0" in names
    assert "p* = 1" in names
    assert values.split() == ["-2", "-1", "2", "3"]


def test_where_both_sides_meet_there_is_one_star_and_no_gap() -> None:
    both = star("d* = p*", 1)
    names, axis, _ = number_line([bound(0)], [trial(2)], both, both)
    assert axis.count(STAR) == 1
    assert GAP not in axis
    assert axis.index(BOUND) < axis.index(STAR) < axis.index(TRIAL)
    assert names.strip() == "d* = p* = 1"


def test_equal_values_share_a_mark() -> None:
    _, axis, values = number_line([bound(0), bound(0)], [], star("d*", 1), None)
    assert axis.count(BOUND) == 1
    assert values.split() == ["0"]


def test_a_mark_alone_stands_in_the_middle() -> None:
    _, axis, _ = number_line([], [], star("d*", 5), None)
    assert abs(axis.index(STAR) - WIDTH // 2) <= 2


@pytest.mark.parametrize("infinite", [math.inf, -math.inf])
def test_an_infinite_star_is_an_arrow(infinite: float) -> None:
    finite = star("p*", 0)
    names, axis, _ = number_line([], [trial(1)], star("d*", infinite), finite)
    assert axis[-1 if infinite > 0 else 0] == (">" if infinite > 0 else "<")
    assert "inf" in names


def test_nothing_finite_is_no_line() -> None:
    assert number_line([bound(-math.inf)], [], star("d*", -math.inf), star("p*", math.inf)) == []
    assert number_line([], [], None, None) == []


def test_stars_that_differ_by_little_stand_apart() -> None:
    _, axis, _ = number_line([bound(-1e6)], [], star("d*", 0), star("p*", 1e-9))
    assert axis.count(STAR) == 2


def test_far_marks_are_left_out_with_an_arrow() -> None:
    _, axis, _ = number_line([bound(-1), bound(-2), bound(-1e9)], [trial(1)], star("d*", 0), star("p*", 0.5))
    assert axis[0] == "<"
    assert axis.count(BOUND) == 2


@given(st.lists(VALUES, max_size=8), st.lists(VALUES, max_size=8), VALUES, st.floats(0, 1e5))
def test_order_and_width(below: list[float], above: list[float], d_star: float, gap: float) -> None:
    bounds = [bound(min(value, d_star)) for value in below]
    p_star = d_star + gap
    trials = [trial(max(value, p_star)) for value in above]
    stars = (star("d*", d_star), star("p*", p_star))
    if p_star == d_star:
        stars = (star("d* = p*", d_star),) * 2
    rows = number_line(bounds, trials, *stars)
    assert len(rows) == 3
    assert all(len(row) <= WIDTH <= 78 for row in rows)
    axis = rows[1]
    assert len(axis) == WIDTH
    places = [k for k, sign in enumerate(axis) if sign == STAR]
    assert len(places) == (1 if p_star == d_star else 2)
    assert all(k < places[0] for k, sign in enumerate(axis) if sign == BOUND)
    assert all(k > places[-1] for k, sign in enumerate(axis) if sign == TRIAL)
