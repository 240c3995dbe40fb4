"""What stands around and between formulas in several languages and notations, by class: the answer is the statement."""

from __future__ import annotations

import pytest

import duality
from duality.errors import ProblemError

LINES = [
    # words of several languages, in phrases
    ("Man minimiere a^2 so, dass a + b >= 4 gilt", "min a^2 s.t. a + b >= 4"),
    ("minimiser la fonction f(x) = (x-2)^4 pour x dans [0 ; 1]", "min f(x) = (x-2)^4 s.t. x in [0, 1]"),
    ("Minimice 2x + 3y sujeta a las restricciones: x + y >= 10", "min 2x + 3y s.t. x + y >= 10"),
    ("encontrar el máximo de xy si x + y = 12", "max x*y s.t. x + y = 12"),
    ("máx 2x + 3y s.a: x + y ≤ 4", "max 2x + 3y s.t. x + y ≤ 4"),
    ("minimizzare x^2 con il vincolo x >= 3", "min x^2 s.t. x >= 3"),
    ("在 x+y=1 的条件下，求 x^2+y^2 的最小值", "min x^2+y^2 s.t. x+y=1"),
    ("求函数 f(x)=x^2-4x 在区间 [0,1] 上的最小值", "min f(x)=x^2-4x s.t. x in [0,1]"),
    ("lagrangian of x^2+y^2 with x+y=1", "min x^2+y^2 s.t. x+y=1"),
    ("minimizar el costo 2x+3y tal que x+y>=5", "min 2x+3y s.t. x+y>=5"),
    ("i want to minimize x^2 + y^2 with the constraint x + y = 4", "minimize x^2 + y^2 s.t. x + y = 4"),
    ("Find max of 3x+4y on the circle x^2+y^2=25", "max 3x+4y s.t. x^2+y^2=25"),
    ("目标：最小化成本 3a+5b；约束：a+b≥10；a≤8", "min 3a+5b； s.t. a+b≥10；a≤8"),
    # headings, cells, data behind a formula
    ("knapsack: max 6x1+10x2, x1+2x2<=5, xi in {0,1}", "max 6x1+10x2 s.t. x1+2x2<=5, x1, x2 in {0,1}"),
    ("min 4x11 + 6x12 s.t. x11 + x12 = 2, xij >= 0", "min 4x11 + 6x12 s.t. x11 + x12 = 2, x11, x12 >= 0"),
    ("max 3*A1 + A2 s.t. A1 + A2 <= 4, A1:A2 >= 0", "max 3*A1 + A2 s.t. A1 + A2 <= 4, A1, A2 >= 0"),
    ("min x^2 ; no constraints", "min x^2"),
    ("min 2*x s.t. x >= 2,5", "min 2*x s.t. x >= 2.5"),
    # sums and norms beside signs that count as parts of words
    ("min ‖x‖₂² s.t. x₁ + x₂ = 3", "min ‖x1, x2‖₂² s.t. x1 + x2 = 3"),
    ("min -log(x1 + 2) s.t. x1, x2 >= 0, 1ᵀx = 1", "min -log(x1 + 2) s.t. x1, x2 >= 0, x1 + x2 = 1"),
    ("optimize x^2+2y^2 st x+y>=3 minimize", "min x^2+2y^2 st x+y>=3"),
    ("min x^2 + y^2 [x + y >= 2]", "min x^2 + y^2 s.t. x + y >= 2"),
    ("min x^2 + y, such that: 1) x + y <= 3 2) y >= 0", "min x^2 + y, such that: x + y <= 3, y >= 0"),
    # functions by their names
    ("f(x,y)=x^2+y^2, g(x,y)=x+y-2=0", "min x^2+y^2 s.t. x+y-2=0"),
    ("min f(x) where f(x) = x^2 if x < 1, 2x - 1 otherwise", "min {x^2 if x < 1; 2x - 1 otherwise}"),
]

TEXTS = [
    ("max 4a+3b\nu.d.Nb.\n a <= 40\n b <= 60", "max 4a+3b\ns.t.\n a <= 40\n b <= 60"),
    ("Zielfunktion: 2x -> max\nx + 2y <= 8\ny >= 0", "max 2x\ns.t. x + 2y <= 8\ny >= 0"),
    ("min e^(-x)\ns.t. x^2/y <= 0\nD = {(x,y) | y > 0}", "min e^(-x)\ns.t. x^2/y <= 0\ndomain y > 0"),
    ("min (x - 3)^2\ns.t. x <= 1\nvariable x in R", "min (x - 3)^2\ns.t. x <= 1\nvar x"),
    ("/* near */ min (x-3)^2 -- distance\ns.t. x <= 1 // wall", "min (x-3)^2\ns.t. x <= 1"),
    (
        "min ∑_{k=1}^{4} x_k² s.t. ∑_{k=1}^{4} k·x_k = 30",
        "var x[1..4]\nmin sum(x[k]² for k in 1..4) s.t. sum(k·x[k] for k in 1..4) = 30",
    ),
]

