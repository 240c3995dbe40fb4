"""Derivative trees: textbook forms, agreement with mpmath's differences, and what is smooth."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duality.algebra.differentiate import NotDifferentiable, dependent_parts, derivative, is_smooth
from duality.algebra.evaluate import exact_value, value
from duality.algebra.intervals import enclosure, sign_over
from duality.algebra.monomials import collected_sum, product, ratio
from duality.model.expression import Constant, Expression, Power, Variable
from tests.algebra.trees import call, exp, log, mpmath_value, smooth_trees, sqrt, x, y


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (x**2, "2*x"),
        (x**2 / 2 - 3 * x + 5, "x - 3"),
        (exp(-x), "-exp(-x)"),
        (log(x), "1/x"),
        (log(2 * x / y), "1/x"),
        (x * log(x), "log(x) + 1"),
        (x * log(x / y), "log(x/y) + 1"),
        (x**2 / y, "2*x/y"),
        (1 / x, "-1/x^2"),
        (3 / x**2, "-6/x^3"),
        (exp(x**2), "2*x*exp(x^2)"),
        (sqrt(x), "1/(2*sqrt(x))"),
        (sqrt(x**2 + y**2), "x/sqrt(x^2 + y^2)"),
        (x ** Fraction(3, 2), "3/2*sqrt(x)"),
        (x ** Fraction(-1, 3), "-1/(3*x^(4/3))"),
        (abs(x - 1), "(x - 1)/abs(x - 1)"),
        (abs(-x), "x/abs(-x)"),
        (call("norm", x, y), "x/norm(x, y)"),
        (call("norm1", x, y, 3), "x/abs(x)"),
        (call("norminf", 2 * x), "4*x/abs(2*x)"),
        (call("max", x), "1"),
        (call("huber", 2 * x, 1), "4*max(-1, min(2*x, 1))"),
        (call("huber", y, x), "2*max(abs(y) - x, 0)"),
        ((x + y) ** 2, "2*(x + y)"),
        ((2 * x - 1) ** 3, "6*(2*x - 1)^2"),
        (x * y * exp(x), "y*exp(x) + x*y*exp(x)"),
        (log(1 + exp(x)), "exp(x)/(1 + exp(x))"),
        (Power(Constant("e"), -x), "-e^(-x)"),
        (2**x, "log(2)*2^x"),
        (x**y, "y*x^y/x"),
        (x ** sqrt(2), "sqrt(2)*x^(sqrt(2) - 1)"),
        (sqrt(2) * sqrt(2) * x, "2"),
        (call("tan", x), "1/cos(x)^2"),
        (call("cosh", x) - call("sinh", x), "sinh(x) - cosh(x)"),
        (y**2 + call("max", y, 1), "0"),
    ],
)
def test_textbook_form(node: Expression, expected: str) -> None:
    assert str(derivative(node, "x")) == expected


@pytest.mark.parametrize("node", [abs(x), x**2 - abs(x), call("norm1", x, y), call("norm", x), sqrt(x**2)])
def test_no_derivative_walks_over_a_kink(node: Expression) -> None:
    """Both derivatives are undefined at the kink x = 0, so that a second derivative proves nothing across it."""
    slope = derivative(node, "x")
    bend = derivative(slope, "x")
    for tree in (slope, bend):
        assert math.isnan(value(tree, {"x": 0.0, "y": 1.0}))
        assert enclosure(tree, {"x": (-1, 1), "y": (1, 1)}).defined == "perhaps partly"
    assert sign_over(bend, {"x": (-1, 1), "y": (1, 1)}) == "unknown"
    assert exact_value(bend, {"x": Fraction(2), "y": Fraction(1)}) in (0, 2)


@pytest.mark.parametrize("node", [call("max", x, 1), call("min", x, y), call("norminf", x, y)])
def test_not_differentiable(node: Expression) -> None:
    with pytest.raises(NotDifferentiable, match="no derivative"):
        derivative(node, "x")


@given(smooth_trees, st.sampled_from(["x", "y"]), st.floats(0.2, 2), st.floats(0.2, 2))
def test_derivative_is_the_limit_of_differences(node: Expression, name: str, p: float, q: float) -> None:
    import mpmath

    point = {"x": p, "y": q}
    assume(abs(value(node, point)) < 1e6)
    slope = value(derivative(node, name), point)
    assume(abs(slope) < 1e6)
    symbols = {"x": mpmath.mpf(p), "y": mpmath.mpf(q)}

    def along(t: mpmath.mpf) -> mpmath.mpf:
        return mpmath_value(node, {**symbols, name: t})

    with mpmath.workdps(40):
        step = mpmath.mpf(10) ** -12
        try:
            estimate = (along(symbols[name] + step) - along(symbols[name] - step)) / (2 * step)
        except (ValueError, ZeroDivisionError, OverflowError):
            return
        # A complex difference means that the step left the natural domain.
        if isinstance(estimate, mpmath.mpc) or not mpmath.isfinite(estimate):
            return
    assert slope == pytest.approx(float(estimate), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("node", "smooth"),
    [
        (x * log(x) - 1 / y, True),
        (abs(x), False),
        (abs(exp(x)), True),
        (abs(-1 - x**2), True),
        (call("max", x, y), False),
        (call("max", 1, 2) * x, True),
        (call("norm", x, y), False),
        (call("norm", x, 1), True),
        (sqrt(x), True),
        (sqrt(x**2), False),
        (sqrt(1 + x**2), True),
        (sqrt(x * y), True),
        (sqrt(x / y), True),
        (sqrt(x**2 * y), False),
        (sqrt(x**2 + y**2), False),
        (x ** Fraction(3, 2), True),
        ((x**2) ** Fraction(3, 2), True),
        ((x**2) ** Fraction(1, 4), False),
        ((x**2) ** (sqrt(2) / 4), False),
        ((x**2) ** y, False),
        (x**y, True),
        (x ** sqrt(2), True),
        ((x**2) ** Fraction(-1, 4), True),
        (call("huber", x, 1), True),
        (exp(abs(x)), False),
        (call("norm1", x), False),
    ],
)
def test_is_smooth(node: Expression, smooth: bool) -> None:
    assert is_smooth(node) is smooth


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (collected_sum([x, 2 * x, y, -(x - y)]), "2*x + 2*y"),
        (collected_sum([x * y, -(y * x)]), "0"),
        (collected_sum([x**2, 3 * x * x / 4]), "7/4*x^2"),
        (product([-x, 2 * y, 1 / x]), "-2*y"),
        (product([x, sqrt(x)]), "x^(3/2)"),
        (product([abs(x), abs(x), x]), "abs(x)^2*x"),
        (ratio(x, 4 * abs(x) ** 3), "x/(4*abs(x)^3)"),
        (ratio(6 * x, 4 * y), "3*x/(2*y)"),
    ],
)
def test_collected_forms(tree: Expression, expected: str) -> None:
    assert str(tree) == expected


def test_a_wide_sum_is_differentiated_term_by_term() -> None:
    wide = collected_sum(Variable(f"v{k}") ** 2 for k in range(2000))
    assert str(derivative(wide, "v7")) == "2*v7"
    assert math.isclose(value(wide, {f"v{k}": 1.0 for k in range(2000)}), 2000)


def test_the_part_of_a_sum_that_depends_on_a_variable_has_its_derivative() -> None:
    node = x**2 + x * y + exp(y) - 3 * Variable("z")
    parts = dependent_parts(node)
    assert {name: str(part) for name, part in parts.items()} == {"x": "x^2 + x*y", "y": "x*y + exp(y)", "z": "-3*z"}
    for name, part in parts.items():
        assert derivative(part, name) == derivative(node, name)
