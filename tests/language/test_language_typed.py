"""What people type beside the plain statements of the language: read as meant, or answered with the line to write."""

from __future__ import annotations

import pytest

from duality import parse, write
from duality.errors import ProblemError

READ = [
    # as typed, the same statement in plain words
    ("min (x - 2)^2 s.t. x <= 1", "min (x - 2)^2\ns.t.\nx <= 1"),
    ("minimize x^2 + 2y^2 subject to x + y >= 3, x >= 0", "min x^2 + 2*y^2\ns.t.\nx + y >= 3\nx >= 0"),
    ("Minimize: a + b\nSubject to:\n  a >= 1\n  b >= 2", "min a + b\ns.t.\na >= 1\nb >= 2"),
    ("minimise u^2, s.t. u >= 4", "min u^2\ns.t.\nu >= 4"),
    ("max 2p + q such that p <= 3, q <= 4", "max 2*p + q\ns.t.\np <= 3\nq <= 4"),
    (
        "max z = 40a + 30b\ns.t. a + b <= 12\n2a + b <= 16\na, b >= 0",
        "max 40*a + 30*b\ns.t.\na + b <= 12\n2*a + b <= 16\na >= 0\nb >= 0",
    ),
    ("min f(x, y) = x^2 + 4y^2 s. t. x + y = 3", "min x^2 + 4*y^2\ns.t.\nx + y = 3"),
    ("min u\nst: u >= 1", "min u\ns.t.\nu >= 1"),
    ("min u\ns.t.: u >= 1", "min u\ns.t.\nu >= 1"),
    ("min u\nconstraints:\nu >= 1", "min u\ns.t.\nu >= 1"),
    ("min u\ns.t. u >= 1 and u <= 7", "min u\ns.t.\nu >= 1\nu <= 7"),
    ("min u\ns.t. floor1: u >= 1, cap: u <= 7", "min u\ns.t.\nfloor1: u >= 1\ncap: u <= 7"),
    ("min a^2\n  + b^2\n  - 3*a\ns.t. a + b\n  >= 1\n-a <= 3", "min a^2 + b^2 - 3*a\ns.t.\na + b >= 1\n-a <= 3"),
    ("min a^2 # first\n# and\n\n  * 2", "min a^2*2"),
    ("min a\ns.t. a >= 1,\n     a <= 4,\n", "min a\ns.t.\na >= 1\na <= 4"),
    ("min a\ns.t.\n a >= 1\n , a <= 4", "min a\ns.t.\na >= 1\na <= 4"),
    ("min |a - 3| s.t. |a| <= 2", "min abs(a - 3)\ns.t.\nabs(a) <= 2"),
    ("min 2|a| + |a - |b||", "min 2*abs(a) + abs(a - abs(b))"),
    ("min ||a| - 1|", "min abs(abs(a) - 1)"),
    ("min {a^2, a >= 0; -a, a < 0}", "min {a^2 if a >= 0; -a otherwise}"),
    ("min { a^2 if a >= 0 , -a else } s.t. a <= 4", "min {a^2 if a >= 0; -a otherwise}\ns.t.\na <= 4"),
    ("min {a^2 if a >= 0; otherwise: -a}", "min {a^2 if a >= 0; -a otherwise}"),
    ("min {a if a ≥ 1 and a ≤ 2；0 otherwise}", "min {a if 1 <= a <= 2; 0 otherwise}"),
    ("min ||a, b|| + ||a - b||^2", "min norm(a, b) + norm(a - b)^2"),
    (
        "var w[1..3]\nmin ||w||_1 + ||w||_inf + ||w||_2 + ||w||_{1}",
        "var w[1..3]\nmin norm1(w) + norminf(w) + norm(w) + norm1(w)",
    ),
    ("min ‖a‖₂ + ‖a, b‖_∞", "min norm(a) + norminf(a, b)"),
    ("min a² + 3b³ + c⁻² s.t. a ≥ 1, b ≤ 2, c ⩾ 3", "min a^2 + 3*b^3 + c^-2\ns.t.\na >= 1\nb <= 2\nc >= 3"),
    ("min x₁² + x₂ \u2212 2·x₁\u00d7x₂ ÷ 3", "min x1^2 + x2 - 2*x1*x2/3"),
    ("min x_{1}^2 + x_{2}^2\ns.t. x_{1} + x_{2} = 1", "min x_1^2 + x_2^2\ns.t.\nx_1 + x_2 = 1"),
    ("min a \u2013 b s.t. a ∈ [0, 1], b ∈ [\u22122, 2]", "min a - b\ns.t.\n0 <= a <= 1\n-2 <= b <= 2"),
    ("min a s.t. a in [2, ∞)", "min a\ns.t.\na >= 2"),
    ("min a s.t. box: a in [2, 3]", "min a\ns.t.\nbox: 2 <= a <= 3"),
    ("min a + b s.t. a, b in {0, 1}", "domain a in {0, 1}\ndomain b in {0, 1}\nmin a + b"),
    ("min a + b s.t. a binary, b in {0, 1, ..., 4}", "domain a in {0, 1}\ndomain b in 0..4\nmin a + b"),
    ("min a s.t. a ∈ \u211d, a ≥ 1", "min a\ns.t.\na >= 1"),
    ("min a\uff0c\n约束\uff1aa ≥ 1\uff1ba ≤ 5", "min a\ns.t.\na >= 1\na <= 5"),
    (
        "标题 两个变量\n最小化 a² \uff0b b²\n使得 \uff08a \uff0b b\uff09 ≥ 1\uff0ca ≥ 0",
        "title 两个变量\nmin a^2 + b^2\ns.t.\na + b >= 1\na >= 0",
    ),
    (
        "变量 w[1..2]\n最大化 sum(w)\n满足\nw[i] ≤ i 对所有 i 属于 1..2",
        "var w[1..2]\nmax sum(w)\ns.t.\nw[i] <= i for i in 1..2",
    ),
    ("var a >= 0, b\nmin a + b^2", "var a, b\ndomain a >= 0\nmin a + b^2"),
    ("var a, b >= 0\nmin a + b^2", "var a, b\ndomain a >= 0\ndomain b >= 0\nmin a + b^2"),
    (
        "var a >= 0, <= 9, b in [1, 2]\nmin a + b",
        "var a, b\ndomain a >= 0\ndomain a <= 9\ndomain b in [1, 2]\nmin a + b",
    ),
    ("var a integer >= 0 <= 9\nmin a", "var a\ndomain a in 0..9\nmin a"),
    ("var a integer >= 0\nmin a", "domain a in 0..inf\nmin a"),
    ("min a s.t. a integer", "domain a in Z\nmin a"),
    ("min a s.t. a ∈ \u2124", "domain a in -inf..inf\nmin a"),
    (
        "var w[3] >= 0, c binary\nmin sum(w) + c",
        "var w[1..3], c\ndomain w[k] >= 0 for k in 1..3\ndomain c in {0, 1}\nmin sum(w) + c",
    ),
    ("var w[1:3]\nmin sum(w[i]^2 for i = 1:3)", "var w[1..3]\nmin sum(w[i]^2 for i in 1..3)"),
    (
        "var w[3]\nmin sum(w) s.t. w[i] >= i forall i in 1..3, w[1] <= 9",
        "var w[1..3]\nmin sum(w)\ns.t.\nw[i] >= i for i in 1..3\nw[1] <= 9",
    ),
    (
        "var w[3], v[3]\nmin sum(w)\ns.t. w[i] >= 0, v[i] >= 1 for i = 1, ..., 3",
        "var w[1..3], v[1..3]\nmin sum(w)\ns.t.\nw[i] >= 0 for i in 1..3\nv[i] >= 1 for i in 1..3",
    ),
    (
        "var w[3]\nmin sum(w)\ns.t. sum(w) <= 9, w[i] >= 0 for all i in 1..3",
        "var w[1..3]\nmin sum(w)\ns.t.\nsum(w) <= 9\nw[i] >= 0 for i in 1..3",
    ),
    ("domain a >= 0, b in [0, 2]\nmin a + b", "domain a >= 0\ndomain b in [0, 2]\nmin a + b"),
    (
        "var w[3]\nmin sum(w)\ns.t. w >= 0, cap: w <= 5",
        "var w[1..3]\nmin sum(w)\ns.t.\nw[i] >= 0 for i in 1..3\ncap[i]: w[i] <= 5 for i in 1..3",
    ),
    (
        "param u = [4, 5]\nvar w[2], v[2]\ndomain w in [0, 9]\nmin sum(w)\ns.t. w <= u\n1 <= v <= w",
        "param u = [4, 5]\nvar w[1..2], v[1..2]\ndomain w[k] in [0, 9] for k in 1..2\nmin sum(w)\ns.t.\n"
        "w[i] <= u[i] for i in 1..2\n1 <= v[i] <= w[i] for i in 1..2",
    ),
    ("min a^{2} + e^{-a} s.t. a^{1/2} ≥ 1\u3002", "min a^2 + e^(-a)\ns.t.\na^(1/2) >= 1"),
    ("min t\ns.t. a^2 + 1 <= t", "var t, a\nmin t\ns.t.\na^2 + 1 <= t"),
    ("min t\ns.t.\nt >= 3 - a\nt >= a", "var t, a\nmin t\ns.t.\nt >= 3 - a\nt >= a"),
    ("var ab\nmin a + b + ab", "var ab, a, b\nmin a + b + ab"),
]


