"""One-variable objectives sum c_k phi_k(t) + d t with their intervals: what the tests of the 1-D infimum share."""

from fractions import Fraction

from duality.model.expression import Call, Variable, as_expression
from duality.model.form import FREE, PLACEHOLDER, Affine, Bounds

T = Variable(PLACEHOLDER)
NONNEGATIVE = frozenset({"alpha_1", "alpha_2"})


def call(function, *arguments):
    return Call(function, tuple(as_expression(argument) for argument in arguments))


def form(constant=0, **weights):
    return Affine(Fraction(constant), tuple((name, Fraction(weight)) for name, weight in weights.items()))


def exp(u):
    return call("exp", u)


def log(u):
    return call("log", u)


def sqrt(u):
    return call("sqrt", u)


def absolute(u):
    return call("abs", u)


ONE, ALPHA, ALPHA_2, BETA = form(1), form(alpha_1=1), form(alpha_2=1), form(beta_1=1)
MINUS = form(-1)
UNSIGNED = form(-1, alpha_1=1)
HALF = Fraction(1, 2)

RIGHT = Bounds(lower=Fraction(0))
OPEN_RIGHT = Bounds(lower=Fraction(0), lower_closed=False)
LEFT = Bounds(upper=Fraction(0))
OPEN_LEFT = Bounds(upper=Fraction(0), upper_closed=False)
UNIT = Bounds(Fraction(0), Fraction(1))
OPEN_UNIT = Bounds(Fraction(0), Fraction(1), lower_closed=False, upper_closed=False)
HALF_OPEN_UNIT = Bounds(Fraction(0), Fraction(1), lower_closed=False)
WIDE = Bounds(Fraction(-2), Fraction(3))
POINT = Bounds(Fraction(2), Fraction(2))

