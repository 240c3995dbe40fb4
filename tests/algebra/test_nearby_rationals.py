"""Fractions next to floats: plainest first, each once, never beyond the bound or the distance."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from duality.algebra.nearby_rationals import nearby_directions, nearby_points, nearby_rationals, short_fraction

F = Fraction


@pytest.mark.parametrize("exact", [F(0), F(-3), F(1, 7), F(22, 7), F(-59, 60), F(997, 1000), F(123456, 999983)])
def test_a_fraction_is_found_from_its_float(exact: Fraction) -> None:
    found = list(nearby_rationals(float(exact), distance=1e-12))
    assert found[0] == exact


def test_the_plainest_come_first_and_none_twice() -> None:
    found = list(nearby_rationals(math.pi))
    assert found[0] == 3
    assert F(22, 7) in found and F(355, 113) in found
    assert len(set(found)) == len(found)
    assert [entry.denominator for entry in found] == sorted(entry.denominator for entry in found)
    errors = [abs(float(entry) - math.pi) for entry in found]
    assert errors == sorted(errors, reverse=True)


def test_bounds_are_kept() -> None:
    assert all(entry.denominator <= 24 for entry in nearby_rationals(math.e, largest=24))
    assert list(nearby_rationals(0.3, largest=2, distance=0.05)) == []
    # The nearer, the larger the denominator that a value may stand for.
    assert list(nearby_rationals(0.5003, spacing=1e-3, largest=60)) == [F(1, 2)]


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_has_no_neighbor(value: float) -> None:
    assert list(nearby_rationals(value)) == []
    assert list(nearby_points({"x": 1.0, "y": value})) == []
    assert list(nearby_directions({"x": value})) == []
    assert short_fraction(value, 10, 1.0) is None


def test_points_round_floats_together_and_keep_exact_coordinates() -> None:
    found = list(nearby_points({"x": 1 / 3, "y": F(5, 11)}, distance=1e-9))
    assert found[0] == {"x": F(1, 3), "y": F(5, 11)}
    assert all(point["y"] == F(5, 11) for point in found)


def test_directions_are_scaled_by_their_largest_entry() -> None:
    assert {"x": F(-1), "y": F(1, 2)} in list(nearby_directions({"x": -4e6, "y": 2e6}))
    assert list(nearby_directions({"x": 0.0, "y": 0.0})) == []
    assert all(any(d.values()) for d in nearby_directions({"x": 1e-9, "y": -1e-9}))


def test_a_short_fraction_is_one_within_the_tolerance() -> None:
    assert short_fraction(0.3333333333333333, 1000, 1e-12) == F(1, 3)
    assert short_fraction(math.sqrt(2), 1000, 1e-12) is None
