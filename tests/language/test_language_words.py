"""Choices, negations, open sets, words around a formula, data beside it: answered with the statement to write."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError

WRITTEN = [
    # one of several rows
    ("min (x-2)^2 s.t. x <= 1 or x >= 4", "min (x-2)^2 s.t. min(x - 1, 4 - x) <= 0"),
    ("min x^2+y^2 s.t. x+y=4, x >= 3 or y = 0", "min x^2+y^2 s.t. x+y=4, min(3 - x, abs(y)) <= 0"),
    ("min x s.t. x = 1 or x = 2 or x = 5", "min x s.t. x in {1, 2, 5}"),
    ("min x^2 s.t. x in [1,2] \u222a [3,4]", "min x^2 s.t. min(max(1 - x, x - 2), max(3 - x, x - 4)) <= 0"),
    ("min x^2 s.t. if x >= 1 then y >= 2, x + y = 3", "min x^2 s.t. min(x - 1, 2 - y) <= 0, x + y = 3"),
    ("min x^2 + y^2 s.t. not (x + y <= 1)", "min x^2 + y^2 s.t. x + y >= 1"),
    ("min (x-1)^2 s.t. x not in [0, 2]", "min (x-1)^2 s.t. min(x, 2 - x) <= 0"),
    ("max x s.t. x <= 4 and (x <= 1 or y <= 1)", "max x s.t. x <= 4 and min(x - 1, y - 1) <= 0"),
    ("min (x-1)^2 s.t. x <= -1 OR x >= 2", "min (x-1)^2 s.t. min(x - (-1), 2 - x) <= 0"),
    # strict rows
    ("min x + 1/x s.t. x > 0", "domain x > 0; min x + 1/x"),
    ("min x+y with x*y = 9, x>0, y>0", "domain x>0; domain y>0; min x+y s.t. x*y = 9"),
    # words
    ("A farmer wants to maximize 3a + 4b subject to a + 2b <= 14", "maximize 3a + 4b subject to a + 2b <= 14"),
    ("minimize the total cost 3a + 2b where a + b >= 4", "minimize 3a + 2b s.t. a + b >= 4"),
    ("max x*y subject to perimeter 2x + 2y = 40", "max x*y subject to perimeter: 2x + 2y = 40"),
    ("What is the largest value of 3x + 4y if x^2 + y^2 = 25?", "max 3x + 4y s.t. x^2 + y^2 = 25"),
    (
        "Minimise the function f(x) = x^4 - 4x^2 on the interval [-2, 3].",
        "Minimise f(x) = x^4 - 4x^2 s.t. x in [-2, 3]",
    ),
    ("Optimize: max 4x+3y; Constraints: x+y<=12; x>=0", "max 4x+3y; s.t. x+y<=12; x>=0"),
    ("minimize x squared plus y squared subject to x plus y = 1", "minimize x^2 + y^2 subject to x + y = 1"),
    ("max 3x + 2y s.t. x + y <= 9, x and y integers", "max 3x + 2y s.t. x + y <= 9, x, y integer"),
    ("max x+2y s.t. x<=5/2, y<=7/2, both variables integer", "max x+2y s.t. x<=5/2, y<=7/2, x, y integer"),
    ("min (k - 3.7)^2 for k = 0,...,6", "min (k - 3.7)^2 s.t. k in 0..6"),
    ("min x^2 s.t. g1 = x + y - 2 <= 0", "min x^2 s.t. g1: x + y - 2 <= 0"),
    ("min |x| + 0.5 ||(x, y)|| s.t. y >= 1", "min |x| + 0.5*||x, y|| s.t. y >= 1"),
    ("min x^2 - x*y, 0 <= x <= 2, 0 <= y <= 1", "min x^2 - x*y s.t. 0 <= x <= 2, 0 <= y <= 1"),
    ("min 2x + 3y s.t. x + y >= 2 (1), x - y <= 1 (2)", "min 2x + 3y s.t. x + y >= 2, x - y <= 1"),
    ("min x1*x2 s.t. x1 + x2 = 3, xi >= 0", "min x1*x2 s.t. x1 + x2 = 3, x1, x2 >= 0"),
    # other tongues
    ("Trouver le minimum de x + y sous la contrainte 2x + y = 4", "min x + y s.t. 2x + y = 4"),
    ("Gesucht ist das Maximum von x*y unter der Nebenbedingung x + y = 10", "max x*y s.t. x + y = 10"),
    ("minimiser 3x + 2y avec x + y \u2265 1 et y \u2265 0", "min 3x + 2y s.t. x + y \u2265 1 and y \u2265 0"),
    ("\u5df2\u77e5 x+y=1\uff0c\u6c42 x\u00b2+y\u00b2 \u7684\u6700\u5c0f\u503c", "min x\u00b2+y\u00b2 s.t. x+y=1"),
    ("min 1,5x + 2y s.t. x + y >= 2,5", "min 1.5x + 2y s.t. x + y >= 2.5"),
    ("max xy s.t. x + y <= 9, x, y whole numbers", "max x*y s.t. x + y <= 9, x, y integer"),
    # indexes and data
    ("min a*x + y s.t. x + y >= 1 where a = 2", "param a = 2; min a*x + y s.t. x + y >= 1"),
    (
        "min \u03a3_{k=1}^{4} k*x_k s.t. \u03a3_{k=1}^{4} x_k = 1, x_k >= 0 \u2200k",
        "var x[1..4]\nmin sum(k*x[k] for k in 1..4) s.t. sum(x[k] for k in 1..4) = 1, x[k] >= 0 for k in 1..4",
    ),
    (
        "c = [1, 2]; min sum(c[i]*x[i]) s.t. x[i] >= 0",
        "var x[1..2]\nparam c = [1, 2]; min sum(c[i]*x[i] for i in 1..2) s.t. x[i] >= 0 for i in 1..2",
    ),
    (
        "given A = [1 2; 3 4], b = [1; 1], min ||A x - b||^2 s.t. x >= 0",
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin ||A*x - b||^2\n"
        "s.t. x >= 0\nbind A = [[1, 2], [3, 4]], b = [1, 1]",
    ),
]


@pytest.mark.parametrize(("typed", "written"), WRITTEN)
def test_the_answer_is_the_statement_to_write(typed: str, written: str) -> None:
    parse(written)
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert fault.value.help.rstrip().endswith(written), fault.value.help


@pytest.mark.parametrize(
    "typed",
    [
        # a heading with a row in it is not dropped
        "find the point on x + y = 4 closest to the origin: min x^2 + y^2",
        # what cannot be told apart is not guessed
        "min x^2 s.t. x >= 1 and y = 2 or z = 3",
        "max profit: 2a + 3b\nConstraints:\n- a + b <= 3\n- 2a + b <= 4",
        "min f(x) s.t. x >= 0",
    ],
)
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert not fault.value.help.startswith("write: min")


def test_a_family_does_not_take_the_index_of_a_sum_for_its_own() -> None:
    problem = parse("var x[1..2]\nmin sum(x) s.t. sum(x[i] for i in 1..2) = 1, x[i] >= 0 for i in 1..2")
    assert len(problem.rows) == 3