CASES = {
    "affine on the line": ([], form(1, alpha_1=1, beta_1=-1), FREE),
    "affine on a half line": ([], BETA, RIGHT),
    "affine on an open half line": ([], BETA, OPEN_LEFT),
    "affine on an interval": ([], BETA, WIDE),
    "affine on an open interval": ([], BETA, OPEN_UNIT),
    "affine on a half open interval": ([], BETA, HALF_OPEN_UNIT),
    "affine at a point": ([], BETA, POINT),
    "exp": ([(ONE, exp(T))], BETA, FREE),
    "exp of minus t": ([(ONE, exp(-T))], BETA, FREE),
    "exp, shifted and scaled": ([(form(2), exp(3 * T - 1))], form(1, beta_1=-1), FREE),
    "alpha exp": ([(ALPHA, exp(T))], BETA, FREE),
    "exp on a half line": ([(ONE, exp(T))], BETA, RIGHT),
    "alpha exp on an interval": ([(ALPHA, exp(T))], BETA, UNIT),
    "minus exp on an interval": ([(MINUS, exp(T))], BETA, UNIT),
    "minus exp on the left": ([(MINUS, exp(T))], BETA, LEFT),
    "two to the t": ([(ONE, 2**T)], BETA, FREE),
    "exp, both signs": ([(UNSIGNED, exp(T))], BETA, LEFT),
    "exp plus exp of minus t": ([(ALPHA, exp(T)), (form(1, alpha_2=2), exp(-T))], BETA, FREE),
    "exp plus exp of minus t on an interval": (
        [(ALPHA, exp(T)), (ALPHA_2, exp(-T))],
        BETA,
        Bounds(Fraction(-1), Fraction(1)),
    ),
    "equal exponentials": ([(ALPHA, exp(2 * T)), (ALPHA, exp(-2 * T))], BETA, FREE),
    "exp plus square": ([(ONE, exp(T)), (ONE, T**2)], BETA, FREE),
    "exp minus alpha exp": ([(form(0, alpha_1=-1), exp(T)), (ONE, exp(2 * T))], BETA, FREE),
    "exp minus square": ([(ONE, exp(T)), (form(0, alpha_1=-1), T**2)], BETA, FREE),
    "minus log": ([(MINUS, log(T))], BETA, OPEN_RIGHT),
    "minus log, no bounds stated": ([(MINUS, log(2 * T - 3))], BETA, FREE),
    "minus alpha log": ([(form(0, alpha_1=-1), log(T))], BETA, OPEN_RIGHT),
    "log": ([(ONE, log(T))], BETA, OPEN_RIGHT),
    "log on an interval": ([(UNSIGNED, log(T))], BETA, Bounds(Fraction(1), Fraction(4))),
    "two logs": ([(MINUS, log(T)), (MINUS, log(1 - T))], BETA, OPEN_UNIT),
    "two logs, alpha": ([(ALPHA, -log(1 + T) - log(1 - T))], BETA, Bounds(Fraction(-1), Fraction(1), False, False)),
    "two logs, different weights": ([(MINUS, log(T)), (form(-2), log(1 - T))], BETA, OPEN_UNIT),
    "log and square": ([(ONE, T**2 / 2), (ALPHA, -log(T))], BETA, OPEN_RIGHT),
    "log and shifted square": ([(ONE, (T - 1) ** 2), (MINUS, log(2 * T + 1))], BETA, FREE),
    "entropy": ([(ONE, T * log(T))], BETA, RIGHT),
    "entropy with coefficient": ([(form(2, alpha_1=1), T * log(T / 3))], BETA, RIGHT),
    "alpha entropy": ([(ALPHA, T * log(T))], BETA, RIGHT),
    "entropy on an interval": ([(ONE, T * log(T))], BETA, UNIT),
    "negative entropy": ([(MINUS, T * log(T))], BETA, UNIT),
    "binary entropy": ([(ONE, T * log(T) + (1 - T) * log(1 - T))], BETA, UNIT),
    "binary entropy in two terms": ([(form(3), T * log(T)), (form(3), (1 - T) * log(1 - T))], BETA, UNIT),
    "cube beside a log": ([(ONE, T**3), (MINUS, log(T))], BETA, FREE),
    "inverse beside a log": ([(ONE, 1 / T), (MINUS, log(T))], BETA, FREE),
    "relative entropy to a line": ([(ONE, T * log(T / (1 + T)))], BETA, RIGHT),
    "square": ([(ONE, (T - 3) ** 2)], ALPHA, FREE),
    "square of unknown sign": ([(UNSIGNED, T**2)], BETA, FREE),
    "square of unknown sign on an interval": ([(UNSIGNED, T**2)], BETA, UNIT),
    "square of unknown sign on a half line": ([(UNSIGNED, (T - 1) ** 2)], BETA, RIGHT),
    "square of unknown sign on an open interval": ([(UNSIGNED, T**2)], BETA, OPEN_UNIT),
    "alpha square on an interval": ([(ALPHA, T**2)], BETA, WIDE),
    "two squares": ([(ONE, T**2), (ALPHA, (T - 2) ** 2)], BETA, FREE),
    "fourth power": ([(ONE, T**4)], BETA, FREE),
    "shifted fourth power": ([(ALPHA, (2 * T - 1) ** 4)], BETA, FREE),
    "fourth power plus square": ([(ONE, T**4), (ALPHA, T**2)], BETA, FREE),
    "fourth power, square of unknown sign": ([(ONE, T**4), (UNSIGNED, T**2)], BETA, FREE),
    "double well": ([(ONE, T**4 - 3 * T**2 + T)], BETA, FREE),
    "double well on an interval": ([(ALPHA, T**4 - 3 * T**2 + T)], BETA, WIDE),
    "cube on the line": ([(ALPHA, T**3)], BETA, FREE),
    "cube on an interval": ([(ALPHA, T**3)], BETA, WIDE),
    "cube on the right": ([(ALPHA, T**3)], BETA, RIGHT),
    "minus cube on the left": ([(MINUS, T**3)], BETA, LEFT),
    "cube plus square on the right": ([(ONE, T**3), (ONE, T**2)], BETA, RIGHT),
    "fifth and fourth power": ([(ALPHA, T**5), (ONE, T**4)], BETA, FREE),
    "power 3/2": ([(ONE, T ** Fraction(3, 2))], BETA, RIGHT),
    "alpha power 5/3": ([(ALPHA, T ** Fraction(5, 3))], BETA, RIGHT),
    "absolute cube": ([(ONE, T**2 * absolute(T))], BETA, FREE),
    "shifted absolute power 3/2": ([(form(2), absolute(2 * T - 1) ** Fraction(3, 2))], BETA, FREE),
    "power 3/2 on the right of its center": ([(ONE, absolute(T) ** Fraction(3, 2))], BETA, RIGHT),
    "absolute power 3/2 and absolute value": ([(ONE, absolute(T) ** Fraction(3, 2)), (ALPHA, absolute(T))], BETA, FREE),
    "signed square": ([(ONE, T * absolute(T))], BETA, WIDE),
    "inverse": ([(ONE, 1 / T)], BETA, OPEN_RIGHT),
    "alpha inverse": ([(ALPHA, 1 / T)], BETA, OPEN_RIGHT),
    "inverse on the left": ([(MINUS, 1 / T)], BETA, OPEN_LEFT),
    "inverse square": ([(ONE, T**-2)], BETA, OPEN_RIGHT),
    "three inverse roots": ([(form(3), 1 / sqrt(T))], BETA, OPEN_RIGHT),
    "concave inverse": ([(ONE, 1 / T)], BETA, Bounds(None, Fraction(-1))),
    "quadratic over affine": ([(ONE, T**2 / (1 + T))], BETA, Bounds(Fraction(-1), None, False)),
    "alpha quadratic over affine": ([(ALPHA, (T**2 + 1) / T)], BETA, OPEN_RIGHT),
    "root": ([(ONE, sqrt(T))], BETA, RIGHT),
    "minus root": ([(form(0, alpha_1=-1), sqrt(T))], BETA, RIGHT),
    "root on an interval": ([(UNSIGNED, sqrt(T))], BETA, UNIT),
    "minus power 1/3": ([(form(-2), T ** Fraction(1, 3))], BETA, RIGHT),
    "half circle": ([(MINUS, sqrt(T * (1 - T)))], BETA, UNIT),
    "alpha half circle": ([(form(0, alpha_1=-1), sqrt(4 - T**2))], BETA, Bounds(Fraction(-2), Fraction(2))),
    "hyperbola": ([(ONE, sqrt(1 + T**2))], BETA, FREE),
    "alpha hyperbola": ([(ALPHA, sqrt(4 * T**2 - 4 * T + 5))], BETA, FREE),
    "absolute value": ([(ONE, absolute(T))], BETA, FREE),
    "alpha absolute value": ([(ALPHA, absolute(T - 1))], BETA, FREE),
    "absolute value of unknown sign": ([(UNSIGNED, absolute(T - 1))], BETA, WIDE),
    "two absolute values": ([(ALPHA, absolute(T)), (BETA, absolute(T - 1))], form(1), FREE),
    "absolute value on an open half line": ([(ONE, absolute(T))], BETA, OPEN_RIGHT),
    "minus absolute value": ([(MINUS, absolute(T))], BETA, RIGHT),
    "lasso": ([(ONE, (2 * T - 3) ** 2 / 2), (ONE, absolute(T))], BETA, FREE),
    "alpha lasso": ([(ONE, (2 * T - 3) ** 2 / 2), (ALPHA, absolute(T))], BETA, FREE),
    "hinge and square": ([(ONE, T**2 / 2), (ONE, call("max", 0, 1 - T))], BETA, FREE),
    "squared hinge": ([(ALPHA, call("max", 0, 1 - T) ** 2)], BETA, FREE),
    "max of affine": ([(ONE, call("max", -2 * T, T, 3 * T - 4))], BETA, FREE),
    "min of affine": ([(ONE, call("min", -2 * T, T, 3 * T - 4))], BETA, WIDE),
    "Huber": ([(ONE, call("huber", T, 1))], BETA, FREE),
    "alpha Huber": ([(ALPHA, call("huber", T - 1, HALF))], BETA, FREE),
    "Huber as a max": ([(ONE, call("max", T**2 / 2, absolute(T) - HALF))], BETA, FREE),
    "max of parabolas": ([(ONE, call("max", T**2, (T - 2) ** 2))], BETA, FREE),
    "softplus": ([(ONE, log(1 + exp(T)))], BETA, FREE),
    "alpha softplus": ([(ALPHA, log(1 + exp(1 - T)))], BETA, FREE),
    "log of two exponentials": ([(ONE, log(exp(T) + 3 * exp(-T)))], BETA, FREE),
    "log of three exponentials": ([(ALPHA, log(1 + exp(T) + exp(-2 * T)))], BETA, FREE),
    "cosh": ([(ONE, call("cosh", T))], BETA, FREE),
    "alpha cosh": ([(ALPHA, call("cosh", 2 * T - 1))], BETA, FREE),
    "sinh on the right": ([(ONE, call("sinh", T))], BETA, RIGHT),
    "sinh on the left": ([(MINUS, call("sinh", T))], BETA, LEFT),
    "sinh on the line": ([(ONE, call("sinh", T))], BETA, FREE),
    "log cosh": ([(ALPHA, log(call("cosh", T)))], BETA, FREE),
    "log of one plus square": ([(ONE, log(1 + T**2))], BETA, FREE),
    "log of one plus square where it is convex": ([(ALPHA, log(1 + T**2))], BETA, UNIT),
    "minus log of one plus square": ([(MINUS, log(1 + T**2))], BETA, Bounds(Fraction(1), None)),
    "sine and square": ([(ONE, call("sin", T)), (ONE, T**2 / 10)], BETA, FREE),
    "sine": ([(UNSIGNED, call("sin", T))], BETA, FREE),
    "sine and exp": ([(ONE, call("sin", T)), (ONE, exp(-T))], BETA, FREE),
    "square root of the absolute value": ([(ONE, sqrt(absolute(T)))], BETA, FREE),
    "t exp t": ([(ONE, T * exp(T))], BETA, FREE),
    "exp of a square": ([(ALPHA, exp(T**2))], BETA, FREE),
    "exp of an absolute value": ([(ONE, exp(absolute(T)))], BETA, FREE),
    "slopes that cancel": (
        [(UNSIGNED, call("max", 0, T)), (form(0, alpha_1=-1), sqrt(2 * T))],
        form(1, alpha_1=-1),
        UNIT,
    ),
    "no slope beside a root": ([(UNSIGNED, sqrt(T)), (form(0, alpha_1=-1), call("sinh", T))], form(), UNIT),
    "bell": ([(MINUS, 1 / (1 + T**2))], BETA, FREE),
    "inverse plus log": ([(ONE, 1 / T), (ONE, log(T))], BETA, OPEN_RIGHT),
    "inverse plus square": ([(ALPHA, 1 / T), (ONE, T**2)], BETA, OPEN_RIGHT),
}
