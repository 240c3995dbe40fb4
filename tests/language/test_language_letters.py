"""Letters: ``param a`` without a value, its range, values put in later, known answers by regions."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du
from duality.model.parameter import Parameter, letters_of

TEXT = """param a, C > 0, T >= 0
param b in (0, 1], u >= a, v < 3
domain x in [a, 10]
min    (x - a)^2 + C*x + T*y + u*x + v*y
s.t.   x + y <= b
expect p* = (a - b)^2 if a > b and b > 0, p* = inf if a <= b, x = a
"""


def test_letters_are_declared_with_their_ranges() -> None:
    letters = {letter.name: letter for letter in du.parse(TEXT).parameters}
    assert list(letters) == ["a", "C", "T", "b", "u", "v"]
    assert letters["a"] == Parameter("a")
    assert (str(letters["C"].lower), letters["C"].lower_closed) == ("0", False)
    assert letters["T"].lower_closed and letters["u"].lower == letters["a"]
    assert (letters["b"].lower_closed, letters["b"].upper_closed) == (False, True)
    assert letters["v"].lower is None and not letters["v"].upper_closed


def test_letters_are_no_variables() -> None:
    problem = du.parse(TEXT)
    assert problem.variables == ("x", "y")
    assert problem.objective.variables() == ("x", "y")
    assert [letter.name for letter in letters_of(problem.objective)] == ["a", "C", "T", "u", "v"]


def test_a_problem_with_letters_is_written_and_read_again() -> None:
    problem = du.parse(TEXT)
    assert du.parse(du.write(problem)) == problem


def test_python_and_text_give_the_same_problem() -> None:
    a, c = du.parameter("a"), du.parameter("C", positive=True)
    u = du.parameter("u", lower=a)
    x = du.variables("x")
    stated = du.minimize((x - a) ** 2 + c * x, subject_to=[x <= u])
    assert stated == du.parse("param a, C > 0, u >= a\nmin (x - a)^2 + C*x\ns.t. x <= u")


@pytest.mark.parametrize("values", [{"a": 2}, {"a": Fraction(1, 2), "C": 3}, {"a": -1, "b": 0.5, "C": 1, "T": 0}])
def test_values_in_python_are_settings(values: dict) -> None:
    stated = du.parse(TEXT).set(**values)
    read = du.parse(TEXT, settings={name: str(value) for name, value in values.items()})
    assert (stated.objective, stated.rows, stated.domain) == (read.objective, read.rows, read.domain)
    assert stated.parameters == read.parameters


def test_known_answers_follow_the_values() -> None:
    problem = du.parse(TEXT)
    above, below = problem.set(a=2, b=Fraction(1, 2)), problem.set(a=0, b=Fraction(1, 2))
    assert [(e.key, str(e.value), e.conditions) for e in above.expectations] == [
        ("p*", "(2 - 1/2)^2", ()),
        ("x", "2", ()),
    ]
    assert [str(e.value) for e in below.expectations] == ["inf", "0"]


def test_a_value_outside_its_range_is_refused() -> None:
    problem = du.parse(TEXT)
    for values in ({"C": 0}, {"b": 2}, {"a": 1, "u": Fraction(1, 2)}):
        with pytest.raises(du.ProblemError, match="outside its range"):
            problem.set(**values)
    with pytest.raises(du.ProblemError, match="outside the range of C"):
        du.parse(TEXT, settings={"C": "-1"})
    with pytest.raises(du.ProblemError, match="'k' is not a letter"):
        problem.set(k=1)


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("param n\nvar x[1..n]\nmin x[1]", "'n' has no value, and an index", 2, 10),
        ("param n\nmin x^n", "an exponent is a number", 2, 7),
        ("param n\nmin x^(n + 1)", "an exponent is a number", 2, 8),
        ("param n\nvar x[1..3]\nmin sum(x[i] for i in 1..n)", "an index is a number", 3, 26),
        ("param n\nvar x[1..3]\nmin sum(x[i] for i in 1..3 if i < n)", "an index is a number", 3, 35),
        ("param n\nvar x[1..3]\nmin x[n]", "an index is a number", 3, 7),
        ("param n\ndomain x in {0, n}\nmin x", "an element of a finite set", 2, 17),
        ("param n\ndomain x in 0..n\nmin x", "an index is a number", 2, 16),
        ("param d\nmin huber(x, d)", "the threshold of huber is positive, and d may not be", 2, 14),
        ("param d >= 0\nmin huber(x, 2*d)", "the threshold of huber is positive, and 2*d may not be", 2, 14),
        ("param a > 0 > -1\nmin x", "the range of a letter has one relation", 1, 13),
        ("param a != 0\nmin x/a", "the range of a letter leaves out no single value", 1, 9),
        ("param a in {1, 2}\nmin a*x", "the range of a letter is an interval", 1, 12),
        ("param a in Z\nmin a*x", "the range of a letter is an interval", 1, 12),
        ("param a > 0, a < 3\nmin a*x", "the letter 'a' is declared twice", 1, 14),
        ("param a b\nmin a*x", "expected ',' before the next parameter", 1, 9),
        ("param a in 3\nmin x", "expected an interval", 1, 12),
        ("param a in (1, 0)\nmin x", "the range of a is empty", 1, 7),
        ("param a > x\nmin x", "'x' is not a parameter", 1, 11),
        ("param a\nmin a", "", 0, 0),
    ],
)
def test_where_a_letter_cannot_stand(text: str, words: str, line: int, column: int) -> None:
    if not words:
        assert du.parse(text).variables == ()
        return
    with pytest.raises(du.ProblemError) as fault:
        du.parse(text)
    assert words in fault.value.message
    assert (fault.value.line, fault.value.column) == (line, column)
