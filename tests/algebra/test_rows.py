"""Decomposition into exact rows: every atom is recognized, and the row is the function of the tree."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

from duality.algebra.atoms import row_expression
from duality.algebra.evaluate import value
from duality.algebra.rows import decompose
from duality.language import parse
from duality.model.expression import ONE, ZERO, Negative, Quotient, Sum, Variable
from duality.model.form import Affine, Bounds
from duality.model.scalar import Irrational

ORDER = ("x", "y", "z")
POSITIVE = {name: Bounds(lower=Fraction(0), lower_closed=False) for name in ORDER}


def tree(text: str):
    return parse(f"var x, y, z\nmin {text}\n").objective


def row(text: str, box=None):
    return decompose(tree(text), ORDER, box)


def test_affine_and_quadratic_terms_are_collected_in_the_order_of_the_variables() -> None:
    found = row("3 + 2*y - x + (x - y)^2 + y*x - x/2")
    assert found.constant == 3
    assert found.linear == (("x", Fraction(-3, 2)), ("y", Fraction(2)))
    assert found.quadratic == ((("x", "x"), 1), (("x", "y"), -1), (("y", "y"), 1))
    assert found.is_quadratic


def test_what_cancels_leaves_no_trace() -> None:
    assert row("exp(x) + x - exp(x) - x") == row("0*y")
    assert row("0.1*x + 0.2*x - 0.3*x").is_affine
    assert row("0.1*x + 0.2*x - 0.3*x").linear == ()


def test_irrational_constants_stay_exact() -> None:
    found = row("sqrt(3)*x/3 + sqrt(2)*sqrt(2)*y + sqrt(4)*z")
    assert isinstance(found.linear[0][1], Irrational)
    assert found.linear[1:] == (("y", 2), ("z", 2))


@pytest.mark.parametrize(
    ("text", "kind", "arguments"),
    [
        ("exp(x - 2*y + 1)", "exp", 1),
        ("log(x)", "log", 1),
        ("(x + y)^4", "power", 1),
        ("1/x", "power", 1),
        ("sqrt(x)", "power", 1),
        ("abs(x - y)", "abs", 1),
        ("x*log(x)", "xlogx", 1),
        ("x*log(2*x)", "xlogx", 1),
        ("huber(x, 2)", "huber", 1),
        ("sqrt(x^2 + y^2)", "norm2", 2),
        ("sqrt(x^2 + 1)", "norm2", 2),
        ("norm(x, y - 1, z)", "norm2", 3),
        ("max(x, y, 1)", "max", 3),
        ("max(abs(x), y)", "max", 3),
        ("max(abs(x - 1), abs(x + y))", "norminf", 2),
        ("norminf(x, y)", "norminf", 2),
        ("log(exp(x) + exp(y) + 2)", "logsumexp", 3),
        ("log(1 + exp(-x))", "logsumexp", 2),
        ("2^x", "exp", 1),
        ("x^2*abs(x)", "univariate", 1),
        ("x*exp(x)", "univariate", 1),
        ("(x + y)*exp(2*x + 2*y)", "univariate", 1),
    ],
)
def test_atoms_are_recognized(text: str, kind: str, arguments: int) -> None:
    found = row(text)
    assert [(atom.kind, len(atom.arguments)) for _, atom in found.atoms] == [(kind, arguments)]
    assert not found.remainder


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x*log(x/y)", "rel_entr"),
        ("x*log(x) - x*log(y)", "rel_entr"),
        ("x^2/y", "quad_over_lin"),
        ("(x - z)^2/(y + 1)", "quad_over_lin"),
        ("sqrt(x*y)", "remainder"),
        ("sqrt(x)*sqrt(y)", "geo_mean"),
        ("x^(1/4)*y^(3/4)", "geo_mean"),
    ],
)
def test_atoms_of_the_positive_orthant(text: str, kind: str) -> None:
    found = row(text, POSITIVE)
    if kind == "remainder":
        assert len(found.remainder) == 1 or [atom.kind for _, atom in found.atoms] == ["geo_mean"]
    else:
        assert [atom.kind for _, atom in found.atoms] == [kind]


def test_quotients_by_a_form_of_unknown_sign_are_no_atom() -> None:
    assert row("x^2/y").remainder and not row("x^2/y").atoms


def test_equal_atoms_add_up() -> None:
    found = row("exp(x) + 2*exp(x) + abs(y) - 3*abs(y)")
    assert [(c, atom.kind) for c, atom in found.atoms] == [(3, "exp"), (-2, "abs")]


def test_an_affine_factor_is_distributed_over_a_sum() -> None:
    found = row("x*(log(x) - 6) + y*(z^2 + 1)")
    assert ("x", Fraction(-6)) in found.linear and ("y", Fraction(1)) in found.linear
    assert [atom.kind for _, atom in found.atoms] == ["xlogx"]
    assert len(found.remainder) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x*log(x/(2*y)) + 3*x",
        "x*log((x + y)/(y + z))",
        "log(x/y)",
        "log(1/x)",
        "log(3*exp(x)*y)",
        "log(2*sqrt(1 + x^4))",
        "(x^2 + y^2)/z + x*y/z",
        "x^3*y^2/(z*x)",
        "2*x/(3*y)",
        "x/(2*y)*4",
        "-x^2*y/(-z)",
        "exp(x)/exp(y)*2",
        "sqrt(2*x)*sqrt(x)",
        "(2*x)^(1/2)*y",
        "sqrt(x^2 + 2*x*y + 3*y^2 + 1)",
        "min(x, y, 2) - max(x, -x)",
        "abs(x - y)^2 + norm(x, y)^2 + sqrt(x + y)^2",
        "x^0.5*y^0.25",
        "x^(-1/2)/y^2",
        "(x + 1)/(x + 2)",
        "e^x + pi*x",
        "tanh(x) + sinh(y) - cosh(x + y)",
        "x*(y*(z + x) + 2)*3",
        "(x - y)*(x + y)/2",
    ],
)
def test_the_row_is_the_function_of_the_tree(text: str) -> None:
    node = tree(text)
    generator = random.Random(7)
    for box in ({}, POSITIVE):
        again = row_expression(decompose(node, ORDER, box))
        for _ in range(10):
            point = {name: generator.uniform(0.1, 3.0) for name in ORDER}
            expected, found = value(node, point), value(again, point)
            assert math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-9), (text, str(again))


@pytest.mark.parametrize("denominator", [ZERO, Sum((ONE, Negative(ONE)))])
def test_a_division_by_zero_is_an_error(denominator) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        decompose(Quotient(Variable("x"), denominator), ORDER)


def test_affine_forms_compare_by_content() -> None:
    form = Affine.of(Fraction(1), [("x", Fraction(2)), ("y", Fraction(0)), ("x", Fraction(-1))])
    assert form == Affine(Fraction(1), (("x", Fraction(1)),))
