"""Long ranges of integers: never listed point by point, and answered in seconds."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import pytest

import duality as du
from duality.model.integer_points import IntegerPoints


def test_points_of_a_range_are_a_sequence_of_tuples() -> None:
    points = IntegerPoints(range(-3, 10))
    assert (len(points), points[0], points[-1]) == (13, (Fraction(-3),), (Fraction(9),))
    assert list(points[2:4]) == [(Fraction(-1),), (Fraction(0),)]
    assert (Fraction(4),) in points
    assert all(point not in points for point in [(Fraction(1, 2),), (Fraction(10),), (math.inf,), (math.nan,), 4])
    assert points.within(Fraction(-5, 2), 3.5) == IntegerPoints(range(-2, 4))
    assert points.within(-math.inf, math.inf) == points
    assert len(points.within(4.2, 4.8)) == 0
    assert points.near(2.25) == [(Fraction(2),), (Fraction(3),)]
    assert points.near(99.0) == [(Fraction(9),)]
    assert points.near(-math.inf) == [(Fraction(-3),)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("domain k in 0..400000\nmin (k - 1234)^2\ns.t. k >= 5", 0.0),
        ("domain k in 0..400000\nmax 3*k - k^2/1000\ns.t. k <= 300001/2", 2250.0),
        ("domain k in -400000..400000\ndomain k >= 17/2\nmin k^2", 81.0),
    ],
)
def test_a_long_range_is_answered_in_seconds(text: str, value: float) -> None:
    began = time.process_time()
    report = du.solve(du.parse(text))
    assert report.primal.value == pytest.approx(value)
    assert time.process_time() - began < 15


def test_bounds_of_the_domain_shorten_a_range() -> None:
    text = "domain k in 0..10^6\ndomain k > 3\ndomain k <= sqrt(2)*10^5\nmin k"
    (points,) = du.derive(du.parse(text)).form.domain.discrete
    assert points.points == IntegerPoints(range(4, 141_422))
