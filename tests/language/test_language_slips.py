"""Statements with slips of the keyboard, of other languages and of paper: read as meant, or answered with the line."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError

READ = [
    ("minimize 4*a^2 + b^2 subject to a + 2*b >= 6 and a - b <= 2", "min 4*a^2 + b^2\ns.t.\na + 2*b >= 6\na - b <= 2"),
    ("MINIMIZE: x^2+3y^2; SUBJECT TO: x+y=4; x>=1", "min x^2 + 3*y^2\ns.t.\nx + y = 4\nx >= 1"),
    ("min 2x + 3y s.t. x+y>=4, x+3y>=6, x,y≥0", "min 2*x + 3*y\ns.t.\nx + y >= 4\nx + 3*y >= 6\nx >= 0\ny >= 0"),
    ("minimize (x₁-3)² + (x₂+1)² s.t. x₁ + x₂ ≤ 2", "min (x1 - 3)^2 + (x2 + 1)^2\ns.t. x1 + x2 <= 2"),
    ("min −x −2·y s.t. x + y ≤ 3， x ≥ 0， y ≥ 0", "min -x - 2*y\ns.t.\nx + y <= 3\nx >= 0\ny >= 0"),
    ("最小化 x^2 + y^2 约束 x + 2y ≥ 3；x ≥ 0", "min x^2 + y^2\ns.t.\nx + 2*y >= 3\nx >= 0"),
    ("最大化 3x+2y 使得 x+y<=4, x<=2", "max 3*x + 2*y\ns.t.\nx + y <= 4\nx <= 2"),
    ("min x**2 + y**2, s.t.: x + y >= 1", "min x^2 + y^2\ns.t. x + y >= 1"),
    ("min x^2 + y^2 s.t x + y >= 1", "min x^2 + y^2\ns.t. x + y >= 1"),
    ("min 2(x+1)^2 + 3|x-y| s.t. x+y=0", "min 2*(x + 1)^2 + 3*abs(x - y)\ns.t. x + y = 0"),
    ("min |2x - 3| + |x|/2", "min abs(2*x - 3) + abs(x)/2"),
    ("min max(|x|, |y - 1|) s.t. x = y", "min max(abs(x), abs(y - 1))\ns.t. x = y"),
    ("min e^(2x) - x s.t. x ≤ 0", "min e^(2*x) - x\ns.t. x <= 0"),
    ("min x^2 s.t. x ∈ {1, 2, 3}", "domain x in {1, 2, 3}\nmin x^2"),
    (
        "min x + y s.t. x, y ∈ \N{DOUBLE-STRUCK CAPITAL Z}, x + y ≥ 5/2, x, y >= 0",
        "domain x in Z\ndomain y in Z\nmin x + y\ns.t.\nx + y >= 5/2\nx >= 0\ny >= 0",
    ),
    ("max min(x, 4 - x)", "max min(x, 4 - x)"),
    ("min -x s.t. x^2 <= 4; x int", "domain x in Z\nmin -x\ns.t. x^2 <= 4"),
    ("min x^-1/2 s.t. x >= 1", "min (x^-1)/2\ns.t. x >= 1"),
]

ANSWERED = [
    ("min x^1/2 s.t. x >= 1", "write '^(1/2)' for the root"),
    ("minimize 3x + 2y subjct to x + y >= 2", "minimize 3x + 2y s.t. x + y >= 2"),
    ("minimise x^2 subject too x >= 1", "minimise x^2 s.t. x >= 1"),
    ("min x^2+y^2 sub to x+y>=1", "min x^2+y^2 s.t. x+y>=1"),
    ("minimze x^2 + y^2 s.t. x + y = 1", "did you mean 'minimize'?"),
    ("min x^2 such that x is in [1, 3]", "min x^2 such that x in [1, 3]"),
    ("min 1.000.000*x s.t. x >= 1", "min 1000000*x s.t. x >= 1"),
    ("min 0,5*x^2 s.t. x >= 1", "min 0.5*x^2 s.t. x >= 1"),
    ("x^2 + y^2 -> min, x + y = 1", "min x^2 + y^2 s.t. x + y = 1"),
    ("x² + y² → min u. d. N. x + y ≥ 1", "min x² + y² s.t. x + y ≥ 1"),
    ("min x² u. d. N. x ≥ 1", "min x² s.t. x ≥ 1"),
    ("minmax |x-1|, |x-3|", "min max(|x-1|, |x-3|)"),
    ("s.t. x >= 1 min x^2", "min x^2 s.t. x >= 1"),
    ("var x >= 0; minimize cost: 2*x; subject to demand: x >= 10;", "min cost = 2*x; subject to demand: x >= 10;"),
    ("var x[2]; min ||x - (1, -2)||^2", "||x[1] - 1, x[2] - (-2)||^2"),
    ("min ∛x s.t. x >= 1", "min x^(1/3) s.t. x >= 1"),
    ("min √(x^2+1) s.t. x >= 2", "min sqrt(x^2+1) s.t. x >= 2"),
    ("min sqrt x + y s.t. x + y >= 1", "sqrt(x)"),
    ("min log_2(x) s.t. x >= 1/2", "'log2'"),
    ("min x^2 s.t. x >= 1 or x <= -1", "min x^2 s.t. min(1 - x, x - (-1)) <= 0"),
    ("min 50% * x s.t. x >= 1", "50/100 * x"),
    ("min 3x^2y s.t. x >= 1, y >= 1", "write '^2*y' or '^(2*y)'"),
    ("min log10(x) + x s.t. x in (0, 5]", "domain x in (0, 5]"),
    ("min { x^2 + y^2 : x + y = 1 }", "min x^2 + y^2 s.t. x + y = 1"),
    ("min f(x,y) = x^2 + y^2 - x*y s.t. g(x,y) = x + y - 2 <= 0", "g: x + y - 2 <= 0"),
    (r"\begin{align} \min\ & x^2+y^2 \\ \text{s.t. } & x+y=1 \end{align}", "min x^2 + y^2\ns.t. x + y = 1"),
    (r"$\min \frac{1}{2} x^2 - \log x$", "min 1/2*x^2 - log(x)"),
    ("import cvxpy as cp; x = cp.Variable(); cp.Problem(cp.Minimize(cp.square(x)), [x >= 2]).solve()", "min x^2"),
]


@pytest.mark.parametrize(("typed", "plain"), READ)
def test_read_as_meant(typed: str, plain: str) -> None:
    problem, expected = parse(typed), parse(plain)
    assert (problem.objective, problem.rows, problem.sense) == (expected.objective, expected.rows, expected.sense)
    assert problem.domain == expected.domain


@pytest.mark.parametrize(("typed", "words"), ANSWERED)
def test_answered_with_what_to_write(typed: str, words: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert words in fault.value.help
    assert fault.value.line is not None
