"""Textbook answers of the 1-D infimum as they read: the branches as (conditions, value, attained, minimizer)."""

from fractions import Fraction

from duality.model.form import FREE, Bounds
from tests.derive.univariate_cases import ALPHA, BETA, MINUS, ONE, OPEN_RIGHT, OPEN_UNIT, RIGHT, UNIT, T, call, form

TEXTBOOK = {
    "exp": (
        [(ONE, call("exp", T))],
        BETA,
        FREE,
        [
            ("beta_1 = 0", "0", False, None),
            ("-beta_1 > 0", "beta_1*log(-beta_1) - beta_1", True, "log(-beta_1)"),
        ],
    ),
    "exp of minus t at slope 0": (
        [(ONE, call("exp", -T))],
        form(),
        FREE,
        [("", "0", False, None)],
    ),
    "exp with slope alpha - 1": (
        [(ONE, call("exp", T))],
        form(-1, alpha_1=1),
        FREE,
        [
            ("alpha_1 - 1 = 0", "0", False, None),
            ("1 - alpha_1 > 0", "1 - alpha_1 - (1 - alpha_1)*log(1 - alpha_1)", True, "log(1 - alpha_1)"),
        ],
    ),
    "entropy": (
        [(ONE, T * call("log", T))],
        BETA,
        RIGHT,
        [("", "-exp(-beta_1 - 1)", True, "exp(-beta_1 - 1)")],
    ),
    "entropy with a coefficient": (
        [(form(2, alpha_1=1), T * call("log", T))],
        BETA,
        RIGHT,
        [("", "-(alpha_1 + 2)*exp(-1 - beta_1/(alpha_1 + 2))", True, "exp(-1 - beta_1/(alpha_1 + 2))")],
    ),
    "binary entropy": (
        [(ONE, T * call("log", T)), (ONE, (1 - T) * call("log", 1 - T))],
        BETA,
        UNIT,
        [("", "-log(1 + exp(-beta_1))", True, "1/(1 + exp(beta_1))")],
    ),
    "minus log": ([(MINUS, call("log", T))], BETA, OPEN_RIGHT, [("beta_1 > 0", "1 + log(beta_1)", True, "1/beta_1")]),
    "inverse": (
        [(ONE, 1 / T)],
        BETA,
        OPEN_RIGHT,
        [("beta_1 > 0", "2*sqrt(beta_1)", True, "1/sqrt(beta_1)"), ("beta_1 = 0", "0", False, None)],
    ),
    "minus root": (
        [(MINUS, call("sqrt", T))],
        BETA,
        RIGHT,
        [("beta_1 > 0", "-1/(4*beta_1)", True, "1/(4*beta_1^2)")],
    ),
    "root": ([(ONE, call("sqrt", T))], BETA, RIGHT, [("beta_1 >= 0", "0", True, "0")]),
    "absolute value": (
        [(ALPHA, call("abs", T))],
        BETA,
        FREE,
        [("alpha_1 - beta_1 >= 0, alpha_1 + beta_1 >= 0", "0", True, "0")],
    ),
    "square": ([(ONE, (T - 3) ** 2)], ALPHA, FREE, [("", "3*alpha_1 - alpha_1^2/4", True, "3 - alpha_1/2")]),
    "square with 1 + alpha": (
        [(form(1, alpha_1=1), T**2)],
        form(0, alpha_1=-6),
        FREE,
        [("", "-9*alpha_1^2/(alpha_1 + 1)", True, "3*alpha_1/(alpha_1 + 1)")],
    ),
    "square of unknown sign": (
        [(form(-1, alpha_1=1), T**2)],
        BETA,
        FREE,
        [
            ("alpha_1 - 1 > 0", "-beta_1^2/(4*(alpha_1 - 1))", True, "-beta_1/(2*(alpha_1 - 1))"),
            ("alpha_1 - 1 = 0, beta_1 = 0", "0", True, "0"),
        ],
    ),
    "alpha square on [0, 1]": (
        [(ALPHA, T**2)],
        BETA,
        UNIT,
        [
            ("beta_1 >= 0", "0", True, "0"),
            (
                "alpha_1 > 0, -beta_1 >= 0, 2*alpha_1 + beta_1 >= 0",
                "-beta_1^2/(4*alpha_1)",
                True,
                "-beta_1/(2*alpha_1)",
            ),
            ("-2*alpha_1 - beta_1 >= 0", "alpha_1 + beta_1", True, "1"),
        ],
    ),
    "power 3/2": (
        [(ONE, T ** Fraction(3, 2))],
        BETA,
        RIGHT,
        [("beta_1 >= 0", "0", True, "0"), ("-beta_1 >= 0", "4*beta_1^3/27", True, "4*beta_1^2/9")],
    ),
    "inverse square": (
        [(ONE, T**-2)],
        BETA,
        OPEN_RIGHT,
        [("beta_1 > 0", "3*(beta_1/2)^(2/3)", True, "(2/beta_1)^(1/3)"), ("beta_1 = 0", "0", False, None)],
    ),
    "absolute cube": (
        [(ONE, T**2 * call("abs", T))],
        BETA,
        FREE,
        [("", "-2*(abs(beta_1)/3)^(3/2)", True, "sqrt(max(-beta_1/3, 0)) - sqrt(max(beta_1/3, 0))")],
    ),
    "Huber": (
        [(ONE, call("huber", T, 1))],
        BETA,
        FREE,
        [("2 - beta_1 >= 0, beta_1 + 2 >= 0", "-beta_1^2/4", True, "-beta_1/2")],
    ),
    "max of affine": (
        [(ONE, call("max", -2 * T, T, 3 * T - 4))],
        BETA,
        FREE,
        [
            ("2 - beta_1 >= 0, beta_1 + 1 >= 0", "0", True, "0"),
            ("-beta_1 - 1 >= 0, beta_1 + 3 >= 0", "2*beta_1 + 2", True, "2"),
        ],
    ),
    "softplus": (
        [(ONE, call("log", 1 + call("exp", T)))],
        BETA,
        FREE,
        [
            ("beta_1 = 0", "0", False, None),
            (
                "-beta_1 > 0, beta_1 + 1 > 0",
                "beta_1*log(-beta_1) - (beta_1 + 1)*log(beta_1 + 1)",
                True,
                "log(-beta_1/(beta_1 + 1))",
            ),
            ("beta_1 + 1 = 0", "0", False, None),
        ],
    ),
    "hyperbola": (
        [(ONE, call("sqrt", 1 + T**2))],
        BETA,
        FREE,
        [
            ("beta_1 - 1 = 0", "0", False, None),
            ("1 - beta_1 > 0, beta_1 + 1 > 0", "sqrt(1 - beta_1^2)", True, "-beta_1/sqrt(1 - beta_1^2)"),
            ("beta_1 + 1 = 0", "0", False, None),
        ],
    ),
    "log of one plus square": ([(ONE, call("log", 1 + T**2))], BETA, FREE, [("beta_1 = 0", "0", True, "0")]),
    "affine": ([], form(1, alpha_1=1, beta_1=-1), FREE, [("alpha_1 - beta_1 + 1 = 0", "0", True, "0")]),
    "affine on an open interval": (
        [],
        BETA,
        OPEN_UNIT,
        [("beta_1 > 0", "0", False, None), ("beta_1 = 0", "0", True, "1/2"), ("-beta_1 > 0", "beta_1", False, None)],
    ),
    "concave": (
        [(MINUS, T**2)],
        BETA,
        UNIT,
        [("beta_1 - 1 >= 0", "0", True, "0"), ("1 - beta_1 >= 0", "beta_1 - 1", True, "1")],
    ),
    "concave on a half line": ([(MINUS, T**2)], BETA, RIGHT, []),
    "odd power": ([(ALPHA, T**3)], BETA, FREE, [("alpha_1 = 0, beta_1 = 0", "0", True, "0")]),
    "nonconvex piecewise affine": (
        [(MINUS, call("abs", T - 1))],
        BETA,
        Bounds(Fraction(0), Fraction(3)),
        [("3*beta_1 - 1 >= 0", "-1", True, "0"), ("1 - 3*beta_1 >= 0", "3*beta_1 - 2", True, "3")],
    ),
}
