"""Enclosures hold every sample, are sharp where arithmetic is exact, and respect natural domains."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.algebra.evaluate import exact_value, value
from duality.algebra.intervals import enclose, enclosure, sign_over
from duality.model.expression import Constant, Expression, Number
from tests.algebra.trees import (
    call,
    exp,
    log,
    mpmath_value,
    rational_trees,
    small_rationals,
    smooth_trees,
    sqrt,
    trees,
    x,
    y,
)

fractions01 = st.builds(Fraction, st.integers(0, 8), st.just(8))


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    ends = sorted([draw(small_rationals), draw(small_rationals)])
    return ends[0], ends[1]


@given(trees, intervals(), intervals(), st.lists(st.tuples(fractions01, fractions01), min_size=3, max_size=6))
def test_enclosures_hold_samples(
    node: Expression,
    x_range: tuple[Fraction, Fraction],
    y_range: tuple[Fraction, Fraction],
    places: list[tuple[Fraction, Fraction]],
) -> None:
    box = {"x": x_range, "y": y_range}
    lower, upper = enclose(node, box)
    for s, t in places:
        point = {
            "x": float(x_range[0] + s * (x_range[1] - x_range[0])),
            "y": float(y_range[0] + t * (y_range[1] - y_range[0])),
        }
        sample = value(node, point)
        if not math.isfinite(sample) or abs(sample) > 1e9:
            continue
        slack = 1e-5 * (1 + abs(sample))
        assert lower is None or float(lower) <= sample + slack
        assert upper is None or float(upper) >= sample - slack


@given(rational_trees, intervals(), intervals(), st.tuples(fractions01, fractions01))
def test_rational_enclosures_are_rigorous(
    node: Expression,
    x_range: tuple[Fraction, Fraction],
    y_range: tuple[Fraction, Fraction],
    place: tuple[Fraction, Fraction],
) -> None:
    """No slack at all: the sample is exact."""
    box = {"x": x_range, "y": y_range}
    point = {name: low + t * (high - low) for (name, (low, high)), t in zip(box.items(), place, strict=True)}
    try:
        sample = exact_value(node, point)
    except ValueError:
        assert enclosure(node, box).defined != "everywhere"
        return
    found = enclosure(node, box)
    assert found.defined != "nowhere"
    lower, upper = enclose(node, box)
    assert lower is None or lower < sample or (lower == sample and not found.range.lower_open)
    assert upper is None or upper > sample or (upper == sample and not found.range.upper_open)


@given(trees, intervals(), intervals(), st.tuples(fractions01, fractions01))
def test_the_range_meets_the_range_at_every_point(
    node: Expression,
    x_range: tuple[Fraction, Fraction],
    y_range: tuple[Fraction, Fraction],
    place: tuple[Fraction, Fraction],
) -> None:
    """Both hold f(x), so they overlap, without any slack."""
    box = {"x": x_range, "y": y_range}
    point = {name: low + t * (high - low) for (name, (low, high)), t in zip(box.items(), place, strict=True)}
    there = enclosure(node, {name: (at, at) for name, at in point.items()})
    if there.defined != "everywhere":
        return
    assert enclosure(node, box).defined != "nowhere"
    lower, upper = enclose(node, box)
    point_lower, point_upper = enclose(node, {name: (at, at) for name, at in point.items()})
    assert lower is None or point_upper is None or lower <= point_upper
    assert upper is None or point_lower is None or upper >= point_lower


@given(smooth_trees, st.integers(1, 16), st.integers(1, 16))
def test_points_are_enclosed_to_the_last_digits(node: Expression, p: int, q: int) -> None:
    import mpmath

    point = {"x": Fraction(p, 8), "y": Fraction(q, 8)}
    found = enclosure(node, {name: (at, at) for name, at in point.items()})
    lower, upper = enclose(node, {name: (at, at) for name, at in point.items()})
    if found.defined != "everywhere" or lower is None or upper is None:
        return
    with mpmath.workdps(60):
        exact = mpmath_value(node, {name: mpmath.mpf(at.numerator) / at.denominator for name, at in point.items()})
        slack = mpmath.mpf(10) ** -50 * (1 + abs(exact))
        assert mpmath.mpf(lower.numerator) / lower.denominator <= exact + slack
        assert mpmath.mpf(upper.numerator) / upper.denominator >= exact - slack


@given(trees, small_rationals, small_rationals)
def test_defined_everywhere_means_defined(node: Expression, p: Fraction, q: Fraction) -> None:
    found = enclosure(node, {"x": (p, p), "y": (q, q)})
    sample = value(node, {"x": float(p), "y": float(q)})
    if found.defined == "everywhere" and math.isnan(sample):
        # Only overflow or rounding at a border may hide a defined value from floats.
        lower, upper = enclose(node, {"x": (p, p), "y": (q, q)})
        assert lower is None or upper is None or abs(lower) > 10**6 or lower < 10**-6 or value_near(node, p, q)


def value_near(node: Expression, p: Fraction, q: Fraction) -> bool:
    step = 1e-9
    around = [value(node, {"x": float(p) + s * step, "y": float(q) + t * step}) for s in (-1, 1) for t in (-1, 1)]
    return not all(map(math.isnan, around))


@pytest.mark.parametrize(
    ("node", "ends", "expected"),
    [
        (x**2, (-1, 2), (0, 4)),
        (x * x, (-1, 2), (0, 4)),
        (x**3, (-1, 2), (-1, 8)),
        (x**0, (-1, 2), (1, 1)),
        (1 / x, (2, 4), (Fraction(1, 4), Fraction(1, 2))),
        (1 / x, (0, 4), (Fraction(1, 4), None)),
        (1 / x, (-1, 1), (None, None)),
        (-1 / x, (None, -2), (0, Fraction(1, 2))),
        (x**-2, (-1, 2), (Fraction(1, 4), None)),
        (log(x), (0, 1), (None, 0)),
        (log(x), (-3, 1), (None, 0)),
        (sqrt(x), (-1, Fraction(4, 9)), (0, Fraction(2, 3))),
        (x ** Fraction(2, 3), (0, 8), (0, 4)),
        (exp(x), (None, 0), (0, 1)),
        (x * log(x), (0, 1), (None, 0)),
        (x * log(x), (0, 0), (0, 0)),
        (call("sin", x), (0, 10), (-1, 1)),
        (call("cos", x), (-1, Fraction(1, 2)), (None, 1)),
        (call("tan", x), (1, 2), (None, None)),
        (call("tanh", x), (None, None), (-1, 1)),
        (call("cosh", x), (-1, 0), (1, None)),
        (call("sinh", x), (0, None), (0, None)),
        (call("abs", x), (-3, 2), (0, 3)),
        (call("norm", x, 3), (-4, 4), (3, 5)),
        (call("norm1", x, 3), (-4, 4), (3, 7)),
        (call("norminf", x, 3), (-4, 1), (3, 4)),
        (call("max", x, 1), (0, 2), (1, 2)),
        (call("min", x, 1), (0, 2), (0, 1)),
        (call("huber", x, 1), (-3, 2), (0, 5)),
        (2**x, (None, None), (0, None)),
        (x**x, (0, 2), (0, None)),
        (x ** Constant("pi"), (-1, 1), (0, 1)),
        (0 * x, (None, None), (0, 0)),
    ],
)
def test_known_ranges(node: Expression, ends: tuple, expected: tuple) -> None:
    """``None`` in the expected range leaves an irrational or infinite end unasked."""
    found = enclose(node, {"x": ends})
    for got, end in zip(found, expected, strict=True):
        assert end is None or got == end


def test_infinite_and_irrational_ends() -> None:
    assert enclose(1 / x, {"x": (-1, 1)}) == (None, None)
    assert enclose(log(x), {"x": (0, 1)})[0] is None
    lower, upper = enclose(x * log(x), {"x": (0, 1)})
    assert upper == 0
    assert lower is not None
    assert lower < Fraction(-math.exp(-1)) + Fraction(1, 10**15)
    assert lower > -0.3678795
    low, high = enclose(Number(Fraction(1, 3)) * Constant("pi"), {})
    assert low is not None
    assert high is not None
    assert 0 < high - low < Fraction(1, 2**100)


def test_where_it_is_defined() -> None:
    assert enclosure(log(x), {"x": (1, 2)}).defined == "everywhere"
    assert enclosure(log(x), {"x": (0, 2)}).defined == "perhaps partly"
    assert enclosure(log(x), {"x": (-2, 0)}).defined == "nowhere"
    assert enclosure(x * log(x), {"x": (0, 2)}).defined == "everywhere"
    assert enclosure(x * log(x / y), {"x": (0, 2), "y": (1, 2)}).defined == "everywhere"
    assert enclosure(1 / exp(x), {"x": (None, None)}).defined == "everywhere"
    assert enclosure(1 / x, {"x": (0, 0)}).defined == "nowhere"
    assert enclosure(sqrt(x), {"x": (0, 2)}).defined == "everywhere"


def test_long_numbers_are_rounded_outwards() -> None:
    third = Fraction(1, 3)
    power = x**400 - x**400 * 1
    lower, upper = enclose(power, {"x": (third, third)})
    assert lower is not None
    assert upper is not None
    assert lower <= 0 <= upper
    lower, upper = enclose(x**400, {"x": (third, third)})
    assert lower is not None
    assert upper is not None
    assert lower < third**400 < upper
    assert upper - lower < third**400 / 2**90


def test_huge_values_stay_within_floats() -> None:
    assert enclose(exp(exp(x)), {"x": (9, 10)}) == (Fraction(2) ** 1023, None)
    assert enclose(-exp(exp(x)), {"x": (9, 10)}) == (None, -(Fraction(2) ** 1023))
    lower, upper = enclose(exp(-exp(x)), {"x": (9, 10)})
    assert lower == 0
    assert upper is not None
    assert 0 < upper < Fraction(1, 2**1000)


@pytest.mark.parametrize(
    ("node", "ends", "sign"),
    [
        (exp(x), (None, None), "positive"),
        (-exp(x), (None, None), "negative"),
        (x**2, (None, None), "nonnegative"),
        (-abs(x), (None, None), "nonpositive"),
        (x - x, (1, 1), "zero"),
        (x, (-1, 1), "unknown"),
        (1 / x, (0, None), "positive"),
        (x**2 - 2 * x + 2, (-3, 3), "positive"),
        (x**2 - 2 * x + 2, (None, None), "positive"),
        (x * exp(-x) + 1, (-Fraction(1, 2), None), "positive"),
        (call("sin", x), (1, 3), "positive"),
        (x - call("sin", x) + 1, (None, None), "unknown"),
        (x - call("sin", x) + 1, (0, None), "positive"),
        (abs(x - 1) + call("max", x, 0), (None, None), "positive"),
        (log(x) - x, (0, None), "negative"),
        (log(x), (-2, 0), "unknown"),
    ],
)
def test_signs(node: Expression, ends: tuple, sign: str) -> None:
    assert sign_over(node, {"x": ends}) == sign


def test_bad_boxes() -> None:
    assert enclose(x, {"x": (2, 1)}) == (None, None)
    assert enclosure(x, {"x": (2, 1)}).defined == "nowhere"
    assert sign_over(x + 5, {"x": (2, 1)}) == "unknown"
    with pytest.raises(KeyError):
        enclose(x + y, {"x": (0, 1)})
