"""Statements: where they end, what they declare, what the rows are called."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.errors import ProblemError
from duality.language import parse, write
from duality.model.expression import Call, Comparison, Negative, Number, Power, Sum, Variable
from duality.model.problem import (
    ConstraintRow,
    Expectation,
    FiniteSet,
    IntegerRange,
    Interval,
    Membership,
    Problem,
    Sense,
)

x, y = Variable("x"), Variable("y")


def n(value: int | str) -> Number:
    return Number(Fraction(value))


def names(problem: Problem) -> list[str]:
    return [constraint.name for constraint in problem.constraints]


# Where a statement ends


@pytest.mark.parametrize(
    "text",
    [
        "min x +\n y\ns.t.\n x >= 1",
        "min\n x + y\ns.t. x >= 1",
        "min x + y; s.t. x >= 1",
        "min x + y;\n;;s.t.;x >= 1;",
        "min x + # the rest follows\n\n# here\n y\ns.t.\n x >=\n 1",
        "min (x\n + y)\ns.t. x\t>= 1",
        "s.t. x >= 1\nmin x + y",
        "min x + y\nst x >= 1",
        "min x + y\nsubject  to x >= 1",
        "min x + y\r\ns.t. x >= 1\r\n",
        "min x + y\rs.t. x >= 1\r",
        "\ufeffmin x + y\ns.t. x >= 1",
    ],
)
def test_statements_end_where_they_should(text: str) -> None:
    problem = parse(text)
    assert str(problem.objective).replace("(", "").replace(")", "") == "x + y"
    assert [str(row.comparison) for row in problem.rows] == ["x >= 1"]


def test_a_comma_continues_a_line() -> None:
    assert parse("var x,\n  y\nmin x").variables == ("x", "y")
    assert len(parse("min x\nexpect p* = 1,\n  d* = 1").expectations) == 2


def test_constraints_end_with_the_next_statement() -> None:
    with pytest.raises(ProblemError, match="outside 's.t.'"):
        parse("min x\ns.t.\nx >= 1\nnote hello\nx <= 2")
    assert len(parse("min x\ns.t.\nx >= 1\nnote hello\ns.t.\nx <= 2").rows) == 2


def test_a_row_that_begins_with_max_is_a_constraint() -> None:
    problem = parse("max x\ns.t. max(x, 1) <= 3\nmin(x, 2) >= 1\n max (x, 2) <= 5")
    assert problem.sense is Sense.MAX
    assert [type(row.comparison.expressions[0]) for row in problem.rows] == [Call] * 3
    late = parse("s.t.\nmax(x, y) <= 3\nmin max(x, y)")
    assert (late.sense, len(late.rows)) == (Sense.MIN, 1)
    filtered = parse("var x[1..3]\ns.t.\nx[1] <= 3\nmin (sum(x[i] for i in 1..3 if i <= 2))")
    assert len(filtered.rows) == 1


def test_words_run_to_the_end_of_the_line() -> None:
    problem = parse("title Ein Titel; mit Strichpunkt, größer  # comment\nnote  a\nNOTE b = c; d\nmin x")
    assert problem.title == "Ein Titel; mit Strichpunkt, größer"
    assert problem.notes == ("a", "b = c; d")


# Declarations


def test_variables_are_in_order_of_declaration() -> None:
    assert parse("min x^2 + y^2\ns.t. x + y >= 1\ndomain y >= 0").variables == ("x", "y")
    assert parse("domain y > 0\nmin exp(-x) + y").variables == ("y", "x")
    assert parse("var b\nmin a + b").variables == ("b", "a")
    assert parse("min b + a\nvar b").variables == ("a", "b")
    assert parse("min 1\nvar z\ndomain q in [0, 1]").variables == ("z", "q")
    assert parse("domain (u, v) in {(0, 0)}\nmin v + u + t").variables == ("u", "v", "t")
    assert parse("min 3*b + a\nvar b").variables == ("a", "b")


def test_indices_and_functions_are_not_declared() -> None:
    text = "param n = 2\nvar w[1..2]\nmin sum(k*w[k] + c for k in 1..n) + exp(d)"
    assert parse(text).variables == ("w[1]", "w[2]", "c", "d")


def test_a_family_may_be_declared_in_pieces() -> None:
    assert parse("var w[1..2], b, w[4..5]\nmin norm(w)").variables == ("w[1]", "w[2]", "b", "w[4]", "w[5]")


# Domains


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("x > 0", Comparison((">",), (x, n(0)))),
        ("x + y <= 1", Comparison(("<=",), (Sum((x, y)), n(1)))),
        ("0 < x <= 1", Comparison(("<", "<="), (n(0), x, n(1)))),
        ("x + y = 1", Comparison(("=",), (Sum((x, y)), n(1)))),
        ("x in [0, 2]", Membership(("x",), Interval(n(0), n(2)))),
        ("x in (0, 2]", Membership(("x",), Interval(n(0), n(2), lower_closed=False))),
        ("x in [0, sqrt(2))", Membership(("x",), Interval(n(0), Call("sqrt", (n(2),)), upper_closed=False))),
        ("x in [0, inf)", Membership(("x",), Interval(n(0), None))),
        ("x in (-inf, 2]", Membership(("x",), Interval(None, n(2)))),
        ("x in [-inf, +inf]", Membership(("x",), Interval(None, None))),
        ("x in [-1, -1/2]", Membership(("x",), Interval(Negative(n(1)), Negative(n("1/2"))))),
        ("x in {0, 1}", Membership(("x",), FiniteSet(((n(0),), (n(1),))))),
        ("x in {(1 + 1)^2}", Membership(("x",), FiniteSet(((Power(Sum((n(1), n(1))), n(2)),),)))),
        ("x in 0..5", Membership(("x",), IntegerRange(0, 5))),
        ("x in -2..(1 + 1)", Membership(("x",), IntegerRange(-2, 2))),
        ("x in (1 + 1)..5", Membership(("x",), IntegerRange(2, 5))),
        ("(x) in [1, 2]", Membership(("x",), Interval(n(1), n(2)))),
        (
            "(x, y) in {(0,0), (1,2)}",
            Membership(("x", "y"), FiniteSet(((n(0), n(0)), (n(1), n(2))))),
        ),
    ],
)
def test_domain_rows(text: str, row: object) -> None:
    problem = parse(f"domain {text}\nmin 0")
    assert problem.domain == (row,)
    assert problem.variables == row.variables if isinstance(row, Membership) else ("x", "y")[: len(problem.variables)]
    assert problem.rows == ()


def test_families_in_a_domain() -> None:
    problem = parse("param u = [1, 2]\nvar p[1..2], q[1..2]\ndomain p[k] in [0, u[k]] for k in 1..2\nmin sum(p)")
    assert [str(row) for row in problem.domain] == ["p[1] in [0, 1]", "p[2] in [0, 2]"]
    problem = parse("var p[1..2], q[1..2]\ndomain (p[k], q[k]) in {(0, k), (1, 1)} for k in 1..2 if k > 1\nmin sum(p)")
    assert [str(row) for row in problem.domain] == ["(p[2], q[2]) in {(0, 2), (1, 1)}"]


# Constraints and their names


def test_relations_and_chains() -> None:
    rows = parse("min x\ns.t.\nx <= 1\nx >= 0\nx == 2\nx = 3\n0 <= x <= 10\n10 >= x >= 0").rows
    assert [row.comparison.relations for row in rows] == [
        ("<=",),
        (">=",),
        ("=",),
        ("=",),
        ("<=", "<="),
        (">=", ">="),
    ]


def test_names_of_rows() -> None:
    problem = parse(
        """
        var w[1..2]
        min x
        s.t.
          x >= 1
          budget: x <= 9
          x = 2
          0 <= x <= 10
          b: 0 <= x <= 10
          x + 1 = 3
          margin[i]: w[i] >= 1 for i in 1..2
          cap: w[i] <= 5 for i in 1..2
          w[i] >= -i for i in 1..2
          w[i] = i for i in 1..2
          box[i]: 0 <= w[i] <= 1 for i in 1..2
          x <= 77
        """
    )
    assert names(problem)[:8] == ["c1", "budget", "h1", "c3", "c4", "b_lower", "b_upper", "h2"]
    assert names(problem)[8:14] == ["margin[1]", "margin[2]", "cap[1]", "cap[2]", "c[1]", "c[2]"]
    assert names(problem)[14:16] == ["h[1]", "h[2]"]
    assert names(problem)[16:] == ["box_lower[1]", "box_upper[1]", "box_lower[2]", "box_upper[2]", "c17"]
    assert problem.constraint("c1").multiplier == "alpha_1"
    assert problem.constraint("h1").multiplier == "beta_1"
    assert problem.constraint("budget").multiplier == "alpha_budget"


def test_an_automatic_name_that_is_taken_gets_an_underscore() -> None:
    assert names(parse("min c1\ns.t.\nc1 >= 1")) == ["c1_"]


def test_names_of_families_with_several_indices() -> None:
    problem = parse(
        "var X[1..2, 1..2]\nmin sum(X)\ns.t.\nr[i, j]: X[i, j] >= X[j, i] for i in 1..2, j in 1..2 if i != j"
    )
    assert names(problem) == ["r[1, 2]", "r[2, 1]"]


def test_a_member_may_be_written_alone() -> None:
    problem = parse("min x\ns.t.\nmargin[1]: x >= 1\nmargin[1+1]: x <= 2")
    assert names(problem) == ["margin[1]", "margin[2]"]
    assert [row.family for row in problem.rows] == [False, False]


def test_an_empty_label_marks_a_member_of_an_unnamed_family() -> None:
    written = parse("var w[1..2]\nmin sum(w)\ns.t.\nw[i] >= i for i in 1..2")
    alone = parse("var w[1..2]\nmin sum(w)\ns.t.\n[]: w[1] >= 1\n[]: w[2] >= 2")
    assert written == alone
    assert names(alone) == ["c[1]", "c[2]"]
    assert alone.rows[0] == ConstraintRow(Comparison((">=",), (Variable("w[1]"), n(1))), None, family=True)


# Known answers


def test_expectations() -> None:
    problem = parse(
        """
        var w[1..2]
        min x
        s.t. budget: x >= 1
             m[i]: w[i] = 1 for i in 1..2
        expect p* = 1/2, d* = (sqrt(5) - 1)^2, gap = 0
        expect x = -0.50, budget = 2.5e-3, d* attained = no, m[1+1] = 3, w[2] = 4., p* attained = YES
        """
    )
    found = {one.key: (one.value, one.decimals) for one in problem.expectations}
    assert found == {
        "p*": (n("1/2"), None),
        "d*": (Power(Sum((Call("sqrt", (n(5),)), Negative(n(1)))), n(2)), None),
        "gap": (n(0), None),
        "x": (Negative(n("1/2")), 2),
        "budget": (n("1/400"), 4),
        "d* attained": (False, None),
        "m[2]": (n(3), None),
        "w[2]": (n(4), 0),
        "p* attained": (True, None),
    }
    assert list(found) == [one.key for one in problem.expectations]


def test_infinite_answers() -> None:
    expectations = parse("min x\nexpect p* = inf, d* = -inf, gap = +inf").expectations
    assert [one.value for one in expectations] == ["inf", "-inf", "inf"]


def test_answers_of_automatic_names_and_of_chains() -> None:
    text = "min x\ns.t.\nx >= 1\nb: 0 <= x <= 1\nexpect c1 = 1, b_lower = 0, b_upper = 2"
    assert [one.key for one in parse(text).expectations] == ["c1", "b_lower", "b_upper"]


def test_variables_named_p_and_d_do_not_confuse_answers() -> None:
    problem = parse("min p + d\nexpect p* = 1, p = 2, d = 3, d* = 4")
    assert [one.key for one in problem.expectations] == ["p*", "p", "d", "d*"]


def test_integers_and_expressions_are_no_decimals() -> None:
    problem = parse("param m = 0.5\nmin x + y + z\nexpect p* = 2e3, d* = 0.5*2, x = m, y = (0.5), z = 1e-3")
    assert [one.decimals for one in problem.expectations] == [None, None, None, None, 3]
    assert problem.expectations[-1] == Expectation("z", n("1/1000"), 3)


def test_a_problem_without_variables_or_rows() -> None:
    problem = parse("max 0")
    assert (problem.variables, problem.rows, problem.domain) == ((), (), ())
    assert parse(write(problem)) == problem
