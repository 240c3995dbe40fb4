"""Sixty statements as different people type them: read as meant, or answered with what to write; three are refused."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError

READ = [
    ("Minimize x1^2 + x2^2 subject to x1 + x2 = 1.", "min x1^2 + x2^2\ns.t. x1 + x2 = 1"),
    ("min (x-1)^2 + (y-2)^2\ns.t. x^2 + y^2 <= 1", "min (x - 1)^2 + (y - 2)^2\ns.t. x^2 + y^2 <= 1"),
    (
        "MIN 3x + 4y ST x + 2y >= 8, 3x + y >= 6, x>=0, y>=0",
        "min 3*x + 4*y\ns.t.\nx + 2*y >= 8\n3*x + y >= 6\nx >= 0\ny >= 0",
    ),
    ("min exp(x) - 2*x", "min exp(x) - 2*x"),
    ("min e^x + e^-x s.t. x >= 1", "min e^x + e^(-x)\ns.t. x >= 1"),
    ("min 2^x s.t. x >= 3", "min 2^x\ns.t. x >= 3"),
    (
        "var x[1..3]\nmin sum(x[i]^2 for i in 1..3)\ns.t. sum(x) = 6",
        "var x[3]\nmin sum(x[k]^2 for k in 1..3)\ns.t. sum(x) = 6",
    ),
    ("min c1*x + c2*y s.t. x + y >= 1, x,y >= 0", "min c1*x + c2*y\ns.t.\nx + y >= 1\nx >= 0\ny >= 0"),
    (
        "param c = [2, 3]\nvar x[1..2] >= 0\nmin sum(c[i]*x[i] for i in 1..2) s.t. sum(x) >= 4",
        "var x[1..2]\ndomain x[k] >= 0 for k in 1..2\nmin 2*x[1] + 3*x[2]\ns.t. x[1] + x[2] >= 4",
    ),
    ("min |x| + |y - 3| s.t. x + y = 1", "min abs(x) + abs(y - 3)\ns.t. x + y = 1"),
    ("min max(x, y) s.t. x + y >= 2", "min max(x, y)\ns.t. x + y >= 2"),
    ("min sqrt(x^2 + y^2) s.t. 3x + 4y >= 25", "min sqrt(x^2 + y^2)\ns.t. 3*x + 4*y >= 25"),
    ("min ln(1+exp(-x)) s.t. x <= 2", "min log(1 + exp(-x))\ns.t. x <= 2"),
    ("max x*y subject to x + y = 10 and x >= 0 and y >= 0", "max x*y\ns.t.\nx + y = 10\nx >= 0\ny >= 0"),
    ("minimize x subject to x ∈ [1, 4]", "min x\ns.t. 1 <= x <= 4"),
    (
        "max 3x + 2y s.t. x + y <= 4, x in {0,1,2}, y integer, 0 <= y <= 5",
        "domain x in {0, 1, 2}\ndomain y in Z\nmax 3*x + 2*y\ns.t.\nx + y <= 4\n0 <= y <= 5",
    ),
    (
        "max 8a + 11b + 6c s.t. 5a + 7b + 4c <= 14; a, b, c binary",
        "domain a in {0, 1}\ndomain b in {0, 1}\ndomain c in {0, 1}\nmax 8*a + 11*b + 6*c\ns.t. 5*a + 7*b + 4*c <= 14",
    ),
    (
        "max 8a + 11b\nsubject to 5a + 7b <= 14\na, b in {0, 1}",
        "domain a in {0, 1}\ndomain b in {0, 1}\nmax 8*a + 11*b\ns.t. 5*a + 7*b <= 14",
    ),
    ("min 3*x^2 + 2*x*y + y**2 s.t. x + y == 1", "min 3*x^2 + 2*x*y + y^2\ns.t. x + y = 1"),
    ("min x^2 s.t. g1: x >= 1, g2: x <= 3", "min x^2\ns.t.\ng1: x >= 1\ng2: x <= 3"),
    ("min x_1 + x_2 s.t. x_1^2 + x_2^2 <= 2", "min x_1 + x_2\ns.t. x_1^2 + x_2^2 <= 2"),
    ("min x^2 s.t. 1 <= x", "min x^2\ns.t. 1 <= x"),
    ("min 1e3*x s.t. x >= 1.5e-2", "min 1000*x\ns.t. x >= 3/200"),
    ("min {x^2 if x > 1; 2x - 1 otherwise} s.t. x >= -3", "min {2*x - 1 if x <= 1; x^2 otherwise}\ns.t. x >= -3"),
    ("min -x - y s.t. x,y in [0,1]", "min -x - y\ns.t.\n0 <= x <= 1\n0 <= y <= 1"),
    ("min cosh(x) + y^2 s.t. x + y = 1", "min cosh(x) + y^2\ns.t. x + y = 1"),
]

ANSWERED = [
    ("maximize 20 x + 30y subject to 2x + y <= 40", "write 20*x: maximize 20*x + 30y subject to 2x + y <= 40"),
    ("max 5x+4y, 6x+4y<=24, x+2y<=6, x,y>=0", "max 5x+4y s.t. 6x+4y<=24, x+2y<=6, x,y>=0"),
    ("minimise f = x^2 + y^2 with x + y >= 2", "minimise f = x^2 + y^2 s.t. x + y >= 2"),
    ("min x'x s.t. x1 + x2 >= 1", "min norm(x1, x2)^2 s.t. x1 + x2 >= 1"),
    ("minimize ½x² + y² s.t. x − y ≥ 3", "write (1/2)"),
    ("minimize sum_{i=1}^{3} x_i^2 s.t. x_1 >= 1", "sum(x[i]^2 for i in 1..3)"),
    ("min sum(i=1..3) x[i]^2", "sum(x[i]^2 for i in 1..3)"),
    ("given a = 3\nmin (x - a)^2 s.t. x <= 1", "write: param a = 3"),
    ("a = 3\nmin (x-a)^2 s.t. x <= 1", "write: param a = 3"),
    ("let a = 3; min (x-a)^2 s.t. x <= 1", "write: param a = 3"),
    ("min max{x, y} s.t. x + y >= 2", "max(x, y)"),
    ("min ||(x, y)||_2 s.t. x + y = 4", "||x, y||"),
    ("max log x + log y s.t. x + y <= 2", "log(x)"),
    ("max xy s.t. x + y = 10, x, y > 0", "domain x, y > 0"),
    ("min x^3 - 3x on [-2, 2]", "s.t. x in [-2, 2]"),
    ("min x^3 - 3x for x in [-2, 2]", "min x^3 - 3x s.t. x in [-2, 2]"),
    ("min x^4 - x^2, -1 <= x <= 1", "min x^4 - x^2 s.t. -1 <= x <= 1"),
    ("minimize x^2 where x >= 2", "minimize x^2 s.t. x >= 2"),
    ("min x s.t. x >= 1 (lower bound)", "write: min x s.t. x >= 1"),
    ("min x + y s.t. x + y >= 1; x = 0 or 1", "x + y >= 1; x in {0, 1}"),
    ("min: 3x + 2y;\nc1: x + y >= 2;", "s.t. c1: x + y >= 2"),
    ("minimize\n  x^2 + 2 y^2\nsubject to\n  x + y >= 3", "x^2 + 2*y^2"),
    ("min x^2; x >= 1", "s.t. x >= 1"),
    ("min x s.t. x >= 1,000", "a large number no comma, 1000"),
    ("min 3(x+1)(x-2)", "min 3(x+1)*(x-2)"),
    ("max 2 x + 3y\ns.t. x + y <= 4", "max 2*x + 3y"),
    ("min x^2 s.t. x >= 1 % a comment", "a comment begins with '#'"),
    ("min x^2 // objective\ns.t. x >= 1", "min x^2 # objective"),
    ("min (x,y) x^2+y^2 s.t. x+y>=1", "its variables are not listed"),
    ("min_x x^2 s.t. x >= 1", "min x^2 s.t. x >= 1"),
    ("argmin x^2 s.t. x >= 1", "min x^2 s.t. x >= 1"),
]

REFUSED = [
    "Find x, y minimizing x^2 + y^2 subject to x + 2y = 5",
    "min x² + y² u.d.N. x + y = 1",
    "min x^2 s.t. x>=1 => y = 2",
]


def test_there_are_sixty() -> None:
    assert len(READ) + len(ANSWERED) + len(REFUSED) == 60
    assert len(READ) + len(ANSWERED) >= 54


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


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_at_a_place(typed: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert fault.value.column is not None