PROGRAMS = [
    (
        "w = cp.Variable(2)\ng = cp.Parameter(nonneg=True)\ng.value = 2\n"
        "cp.Problem(cp.Minimize(w[0] + g*cp.sum_squares(w)))",
        "var w[1..2]\nmin w[1] + 2*(w[1]^2 + w[2]^2)",
    ),
    ("\\min_{x > 0} x + \\frac{1}{x}", "domain x > 0\nmin x + 1/x"),
    ("\\max_{x \\in [0,1]} x(1-x)", "max x*(1 - x)\ns.t. x in [0, 1]"),
    ("\\min_{x,y} x^2+y^2 \\; \\text{u.d.N.} \\; x+y=1", "min x^2 + y^2\ns.t. x + y = 1"),
    (
        "x = sdpvar(2,1);\nF = [x(1) + x(2) >= 1, x >= 0];\nF = [F, x(1) <= 3];\noptimize(F, x(1)^2 + x(2));",
        "var x[1..2]\nmin x[1]^2 + x[2]\ns.t. x[1] + x[2] >= 1\nx[1] >= 0\nx[2] >= 0\nx[1] <= 3",
    ),
    (
        "prob = optimproblem('ObjectiveSense','maximize');\nx = optimvar('x','LowerBound',0,'UpperBound',4);\n"
        "prob.Objective = 3*x;\nprob.Constraints.cap = 2*x <= 5;\nsol = solve(prob);",
        "domain x >= 0\ndomain x <= 4\nmax 3*x\ns.t. cap: 2*x <= 5",
    ),
    (
        "set P; param c{P}; param avail;\nvar X{p in P} >= 0, <= c[p];\nmaximize T: sum{p in P} c[p]*X[p];\n"
        "subject to R: X['b'] + X['a'] <= avail;\ndata; set P := a b; param: c := a 2 b 3; param avail := 4;",
        "param c = [2, 3]\nparam avail = 4\nvar X[1..2] >= 0\ndomain X[p] <= c[p] for p in 1..2\n"
        "max sum(c[p]*X[p] for p in 1..2)\ns.t. R: X[2] + X[1] <= avail",
    ),
    (
        "MAX 8x + 11y\nST\n2) 5x + 7y <= 14\nEND\nINT x\nGIN y",
        "domain x in {0, 1}\ndomain y >= 0\ndomain y integer\nmax 8*x + 11*y\ns.t. r2: 5*x + 7*y <= 14",
    ),
    (
        "m.I = pyo.Set(initialize=['a', 'b'])\nc = {'b': 3, 'a': 2}\nm.x = pyo.Var(m.I, within=pyo.NonNegativeReals)\n"
        "m.obj = pyo.Objective(expr=sum(c[i]*m.x[i] for i in m.I))\nm.d = pyo.Constraint(expr=m.x['b'] >= 4)",
        "var x[1..2]\ndomain x[1] >= 0\ndomain x[2] >= 0\nmin 2*x[1] + 3*x[2]\ns.t. d: x[2] >= 4",
    ),
    (
        "x = cp.Variable(2)\ncp.Problem(cp.Minimize(cp.quad_form(x, np.diag([1, 2]))))",
        "var x[1..2]\nmin 1*x[1]*x[1] + 0*x[1]*x[2] + 0*x[2]*x[1] + 2*x[2]*x[2]",
    ),
    (
        "A = [1 2\n 3 4]\nb = [5, 6]\n@variable(m, x[1:2] >= 0)\n@objective(m, Min, x[1])\n"
        "@constraint(m, r[i=1:2], sum(A[i,j]*x[j] for j in 1:2) >= b[i])",
        "param A = [[1, 2], [3, 4]]\nparam b = [5, 6]\nvar x[1..2] >= 0\nmin x[1]\n"
        "s.t. r[i]: sum(A[i,j]*x[j] for j in 1..2) >= b[i] for i in 1..2",
    ),
    (
        "\\min f(x) = \\begin{cases} x^2, & \\text{if } x \\ge 0 \\\\ -x & \\text{otherwise.} \\end{cases}",
        "min {x^2 if x >= 0; -x otherwise}",
    ),
    (
        "\\min_x \\left\\| x - \\begin{pmatrix}1\\\\2\\end{pmatrix} \\right\\| \\text{ s.t. } x_1 + x_2 = 1",
        "min norm(x_1 - 1, x_2 - 2)\ns.t. x_1 + x_2 = 1",
    ),
]

