"""Statements as students, lecturers and engineers of several countries type them, with the line that answers them."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError

ANSWERED = [
    # as typed, the whole statement that is shown
    ("Minimiere x^2 + y^2 unter der Nebenbedingung x + y >= 1", "min x^2 + y^2 s.t. x + y >= 1"),
    ("maximiere 3x + 2y s.d. x + y <= 4, x >= 0", "max 3x + 2y s.t. x + y <= 4, x >= 0"),
    ("minimiere 2x+3y u.B.v. x+y>=2", "min 2x+3y s.t. x+y>=2"),
    ("min x^2 NB: x >= 1", "min x^2 s.t. x >= 1"),
    ("minimiser x^2 sous contraintes x >= 1", "min x^2 s.t. x >= 1"),
    ("minimizar x^2 sujeto a x >= 1", "min x^2 s.t. x >= 1"),
    ("min x^2 s.c. x >= 1", "min x^2 s.t. x >= 1"),
    ("求 min x^2 + y^2，满足 x + y = 1", "min x^2 + y^2，满足 x + y = 1"),
    ("目标函数：min x^2 + y^2\n约束：x + y >= 1", "min x^2 + y^2"),
    ("min x^2+y^2 st x+y>=1 ，x，y 为整数", "x, y integer"),
    ("min ||x||_1 s.t. x1+x2=1", "min ||x1, x2||_1 s.t. x1+x2=1"),
    ("min norm(x) s.t. x1 + x2 = 1", "min norm(x1, x2) s.t. x1 + x2 = 1"),
    ("min =x^2+y^2", "min x^2+y^2"),
    (
        "parameters a = 2\nvariable x\nmin a*x^2\nsubject to x >= 1",
        "param a = 2\nvar x\nmin a*x^2\nsubject to x >= 1",
    ),
    ("data c = [1, 2]\nvariables x[2] >= 0\nmin c[1]*x[1] + c[2]*x[2]", "param c = [1, 2]\nvar x[2] >= 0\nmin"),
    ("parameter A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b)^2", "param A in R^(m, n), b in R^m"),
    ("param a in R^n\nvars x in R^n\nmin norm(x - a)^2", "var x in R^n"),
    ("=MIN(A1^2+B1^2) s.t. A1+B1>=1", "min A1^2+B1^2 s.t. A1+B1>=1"),
    ("min{x^2+y^2 | x+y>=1}", "min x^2+y^2 s.t. x+y>=1"),
    ("min x^2 s.t. {x>=1, x<=2}", "min x^2 s.t. x>=1, x<=2"),
    ("min x^2 s.t. [x>=1; x<=2]", "min x^2 s.t. x>=1; x<=2"),
    ("min x^2 s.t. x>=1 \\\\ x<=2", "min x^2 s.t. x>=1; x<=2"),
    ("min x^2 s.t. x>=1 && x<=2", "min x^2 s.t. x>=1 and x<=2"),
    ("minimize x^2 + y^2 subject to\n(1) x + y >= 1\n(2) x <= 2", "r1: x + y >= 1\nr2: x <= 2"),
    ("minimize x^2 + y^2 subject to\n1) x + y >= 1\n2) x <= 2", "r1: x + y >= 1\nr2: x <= 2"),
    ("min x^2 s.t. x >= 1, for all x", "min x^2 s.t. x >= 1"),
    ("min x^2 s.t. 1 <= x <= 3 ∀x", "min x^2 s.t. 1 <= x <= 3"),
    ("min x^2 s.t. x between 1 and 3", "min x^2 s.t. x in [1, 3]"),
    ("min x^2 s.t. x is at least 1", "min x^2 s.t. x >= 1"),
    ("min x² s.t. x ∈ ]1, 3[", "min x² s.t. x in (1, 3)"),
    ("max 3x+2y s.t. x+y<=4; x,y >= 0 and integer", "x,y >= 0, x,y integer"),
    ("max 5a + 4b s.t. a+b<=1, a,b ∈ \u2124₊", "a in 0..inf, b in 0..inf"),
    ("max: 143 x + 60 y;\n120 x + 210 y <= 15000", "max: 143*x + 60*y;"),
    ("max 5 a + 4 b s.t. a + b <= 5", "max 5*a + 4*b s.t. a + b <= 5"),
    ("min x.^2 + y.^2 s.t. x + y .>= 1", "min x^2 + y^2 s.t. x + y >= 1"),
    ("min x(1)^2 + x(2)^2 s.t. x(1) + x(2) >= 1", "min x1^2 + x2^2 s.t. x1 + x2 >= 1"),
    ("min sum(x[i]**2 for i in range(3)) s.t. sum(x) == 1", "var x[0..2]\nmin sum(x[i]**2 for i in 0..2)"),
    ("min np.exp(x) + np.abs(y) s.t. x + y >= 1", "min exp(x) + abs(y) s.t. x + y >= 1"),
    ("min x1^2+x2^2+...+x5^2 s.t. x1+...+x5=1", "min x1^2 + x2^2 + x3^2 + x4^2 + x5^2 s.t. x1 + x2 + x3 + x4 + x5=1"),
    ("min √x + √(y+1) s.t. x + y >= 1", "min sqrt(x) + sqrt(y+1) s.t. x + y >= 1"),
    ("min sum_i x_i^2 s.t. sum_i x_i = 1, i=1..4", "min sum(x[i]^2 for i in 1..4) s.t. sum(x[i] for i in 1..4) = 1"),
    ("minimum of x^2 + 1 when x >= 2", "min x^2 + 1 s.t. x >= 2"),
    ("find the minimum of (x-2)^2 subject to x <= 1", "min (x-2)^2 subject to x <= 1"),
    ("solve min x^2 s.t. x>=1", "min x^2 s.t. x>=1"),
    ("求 x^2+y^2 的最小值，满足 x+y=1", "min x^2+y^2，满足 x+y=1"),
    ("Gesucht: min x^2+y^2 mit x+y=1", "min x^2+y^2 s.t. x+y=1"),
    ("min x²+y² mit x + y ≥ 1 und x ≥ 0", "min x²+y² s.t. x + y ≥ 1 and x ≥ 0"),
    ("min ‖(x-1, y-2)‖ s.t. x+y=1", "min ||x-1, y-2|| s.t. x+y=1"),
    ("min max_i x_i s.t. x_1 + x_2 = 1", "min max(x_1, x_2) s.t. x_1 + x_2 = 1"),
    ("min 2x+3y s.t.:\n\u2022 x+y>=2", "write: x+y>=2"),
    ("min x^2 subject to constraints x>=1", "min x^2 subject to x>=1"),
    ("min x^2 s.t. x>=1 : lambda", "min x^2 s.t. lambda: x>=1"),
    ("min 2x+y s.t. x,y nonneg, x+y>=1", "x,y >= 0, x+y>=1"),
    ("min 50% x s.t. x>=1", "min 50/100*x s.t. x>=1"),
    ("min x^2 s.t. x = 1, 2 or 3", "x in {1, 2, 3}"),
    ("min x_1^2+x_2^2 s.t. x_1+x_2>=1, x_j>=0, j=1,2", "x_j>=0 for j in 1..2"),
    ("min sin x + cos y s.t. x + y = 1", "min sin(x) + cos(y) s.t. x + y = 1"),
    (
        "Maximize U(x,y) = x^0.5 y^0.5 subject to 2x + y = 10",
        "Maximize U(x,y) = x^0.5*y^0.5 subject to 2x + y = 10",
    ),
    ("find x minimizing (x-1)^2 with x in [2, 5]", "min (x-1)^2 s.t. x in [2, 5]"),
    ("find x and y that minimize x^2 + y^2 subject to x + y = 2", "min x^2 + y^2 subject to x + y = 2"),
    ("min 2x+3y s.t. x+y>=4; x>=1; y>=0; integers", "min 2x+3y s.t. x+y>=4; x>=1; y>=0; x, y integer"),
    ("(P) min x^2 + y^2\ns.t. (x-2)^2 + y^2 <= 1", "write: min x^2 + y^2"),
    ("min x^2 + y^2 s.t. x + y = 1, solve with lagrange multipliers", "write: min x^2 + y^2 s.t. x + y = 1"),
    ("min ‖x‖² s.t. a·x = 1 with a = (1, 2, 3)", "s.t. a'x = 1\nbind a = [1, 2, 3]"),
    ("min ||x - a||^2 s.t. x >= 0 with a = (1, -2)", "bind a = [1, -2]"),
]

SAID = [
    # no whole line can be known: what is said
    ("m = gp.Model()\nx = m.addVar()\nm.setObjective(f(x), GRB.MINIMIZE)", "duality solve m.lp"),
    ("from pulp import *\nprob = LpProblem('p', LpMaximize)", "duality solve m.lp"),
    ("min norm(A*x - b) s.t. x >= 0", "param A in R^(m, n)"),
    ("min ||x||_2^2 s.t. Ax = b", "param A in R^(m, n)"),
    ("min x^T*x s.t. A*x=b", "param A in R^(m, n)"),
    ("min ||Ax-b||^2 + 0.1||x||_1", "param A in R^(m, n)"),
    ("min x1^2+x2^2 s.t. x1+x2>=1, x>=0", "x1, x2 >= 0"),
    ("maximize log(det(X)) s.t. tr(X)=1", "var X in S^n"),
    ("min x^2 s.t. not x<1", "turn the relation round"),
    ("min tr(X) s.t. X ⪰ 0", "var X in S^n"),
    ("min x s.t. x >= y for all y in [0,1]", "write integers"),
]


@pytest.mark.parametrize(("typed", "shown"), ANSWERED)
def test_it_is_answered_with_the_statement(typed: str, shown: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert shown in fault.value.help


@pytest.mark.parametrize(("typed", "words"), SAID)
def test_it_is_answered_with_what_to_do(typed: str, words: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert words in fault.value.help


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"\min_{x,y \ge 0} x+2y \text{ s.t. } x+y\ge 1", "min x + 2*y\ns.t. x >= 0\n     y >= 0\n     x + y >= 1"),
        (r"\min_{x\in[0,1],y\in[2,3]} xy - x", "s.t. x in [0, 1]\n     y in [2, 3]"),
        (
            r"\max_{x \ge 0} \log(1+x_1)+\log(1+x_2) \text{ s.t. } x_1+x_2\le1",
            "s.t. x_1, x_2 >= 0\n     x_1 + x_2 <= 1",
        ),
        ("x = linprog([-3 -2],[1 1],4,[],[],[0 0],[inf 3])", "domain x[1] >= 0\ndomain x[2] in [0, 3]"),
        ("x = quadprog(eye(2),[-1;-4],[],[],[],[],[-inf;1],[5;inf])", "domain x[1] <= 5\ndomain x[2] >= 1"),
        (
            "import numpy as np\nfrom scipy.optimize import milp, LinearConstraint, Bounds\n"
            "milp(c=[-1,-2], constraints=LinearConstraint([[1,1],[1,-1]],[-np.inf,0],[4,np.inf]),"
            " bounds=Bounds([0,-np.inf],[np.inf,3]))",
            "domain x[1] >= 0\ndomain x[2] <= 3\nmin -1*x[1] - 2*x[2]\ns.t. x[1] - 1*x[2] >= 0\n     x[1] + x[2] <= 4",
        ),
        ("Minimize[{2x+3y, x+y>=3/2 && x>=0 && y>=0},{x,y},Integers]", "x, y integer"),
        ("Minimize[x^2-3x, x ∈ Integers]", "x integer"),
        ("min cosx + siny s.t. 0<=x<=3, 0<=y<=3", "write cos(x)"),
        ("max lnx - x", "write ln(x)"),
        ("min x1 + 2*x2 s.t. x_1 + x_2 >= 1, x_1 >= 0, x_2 >= 0", "write one of them: x_1"),
    ],
)
def test_no_part_of_it_is_lost(typed: str, shown: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert shown in fault.value.help


@pytest.mark.parametrize(
    "typed",
    [
        "Maximize[x(1-x)y, {x,y} ∈ Disk[]]",
        "using JuMP\nm = Model()\n@variable(m, x <= 3)\nset_lower_bound(x, 1)\n@objective(m, Min, x)",
    ],
)
def test_what_would_be_lost_is_named(typed: str) -> None:
    with pytest.raises(ProblemError, match=r"(?s)could not be translated"):
        parse(typed)


@pytest.mark.parametrize("text", ["\\min x_", "min x\ns.t. \\alpha_", "\\min \\sqrt", "\\min x^", "\\min \\frac{1}"])
def test_latex_that_ends_early_is_refused(text: str) -> None:
    with pytest.raises(ProblemError):
        parse(text)


@pytest.mark.parametrize("typed", ["min cost s.t. cost = 3t, t >= 2", "min tank + sink s.t. tank >= 1, sink >= 2"])
def test_words_that_begin_like_a_function_are_names(typed: str) -> None:
    assert parse(typed).variables
