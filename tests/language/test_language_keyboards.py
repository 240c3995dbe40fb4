"""Statements as people of other tools and other keyboards type them, with all that the answer shows to write."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError

ANSWERED = [
    # as typed, what is shown to write: faults of several kinds are all mended before it is shown
    ("min 3x y + 2y^2 st. x+y>=1", "min 3x*y + 2y^2 s.t. x+y>=1"),
    ("min (x+1)(y-2) s.t. x>=0 y>=0", "min (x+1)*(y-2) s.t. x>=0, y>=0"),
    (
        "minimize cost = 3 apples + 2 pears subject to apples + pears >= 10, apples >= 2",
        "minimize cost = 3*apples + 2*pears subject to apples + pears >= 10, apples >= 2",
    ),
    ("min 1.5e6 x + 2e6 y s.t. x+y>=1", "min 1.5e6*x + 2e6*y s.t. x+y>=1"),
    ("min 2,5*x + 1,2*y s.t. x + y >= 4", "min 2.5*x + 1.2*y s.t. x + y >= 4"),
    ("min 1.000,5*x s.t. x>=1", "min 1000.5*x s.t. x>=1"),
    ("min 2xy + x^2 s.t. x + y <= 1", "min 2x*y + x^2 s.t. x + y <= 1"),
    ("max_{0<=x<=1} x(1-x)", "max x*(1-x) s.t. 0<=x<=1"),
    ("min_{x,y} x^2 + y^2 subject to x + y >= 1", "min x^2 + y^2 s.t. x + y >= 1"),
    ("minimize_{x in R^2} x1^2 + x2^2 s.t. x1 + x2 >= 1", "min x1^2 + x2^2 s.t. x1 + x2 >= 1"),
    ("min over x >= 0: (x-2)^2", "min (x-2)^2 s.t. x >= 0"),
    ("min x^2 + y^2 with respect to x, y subject to x + y = 2", "min x^2 + y^2 subject to x + y = 2"),
    ("min x^2 + 3 wrt x s.t. x >= 1", "min x^2 + 3 s.t. x >= 1"),
    ("What is the minimum of x^2 + y^2 if x + 2y = 5?", "min x^2 + y^2 s.t. x + 2y = 5"),
    ("minimize the function x^2+y^2 subject to the constraint x+y=2", "minimize x^2+y^2 subject to x+y=2"),
    ("Find the maximum of xy subject to x + y = 6", "max x*y subject to x + y = 6"),
    ("Let x,y be real. Minimize x^2 + y^2 s.t. x+y=1", "var x, y; Minimize x^2 + y^2 s.t. x+y=1"),
    ("max 2x+3y s.t x+y<=4 ; x>=0 .", "max 2x+3y s.t x+y<=4 ; x>=0"),
    ("min x² − 2x + y\u2032 s.t. y\u2032 ≥ x", "min x² − 2x + y_p s.t. y_p ≥ x"),
    ("min ⅓x³ − x s.t. −2 ≤ x ≤ 2", "min (1/3)*x³ − x s.t. −2 ≤ x ≤ 2"),
    ("min \uff58\uff3e\uff12 s.t. \uff58≥\uff11", "min x^2 s.t. x≥1"),
    ("求函数 x^2+y^2 在 x+y=1 下的最小值", "min x^2+y^2 s.t. x+y=1"),
    ("目标：min x²+y²；约束：x+y≥1", "min x²+y²；约束：x+y≥1"),
    ("max 3x+2y s.c. x+y<=4 et x>=0", "max 3x+2y s.t. x+y<=4 and x>=0"),
    ("min x^2 + y^2 s.t. (x,y) in [0,1]^2, x + y >= 1", "min x^2 + y^2 s.t. x,y in [0,1], x + y >= 1"),
    ("min pos(x - 1) + pos(-x)\ns.t. x + y == 3", "min max(x - 1, 0) + max(-x, 0)"),
    ("min square(x - 2) + quad_over_lin(y, 2) s.t. x + y <= 1", "min (x - 2)^2 + y^2/2 s.t. x + y <= 1"),
    ("min 2*expm1(x) - logistic(y)/2 s.t. x + y >= 1", "min 2*(exp(x) - 1) - (log(1 + exp(y)))/2 s.t. x + y >= 1"),
    ("var x[1..3]\nmin sum_squares(x) s.t. sum(x) == 1", "min norm(x)^2 s.t. sum(x) == 1"),
    ("minimize x.T @ x s.t. x[0] + x[1] >= 1", "var x[0..1]\nminimize norm(x)^2 s.t. x[0] + x[1] >= 1"),
    ("min x[1]^2 + x[2]^2 s.t. x[1] + x[2] >= 1", "var x[1..2]\nmin x[1]^2 + x[2]^2 s.t. x[1] + x[2] >= 1"),
    (
        "var x(3)\nmin x(1)^2+x(2)^2+x(3)^2\ns.t. x(1)+x(2)+x(3)==1",
        "var x[3]\nmin x[1]^2+x[2]^2+x[3]^2\ns.t. x[1]+x[2]+x[3]==1",
    ),
    ("min max{|x|,|y|} s.t. x+2y=3", "min max(|x|,|y|) s.t. x+2y=3"),
    ("min x^2 st x \u03f5 [1,2]", "min x^2 st x in [1,2]"),
    ("min x^2+4y^2 s.t. x+2y=2, xy>=0", "min x^2+4y^2 s.t. x+2y=2, x*y>=0"),
    ("Solve: maximize 3x + y subject to x ≤ 2, y ≤ 3", "maximize 3x + y subject to x ≤ 2, y ≤ 3"),
    ("max 4x1+3x2\ns/t\n2x1+x2<=10", "s.t."),
    (r"\max_{x} \; c x - \frac{1}{2}x^2, \; x \in [0,1]", "param c\nmax c*x - 1/2*x^2\ns.t. x in [0, 1]"),
    (r"\underset{x}{\min} \; x^2 \quad \text{s.t.} \quad x \ge 1", "min x^2\ns.t. x >= 1"),
    (
        "cvx_begin\nvariables x(2) t\nA = [1 2; 3 4];\nminimize( norm(x, 1) + t )\nsubject to\n  x >= 0;\n"
        "  A(1,1)*x(1) + x(2) == 1; t >= 2\ncvx_end\n",
        "var x[1..2], t\nmin norm1(x[1], x[2]) + t\n"
        "s.t. x[1] >= 0\n     x[2] >= 0\n     1*x[1] + x[2] = 1\n     t >= 2",
    ),
    (
        "x = Variable(3)\nprob = Problem(Minimize(norm(x, 1)), [sum(x) == 1])",
        "var x[1..3]\nmin norm1(x[1], x[2], x[3])\ns.t. x[1] + x[2] + x[3] = 1",
    ),
]

SHAPES = [
    # without shapes: the statement in letters, its shapes as the products tell them
    (
        "min c'x s.t. Ax = b, x >= 0",
        "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. A*x = b, x >= 0",
    ),
    (
        "min 1/2 x'Qx + c'x s.t. Ax <= b",
        "param Q in S^n, A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin 1/2*x'Q*x + c'x\ns.t. A*x <= b",
    ),
    ("min ‖Ax − b‖² + λ‖x‖₁", "param A in R^(m, n), b in R^m, λ > 0\nvar x in R^n\nmin ||A*x - b||^2 + λ*||x||_1"),
    (
        r"\min_{x} \frac{1}{2}\|Ax - b\|_2^2 + \lambda \|x\|_1",
        "param A in R^(m, n), b in R^m, λ > 0\nvar x in R^n\nmin (1/2)*||A*x - b||_2^2 + λ*||x||_1",
    ),
    (
        "min c.T @ x s.t. A @ x == b, x >= 0",
        "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. A*x = b, x >= 0",
    ),
    (
        "min c'x + d'y s.t. Ax + By = b, x >= 0",
        "param A in R^(m, n), B in R^(m, p), b in R^m, c in R^n, d in R^p\nvar x in R^n, y in R^p\n"
        "min c'x + d'y\ns.t. A*x + B*y = b, x >= 0",
    ),
    (
        "min c'*x s.t. A*x <= b, Aeq*x = beq",
        "param A in R^(m, n), b in R^m, Aeq in R^(k, n), beq in R^k, c in R^n\nvar x in R^n\n"
        "min c'x\ns.t. A*x <= b, Aeq*x = beq",
    ),
    ("max b'y s.t. A'y <= c", "param A in R^(n, m), c in R^m, b in R^n\nvar y in R^n\nmax b'y\ns.t. A'*y <= c"),
]

READ = [
    # a list or an array with an order is the norm of that order, as in statements in letters
    ("var x[2]\nmin norm(x, 1) s.t. x[1] + 2*x[2] == 3", "var x[2]\nmin norm1(x)\ns.t. x[1] + 2*x[2] = 3"),
    ("min norm([x, y], inf) s.t. x + y = 1", "min norminf(x, y)\ns.t. x + y = 1"),
    ("min norm([x - 1, y], 2)^2 s.t. x + y = 1", "min norm(x - 1, y)^2\ns.t. x + y = 1"),
    ("max z=3x+5y，约束：x≤4，2y≤12，x，y≥0", "max 3*x + 5*y\ns.t.\nx <= 4\n2*y <= 12\nx >= 0\ny >= 0"),
]

NOT_SAID = [
    # words are not taken for names: no product with them is shown
    ("Minimize x squared plus y squared subject to x + y >= 1", "squared*plus"),
    ("maximise 20c + 15t, where c = chairs, t = tables, 2c + t <= 40", "where*c"),
    ("min sum_i w_i (x - a_i)^2", "var a"),
    # what stands below the sense is a row: none is dropped
    (r"\min_{x \ge 0} c^\top x \text{ s.t. } Ax = b", "var x in R^n"),
    ("min_{x in C} x^2 s.t. x <= 1", "write: min x^2 s.t. x <= 1"),
]


@pytest.mark.parametrize(("typed", "shown"), [*ANSWERED, *SHAPES])
def test_answered_with_all_to_write(typed: str, shown: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert shown in fault.value.help
    assert fault.value.help.endswith(shown) or fault.value.help.rstrip().endswith(shown)


@pytest.mark.parametrize("shown", [shown for _, shown in SHAPES])
def test_what_is_shown_with_shapes_reads(shown: str) -> None:
    assert parse(shown).variables


@pytest.mark.parametrize(("typed", "plain"), READ)
def test_read_as_meant(typed: str, plain: str) -> None:
    problem, expected = parse(typed), parse(plain)
    assert (problem.objective, problem.rows, problem.sense) == (expected.objective, expected.rows, expected.sense)


@pytest.mark.parametrize(("typed", "misleading"), NOT_SAID)
def test_no_answer_that_misleads(typed: str, misleading: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert misleading not in fault.value.help


def test_a_norm_of_an_order_that_is_none_is_refused() -> None:
    with pytest.raises(ProblemError, match="no norm of order 3") as fault:
        parse("var x[2]\nmin norm(x, 3)")
    assert "norm1(x)" in fault.value.help
