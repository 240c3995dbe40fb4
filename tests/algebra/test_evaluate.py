"""Values in floating point, over arrays and exactly: known values, borders of domains, agreement of the three."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.algebra.evaluate import constant, exact_value, value, values
from duality.model.expression import Call, Constant, Expression, Number, Power, Sum, Variable
from duality.model.scalar import Irrational
from tests.algebra.trees import call, exp, log, rational_trees, small_rationals, sqrt, trees, x, y

NAN = math.nan


def same(a: float, b: float, tolerance: float = 1e-12) -> bool:
    return (math.isnan(a) and math.isnan(b)) or a == b or abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def array_value(node: Expression, **point: float) -> float:
    return float(values(node, {name: np.array([entry]) for name, entry in point.items()})[0])


@pytest.mark.parametrize(
    ("node", "at", "expected"),
    [
        (x**2 - 3 * x + 1, 2, -1.0),
        (x ** Fraction(1, 3), 8, 2.0),
        (x ** Fraction(1, 3), -8, NAN),
        (x**-1, 0, NAN),
        (1 / x, 0, NAN),
        (x**0, 0, 1.0),
        (x**3, -2, -8.0),
        (x ** sqrt(4), -3, 9.0),
        (x ** sqrt(2), -3, NAN),
        (2**-x, 3, 0.125),
        (x**x, 0, NAN),
        (log(x), 0, NAN),
        (log(x), -1, NAN),
        (sqrt(x), -1, NAN),
        (sqrt(x), 0, 0.0),
        (Power(Constant("e"), x), 1, math.e),
        (call("huber", x, 1), 0.5, 0.25),
        (call("huber", x, 1), -3, 5.0),
        (call("huber", x, -1), 3, NAN),
        (call("norm", x, 4), 3, 5.0),
        (call("norm1", x, -4), 3, 7.0),
        (call("norminf", x, -4), 3, 4.0),
        (call("max", x, 1, 2), 3, 3.0),
        (call("min", x, 1, 2), 3, 1.0),
        (call("max", log(x), 1), -1, NAN),
        (call("tanh", x), 0, 0.0),
        (exp(x), 1000, math.inf),
        (call("sinh", x), -1000, -math.inf),
        (call("cosh", x), -1000, math.inf),
        (x**3, -1e200, -math.inf),
        (call("norm", x, x), 1e200, math.sqrt(2) * 1e200),
    ],
)
def test_known_values(node: Expression, at: float, expected: float) -> None:
    assert same(value(node, {"x": at}), expected)
    assert same(array_value(node, x=at), expected)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (x * log(x), 0.0),
        (3 * x * log(x), 0.0),
        (x * log(2 * x) / 5, 0.0),
        (x * log(x / y), 0.0),
        (x / y * log(x / y), 0.0),
        (log(x) / y * x, 0.0),
        ((x + 0 * y) * log(x), 0.0),
        ((x + y - 1) * log(x), NAN),
        (2 * x * log(x) * log(y), 0.0),
        ((2 * x + 2 * y - 2) * log(x + y - 1), 0.0),
        (x * log(y - 1), NAN),
        (x**2 * log(x), NAN),
        (x * log(-x), 0.0),
        (x * (1 / x), NAN),
        (x * log(x) * log(x), NAN),
        (log(x) * 0, NAN),
    ],
)
def test_products_with_log_at_zero(node: Expression, expected: float) -> None:
    """Only u log(k u) is continued to u = 0; no other product of zero and an undefined factor has a value."""
    assert same(value(node, {"x": 0.0, "y": 1.0}), expected)
    assert same(array_value(node, x=0.0, y=1.0), expected)
    point = {"x": Fraction(0), "y": Fraction(1)}
    if math.isnan(expected):
        with pytest.raises(ValueError, match="undefined|division by zero"):
            exact_value(node, point)
    else:
        assert exact_value(node, point) == 0


def test_entropy_needs_a_positive_divisor() -> None:
    for divisor in (0.0, -1.0):
        assert math.isnan(value(x * log(x / y), {"x": 0.0, "y": divisor}))
        assert math.isnan(array_value(x * log(x / y), x=0.0, y=divisor))


@pytest.mark.parametrize(
    ("node", "at", "expected"),
    [
        (log(1 + exp(x)), 1000.0, 1000.0),
        (log(1 + exp(x)), -50.0, math.exp(-50)),
        (log(1 + exp(-x)), 800.0, 0.0),
        (log(exp(x) + exp(2 * x)), -2000.0, -2000.0),
        (log(3 * exp(x) + exp(x) / 2 - exp(x) / 4), 900.0, 900 + math.log(3.25)),
        (log(exp(x) - 1), 1e-8, math.log(math.expm1(1e-8))),
        (log(1 - exp(x)), 1.0, NAN),
        (log(exp(x) * exp(-2 * x)), 1000.0, -1000.0),
        (exp(x) / (1 + exp(x)), 1000.0, 1.0),
        (exp(-x) / (exp(-x) + exp(-x - 1)), 1000.0, 1 / (1 + math.exp(-1))),
        (exp(x) * exp(-x), 1000.0, 1.0),
        (x * exp(x) - exp(x), 1000.0, NAN),
    ],
)
def test_exponentials_are_taken_through_the_largest(node: Expression, at: float, expected: float) -> None:
    got = value(node, {"x": at})
    assert math.isnan(got) if math.isnan(expected) else got == pytest.approx(expected, rel=1e-9)
    assert same(array_value(node, x=at), got)


def test_wide_sums_and_products() -> None:
    wide = Sum(tuple(Variable(f"v{k % 7}") * Number(Fraction(1, 10)) for k in range(20_000)))
    assert value(wide, {f"v{k}": 1.0 for k in range(7)}) == pytest.approx(2000, rel=1e-15)
    assert exact_value(wide, {f"v{k}": Fraction(1) for k in range(7)}) == 2000


def test_arrays_broadcast() -> None:
    grid = values(x + y, {"x": np.arange(3.0)[:, None], "y": np.arange(2.0)})
    assert grid.tolist() == [[0, 1], [1, 2], [2, 3]]
    assert values(Number(Fraction(7)), {"x": np.zeros(4)}).tolist() == [7] * 4


@given(trees, st.lists(st.tuples(small_rationals, small_rationals), min_size=1, max_size=4))
def test_arrays_agree_with_single_points(node: Expression, points: list[tuple[Fraction, Fraction]]) -> None:
    columns = {"x": np.array([float(p) for p, _ in points]), "y": np.array([float(q) for _, q in points])}
    got = values(node, columns)
    for k, (p, q) in enumerate(points):
        single = value(node, {"x": float(p), "y": float(q)})
        # Overflow and cancellation of huge numbers may differ in the last step.
        if not abs(single) > 1e12:
            assert same(float(got[k]), single, 1e-6) or abs(float(got[k])) > 1e12


@given(rational_trees, small_rationals, small_rationals)
def test_rational_values_are_exact(node: Expression, p: Fraction, q: Fraction) -> None:
    approximate = value(node, {"x": float(p), "y": float(q)})
    try:
        exact = exact_value(node, {"x": p, "y": q})
    except ValueError:
        assert math.isnan(approximate) or abs(approximate) > 1e6
        return
    assert isinstance(exact, Fraction)
    if not math.isnan(approximate) and abs(exact) < 10**6:
        assert approximate == pytest.approx(float(exact), rel=1e-6, abs=1e-6) or abs(approximate) > 1e6


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Number(Fraction(1, 10)) + Number(Fraction(1, 5)), Fraction(3, 10)),
        (sqrt(Number(Fraction(4, 9))), Fraction(2, 3)),
        (Number(Fraction(8)) ** Fraction(2, 3), Fraction(4)),
        (Number(Fraction(10**60)) ** Fraction(1, 3), Fraction(10**20)),
        (Number(Fraction(1, 32)) ** Fraction(-1, 5), Fraction(2)),
        (exp(0), Fraction(1)),
        (log(1), Fraction(0)),
        (call("cos", 0), Fraction(1)),
        (call("norm", 3, -4), Fraction(5)),
        (call("huber", -3, 1), Fraction(5)),
        (sqrt(2) * sqrt(8), Fraction(4)),
        (log(Constant("e")), Fraction(1)),
        (call("sin", Constant("pi") / 6), Fraction(1, 2)),
        (call("max", sqrt(2), Fraction(7, 5)) ** 2, Fraction(2)),
        (call("min", sqrt(2), Fraction(3, 2), 2) ** 2, Fraction(2)),
        (call("abs", 1 - sqrt(2)) - sqrt(2), Fraction(-1)),
        ((sqrt(5) - 1) ** 2 + 2 * sqrt(5), Fraction(6)),
    ],
)
def test_exact_constants(node: Expression, expected: Fraction) -> None:
    result = constant(node)
    assert isinstance(result, Fraction)
    assert result == expected


def test_irrational_constants_stay_exact() -> None:
    import sympy

    root = constant(sqrt(3) / 2)
    assert isinstance(root, Irrational)
    assert root.value == sympy.sqrt(3) / 2
    assert exact_value(x * y, {"x": root, "y": root}) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (1 / Number(Fraction(0)), "division by zero"),
        (log(0), "undefined"),
        (log(1 - sqrt(2)), "undefined"),
        (sqrt(-1), "negative"),
        (Number(Fraction(0)) ** -1, "undefined"),
        (call("huber", 1, -1), "width"),
        (Number(Fraction(10)) ** (10**9), "too large"),
        (Call("tan", (Constant("pi") / 2,)), "not a real number"),
    ],
)
def test_undefined_constants(node: Expression, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        constant(node)


def test_points_must_be_complete_and_exact() -> None:
    with pytest.raises(KeyError):
        value(x + y, {"x": 1.0})
    with pytest.raises(TypeError, match="not exact"):
        exact_value(x, {"x": 0.5})  # type: ignore[dict-item]
