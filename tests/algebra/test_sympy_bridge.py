"""From sympy to the own tree: readable order, equal value, and refusal of what the language lacks."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from duality.algebra.sympy_bridge import from_sympy
from duality.model.expression import Expression
from duality.model.sympy_form import symbol, to_sympy
from tests.algebra.trees import call, trees, x, y

X, Y, A = symbol("x"), symbol("y"), symbol("alpha_1")
HALF = sympy.Rational(1, 2)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (1 - X, "1 - x"),
        (-X - Y, "-x - y"),
        (X**2 - 2 * X + 1, "x^2 - 2*x + 1"),
        (A - A**2 / 4, "alpha_1 - alpha_1^2/4"),
        (-(A**2) / 4, "-alpha_1^2/4"),
        (X / 2, "x/2"),
        (3 * X / 2, "3/2*x"),
        (2 * X / (3 * Y), "2*x/(3*y)"),
        (1 / X, "1/x"),
        (-1 / X**2, "-1/x^2"),
        (sympy.sqrt(X), "sqrt(x)"),
        (1 / sympy.sqrt(X), "1/sqrt(x)"),
        (X ** (3 * HALF), "x^(3/2)"),
        (X ** (-3 * HALF), "1/x^(3/2)"),
        (sympy.exp(X), "exp(x)"),
        (sympy.exp(-X) / Y, "exp(-x)/y"),
        (sympy.E, "e"),
        (sympy.exp(HALF), "exp(1/2)"),
        (sympy.pi * X / 12, "pi*x/12"),
        (sympy.sqrt(2) * X / 2, "sqrt(2)*x/2"),
        (2 ** (-X), "2^(-x)"),
        (sympy.Abs(X - 1), "abs(x - 1)"),
        (sympy.Max(1, X), "max(1, x)"),
        (sympy.Min(X, -Y), "min(x, -y)"),
        (sympy.log(X / Y), "log(x/y)"),
        (X * (Y + 1), "x*(y + 1)"),
        (sympy.Rational(-3, 4), "-3/4"),
        (sympy.Float("0.1") * X, "1/10*x"),
        (sympy.tanh(X) + sympy.cosh(Y), "cosh(y) + tanh(x)"),
    ],
)
def test_readable(expression: sympy.Expr, text: str) -> None:
    assert str(from_sympy(expression)) == text


def test_a_decimal_is_read_as_it_prints() -> None:
    assert str(from_sympy(sympy.Float(0.1) + sympy.Float("2.5e-3") * X)) in ("x/400 + 1/10", "1/400*x + 1/10")


def test_huber_comes_back() -> None:
    tree = call("huber", x - y, Fraction(3, 2))
    assert from_sympy(to_sympy(tree)) == tree


@given(trees)
def test_round_trip(node: Expression) -> None:
    """to_sympy(from_sympy(e)) == e wherever sympy leaves a real expression.

    Two forms of sympy's are not kept, only their value: 1/(2*(x + y)) comes back as 1/(2*x + 2*y), and a product inside
    a product comes back flat.
    """
    expression = to_sympy(node)
    assume(not expression.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, sympy.Piecewise))
    back = to_sympy(from_sympy(expression))
    if back != expression:
        flat = expression.replace(lambda e: e.is_Mul, lambda e: sympy.Mul(*e.args))
        assert back == flat or back.equals(flat) or sympy.expand(back - flat) == 0


@given(st.fractions(max_denominator=50), st.integers(2, 9))
def test_constants(value: Fraction, radicand: int) -> None:
    number = sympy.Rational(value.numerator, value.denominator) * sympy.sqrt(radicand) + 1
    assert to_sympy(from_sympy(number)) == number


@pytest.mark.parametrize(
    "expression",
    [
        sympy.LambertW(X),
        sympy.gamma(X),
        sympy.I * X,
        sympy.oo,
        sympy.nan,
        sympy.besselj(0, X),
        sympy.GoldenRatio,
        sympy.Heaviside(X),
        X > 0,
    ],
)
def test_what_the_language_lacks(expression: sympy.Basic) -> None:
    with pytest.raises(ValueError, match="language has|not a finite|not a real"):
        from_sympy(expression)
