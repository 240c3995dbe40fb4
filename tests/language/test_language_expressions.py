"""Text to trees: precedence, numbers, constants, functions, comprehensions, parameters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.errors import ProblemError
from duality.language import parse
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
)

x, y, z = Variable("x"), Variable("y"), Variable("z")


def n(value: int | str) -> Number:
    return Number(Fraction(value))


def tree(text: str, before: str = "") -> Expression:
    return parse(f"{before}\nmin {text}").objective


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y - z", Sum((x, y, Negative(z)))),
        ("x - (y + z)", Sum((x, Negative(Sum((y, z)))))),
        ("(x + y) + z", Sum((Sum((x, y)), z))),
        ("x + (y + z)", Sum((x, Sum((y, z))))),
        ("x*y*z", Product((x, y, z))),
        ("(x*y)*z", Product((Product((x, y)), z))),
        ("x*(y*z)", Product((x, Product((y, z))))),
        ("x*y/z", Quotient(Product((x, y)), z)),
        ("x/y*z", Product((Quotient(x, y), z))),
        ("x/y/z", Quotient(Quotient(x, y), z)),
        ("-2*x", Negative(Product((n(2), x)))),
        ("-x^2", Negative(Power(x, n(2)))),
        ("(-x)^2", Power(Negative(x), n(2))),
        ("-x + y", Sum((Negative(x), y))),
        ("-x/2", Negative(Quotient(x, n(2)))),
        ("(-x)/2", Negative(Quotient(x, n(2)))),
        ("2*-x", Product((n(2), Negative(x)))),
        ("x - -y", Sum((x, Negative(Negative(y))))),
        ("+x", x),
        ("x^y^z", Power(x, Power(y, z))),
        ("x**y**z", Power(x, Power(y, z))),
        ("(x^y)^z", Power(Power(x, y), z)),
        ("2^-x", Power(n(2), Negative(x))),
        ("2^-x*y", Product((Power(n(2), Negative(x)), y))),
        ("x^-2", Power(x, Negative(n(2)))),
        ("2*x^2", Product((n(2), Power(x, n(2))))),
        ("((x))", x),
    ],
)
def test_precedence(text: str, expected: Expression) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x", Product((n(2), x))),
        ("2x^2", Product((n(2), Power(x, n(2))))),
        ("-2x*y", Negative(Product((n(2), x, y)))),
        ("3(x + 1)", Product((n(3), Sum((x, n(1)))))),
        ("3(x + 1)^2", Product((n(3), Power(Sum((x, n(1))), n(2))))),
        ("2exp(x)", Product((n(2), Call("exp", (x,))))),
        ("2pi*x", Product((n(2), Constant("pi"), x))),
        ("x*2y", Product((x, n(2), y))),
        ("2max(x, y)", Product((n(2), Call("max", (x, y))))),
        ("2e3x", Product((n(2000), x))),
    ],
)
def test_a_number_before_a_name_or_a_bracket_multiplies(text: str, expected: Expression) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", "1/10"),
        ("2.5e-3", "1/400"),
        (".5", "1/2"),
        ("5.", "5"),
        ("2e3", "2000"),
        ("2E3", "2000"),
        ("1/2", "1/2"),
        ("6/4", "3/2"),
        ("1/2/3", "1/6"),
        ("0.5/0.25", "2"),
        ("00012", "12"),
        ("1e400", str(10**400)),
    ],
)
def test_numbers_are_exact(text: str, value: str) -> None:
    assert tree(text) == n(value)


def test_only_two_literal_numbers_fold() -> None:
    assert tree("-1/2*x") == Negative(Product((n("1/2"), x)))
    assert tree("2*3*x") == Product((n(2), n(3), x))
    assert tree("1 + 1") == Sum((n(1), n(1)))
    assert tree("x*1/2") == Quotient(Product((x, n(1))), n(2))


def test_constants_and_functions() -> None:
    assert tree("e^x + pi") == Sum((Power(Constant("e"), x), Constant("pi")))
    assert tree("ln(x)") == tree("log(x)") == Call("log", (x,))
    for name in ["exp", "log", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh"]:
        assert tree(f"{name}(x)") == Call(name, (x,))
    assert tree("huber(x, 1/2)") == Call("huber", (x, n("1/2")))
    for name in ["min", "max", "norm", "norm1", "norminf"]:
        assert tree(f"{name}(x, y)") == tree(f"{name}([x, y])") == Call(name, (x, y))


@pytest.mark.parametrize("name", ["lambda", "E", "I", "S", "N", "Q", "O", "beta", "alpha", "zeta", "to", "Pi", "p"])
def test_names_that_other_systems_keep_for_themselves(name: str) -> None:
    assert tree(f"{name}^2") == Power(Variable(name), n(2))


def test_greek_names_and_typographic_operators() -> None:
    minus, times, greek_nu = "\u2212", "\u00d7", "\u03bd"
    assert tree(f"λ_1 + 2·μ {times} x {minus} {greek_nu}") == Sum(
        (Variable("λ_1"), Product((n(2), Variable("μ"), x)), Negative(Variable(greek_nu)))
    )
    rows = parse("min x\ns.t.\nx ≤ 1\nx ≥ 0").rows
    assert [row.comparison.relations for row in rows] == [("<=",), (">=",)]


def test_names_are_case_sensitive_and_keywords_are_not() -> None:
    problem = parse("MINIMIZE x + X\nSubject To\nX >= 1\nDOMAIN x >= 0")
    assert problem.variables == ("x", "X")


# Comprehensions and arrays


def test_sums_and_products() -> None:
    w = [Variable(f"w[{k}]") for k in (1, 2, 3)]
    declare = "var w[1..3]"
    assert tree("sum(w[k] for k in 1..3)", declare) == tree("sum(w)", declare) == Sum(tuple(w))
    assert tree("sum(w[k] for k in 2..2)", declare) == w[1]
    assert tree("sum(w[k] for k in 2..1)", declare) == n(0)
    assert tree("prod(w)", declare) == Product(tuple(w))
    assert tree("prod(w[k] for k in 2..1)", declare) == n(1)
    assert tree("sum([w[1], w[3]])", declare) == Sum((w[0], w[2]))
    assert tree("len(w) + len([x, y])", declare) == Sum((n(3), n(2)))
    assert tree("max([x, w[1]], w)", declare) == Call("max", (x, w[0], *w))
    assert tree("norm(w)", declare) == Call("norm", tuple(w))
    assert tree("max(w[k]^2 for k in 1..3)", declare) == Call("max", tuple(Power(v, n(2)) for v in w))


def test_a_sum_inside_a_sum_reads_on() -> None:
    declare = "var w[1..2], b"
    w1, w2, b = Variable("w[1]"), Variable("w[2]"), Variable("b")
    assert tree("sum(w) + b", declare) == Sum((w1, w2, b))
    assert tree("b - sum(w)", declare) == Sum((b, Negative(Sum((w1, w2)))))
    assert tree("sum(sum(i*w[j] for j in 1..2) for i in 1..2)", declare) == Sum(
        (w1, w2, Product((n(2), w1)), Product((n(2), w2)))
    )


def test_index_arithmetic_and_conditions() -> None:
    declare = "var w[1..4]\nparam n = 4"
    assert str(tree("sum(w[i+1] - w[i] for i in 1..n-1)", declare)) == ("(w[2] - w[1]) + (w[3] - w[2]) + (w[4] - w[3])")
    assert str(tree("sum(w[i]*w[j] for i in 1..3, j in 1..3 if i < j and i != 2)", declare)) == "w[1]*w[2] + w[1]*w[3]"
    assert str(tree("sum(w[i] for i in 1..4 if 2*i >= n)", declare)) == "w[2] + w[3] + w[4]"
    assert str(tree("sum(w[i] for i in 1..4 if i == 2)", declare)) == "w[2]"
    assert str(tree("sum(w[i]*w[j] for i in 1..3, j in i+1..3)", declare)) == "w[1]*w[2] + w[1]*w[3] + w[2]*w[3]"
    assert str(tree("sum(w[i] for i in 1..4 if i <= 3 and i > 1)", declare)) == "w[2] + w[3]"


def test_two_dimensional_variables_run_row_by_row() -> None:
    assert parse("var X[1..2, 1..2]\nmin sum(X)").variables == ("X[1, 1]", "X[1, 2]", "X[2, 1]", "X[2, 2]")
    assert tree("X[1,2]", "var X[1..2, 1..2]") == Variable("X[1, 2]")


def test_ranges_may_begin_anywhere() -> None:
    assert parse("var w[-1..1]\nmin w[-1] + w[0]").variables == ("w[-1]", "w[0]", "w[1]")


# Parameters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*x", Negative(Product((n(3), x)))),
        ("x*a", Negative(Product((n(3), x)))),
        ("y + a*x", Sum((y, Negative(Product((n(3), x)))))),
        ("y - a*x", Sum((y, Product((n(3), x))))),
        ("-a*x", Product((n(3), x))),
        ("y - a", Sum((y, n(3)))),
        ("one*(x + y)", Sum((x, y))),
        ("minus*(x + y)", Negative(Sum((x, y)))),
        ("minus*x*y", Negative(Product((x, y)))),
        ("minus*minus*x", x),
        ("2*(minus*x)", Negative(Product((n(2), x)))),
        ("x/a", Negative(Quotient(x, n(3)))),
        ("x/one", x),
        ("one/x", Quotient(n(1), x)),
        ("one/a", Negative(n("1/3"))),
        ("one*one", n(1)),
        ("1*x", Product((n(1), x))),
        ("1/2*x*b", Product((n("1/2"), n(4), x))),
        ("x/2*b", Product((Quotient(x, n(2)), n(4)))),
        ("zero*x", Product((n(0), x))),
        ("a^2", Power(Negative(n(3)), n(2))),
        ("root*x", Product((Call("sqrt", (n(2),)), x))),
        (
            "y - lower*x",
            Sum((y, Product((Call("sqrt", (n(2),)), x)))),
        ),
        ("-(-x)", Negative(Negative(x))),
    ],
)
def test_a_parameter_reads_as_a_person_would_write_it(text: str, expected: Expression) -> None:
    before = "param a = -3, one = 1, minus = -1, b = 4, zero = 0, root = sqrt(2), lower = -sqrt(2)"
    assert tree(text, before) == expected


def test_parameters_are_exact_and_use_earlier_ones() -> None:
    before = """
        param m = 9/2
        param b = [1, 2*m, m^2]
        param A = [[1, 2], [3, 0.25]]
        param n = len(b), k = len(A), c = b
        param big = max(1, 2, -7) + abs(-3) + norm1(1, -2) + norminf(1, -2) + min(4, 5) + sum(b) + prod(b)
        """
    assert tree("m", before) == n("9/2")
    assert [tree(f"b[{i}]", before) for i in (1, 2, 3)] == [n(1), n(9), n("81/4")]
    assert tree("A[2, 2]", before) == n("1/4")
    assert [tree(name, before) for name in ("n", "k", "c[2]")] == [n(3), n(2), n(9)]
    assert tree("big", before) == number(Fraction(2 + 3 + 3 + 2 + 4) + (1 + 9 + Fraction(81, 4)) + 9 * Fraction(81, 4))


def test_an_irrational_parameter_stays_a_tree() -> None:
    assert tree("c*x", "param r = sqrt(2)\nparam c = r/2") == Product((Quotient(Call("sqrt", (n(2),)), n(2)), x))


def test_settings_override_parameters() -> None:
    text = "param m = 1\nparam b = [1, 2]\nparam k = m + 1\nmin m*x + b[1] + k"
    assert parse(text, settings={"m": "5/2"}).objective == Sum((Product((n("5/2"), x)), n(1), n("7/2")))
    assert parse(text, settings={"b": "[7]"}).objective == Sum((x, n(7), n(2)))
    with pytest.raises(ProblemError, match="'mm' is not a parameter") as fault:
        parse(text, settings={"mm": "5"})
    assert "did you mean 'm'" in str(fault.value)


@pytest.mark.parametrize(
    "value", ["", "x", "1 +", "2 3", "1; 2", "x <= 1", "min x", "import os", "[1", "eval(1)", "1\n2"]
)
def test_a_setting_is_one_constant(value: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse("param m = 1\nmin m*x", settings={"m": value})
    assert fault.value.file == "the setting of m"