@pytest.mark.parametrize(("typed", "plain"), READ)
def test_read_as_meant(typed: str, plain: str) -> None:
    problem, expected = parse(typed), parse(plain)
    assert (problem.objective, problem.rows, problem.sense) == (expected.objective, expected.rows, expected.sense)
    assert (problem.domain, problem.title) == (expected.domain, expected.title)
    assert set(problem.variables) == set(expected.variables)
    assert parse(write(problem)) == problem


ANSWERED = [
    # as typed, words of the answer
    ("min a^2 + 1/2 b^2", "min a^2 + 1/2*b^2"),
    ("min 4a + 3 b2 s.t. a >= 1", "min 4a + 3*b2 s.t. a >= 1"),
    ("min a² b", "min a²*b"),
    ("min a s.t. a => 1", "min a s.t. a >= 1"),
    ("min a s.t. a =< 1", "min a s.t. a <= 1"),
    ("min a s.t. a >= 1 b >= 2", "min a s.t. a >= 1, b >= 2"),
    ("min a s.t. a > 0", "domain a > 0"),
    ("min a s.t. a in (0, 1]", "domain a in (0, 1]"),
    ("min {a^2 if a >= 0; -a if a <= -1}", "cover every x"),
    ("min {a^2; -a otherwise}", "write {x^2 if x >= 0; -x otherwise}"),
    ("min {a^2 if a; -a otherwise}", "write x >= 0"),
    ("min {log(a) if a > 0; 0 otherwise}", "write the piece so that it has a value there"),
    ("min {sqrt(a) if a + b >= 1; 0 otherwise}", "sqrt(max(u, 0))"),
    ("min a^2, a >= 1", "min a^2 s.t. a >= 1"),
    ("min a^2 | a >= 1", "min a^2 s.t. a >= 1"),
    ("min a^2\nwhere a >= 1", "s.t. a >= 1"),
    ("min sin a", "write: min sin(a)"),
    ("min a s.t. a mod 2 = 0", "domain k in 0..100"),
    ("min a^T a", "var a in R^n\nmin a'a"),
    ("min a s.t. (1) a >= 1", "write '*' to multiply"),
    ("var w[3], v[2]\nmin sum(w)\ns.t. w >= v", "different indices"),
    ("var w[3]\nmin sum(w^2)", "sum(w[i]^2 for i in 1..3)"),
    ("param u = [4, 5]\nvar w[3]\nmin sum(w)\ns.t. w <= u", "u is a list of 2"),
    ("domain k in N\nmin k", "write k in 0..inf, or k in 1..inf"),
    ("min a s.t. 0 <= a, b <= 1", "'0 <= a <= 1, 0 <= b <= 1'"),
    ("param u = 4\nmin a s.t. 0 <= a, b <= u", "can be read in two ways"),
    ("min a s.t. a >= 0,5", "a decimal has a point, 0.5"),
    ("min a s.t. a >= 10,000", "10000"),
    ("min 0,5*a", "min 0.5*a"),
    ("min a s.t. 2, b >= 1", "a decimal has a point"),
    ("min t; a^2 <= t", "s.t. a^2 <= t"),
    ("a^2 + b^2 -> max", "max a^2 + b^2"),
    ("a^2 + b^2\ns.t. a >= 1", "min a^2 + b^2"),
    ("min a^2 where a >= 1", "min a^2 s.t. a >= 1"),
    ("min a s.t. a >= 1 or a <= -1", "no 'or'"),
    ("min ab s.t. a + b >= 1", "write a*b"),
    ("min a^2 + ab + b^2", "write a*b"),
    ("min a + b\ns.t. ab >= 1", "write a*b"),
    ("min a(1) + a(2)", "min a1 + a2"),
    ("min pow(a, 3)", "a^3"),
    ("min square(a + 1)", "(a + 1)^2"),
    ("min norm2(a, b)", "norm(a, b)"),
    ("min cot(a)", "1/tan(a)"),
    ("max z = 3a\ns.t. z <= 4", "'z' names the value"),
    ("min a\ns.t. pair: a, b >= 0", "a name holds for one row"),
    ("min a\ns.t. pick: a in {0, 1}", "leave the name away"),
    ("min a\ns.t. cost >= a\ncosts: a <= 3\nexpect cots = 1", "did you mean 'cost"),
]


