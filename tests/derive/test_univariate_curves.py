"""Polynomials, piecewise polynomials, functions outside the table, and formulas with their numbers folded."""

import random
from fractions import Fraction

import numpy as np
import pytest

from duality.algebra import line_polynomials as polynomials
from duality.algebra.evaluate import value
from duality.algebra.line_polynomials import sign_on
from duality.derivation.rules.univariate.curve import Shifted, T
from duality.derivation.rules.univariate.formulas import (
    Ratio,
    added,
    content_and_primitive,
    fraction,
    rational_power,
    root,
)
from duality.derivation.rules.univariate.functions.exponential import Exponential
from duality.derivation.rules.univariate.functions.logarithm import NegativeLogarithm
from duality.derivation.rules.univariate.piecewise import piecewise_polynomial
from duality.derivation.rules.univariate.recognition import Undefined
from duality.derivation.rules.univariate.unlisted import unlisted
from duality.model.expression import Call, Number, Variable, as_expression
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Irrational

HALF = Fraction(1, 2)


def call(function, *arguments):
    return Call(function, tuple(as_expression(argument) for argument in arguments))


def form(constant=0, **weights):
    return Affine(Fraction(constant), tuple((name, Fraction(weight)) for name, weight in weights.items()))


@pytest.mark.parametrize("seed", range(60))
def test_the_sign_of_a_polynomial_on_an_interval(seed):
    chance = random.Random(seed)
    p = (Fraction(chance.choice([-2, 1, 3])),)
    for _ in range(chance.randint(0, 5)):
        p = polynomials.times(p, (Fraction(chance.randint(-4, 4)), Fraction(1)))
    if chance.random() < 0.4:
        p = polynomials.times(p, (Fraction(1), Fraction(0), Fraction(1)))
    low = chance.choice([None, Fraction(chance.randint(-4, 2))])
    high = chance.choice([None, (low or 0) + Fraction(chance.randint(1, 4))])
    left, right = Fraction(-6) if low is None else low, Fraction(6) if high is None else high
    inner = [polynomials.at(p, left + (right - left) * Fraction(k, 101)) for k in range(1, 101)]
    signs = {1 if v > 0 else -1 for v in inner if v != 0}
    assert sign_on(p, Bounds(low, high)) == (signs.pop() if len(signs) == 1 else None)


def test_division_of_polynomials():
    p = tuple(map(Fraction, (1, 0, -2, 3)))
    q = tuple(map(Fraction, (-1, 2)))
    whole, rest = polynomials.quotient_and_remainder(p, q)
    assert polynomials.plus(polynomials.times(whole, q), rest) == p
    assert len(rest) < len(q)


PIECEWISE = {
    "abs": (call("abs", 2 * T - 1), (HALF,)),
    "max": (call("max", -2 * T, T, 3 * T - 4), (Fraction(0), Fraction(2))),
    "min": (call("min", T, 2 - T), (Fraction(1),)),
    "max of a parabola and a cone": (call("max", T**2, call("abs", T)), (Fraction(-1), Fraction(0), Fraction(1))),
    "a parabola that touches a cone from above": (call("max", T**2 / 2, call("abs", T) - HALF), ()),
    "huber": (call("huber", T, 2), (Fraction(-2), Fraction(2))),
    "signed square": (T * call("abs", T), (Fraction(0),)),
    "folded": (call("abs", call("abs", T) - 1), (Fraction(-1), Fraction(0), Fraction(1))),
    "squared hinge": (call("max", 0, 1 - T) ** 2, (Fraction(1),)),
    "a kink that cancels": (call("abs", T) - call("abs", -T), ()),
    "norms": (call("norm1", T, T - 1) + call("norminf", T, T - 1), (Fraction(0), HALF, Fraction(1))),
    "cubic": ((T - 1) ** 3 / 2, ()),
}


@pytest.mark.parametrize("name", PIECEWISE)
def test_piecewise_polynomials_are_the_functions_they_were_read_from(name):
    tree, breakpoints = PIECEWISE[name]
    found = piecewise_polynomial(tree, T.name)
    assert found is not None
    assert found.breakpoints == breakpoints
    for t in np.linspace(-3, 3, 61):
        exact = Fraction(float(t))
        assert float(found.value(exact)) == pytest.approx(value(tree, {T.name: float(t)}), abs=1e-12)
        right = (float(found.value(exact + Fraction(1, 10**7))) - float(found.value(exact))) * 1e7
        assert float(found.slope(exact, 1)) == pytest.approx(right, abs=1e-4)


