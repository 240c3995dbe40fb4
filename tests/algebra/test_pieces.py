"""Functions in pieces: the same values as their pieces, and what is proved of them is true."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
import sympy

import duality as du
from duality.algebra.abbreviations import without_abbreviations
from duality.algebra.evaluate import exact_value
from duality.model.expression import Expression, Variable
from duality.model.pieces import PIECEWISE, is_in_pieces

X, Y = Variable("x"), Variable("y")

WRITTEN = [
    # as stated, what it equals
    ("{x if x >= 0; -x otherwise}", "max(-x, x)"),
    ("{x if x >= 0; 2*x otherwise}", "min(2*x, x)"),
    ("{x^2/2 if |x| <= 1; |x| - 1/2 otherwise}", "huber(x, 1)/2"),
    ("{(x - 3)^2 + x if 1 <= x <= 5; -3*x + 8 if x < 1; 5*x - 16 otherwise}", "huber(x - 3, 2) + x"),
    ("{x^2 if x >= 0; -x otherwise}", "-x + max(x, 0)^2 + max(x, 0)"),
    ("{0 if x < 0; x if x < 1; 1 otherwise}", "max(x, 0) - max(x - 1, 0)"),
    ("{x^2 if x + y >= 1; x^2 + x + y - 1 otherwise}", "min(x^2, x^2 + x + y - 1)"),
    ("{1 if x >= 2; 0 otherwise}", "step(x - 2)"),
    ("{x + y if x >= 0; y otherwise}", "max(y, x + y)"),
]


def tree(text: str) -> Expression:
    return du.parse(f"min {text}").objective


@pytest.mark.parametrize(("stated", "equal"), WRITTEN)
def test_what_a_function_in_pieces_equals(stated: str, equal: str) -> None:
    assert str(without_abbreviations(tree(stated))) == equal
    assert not any(is_in_pieces(node) for node in without_abbreviations(tree(stated)).walk())


def chosen(node: Expression, point: dict[str, Fraction]) -> Expression:
    """The piece that holds, by the conditions alone."""
    while is_in_pieces(node):
        left, right, then, otherwise = node.children
        node = then if exact_value(left, point) >= exact_value(right, point) else otherwise
    return node


BODIES = ["x", "-x", "x^2", "1", "0", "2*x - 3", "abs(x)", "x*y", "y - x", "x^3", "exp(x)", "log(max(x, 1/8))", "-2"]
CONDITIONS = ["x >= 0", "x < 1", "x > -1", "x <= 2", "0 <= x < 2", "|x| <= 1", "x = 1", "x + y >= 1", "x^2 <= 4"]


@pytest.mark.parametrize("seed", range(60))
def test_values_are_those_of_the_piece_that_holds(seed: int) -> None:
    random = Random(seed)
    pieces = [f"{random.choice(BODIES)} if {random.choice(CONDITIONS)}" for _ in range(random.randint(1, 3))]
    stated = tree("{" + "; ".join(pieces) + f"; {random.choice(BODIES)} otherwise}} + 0*x + 0*y").children[0]
    written = without_abbreviations(stated)
    assert tree(f"{stated} + 0*x + 0*y").children[0] == stated, "it prints as it reads"
    for x in (-2, -1, Fraction(-1, 2), 0, Fraction(1, 3), 1, Fraction(3, 2), 2, 5):
        point = {"x": Fraction(x), "y": Fraction(random.randint(-4, 4), 2)}
        true = float(exact_value(chosen(stated, point), point))
        assert float(exact_value(stated, point)) == pytest.approx(true, abs=1e-12)
        assert float(exact_value(written, point)) == pytest.approx(true, abs=1e-12)


def test_a_piece_is_asked_on_its_part_only() -> None:
    stated = tree("{log(x) if x >= 1; x - 1 otherwise}")
    assert float(exact_value(stated, {"x": Fraction(-5)})) == -6
    assert du.solve("min {sqrt(x) if x >= 1; 1 otherwise} + x/8\ns.t. x <= 9\nx >= -9").value == -1 / 8


@pytest.mark.parametrize(
    ("statement", "value", "attained"),
    [
        ("min {x^2 if x >= 0; -x otherwise}\ns.t. x >= -1", 0, True),
        ("min {x^2/2 if |x| <= 1; |x| - 1/2 otherwise} + (x - 3)^2\ns.t. x <= 2", 5 / 2, True),
        ("max {x if 0 <= x <= 1; 0 otherwise}\ndomain 0 <= x <= 5", 1, True),
        ("max {x if 0 <= x < 1; 0 otherwise}\ndomain 0 <= x <= 2", 1, False),
        ("min {0 if x = 0; 1 otherwise} + x^2\ns.t. x >= -1", 0, True),
        ("min {1 if x = 0; 0 otherwise} + x^2\ns.t. x >= -1", 0, False),
        ("max x - floor(x)\ndomain 0 <= x <= 2", 1, False),
        ("min sign(x) + x^2\ns.t. x <= 1", -1, False),
    ],
)
def test_the_optimum_and_whether_it_is_attained(statement: str, value: float, attained: bool) -> None:
    """Where a function jumps, a compact level set is no proof that an infimum is attained."""
    primal = du.solve(statement).primal
    assert primal.lower - 1e-12 <= value <= primal.upper + 1e-12
    assert primal.value == pytest.approx(value, abs=0.05), "a search that ran out of time comes near"
    assert primal.attained in (attained, None)


def test_pieces_from_python_and_from_sympy() -> None:
    stated = du.piecewise((X**2, X >= 0), otherwise=-X)
    assert stated == tree("{x^2 if x >= 0; -x otherwise}")
    assert du.piecewise((X, [X >= 0, X <= 1]), otherwise=0) == tree("{x if x >= 0 and x <= 1; 0 otherwise}")
    s = sympy.Symbol("x", real=True)
    problem = du.minimize(sympy.Piecewise((s**2, s >= 0), (-s, True)))
    assert problem.objective == stated
    assert stated.function == PIECEWISE
    assert r"\begin{cases}" in stated.latex()
    with pytest.raises(du.ProblemError, match="no condition"):
        du.piecewise((X, True), otherwise=0)
    with pytest.raises(du.ProblemError, match="not defined"):
        du.piecewise((du.log(X), X >= Y), otherwise=0)