@pytest.mark.parametrize(("typed", "words"), ANSWERED)
def test_answered_with_what_to_write(typed: str, words: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(typed)
    assert words in f"{fault.value.message} {fault.value.help}"
    assert fault.value.line is not None


def test_a_slip_of_the_pen_is_no_new_variable() -> None:
    """A name in one row only, near to a declared one; in two rows it is meant."""
    with pytest.raises(ProblemError, match="'demnd' is not a variable"):
        parse("min demand^2\ns.t. demnd >= 1")
    assert parse("min demand^2\ns.t. demnd >= 1\ndemnd <= 4").variables == ("demand", "demnd")


def test_a_line_of_its_own_stays_one() -> None:
    """A minus sign begins a row where a row may begin."""
    assert len(parse("min a\ns.t.\na >= 1\n- a >= -4").rows) == 2
    assert str(parse("min a\ns.t.\na\n- 4 >= 1").rows[0].comparison) == "a - 4 >= 1"


def test_the_short_way_goes_on_over_lines_too() -> None:
    rows = "\n".join(f"2*a + {k}*b\n + c >= {k}" for k in range(1, 400))
    problem = parse(f"min a + b\n - c\ns.t.\n{rows}")
    assert str(problem.objective) == "a + b - c"
    assert str(problem.rows[398].comparison) == "2*a + 399*b + c >= 399"
    assert len(problem.rows) == 399


def test_statements_in_letters_fit_on_one_line_too() -> None:
    text = "param A in R^(m, n), b in R^m\nvar x in R^n\n"
    plain = parse(f"{text}min norm(A*x - b)^2\ns.t.\nx >= 0\nA*x <= b")
    assert parse(f"{text}min norm(A*x \u2212 b)^2 such that x ≥ 0\uff1b A*x <= b") == plain
    assert parse(f"{text}min norm(A*x - b)^2\nsubject to:\nx >= 0; A*x <= b") == plain


def test_inverse_functions_have_two_names() -> None:
    assert parse("min arctan(x) + arcsin(y)") == parse("min atan(x) + asin(y)")
