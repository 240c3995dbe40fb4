"""LaTeX, cvxpy, AMPL and LP files are answered with the same statement in this language, or the fault is named."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError, ProblemSyntaxError
from duality.model.problem import Problem

TRANSLATED = [
    # LaTeX
    (r"\min_{x,y} x^2 + 2y^2 \quad \text{s.t.} \quad x + y \geq 1", "min x^2 + 2*y^2\ns.t.\nx + y >= 1"),
    (r"$\min \frac{1}{2}x^2 + xy$ s.t. $x \le 3, \; y \ge 0$", "min 1/2*x^2 + x*y\ns.t.\nx <= 3\ny >= 0"),
    (
        r"""\begin{aligned}
        \min_{x} \quad & \frac12 x_1^2 + \sqrt{x_2} \\
        \textrm{s.t.} \quad & x_1 + 2x_2 \leq 4 \\
        & x_1, x_2 \geq 0
        \end{aligned}""",
        "min 1/2*x_1^2 + sqrt(x_2)\ns.t.\nx_1 + 2*x_2 <= 4\nx_1 >= 0\nx_2 >= 0",
    ),
    (
        r"\begin{align*} \underset{x, y}{\text{minimize}} \quad & e^{-x} \\ \text{subject to} \quad & \frac{x^2}{y}"
        r" \le 0, \quad y \ge 1 \end{align*}",
        "min exp(-x)\ns.t.\nx^2/y <= 0\ny >= 1",
    ),
    (
        r"\max_{p} -\sum_{k=1}^{6} p_k \ln p_k \quad \text{s.t.} \quad \sum_{k=1}^{6} p_k = 1, \;"
        r" \sum_{k=1}^{6} k p_k = \frac{9}{2}, \; p_k \ge 0 \quad \forall k \in \{1, \dots, 6\}",
        "var p[1..6]\nmax -sum(p[k]*log(p[k]) for k in 1..6)\ns.t.\nsum(p[k] for k in 1..6) = 1\n"
        "sum(k*p[k] for k in 1..6) = 9/2\np[k] >= 0 for k in 1..6",
    ),
    (r"\min_{x} (x - a)^2 \text{ s.t. } x \le b", "param a, b\nmin (x - a)^2\ns.t.\nx <= b"),
    (
        r"\min \left| x - 1 \right| + \max\{x, y\} \text{ s.t. } x \in [0, 2], y \in \{0, 1\}",
        "min abs(x - 1) + max(x, y)\ns.t.\nx in [0, 2]\ny in {0, 1}",
    ),
    (r"\min_{u,v} \lambda u + \sqrt[3]{v} - \sin^2(u)", "param lambda\nmin lambda*u + v^(1/3) - sin(u)^2"),
    (
        r"\min_{x_1, x_2} 2x_1 - x_2 \text{ s.t. } -1 \le x_1 \le x_2 \cdot 3",
        "min 2*x_1 - x_2\ns.t.\n-1 <= x_1 <= x_2*3",
    ),
    # cvxpy
    (
        "import cvxpy as cp\nx = cp.Variable()\ny = cp.Variable(nonneg=True)\n"
        "prob = cp.Problem(cp.Minimize((x - y)**2 + cp.exp(-x)), [x + y == 1, x - y >= 1])\nprob.solve()\n",
        "var x, y\ndomain y >= 0\nmin (x - y)^2 + exp(-x)\ns.t.\nx + y = 1\nx - y >= 1",
    ),
    (
        "import cvxpy as cp\nimport numpy as np\nA = np.array([[1, 2], [3, 4]])\nb = np.array([5, 6])\n"
        "x = cp.Variable(2)\nobjective = cp.Minimize(cp.sum_squares(A @ x - b) + 0.5*cp.norm(x, 1))\n"
        "constraints = [0 <= x]\nconstraints += [x <= 1]\nconstraints.append(cp.sum(x) == 1)\n"
        "problem = cp.Problem(objective, constraints)\nprint(problem.solve())",
        "var x[1..2]\nmin (1*x[1] + 2*x[2] - 5)^2 + (3*x[1] + 4*x[2] - 6)^2 + 0.5*norm1(x[1], x[2])\ns.t.\n"
        "0 <= x[1]\n0 <= x[2]\nx[1] <= 1\nx[2] <= 1\nx[1] + x[2] = 1",
    ),
    (
        "import cvxpy as cp\nw = cp.Variable(2, boolean=True)\n"
        "cp.Problem(cp.Maximize(3*w[0] - w[1]), [cp.maximum(w[0], w[1]) <= 1])",
        "var w[1..2]\ndomain w[1] in {0, 1}\ndomain w[2] in {0, 1}\nmax 3*w[1] - w[2]\ns.t.\nmax(w[1], w[2]) <= 1",
    ),
    # sizes and values that the text leaves open
    (r"\min_{x} \sum_{i=1}^n x_i^2", "var x[1..3]\nmin sum(x[i]^2 for i in 1..3)"),
    (
        r"\min \sum_i x_i \log x_i \text{ s.t. } \sum_i x_i = 1",
        "var x[1..3]\nmin sum(x[i]*log(x[i]) for i in 1..3)\ns.t. sum(x[i] for i in 1..3) = 1",
    ),
    (
        r"\min_{x} \frac{1}{n} \sum_{i=1}^n c_i x_i \text{ s.t. } x_i \ge 0, \quad i = 1, \dots, n",
        "param c = [1, 1, 1]\nvar x[1..3]\nmin 1/3*sum(c[i]*x[i] for i in 1..3)\ns.t. x[i] >= 0 for i in 1..3",
    ),
    # AMPL
    (
        "var x >= 0;\nvar y >= 0, <= 4;\nmaximize profit: 3*x + 5*y;\nsubject to limit: 3*x + 2*y <= 18;\n"
        "s.t. other: x <= 4;\nsolve;\ndisplay x, y;",
        "var x, y\ndomain x >= 0\ndomain y >= 0\ndomain y <= 4\nmax 3*x + 5*y\ns.t.\nlimit: 3*x + 2*y <= 18\n"
        "other: x <= 4",
    ),
    (
        "set I := 1..3; # items\nparam c{I};\nparam cap := 10;\nvar x{I} >= 0;\n"
        "minimize cost: sum {i in I} c[i]*x[i]^2 + 3;\n"
        "subject to total: sum{i in I} x[i] >= cap;\nsubject to each {i in I: i <> 2}: x[i] <= 8;\n"
        "data;\nparam c := 1 2  2 3  3 4;\nend;",
        "param c = [2, 3, 4]\nparam cap = 10\nvar x[1..3]\ndomain x[k] >= 0 for k in 1..3\n"
        "min sum(c[i]*x[i]^2 for i in 1..3) + 3\ns.t.\ntotal: sum(x[i] for i in 1..3) >= cap\n"
        "each[i]: x[i] <= 8 for i in 1..3 if i != 2",
    ),
    (
        "param n := 2;\nvar x{1..n};\nparam A: 1 2 := 1 3 4 2 5 6;\n"
        "minimize f: sum{i in 1..n, j in 1..n} A[i,j]*x[i]*x[j];\nsubject to one: sum{i in 1..n} x[i] = 1;",
        "param n = 2\nparam A = [[3, 4], [5, 6]]\nvar x[1..n]\nmin sum(A[i, j]*x[i]*x[j] for i in 1..n, j in 1..n)\n"
        "s.t.\none: sum(x[i] for i in 1..n) = 1",
    ),
    # LP format
    (
        "Maximize\n obj: 3 x + 5 y\nSubject To\n c1: x <= 4\n c2: 3 x + 2 y <= 18\n x - y\n  >= -3\nBounds\n x <= 9\n"
        " z free\nBinaries\n y\nEnd\n",
        "var x, y, z\ndomain x >= 0\ndomain x <= 9\ndomain y in {0, 1}\nmax 3*x + 5*y\ns.t.\nc1: x <= 4\n"
        "c2: 3*x + 2*y <= 18\nx - y >= -3",
    ),
    (
        "Minimize\n obj: 3 x - 5 y\nSubject To\n c1: x + y <= 4\nBounds\n -2 <= x <= 9\n y free\nEnd\n",
        "var x, y\ndomain x >= -2\ndomain x <= 9\nmin 3*x - 5*y\ns.t.\nc1: x + y <= 4",
    ),
    (r"\max x \text{ s.t. } x \leq 7/2, x \in \mathbb{Z}_{\ge 0}", "max x\ns.t. x <= 7/2\n x in 0..inf"),
    (r"\min x \text{ s.t. } x \in \mathbb{Z}", "min x\ns.t. x in -inf..inf"),
    (
        "Minimize\n obj: x\nSubject To\n x >= 1\nGenerals\n x\nEnd",
        "var x\ndomain x >= 0\ndomain x integer\nmin x\ns.t. x >= 1",
    ),
]


def translation(text: str) -> tuple[ProblemError, Problem]:
    with pytest.raises(ProblemSyntaxError) as fault:
        parse(text)
    head, _, own = fault.value.help.partition("\n\n")
    assert head == "the same statement in this language:", fault.value.help
    return fault.value, parse(own)


@pytest.mark.parametrize(("text", "plain"), TRANSLATED)
def test_a_foreign_statement_is_answered_with_the_same_one_here(text: str, plain: str) -> None:
    fault, problem = translation(text)
    assert any(name in fault.message for name in ("LaTeX", "cvxpy", "AMPL", "LP format"))
    assert problem == parse(plain)


REFUSED = [
    # text, the part that is named
    (r"\min_x \|A_k x - b\|_2^2", "could not be translated"),
    (r"\min_x \int c^T x \text{ s.t. } Ax \le b", "could not be translated"),
    (r"\min_{x} \sum_{i=m}^n x_i", "begins at a number"),
    (r"\min_{x} \sum_{i=2}^3 c_i x_i", "'c' is data"),
    (r"\min c x \text{ s.t. } x \ge 1", "'c' may be a variable or data"),
    (r"\min x/2y", "two ways"),
    (r"\min \log 2x", "the argument of log"),
    (r"\min x^12", "^{12}"),
    (r"\min_{x} f(x)", "does not define"),
    (r"\min_{x} x \text{ where } x \ge 1", "not understood"),
    (r"\frac{1}{2}x^2", "no \\min"),
    (r"\min x \text{ s.t. } x_i \ge 0", "belongs to no sum"),
    ("import cvxpy as cp\nx = cp.Variable(3)\ncp.Problem(cp.Minimize(cp.lambda_max(x)))", "lambda_max"),
    ("import cvxpy as cp\nx = cp.Variable()\n__import__('os').system('id')", "not understood"),
    ("import cvxpy as cp\nx = cp.Variable(2)\nfor i in range(2):\n    pass", "not understood"),
    (
        "import cvxpy as cp\nx = cp.Variable(2)\ny = cp.Variable(2)\ncp.Problem(cp.Minimize(x*y))",
        "matrix product to some",
    ),
    ("import cvxpy as cp\nlen = cp.Variable()", "no free name"),
    ("import cvxpy as cp\nx = cp.Variable(" + "(" * 300 + ")", "not understood as a program"),
    ("param c{1..2};\nvar x{1..2};\nminimize f: sum{i in 1..2} c[i]*x[i];", "c no value"),
    ("var x;\nminimize f: if x > 0 then x else 0;", "'if'"),
    ("Minimize\n obj: x^2\nSubject To\n x >= 1\nEnd", "not linear"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_what_is_not_understood_is_named(text: str, part: str) -> None:
    with pytest.raises(ProblemSyntaxError) as fault:
        parse(text)
    assert "could not be translated" in fault.value.help
    assert part in fault.value.help


def test_a_plain_fault_is_not_taken_for_another_language() -> None:
    with pytest.raises(ProblemError, match="operator is missing"):
        parse("min x y")
