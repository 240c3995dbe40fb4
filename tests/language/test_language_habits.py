"""Sixty more statements, out of the habits of paper and of other tools: read as meant, or answered with the line."""

from __future__ import annotations

import pytest

import duality as du
from duality import parse
from duality.algebra import evaluate
from duality.errors import ProblemError

READ = [
    # as typed, a point, f there in the sense of the statement, the number of constraints
    ("minimize 2x + 3y, s.t. x + 2y >= 4, x >= 0, y >= 0", {"x": 2, "y": 5}, 19, 3),
    ("最小化 x^2 + y^2\n满足 x + y >= 1", {"x": 2, "y": 5}, 29, 1),
    ("min e^x - x", {"x": 0}, 1, 0),
    ("min e^{2x} + e^(-x)", {"x": 0}, 2, 0),
    ("min log(x/y) s.t. 1<=x<=2, 1<=y<=2", {"x": 1, "y": 1}, 0, 4),
    ("min -x^2 s.t. -1<=x<=2", {"x": 3}, -9, 2),
    ("min -x**2 + x s.t. x<=5; x>=-5", {"x": 3}, -6, 2),
    ("min x^-2 s.t. 1 <= x <= 4", {"x": 2}, 0.25, 2),
    ("min 2^-x s.t. x <= 10", {"x": 3}, 0.125, 1),
    ("min x^2^3", {"x": 2}, 256, 0),
    ("var x,y,z; min x+y+z; s.t. x*y*z>=1; x,y,z>=0;", {"x": 1, "y": 2, "z": 3}, 6, 4),
    ("min x1 + x2 s.t. x1, x2 in {0, 1}", {"x1": 1, "x2": 0}, 1, 0),
    ("max 3x+2y s.t. x+y<=4, x,y>=0, x,y integers", {"x": 1, "y": 3}, 9, 3),
    ("min 2pi*r*h s.t. r >= 0, h >= 0", {"r": 1, "h": 0}, 0, 2),
    ("min x·y + 2·x s.t. x + y = 2", {"x": 3, "y": 4}, 18, 1),
    ("min 3.x + .5y s.t. x+y>=1., x,y>=.1", {"x": 1, "y": 2}, 4, 3),
    ("min 1e-3x s.t. x>=1E2", {"x": 1000}, 1, 1),
    ("min ||x|-1| s.t. x in [-3,3]", {"x": -4}, 3, 2),
    ("min {x if x>0, -x if x<=0}", {"x": -4}, 4, 0),
    ("min 0.5x^2 + |x|*y s.t. x+y=1", {"x": -2, "y": 3}, 8, 1),
]

