"""Exact signs of polynomials on intervals, pieces of functions with kinks, and nonnegativity on boxes."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.algebra.evaluate import exact_value, value
from duality.algebra.polynomial import Polynomial
from duality.algebra.polynomial_of import polynomial
from duality.derivation.curvature.kinks import breakpoints, piece
from duality.derivation.curvature.nonnegative import is_nonnegative_on
from duality.derivation.curvature.signs import is_nonnegative_over
from duality.model.expression import Call, Expression, Variable, number
from duality.model.form import FREE, PLACEHOLDER, Bounds

F = Fraction
t = Variable(PLACEHOLDER)


def on(low: int | None, high: int | None) -> Bounds:
    return Bounds(None if low is None else F(low), None if high is None else F(high))


@pytest.mark.parametrize(
    ("tree", "range_", "expected"),
    [
        (t**2, FREE, True),
        (-(t**2), FREE, False),
        (t**3, FREE, False),
        (t**3, on(0, None), True),
        (t**3, on(-1, None), False),
        ((t - 1) ** 2 * (t + 2) ** 4, FREE, True),
        ((t - 1) ** 3 * (t - 2), on(1, 2), False),
        (-((t - 1) ** 3) * (t - 2), on(1, 2), True),
        (t**2 - 2, on(2, None), True),
        (t**2 - 2, on(1, None), False),
        (12 * t**2 - 6, on(1, None), True),
        (number(0) * t, FREE, True),
        (number(-1) + 0 * t, FREE, False),
        (t * (1 - t), on(0, 1), True),
    ],
)
def test_polynomials(tree: Expression, range_: Bounds, expected: bool) -> None:
    p = polynomial(tree)
    assert p is not None
    assert is_nonnegative_on(p, range_) is expected


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4), st.integers(-4, 4), st.integers(0, 4))
def test_products_of_roots_have_the_sign_that_samples_show(roots: list[int], low: int, width: int) -> None:
    tree: Expression = number(1)
    for root in roots:
        tree = tree * (t - root)
    p = polynomial(tree)
    assert p is not None
    high = low + width + 1
    samples = [exact_value(tree, {PLACEHOLDER: low + F(k, 40) * (high - low)}) for k in range(41)]
    assert is_nonnegative_on(p, on(low, high)) is all(sample >= 0 for sample in samples)


def test_irrational_roots_are_placed_exactly() -> None:
    # sqrt(2) lies between 1.414213562373 and 1.414213562374.
    p = polynomial(t**2 - 2)
    assert p is not None
    assert is_nonnegative_on(p, Bounds(lower=F(1414213562374, 10**12)))
    assert not is_nonnegative_on(p, Bounds(lower=F(1414213562373, 10**12)))


def test_enclosures_prove_what_is_no_polynomial() -> None:
    assert is_nonnegative_over((t + 2) * Call("exp", (t,)), on(0, None))
    assert is_nonnegative_over(2 - Call("sin", (t,)), FREE)
    assert not is_nonnegative_over(Call("sin", (t,)), FREE)
    assert is_nonnegative_over((2 - 2 * t**2) / (1 + t**2) ** 2, on(-1, 1))
    assert not is_nonnegative_over((2 - 2 * t**2) / (1 + t**2) ** 2, on(-1, 2))


PIECEWISE = [
    Call("abs", (2 * t - 1,)),
    Call("max", (t, number(1), 3 - t)),
    Call("min", (t, -t)),
    Call("huber", (t, number(2))),
    Call("norm1", (t, t - 1)),
    Call("norminf", (t, t - 1)),
    t * Call("abs", (t,)),
    Call("abs", (t**2 - 4,)),
    Call("norm", (3 * t,)),
]


@pytest.mark.parametrize("tree", PIECEWISE, ids=str)
def test_pieces_agree_with_the_function(tree: Expression) -> None:
    points = breakpoints(tree, on(-5, 5))
    assert points is not None
    ends = [F(-5), *points, F(5)]
    for low, high in pairwise(ends):
        formula = piece(tree, (low + high) / 2)
        for k in range(1, 8):
            at = {PLACEHOLDER: float(low + (high - low) * F(k, 8))}
            assert value(formula, at) == pytest.approx(value(tree, at))


def test_breakpoints_that_are_not_rational_are_refused() -> None:
    assert breakpoints(Call("abs", (t**2 - 2,)), FREE) is None
    assert breakpoints(Call("abs", (t**2 - 2,)), on(2, 3)) == []
    assert breakpoints(Call("abs", (Call("exp", (t,)) - 2,)), FREE) is None


def test_large_expansions_are_refused() -> None:
    total: Expression = number(1)
    for k in range(12):
        total = total + Variable(f"v{k}")
    assert polynomial(total**12) is None
    assert polynomial((t + 1) ** 12) is not None
    assert isinstance(polynomial(t), Polynomial)
