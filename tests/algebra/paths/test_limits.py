"""Limits along paths: known values, the side they are approached from, and no answer where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from itertools import product

import flint
import pytest

from duality.algebra.paths import limit
from duality.algebra.paths.between import Undecided
from duality.algebra.paths.constants import evaluated
from duality.algebra.paths.expand import Expansion
from duality.algebra.paths.monomials import Monomial
from duality.algebra.paths.series import Series
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.scalar import Irrational
from tests.algebra.paths.written import path, tree

INF = math.inf

KNOWN = [
    # function, path, limit, side
    ("exp(-x)", "x = t", 0, "above"),
    ("x^4 - 3*x^3 + 2*x", "x = -t", INF, "unknown"),
    ("x^2 + (1 - x*y)^2", "x = 1/t, y = t", 0, "above"),
    ("log(cos(x))", "x = pi/2 - 1/t", -INF, "unknown"),
    ("sqrt((3*x)^2 + 1) - 3*x", "x = t", 0, "above"),
    ("norm(x, y) - x", "x = t^4, y = t", 0, "above"),
    ("norm(x, y^2) - x", "x = t^5, y = t", 0, "above"),
    ("1e9*sqrt(x)*cosh(y)", "x = 1/t, y = 0", 0, "above"),
    ("log(exp(x) + exp(y)) - x", "x = t, y = -t", 0, "above"),
    ("sqrt(x^2 + y^2 + 1) - x", "x = t, y = 0", 0, "above"),
    ("sqrt(x^2 + x) - x", "x = t", Fraction(1, 2), "below"),
    ("sqrt((x + 1)^2 + 4)/sqrt(x^2 + 100)", "x = t", 1, "above"),
    ("x^(1/x)", "x = t", 1, "above"),
    ("log(log(x))", "x = t", INF, "unknown"),
    ("exp(x)/x^100", "x = t", INF, "unknown"),
    ("x^1000/exp(sqrt(x))", "x = t", 0, "above"),
    ("exp(sqrt(log(x)))/x", "x = t", 0, "above"),
    ("log(1 + exp(-10000000*x))", "x = t", 0, "above"),
    ("x + sin(x)", "x = t", INF, "unknown"),
    ("x*(2 + sin(x))", "x = t", INF, "unknown"),
    ("exp(-x*(2 + sin(x)))", "x = t", 0, "above"),
    ("sin(x)/x", "x = t", 0, "unknown"),
    ("log(x)*sin(x)/x", "x = t", 0, "unknown"),
    ("tanh(x)", "x = t", 1, "below"),
    ("tanh(x)", "x = -t", -1, "above"),
    ("exp(y) - x", "x = t, y = log(t)", 0, "equal"),
    ("y^2 - x^2 - 1", "x = t, y = sqrt(1 + t^2)", 0, "equal"),
    ("exp(-sqrt(x*y)) + x", "x = 1/t, y = t^3", 0, "above"),
    ("exp(-y) + norm(x, y) - x", "x = t^3, y = t", 0, "above"),
    ("exp(x - sqrt(x*y))", "x = t, y = t^3", 0, "above"),
    ("(exp(1/x) - 1 - 1/x)*x^2", "x = t", Fraction(1, 2), "above"),
    ("(exp(sin(1/x)) - exp(1/x))*x^3", "x = t", Fraction(-1, 6), "below"),
    ("max(x, 2*y) - x", "x = t, y = sqrt(t)", 0, "equal"),
    ("huber(x, 1) - 2*x", "x = t", -1, "equal"),
    ("log(x + exp(x)) - x", "x = t", 0, "above"),
    ("(sqrt(x + 1) - sqrt(x))*sqrt(x)", "x = t", Fraction(1, 2), "below"),
    ("sqrt(x^4 + x^3) - sqrt(x^4 - x^3) - x", "x = t", 0, "above"),
    ("log(x)^3/x^(1/100)", "x = t", 0, "above"),
    ("abs(x - 10) - x", "x = t", -10, "equal"),
    ("norminf(x, y) - norm1(x, y)", "x = t, y = 1/t", 0, "below"),
    ("log(cosh(x)) - x", "x = t", -0.6931471805599453, "above"),
    ("(1 + 1/x)^x", "x = t", math.e, "below"),
    ("atan(x)", "x = t", math.pi / 2, "below"),
    ("x*(atan(x) - pi/2)", "x = t", -1, "above"),
    ("atan(x)", "x = -t", -math.pi / 2, "above"),
    ("(atan(2 + x) - atan(2))/x", "x = 1/t", Fraction(1, 5), "below"),
    ("asin(x)", "x = 1 - 1/t", math.pi / 2, "below"),
    ("acos(x)*sqrt(y)", "x = 1 - 1/t, y = t", math.sqrt(2), "above"),
    ("asinh(x) - log(x)", "x = t", math.log(2), "above"),
    ("asinh(x) + log(-x)", "x = -t", -math.log(2), "below"),
    ("acosh(x) - log(2*x)", "x = t", 0, "below"),
    ("atanh(x) + log(y)/2", "x = 1 - 1/t, y = 1/t", math.log(2) / 2, "below"),
    ("erf(x)", "x = t", 1, "below"),
    ("erf(x)", "x = -t", -1, "above"),
    ("x*(erf(x) - 1)", "x = t", 0, "below"),
    ("erf(x)/x", "x = 1/t", 2 / math.sqrt(math.pi), "unknown"),
    ("softplus(x) - x", "x = t", 0, "above"),
    ("softplus(x)", "x = -t", 0, "above"),
    ("log2(x) - log10(x)", "x = t", INF, "unknown"),
    ("log1p(x)/x", "x = 1/t", 1, "below"),
    ("floor(x)/x", "x = t", 1, "unknown"),
    ("floor(x)", "x = 3 - 1/t", 2, "equal"),
    ("ceil(x)", "x = 3 - 1/t", 3, "equal"),
    ("ceil(x)", "x = 3 + 1/t", 4, "equal"),
    ("sign(x)", "x = -1/t", -1, "equal"),
]


@pytest.mark.parametrize(("function", "along", "expected", "side"), KNOWN)
def test_known_limits(function, along, expected, side) -> None:
    found = limit(tree(function), path(along))
    if isinstance(expected, float) and math.isfinite(expected):
        assert isinstance(found.value, Irrational)
        assert float(found.value) == pytest.approx(expected, rel=1e-15)
    else:
        assert found.value == expected
    assert found.approach == side


@pytest.mark.parametrize(
    ("function", "along", "expected"),
    [("log(log(x))", "x = 1 + t", -INF), ("x*log(x)", "x = t", 0), ("sin(x)/x", "x = t", 1), ("1/x", "x = -t", -INF),
     ("x^x", "x = t", 1), ("tan(x)", "x = pi/2 - t", INF), ("tan(x)", "x = pi/2 + t", -INF),
     ("(1 - cos(x))/x^2", "x = t", Fraction(1, 2)), ("exp(-1/x)/x^9", "x = t", 0), ("log(sin(x))", "x = pi - t", -INF)],
)  # fmt: skip
def test_limits_at_open_ends(function, along, expected) -> None:
    assert limit(tree(function), path(along, "t -> 0+")).value == expected


@pytest.mark.parametrize(
    ("function", "along", "expected"),
    [("x*sin(2*x)", "x = (3*pi/2 + 2*pi*k)/2", -INF), ("x*sin(x)", "x = 3*pi/2 + 2*pi*k", -INF),
     ("x*cos(3*x)", "x = (pi + 2*pi*k)/3", -INF), ("sin(x^2)*x", "x = sqrt(3*pi/2 + 2*pi*k)", -INF),
     ("cos(x) + 1/x", "x = pi + 2*pi*k", -1), ("sin(5*x)", "x = 2*pi*k/5", 0), ("x*sin(x)", "x = pi*2*k", 0)],
)  # fmt: skip
def test_limits_over_integers(function, along, expected) -> None:
    assert limit(tree(function), path(along, "k -> inf")).value == expected


@pytest.mark.parametrize(
    ("function", "along", "lower", "upper"),
    [("x*sin(x)", "x = t", -INF, INF), ("cos(x^2)", "x = t", -1, 1), ("3 + 2*sin(x) + 1/x", "x = t", 1, 5),
     ("exp(sin(x))", "x = t", math.exp(-1), math.e), ("x^2*cos(x)", "x = t", -INF, INF)],
)  # fmt: skip
def test_what_oscillates_is_bounded_and_has_no_limit(function, along, lower, upper) -> None:
    found = limit(tree(function), path(along))
    assert found.value is None
    assert float(found.lower) == pytest.approx(lower)
    assert float(found.upper) == pytest.approx(upper)


@pytest.mark.parametrize(
    ("function", "along"),
    [("log(x)", "x = -t"), ("asin(x) - y", "x = 2, y = t"), ("acosh(x)", "x = 1/t"),
     ("sqrt(sin(x))", "x = t"), ("x^y", "x = 1 + sin(t), y = t"), ("1/sin(x)", "x = t"),
     ("1/(x - abs(x))", "x = t"), ("y", "x = t")],
)  # fmt: skip
def test_what_is_undefined_has_no_limit(function, along) -> None:
    assert limit(tree(function), path(along)).value is None


def test_half_turns_are_not_whole_ones() -> None:
    """sin(pi/2 + pi k) is 1 and -1 in turn."""
    assert limit(tree("sin(x)"), path("x = pi/2 + pi*k", "k -> inf")).value is None
    # Over the reals t the phase is not constant either.
    assert limit(tree("sin(x)"), path("x = pi/2 + 2*pi*t")).value is None


PIECES = ["x", "1/x", "exp(-x)", "log(x)", "sqrt(x)", "sin(x)", "x^2 + 1", "exp(1/x)"]
OUTER = ["{a} + {b}", "({a})*({b})", "({a})/({b} + 4)", "sqrt(1 + ({a})^2) - ({b})", "log(2 + exp({a})) - ({b})",
         "max({a}, {b})", "tanh({a})*({b})", "exp(-({a})^2)*({b})", "norm({a}, {b})", "cos({a})*({b})^2",
         "atan({a})*({b})", "erf({a}) - ({b})"]  # fmt: skip

FAR = flint.fmpq(10**60)
"""Where every asymptotic bound has set in, logarithms included."""


@pytest.fixture
def digits() -> Iterator[None]:
    before, flint.ctx.prec = flint.ctx.prec, 3000
    yield
    flint.ctx.prec = before


def _ball(node: Expression) -> flint.arb:
    match node:
        case Number(value):
            return flint.arb(flint.fmpq(value.numerator, value.denominator))
        case Variable():
            return flint.arb(FAR)
        case Sum(terms):
            return sum((_ball(term) for term in terms), flint.arb(0))
        case Product(factors):
            return reduce(lambda a, b: a * b, map(_ball, factors))
        case Negative(operand):
            return -_ball(operand)
        case Quotient(numerator, denominator):
            return _ball(numerator) / _ball(denominator)
        case Power(base, Number(exponent)):
            return _ball(base) ** int(exponent)
        case Call("norm", arguments):
            return sum((_ball(a) ** 2 for a in arguments), flint.arb(0)).sqrt()
        case Call("max", (a, b)):
            return _ball(a).max(_ball(b))
        case Call(function, (argument,)):
            return getattr(_ball(argument), function)()
    raise TypeError(str(node))


def _series(series: Series) -> flint.arb:
    total = flint.arb(0)
    for coefficient, monomial in series.terms:
        total += _monomial(monomial) * evaluated(coefficient)
    return total


def _monomial(monomial: Monomial) -> flint.arb:
    result, level = flint.arb(1), flint.arb(FAR)
    for power in monomial.powers:
        result, level = result * level ** evaluated(power), level.log()
    return result * sum((_monomial(m) * evaluated(c) for c, m in monomial.exponent), flint.arb(0)).exp()


@pytest.mark.parametrize("outer", OUTER)
@pytest.mark.usefixtures("digits")
def test_enclosures_hold_far_out(outer) -> None:
    """lower <= f(t) <= upper at t = 10^60, by ball arithmetic."""
    told = 0
    for a, b in product(PIECES, PIECES):
        along = path("x = t").at_infinity(tree(outer.format(a=a, b=b)))
        try:
            between = Expansion(3).of(along)
        except Undecided:
            continue
        f, lower, upper = _ball(along), _series(between.lower), _series(between.upper)
        assert not f < lower and not f > upper, outer.format(a=a, b=b)
        told += between.is_exact or lower < f < upper
    assert told > 30
