"""Trees multiplied out keep their values, and equal functions get equal expansions."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

from duality.algebra.evaluate import value
from duality.derivation.rules.partial.budget import Abandoned, Budget
from duality.derivation.rules.partial.expander import Expander
from duality.derivation.rules.partial.expansion import Expansion
from duality.language import parse
from duality.model.expression import Expression
from duality.model.form import Bounds

POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)
NONNEGATIVE = Bounds(lower=Fraction(0))
BOX = {"x": POSITIVE, "y": POSITIVE, "a": NONNEGATIVE}


def tree(text: str) -> Expression:
    """A tree in x, y > 0, a >= 0 and u, v on the whole line."""
    return parse(f"var x, y, a, u, v\nmin {text}").objective


def expanded(text: str) -> Expansion:
    return Expander(BOX, Budget()).expand(tree(text))


TEXTS = [
    "(u - x^2)^2*10 + (1 - u)^2",
    "a*x^2/y - (a - 20*x^2)^2/40",
    "sqrt(2*a/x) + a*x",
    "sqrt(8*x*y)/y + sqrt(6)*sqrt(x/3)",
    "exp(x + 2*u - log(y))*exp(-u)",
    "exp(2*log(x) - 1) + x*exp(u)^2",
    "log(x^2*y/3) + log(exp(u)*x)",
    "log(u^2*x) - 2*log(abs(u))",
    "abs(-2*x*u)*abs(u)",
    "sqrt(u^2*x)",
    "(x*u)^(-2)*(u*y)^3",
    "1/(x + y)^2 + (x + u)/(x + y)",
    "2^(u + 1)*e^x",
    "(u + v)^3 - (u - v)^3",
    "max(u, v)*x - x*max(u, v) + sin(u)*y^(3/2)",
    "sqrt(x^2 + y^2)*sqrt(x^2 + y^2)",
    "(u - u)*exp(v) + a^(1/3)*a^(2/3)",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_value_stays(text: str) -> None:
    generator = random.Random(4)
    whole, parts = tree(text), expanded(text).tree
    compared = 0
    for _ in range(20):
        point = {name: generator.uniform(0.1, 3.0) for name in ("x", "y", "a")}
        point |= {name: generator.uniform(-2.0, 2.0) for name in ("u", "v")}
        expected = value(whole, point)
        if math.isnan(expected):
            continue
        compared += 1
        assert value(parts, point) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert compared > 5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("(u + v)^2 - u^2 - v^2", "2*u*v"),
        ("sqrt(x*y)*sqrt(x)", "x*sqrt(y)"),
        ("sqrt(2)*sqrt(6*x)", "2*sqrt(3)*sqrt(x)"),
        ("exp(x)*exp(-x)", "1"),
        ("exp(log(x) + u)", "x*exp(u)"),
        ("log(x/y)", "log(x) - log(y)"),
        ("abs(u)^2", "u^2"),
        ("(4*a)^(1/6)*a^(1/3)", "2^(1/3)*sqrt(a)"),
        ("x^3/(x*y)", "x^2/y"),
    ],
)
def test_equal_functions_have_equal_expansions(first: str, second: str) -> None:
    assert expanded(first).equals(expanded(second))


def test_signs_decide_whether_roots_and_logarithms_split() -> None:
    assert str(expanded("sqrt(x*y)").tree) == "sqrt(x)*sqrt(y)"
    assert str(expanded("sqrt(u*v)").tree) == "sqrt(u*v)"
    # v >= 0 wherever sqrt(x*v) is defined, since x > 0; a may be 0, so v may be negative in sqrt(a*v).
    assert str(expanded("sqrt(x*v)").tree) == "sqrt(x)*sqrt(v)"
    assert str(expanded("sqrt(a*v)").tree) == "sqrt(a*v)"
    assert str(expanded("log(u*v)").tree) == "log(u*v)"


def test_the_work_is_bounded() -> None:
    with pytest.raises(Abandoned, match="too long"):
        expanded("*".join(["(u + v + x + y + a)^8"] * 4))
    with pytest.raises(Abandoned, match="divides by zero"):
        expanded("1/(u - u)")