ANSWERED = [
    ("Minimise\n  f(x,y) = x^2 + xy + y^2\nsubject to\n  x + y = 1", "x*y for the product"),
    ("var x >= 0;\nmaximize profit: 5*x;\nsubject to labor: 6*x <= 24;", "s.t. labor: 6*x <= 24"),
    (
        "model = Model()\n@variable(model, x >= 0)\n@variable(model, 0 <= y <= 3)\n@objective(model, Min, 12x + 20y)\n"
        "@constraint(model, c1, 6x + 8y >= 100)",
        "var y >= 0, <= 3\nmin 12x + 20y\ns.t. c1: 6x + 8y >= 100",
    ),
    (
        "@variable(m, x[1:3] >= 0, Int)\n@objective(m, Max, sum(i*x[i] for i in 1:3))\n"
        "@constraint(m, c[i=1:3], x[i] <= i)",
        "var x[1..3] integer >= 0\nmax sum(i*x[i] for i in 1..3)\ns.t. c[i]: x[i] <= i for i in 1..3",
    ),
    ("Minimize[{x^2 + Exp[-x] y, x + y >= 1}, {x, y}]", "min x^2 + exp(-x)*y\ns.t. x + y >= 1"),
    ("NMinimize[{x^2 - 2 x y, x^2 + y^2 <= 1 && x >= 0}, {x, y}]", "min x^2 - 2*x*y\ns.t. x^2 + y^2 <= 1\n     x >= 0"),
    (
        "Variables z;\nPositive Variables x1, x2;\nobj.. z =e= 2*x1 + sqr(x2);\nc1.. x1 + x2 =g= 4;\n"
        "Model m /all/;\nSolve m using nlp minimizing z;",
        "domain x1 >= 0\ndomain x2 >= 0\nmin 2*x1 + (x2)^2\ns.t. c1: x1 + x2 >= 4",
    ),
    ("x = linprog(f, A, b)", "write out what it minimizes"),
    ("from scipy.optimize import minimize\nminimize(rosen, [0, 0])", "write out what it minimizes"),
    ("\\min_{x} x^2 + 2x \\quad \\text{s.t.} \\quad x \\ge 1", "min x^2 + 2*x\ns.t. x >= 1"),
    ("min sin(x) + cos x", "cos(x)"),
    ("min x log x + y log y s.t. x+y=1", "min x*log(x) + y*log(y) s.t. x+y=1"),
    ("min 1/2x^2 + 3x", "'/2*x'"),
    ("min (1/2)x^2 + 3x s.t. x>=-1", "min (1/2)*x^2 + 3x"),
    ("min |x||y| s.t. x + y = 1", "min |x|*|y| s.t. x + y = 1"),
    ("min |x|y s.t. x^2 + y^2 <= 1", "min |x|*y"),
    ("min x^2+y^2 subj to x+y>=1", "min x^2+y^2 s.t. x+y>=1"),
    ("min x^2 st. x >= 1", "min x^2 s.t. x >= 1"),
    ("min{x^2 + y^2 : x + y = 1}", "min x^2 + y^2 s.t. x + y = 1"),
    ("inf x^2 s.t. x >= 1", "min x^2 s.t. x >= 1"),
    ("sup x s.t. x <= 4", "max x s.t. x <= 4"),
    ("Objective: minimize x + y\ns.t. x >= 1, y >= 2", "write: minimize x + y"),
    ("variables x1 x2\nmin x1^2+x2^2\ns.t. x1+x2>=1", "var x1, x2"),
    ("int x, y\nmax 3x+2y s.t. x+y<=4", "var x integer, y integer"),
    ("let x, y be real\nmin x^2+y^2 s.t. x>=1", "var x, y"),
    ("param A = [1 2; 3 4]\nvar x[2]\nmin norm(x)", "param A = [[1, 2], [3, 4]]"),
    ("var x[3]\nmin sum(i*x[i], i=1..3)", "min sum(i*x[i] for i in 1..3)"),
    ("var x[4]\nmin sum(i in 1..4) i*x[i]", "min sum(i*x[i] for i in 1..4)"),
    ("var x[4]\nmin 3*sum[i=1:4] (x[i] - 1)^2 - x[1]", "min 3*sum((x[i] - 1)^2 for i in 1..4) - x[1]"),
    ("param n = 4\nvar x[4]\nmin sum_{i=1}^n i*x[i] + x[2]", "min sum(i*x[i] for i in 1..n) + x[2]"),
    ("var x[4]\nmin ∑_{i=1}^{4} x[i]^2", "min sum(x[i]^2 for i in 1..4)"),
    ("var x[4]\nmin sum(k = 2..4, k*x[k])", "min sum(k*x[k] for k in 2..4)"),
    ("var x[4]\nmin sum(i*x[i] | i in 1..4)", "min sum(i*x[i] for i in 1..4)"),
    ("var x[4]\nmin sum(i*x[i], i, 1, 4)", "min sum(i*x[i] for i in 1..4)"),
    ("var x[4] >= 0\nmin x[2] s.t. ∏_{j=1}^4 x[j] >= 1", "min x[2] s.t. prod(x[j] for j in 1..4) >= 1"),
    ("var x[4]\nmin sum(i*x[i])", "bound by 'for'"),
    ("var x[1..3]\nmin sum(x.^2)", "min sum(u^2 for u in x)"),
    ("var x[1..3]\nmin x1^2 + x2^2 + x3^2", "write x[1]"),
    ("min x1² + x2² s.t. x1+x2≥1, xi≥0", "x1, x2≥0"),
    ("min ||Ax - b||^2", "param A in R^(m, n)"),
    ("min sin^2(x) + x^2", "min sin(x)^2 + x^2"),
    ("min sin^-1(x) s.t. 0<=x<=1", "min asin(x)"),
    ("min x(y+1) s.t. x, y in [0,1]", "min x*(y+1)"),
    ("min 10% * x s.t. x >= 1", "min 10/100 * x"),
    ("min x ^ 2 s.t. x > = 1", "x >= 1"),
    ("min if x > 0 then x^2 else -x", "min {x^2 if x > 0; -x otherwise}"),
    ("min x > 0 ? x : -x", "min {x if x > 0; -x otherwise}"),
    ("min (x^2 if x>=0 else -x)", "min {x^2 if x>=0; -x otherwise}"),
    ("find x such that x^2 = 2", "min 0 s.t. x^2 = 2"),
    ("minimize f(x) = (x-2)^4 s.t. g(x) = x^2 - 1 <= 0", "g: x^2 - 1 <= 0"),
    ("minimize over x in [0,1]: x^2 - x", "min x^2 - x s.t. x in [0,1]"),
    ("min xe^x", "x*e for the product"),
    ("min <c, x> s.t. x >= 0", "sum(c[i]*x[i] for i in 1..3)"),
]

REFUSED = ["min x² + y² u.B.v. x + y = 1", "求 min x^2，约束条件 x>=1"]


def test_there_are_sixty_and_few_are_refused() -> None:
    assert len(READ) + len(ANSWERED) >= 60
    assert len(REFUSED) * 10 <= len(READ) + len(ANSWERED)


@pytest.mark.parametrize(("typed", "point", "value", "constraints"), READ)
def test_read_as_meant(typed: str, point: dict[str, float], value: float, constraints: int) -> None:
    problem = parse(typed)
    assert evaluate.value(problem.objective, point) == pytest.approx(value)
    assert len(problem.constraints) == constraints


@pytest.mark.parametrize(("typed", "words"), ANSWERED)
def test_answered_with_the_line_to_write(typed: str, words: str) -> None:
    with pytest.raises(ProblemError) as fault:
        du.derive(typed)
    assert words in fault.value.help
    assert fault.value.line is not None


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_at_a_place(typed: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert fault.value.column is not None


def test_pi_is_a_number() -> None:
    assert parse("min 2*π*r s.t. r ≥ 1") == parse("min 2*pi*r s.t. r >= 1")