def test_breakpoints_may_be_irrational():
    found = piecewise_polynomial(call("abs", T**2 - 2), T.name)
    assert found is not None
    assert [round(float(b), 6) for b in found.breakpoints] == [-1.414214, 1.414214]
    assert all(isinstance(b, Irrational) for b in found.breakpoints)


def test_what_is_no_piecewise_polynomial():
    assert piecewise_polynomial(call("exp", T), T.name) is None
    assert piecewise_polynomial(1 / T, T.name) is None
    assert piecewise_polynomial(call("abs", T**3 - 2), T.name) is None
    assert piecewise_polynomial(Variable("x"), T.name) is None


def test_a_shifted_function_and_its_ends():
    curve = Shifted(NegativeLogarithm(), Fraction(-2), Fraction(3))  # -log(3 - 2 t)
    assert curve.domain == Bounds(upper=Fraction(3, 2), lower_closed=False, upper_closed=False) or (
        curve.domain.upper == Fraction(3, 2) and not curve.domain.upper_closed and curve.domain.lower is None
    )
    assert curve.value(Fraction(1)) == 0
    assert curve.slope(Fraction(1), 1) == 2
    assert curve.value(Fraction(3, 2)) == float("inf")
    assert curve.slope(Fraction(3, 2), -1) == float("inf")
    assert curve.infinite_end(-1).rest == float("-inf")
    rising = Shifted(Exponential(), Fraction(-1))
    assert rising.infinite_end(1).rest == 0
    assert rising.infinite_end(-1).slope == float("-inf")


def test_a_function_outside_the_table():
    curve = unlisted(call("exp", T**2), FREE)
    assert curve.curvature(FREE) == 1
    assert curve.value(Fraction(0)) == 1
    assert curve.slope(Fraction(0), 1) == 0
    assert curve.infinite_end(1).slope == float("inf")
    folded = unlisted(call("exp", call("abs", T)), FREE)
    assert folded.breakpoints == (0,)
    assert (folded.slope(Fraction(0), -1), folded.slope(Fraction(0), 1)) == (-1, 1)
    assert folded.curvature(FREE) == 1
    assert unlisted(T * call("exp", T), FREE).curvature(FREE) is None
    assert unlisted(T * call("exp", T), FREE).curvature(Bounds(lower=Fraction(0))) == 1


def test_what_is_not_settled_is_refused():
    with pytest.raises(Undefined, match="defined"):
        unlisted(call("exp", 1 / (T**2 - 1)), FREE)
    with pytest.raises(Undefined, match="kinks"):
        unlisted(call("abs", call("exp", T) - 2), FREE)
    with pytest.raises(Undefined, match="kinks"):
        unlisted(call("exp", call("huber", T, 1)), FREE)
    with pytest.raises(Undefined, match="affine"):
        unlisted(call("log", call("exp", T)), FREE)
    with pytest.raises(Undefined, match="no limit"):
        unlisted(call("exp", call("sin", T)), FREE).infinite_end(1)


def test_contents_and_ratios():
    assert content_and_primitive(form(2, beta_1=-4)) == (2, form(1, beta_1=-2))
    assert content_and_primitive(form(-2, beta_1=-4)) == (-2, form(1, beta_1=2))
    assert str(Ratio.of(form(0, beta_1=-1), form(2, alpha_1=2)).tree) == "-beta_1/(2*(alpha_1 + 1))"
    assert str(Ratio.of(form(0, alpha_1=3), form(0, alpha_1=2)).tree) == "3/2"
    assert str(Ratio.of(form(0, beta_1=2), form(0, alpha_1=3)).power(-2)) == "9*alpha_1^2/(4*beta_1^2)"
    assert Ratio.of(form(), form(0, alpha_1=1)).tree == Number(Fraction(0))


def test_numbers_fold():
    x = Variable("x")
    assert str(fraction(Fraction(-2, 3), [x, -x], [Number(Fraction(4))])) == "x^2/6"
    assert str(root(Number(Fraction(4, 9)), HALF)) == "2/3"
    assert str(root(1 / x, HALF)) == "1/sqrt(x)"
    assert rational_power(Fraction(8, 27), Fraction(-2, 3)) == Fraction(9, 4)
    assert rational_power(Fraction(2), HALF) is None
    assert str(added(form(0, beta_1=-1), [call("log", x)])) == "log(x) - beta_1"
