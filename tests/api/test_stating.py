"""Problems stated in Python."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du
from duality.errors import ProblemError
from duality.model.expression import Variable
from duality.model.problem import FiniteSet, IntegerRange, Sense


def test_public_names_exist_and_are_sorted():
    assert [name for name in du.__all__ if not hasattr(du, name)] == []
    assert sorted(du.__all__, key=lambda name: (name[0].islower(), name)) == du.__all__


def test_variables_by_name_and_by_range():
    x, w, table = du.variables("x, w[1..3] X[1..2, 0..1]")
    assert x == Variable("x")
    assert [str(entry) for entry in w] == ["w[1]", "w[2]", "w[3]"]
    assert [str(entry) for row in table for entry in row] == ["X[1, 0]", "X[1, 1]", "X[2, 0]", "X[2, 1]"]
    assert du.variables("x") == Variable("x")


@pytest.mark.parametrize("names", ["", "1x", "x+y", "w[1..]", "w[1..2, 1..2, 1..2]", "min", "alpha_1", "e", "x$"])
def test_names_that_the_language_refuses(names):
    with pytest.raises(ProblemError):
        du.variables(names)


def test_minimize_keeps_the_statement():
    x, y = du.variables("x y")
    problem = du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}, title="T", notes=["a lesson"])
    assert str(problem.objective) == "x^2 + y^2"
    assert str(problem.constraint("budget").written) == "x + y >= 1"
    assert (problem.sense, problem.title, problem.notes) == (Sense.MIN, "T", ("a lesson",))


def test_same_problem_as_the_text():
    x, y = du.variables("x y")
    stated = du.maximize(
        du.log(x) - 2 * y,
        subject_to=[x + y <= 3, du.eq(x, 2 * y), y >= Fraction(1, 2)],
        domain=[x > 0],
    )
    read = du.parse("max log(x) - 2*y\ndomain x > 0\ns.t. x + y <= 3\nx = 2*y\ny >= 1/2\n")
    assert stated == read
    assert du.derive(stated).data == du.derive(read).data


def test_writing_and_reading_gives_the_problem_again():
    w = du.variables("w[1..2]")
    problem = du.minimize(du.norm(w) + du.sum(w), subject_to={"cap": [w[0] >= 1, w[1] >= 2]})
    assert du.parse(du.write(problem)).constraints == problem.constraints


def test_a_list_under_a_name_is_a_family():
    x, y = du.variables("x y")
    problem = du.minimize(x, subject_to={"row": [x >= 1, y >= 2]})
    assert [constraint.name for constraint in problem.constraints] == ["row[1]", "row[2]"]


def test_sympy_objects_are_taken():
    import sympy

    a, b = sympy.symbols("a b", real=True)
    problem = du.minimize(a**2 + sympy.exp(b), subject_to=[a + b >= 1, sympy.Eq(a, 2)], domain=[b <= 5])
    assert problem.variables == ("a", "b")
    assert [constraint.kind for constraint in problem.constraints] == ["inequality", "equality"]


def test_finite_sets():
    x, y = du.variables("x y")
    problem = du.minimize(x + y, domain=[du.member(x, [0, 1]), du.member(y, range(6))])
    first, second = problem.domain
    assert isinstance(first.set, FiniteSet)
    assert second.set == IntegerRange(0, 5)
    pair = du.member((x, y), [(0, 0), (1, 2)])
    assert pair.variables == ("x", "y")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda x: du.minimize(x, subject_to=[x > 0]), "strict"),
        (lambda x: du.minimize(x, subject_to=[True]), "already evaluated"),
        (lambda x: du.minimize(x, subject_to=[x]), "not a constraint"),
        (lambda x: du.minimize("x"), "neither a number nor an expression"),
        (lambda x: du.minimize(x, subject_to={"x": x >= 1}), "used twice"),
        (lambda x: du.minimize(x, subject_to={"max": x >= 1}), "max"),
        (lambda x: du.minimize(Variable("not a name")), "not a name"),
        (lambda x: du.member(x, []), "empty"),
        (lambda x: du.member(x, [(1, 2)]), "1 coordinate"),
        (lambda x: du.member(x + 1, [0]), "only variables"),
    ],
)
def test_faults_say_what_is_wrong(build, words):
    with pytest.raises(ProblemError, match=words):
        build(Variable("x"))


def test_unsupported_sympy_function_is_a_fault_of_the_statement():
    import sympy

    with pytest.raises(ProblemError):
        du.minimize(sympy.gamma(sympy.Symbol("x", real=True)))


def test_a_relation_that_sympy_evaluated_is_refused():
    import sympy

    x = sympy.Symbol("x", positive=True)
    with pytest.raises(ProblemError, match="already evaluated to True"):
        du.minimize(x, subject_to=[x > -1])


def test_functions_of_lists_and_of_arguments_agree():
    x, y = du.variables("x y")
    assert du.max(x, y) == du.max([x, y])
    assert du.norm1((x, y)) == du.norm1(x, y)
    assert du.sum(variable for variable in (x, y)) == x + y
    with pytest.raises(ValueError, match="at least one"):
        du.min()