MATRICES = [
    (
        "\\min_{\\beta} \\|y - X\\beta\\|_2^2 + \\lambda \\|\\beta\\|_2^2",
        "param X in R^(m, n), y in R^m, λ > 0\nvar beta in R^n\nmin ||y - X*beta||_2^2 + λ*||beta||_2^2",
    ),
    ("min c^T x s.t. Gx ⪯ h", "param G in R^(m, n), h in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. G*x <= h"),
    (
        "min x'[2 1; 1 2]x - [1 2]x s.t. ||x|| <= 1",
        "param Q in S^n, b in R^n\nvar x in R^n\nmin x'Q*x - b'x\ns.t. ||x|| <= 1\n"
        "bind Q = [[2, 1], [1, 2]], b = [1, 2]",
    ),
    (
        "min Σ_j c_j x_j s.t. Σ_j a_ij x_j >= b_i, x_j >= 0",
        "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. A*x >= b, x >= 0",
    ),
    ("min max_{i=1,...,m} (a_i^T x + b_i)", "param A in R^(m, n), b in R^m\nvar x in R^n\nmin max(A*x + b)"),
    (
        "max -sum_{i=1}^n x_i log x_i s.t. Ax <= b, 1^T x = 1",
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmax -sum(x .* log(x))\ns.t. A*x <= b, 1'x = 1",
    ),
    (
        "\\min_{w,b,\\xi} \\frac12 \\|w\\|^2 + C\\sum_{i=1}^n \\xi_i \\text{ s.t. } y_i(w^T x_i + b) \\ge 1-\\xi_i, "
        "\\xi_i \\ge 0, i=1,\\ldots,n",
        "param X in R^(n, p), y in R^n, C > 0\nvar w in R^p, xi in R^n, b in R\nmin 1/2*norm(w)^2 + C*1'xi\n"
        "s.t. y .* (X*w + b) >= 1 - xi, xi >= 0",
    ),
    (
        "\\max_{\\alpha} \\sum_i \\alpha_i - \\frac12 \\sum_{i,j} \\alpha_i \\alpha_j y_i y_j K_{ij} "
        "\\text{ s.t. } 0 \\le \\alpha_i \\le C, \\sum_i \\alpha_i y_i = 0",
        "param K in S^n, y in R^n, C in R\nvar alpha in R^n\nmax 1'alpha - 1/2*(alpha .* y)'*K*(alpha .* y)\n"
        "s.t. 0 <= alpha <= C, alpha'y = 0",
    ),
]


def _asked(typed: str) -> ProblemError:
    with pytest.raises(ProblemError) as fault:
        duality.parse(typed)
    return fault.value


@pytest.mark.parametrize(("typed", "written"), LINES)
def test_the_line_to_write(typed: str, written: str) -> None:
    duality.parse(written)
    assert _asked(typed).help.rstrip().endswith(written)


@pytest.mark.parametrize(("typed", "plain"), TEXTS + PROGRAMS + MATRICES)
def test_the_statement_to_write(typed: str, plain: str) -> None:
    """What the faults say to write, one after the other, gives the statement that was meant."""
    text = typed
    for _ in range(6):
        try:
            found = duality.parse(text)
        except ProblemError as fault:
            _, several, whole = fault.help.partition("\n\n")
            line = fault.help.removeprefix("write: ").partition("\n")[0]
            rows = text.split("\n")
            rows[(fault.line or 1) - 1] = fault.instead or line
            text = whole if several else "\n".join(rows)
        else:
            break
    assert str(found) == str(duality.parse(plain))


def test_two_minus_signs_are_no_comment() -> None:
    """x^2 -- y is refused, where a comment may be meant; x^2 - -y and x^2--y are read."""
    assert "begins with '#'" in _asked("min x^2 -- y").help
    assert duality.parse("min x^2 - -y") == duality.parse("min x^2--y")


def test_names_with_two_indices_stand_for_no_variable() -> None:
    """x_ij beside x_11 and x_12 is no variable of its own."""
    assert "x_11, x_12 <= 5" in _asked("min x_11 + x_12 s.t. x_11 >= 1, x_12 >= 1, x_ij <= 5").help


@pytest.mark.parametrize("typed", [r"\min \| x", r"min \sum_{i=1}^{3} || x -", r"min \sum_{i=1}^{3} |x"])
def test_latex_that_ends_inside_bars_is_refused(typed: str) -> None:
    with pytest.raises(ProblemError, match="this is LaTeX"):
        duality.parse(typed)


def test_an_empty_set_of_ampl_is_refused() -> None:
    with pytest.raises(ProblemError):
        duality.parse("set I := ;\nvar x{I} >= 0;\nminimize f: sum{i in I} x[i];\nsubject to r{i in I}: x[i] <= 2;")
