"""Every fault of a text is one clear error at the right place."""

from __future__ import annotations

import pytest

from duality.errors import ProblemError, ProblemSyntaxError, UnknownNameError
from duality.language import limits, parse


def fault_of(text: str) -> ProblemError:
    with pytest.raises(ProblemError) as fault:
        parse(text, "bad.dual")
    return fault.value


def marked(fault: ProblemError) -> str:
    """The characters under the caret, read off the printed error as a person would."""
    lines = str(fault).splitlines()
    source = next(line for line in lines if line.startswith(f" {fault.line} | "))
    caret = lines[lines.index(source) + 1]
    return "".join(c for c, mark in zip(source, caret, strict=False) if mark == "^")


def test_the_shape_of_an_error() -> None:
    fault = fault_of("min x + y\ns.t. x + yy >= 1")
    assert isinstance(fault, UnknownNameError)
    assert str(fault) == (
        "error: 'yy' is not a variable of this problem\n"
        "  --> bad.dual:2:10\n"
        "   |\n"
        " 2 | s.t. x + yy >= 1\n"
        "   |          ^^\n"
        "   = help: did you mean 'y'? the variables are x, y; to add one, write 'var yy'"
    )


SYNTAX = [
    # text, words of the message or the help, line, column, what the caret marks
    ("min x y", "operator is missing between 'x' and 'y'", 1, 7, "y"),
    ("min (x+1)(y+1)", "operator is missing", 1, 10, "("),
    ("min 2 x", "write 2*x", 1, 7, "x"),
    ("min 2 (x + 1)", "operator is missing", 1, 7, "("),
    ("min x\ns.t. x >= 1 y >= 2", "operator is missing", 2, 13, "y"),
    ("min 2 3", "operator is missing", 1, 7, "3"),
    ("min x[1] y", "operator is missing", 1, 10, "y"),
    ("min x +", "too early after '+'", 1, 7, "+"),
    ("min x +\ns.t. x >= 1", "too early after '+'", 1, 7, "+"),
    ("min", "too early after 'min'", 1, 1, "min"),
    ("min x\ns.t. b:", "too early after ':'", 2, 7, ":"),
    ("min (x+1", "'(' is never closed", 1, 5, "("),
    ("min (x+1\ns.t. x >= 1", "'(' is never closed", 1, 5, "("),
    ("min (x; s.t. x >= 1", "'(' is never closed", 1, 5, "("),
    ("min sum([x, y)", "')' cannot close '['", 1, 14, ")"),
    ("min x+1)", "')' closes nothing", 1, 8, ")"),
    ("min x]", "']' closes nothing", 1, 6, "]"),
    ("min exp", "needs an argument", 1, 5, "exp"),
    ("min exp()", "exp needs one argument", 1, 5, "exp()"),
    ("min max()", "max needs an argument", 1, 5, "max()"),
    ("min exp(x, y)", "exp takes one argument, not 2", 1, 12, "y"),
    ("min huber(x)", "huber needs two arguments", 1, 5, "huber(x)"),
    ("min exp(x for i in 1..2)", "not a comprehension", 1, 9, "x for i in 1..2"),
    ("min max(x, y for i in 1..2)", "only argument", 1, 14, "for"),
    ("min max(x,)", "another argument", 1, 11, ")"),
    ("var for\nmin x", "'for' is a keyword", 1, 5, "for"),
    ("min x + if", "'if' is a keyword", 1, 9, "if"),
    ("min x and y", "'and' is a keyword", 1, 7, "and"),
    ("min x expect x = 1", "on a new line, or after ';'", 1, 7, "expect"),
    ("min x domain x >= 0", "'domain' begins a statement", 1, 7, "domain"),
    ("min x.__class__", "unexpected character '.'", 1, 6, "."),
    ('min __import__("os").system("id")', "a name begins with a letter", 1, 5, "_"),
    ("min lambda: x", "write: min lambda = x", 1, 1, "min lambda:"),
    ("min x\ns.t. lambda: x", "has no relation", 2, 14, "x"),
    ("min 1e999999999*x", "exponent of ten", 1, 5, "1e999999999"),
    ("min 2e", "an exponent needs digits", 1, 5, "2e"),
    ("min 2e*x", "write 2e3 for a power of ten, or 2*e", 1, 5, "2e"),
    ("min 1/2x", "can be read in two ways", 1, 7, "2x"),
    ("min a/2(x+1)", "can be read in two ways", 1, 7, "2("),
    ("min 2^3x", "write '^3*x' or '^(3*x)'", 1, 7, "3x"),
    ("min x^2y", "can be read in two ways", 1, 7, "2y"),
    ("min 1/-2x", "can be read in two ways", 1, 8, "2x"),
    ("min x\ns.t. 1 <= x >= 0", "a chain goes one way", 2, 13, ">="),
    ("min x\ns.t. 1 = x = 0", "a chain goes one way", 2, 12, "="),
    ("min x\ns.t. 0 <= x <= 1 <= 2", "two relations at most", 2, 18, "<="),
    ("min x\ns.t. x =< 3", "write '<='", 2, 8, "=<"),
    ("min x\ns.t. x => 3", "write '>='", 2, 8, "=>"),
    ("min x\ns.t. x != 3", "not closed", 2, 8, "!="),
    ("min x\ns.t. x <> 3", "no relation", 2, 8, "<>"),
    ("min x\ns.t. x < 3", "no multiplier", 2, 8, "<"),
    ("min x\ns.t. 0 < x <= 3", "write '<='", 2, 8, "<"),
    ("min x\ns.t. x + 1", "has no relation", 2, 6, "x + 1"),
    ("title a\n + y\nmin x", "end the line before with the operator", 2, 2, "+"),
    ("title a\n - y\nmin x", "end the line before with the operator", 2, 2, "-"),
    ("min x\ns.t. x\n\n y >= 1", "has no relation", 2, 6, "x"),
    ("min x <= 3", "an objective has no relation", 1, 7, "<="),
    ("min x for i in 1..2", "not a family", 1, 7, "for"),
    ("x >= 1\nmin x", "outside 's.t.'", 1, 1, "x"),
    ("minimze x", "did you mean 'minimize'", 1, 1, "minimze"),
    ("eval(x)\nmin x", "this is no statement", 1, 1, "eval"),
    ("subject x\nmin x", "write 'subject to'", 1, 1, "subject"),
    ("for i in 1..2\nmin x", "this is no statement", 1, 1, "for"),
    ("var x y\nmin x", "expected ','", 1, 7, "y"),
    ("var 3\nmin x", "expected the name of a variable", 1, 5, "3"),
    ("param m:\nmin x", "'=' and the value of m", 1, 8, ":"),
    ("domain x\nmin x", "has no relation", 1, 8, "x"),
    ("domain x + y in [0, 1]\nmin x", "only a variable", 1, 8, "x + y"),
    ("domain x in [0 1]\nmin x", "operator is missing", 1, 16, "1"),
    ("domain x in [0; 1]\nmin x", "points of a set", 1, 10, "in [0; 1]"),
    ("domain x in [inf, 1]\nmin x", "from below to above", 1, 14, "inf"),
    ("domain x in {}\nmin x", "expected a point", 1, 14, "}"),
    ("domain x in {0..5}\nmin x", "without braces", 1, 15, ".."),
    ("domain x in 5\nmin x", "expected an interval", 1, 13, "5"),
    ("domain x >= 0, y\nmin x", "has no relation", 1, 16, "y"),
    ("min x\ns.t. min: x >= 1", "'min' is a keyword", 2, 6, "min"),
    ("min x\ns.t. x >= 1 for i of 1..2", "expected 'in'", 2, 19, "of"),
    ("min x\ns.t. x >= 1 for i in 3", "range such as 1..3", 2, 22, "3"),
    ("min x\ns.t. x >= 1 for i in 1..2 if i = 2", "write '=='", 2, 32, "="),
    ("min x\nexpect x", "'=' and the known answer", 2, 8, "x"),
    ("min x\nexpect x = inf", "can be infinite", 2, 12, "inf"),
    ("min x\nexpect d* attained = maybe", "'yes' or 'no'", 2, 22, "maybe"),
    ("min x\nexpect 3 = x", "expected p*, d*, gap", 2, 8, "3"),
    ("min x'", "matrix statements", 1, 6, "'"),
    ("min A @ x", "matrix statements", 1, 7, "@"),
    ("min {x}", "expected a number, a name or '('", 1, 5, "{"),
    ("min 1..3", "end of the objective", 1, 6, ".."),
    ("min x\ns.t. x < = 3", "is no relation", 2, 8, "< ="),
    ("domain x + 1\nmin x", "has no relation", 1, 8, "x + 1"),
    ("domain x + 1 y\nmin x", "operator is missing", 1, 14, "y"),
    ("domain (x + 1) y in [0, 1]\nmin x", "operator is missing", 1, 16, "y"),
    ("domain (x + 1) in [0, 1]\nmin x", "only a variable", 1, 8, None),
    ("domain x y in [0, 1]\nmin x", "operator is missing", 1, 10, "y"),
    ("domain x in [0, 1, 2]\nmin x", "at the end of the interval", 1, 18, ","),
    ("domain (x] in {1}\nmin x", "']' cannot close '('", 1, 10, "]"),
    ("domain x in {1]\nmin x", "']' cannot close '{'", 1, 15, "]"),
    ("var w[1;2]\nmin x", "never closed", 1, 6, "["),
    ("var w[1..2\nmin x", "never closed", 1, 6, "["),
    ("var w[1 2]\nmin x", "operator is missing", 1, 9, "2"),
    ("var w[1..2]\nmin w[1,]", "another entry", 2, 9, "]"),
    ("min x\ns.t. x >= 1 for 3 in 1..2", "the name of an index", 2, 17, "3"),
    ("min x\ns.t. x y >= 1", "operator is missing", 2, 8, "y"),
    ("min x\ns.t. x, y", "has no relation", 2, 9, "y"),
    ("min x\ns.t. x >=\n >= 1", "is no relation", 2, 8, None),
    ("min x\ns.t.\n x + y\n - 3", "has no relation", 3, 2, "x + y"),
    ("min x\ns.t.\n x + y >= 2\n - 3", "end that line with the operator", 4, 2, "- 3"),
    ("min x\nexpect exp(x) = 3", "a known answer is that of", 2, 8, "exp"),
    ("min x\nexpect p* attained = 1", "'yes' or 'no'", 2, 22, "1"),
    ("param b = load(x)\nmin x", "the name of a file", 1, 16, "x"),
    ('param b = load("x.csv)\nmin x', "two quotes", 1, 16, '"'),
]


@pytest.mark.parametrize(("text", "words", "line", "column", "mark"), SYNTAX)
def test_syntax(text: str, words: str, line: int, column: int, mark: str | None) -> None:
    fault = fault_of(text)
    assert isinstance(fault, ProblemSyntaxError)
    assert words in f"{fault.message} {fault.help}"
    assert (fault.file, fault.line, fault.column) == ("bad.dual", line, column)
    if mark is not None:
        assert marked(fault) == mark


MEANING = [
    ("", "no objective", 1, 1, ""),
    ("# nothing here\n", "no objective", 1, 15, ""),
    ("var x\n\n", "no objective", 1, 6, ""),
    ("min x\nmax x", "a second objective (the first is in line 1)", 2, 1, "max"),
    ("min x^2\nmax x^2", "a second objective", 2, 1, "max"),
    ("title a\ntitle b\nmin x", "a second title", 2, 1, "title b"),
    ("min exq(x)", "did you mean 'exp'", 1, 5, "exq"),
    ("min eval(x)", "no function 'eval'", 1, 5, "eval"),
    ("var x\nmin x(y)", "'x' is a variable, not a function", 2, 5, "x"),
    ("min x + x(y)", "'x' is a variable, not a function", 1, 9, "x"),
    ("param m = 2\nmin m(x)", "write m*(...)", 2, 5, "m"),
    ("var x, x\nmin x", "already a variable (line 1)", 1, 8, "x"),
    ("param x = 1\nvar x\nmin x", "already a parameter (line 1)", 2, 5, "x"),
    ("var x[1..2], x[2..3]\nmin x[1]", "'x[2]' is declared twice", 1, 14, "x[2..3]"),
    ("var x, x[1..2]\nmin x", "already a variable", 1, 8, "x"),
    ("min x\ns.t. x: x >= 1", "already a variable (line 1)", 2, 6, "x"),
    ("min x^2\ns.t. x: x^2 >= 1", "already a variable (line 1)", 2, 6, "x"),
    ("min x\ns.t. a: x >= 1\na: x >= 2", "already a constraint (line 2)", 3, 1, "a"),
    ("min x\ns.t. a: x >= 1\na[1]: x >= 2", "already a constraint (line 2)", 3, 1, "a[1]"),
    ("min x\ns.t. a[1]: x >= 1\na[1]: x >= 2", "named twice", 3, 1, "a[1]"),
    ("min x\ns.t. a[i]: x >= 1 for i in 1..2, j in 1..2", "every index of the family", 2, 6, "a[i]"),
    ("min x\ns.t. b: 0 <= x <= 1\nb_lower: x >= 2", "already a constraint (line 2)", 3, 1, "b_lower"),
    ("var exp\nmin x", "'exp' is a function", 1, 5, "exp"),
    ("var e\nmin x", "'e' is a word", 1, 5, "e"),
    ("min x\ns.t. pi: x >= 1", "'pi' is a word", 2, 6, "pi"),
    ("min gap", "'gap' is a word", 1, 5, "gap"),
    ("min x^2 + inf", "'inf' is a word", 1, 11, "inf"),
    ("min x\ns.t. x <= inf", "'inf' is no number", 2, 11, "inf"),
    ("min alpha_1", "the name of a multiplier", 1, 5, "alpha_1"),
    ("var beta_x\nmin x", "the name of a multiplier", 1, 5, "beta_x"),
    ("min xa\ns.t. xa + xab >= 1", "to add one, write 'var xab'", 2, 11, "xab"),
    ("min X\ns.t. 2*X + 3*x >= 1", "did you mean 'X'", 2, 14, "x"),
    ("min 9^9^9", "more than 400 digits", 1, 5, "9^9^9"),
    ("min (1/9)^(9^9)*x", "more than 400 digits", 1, 5, "(1/9)^(9^9)"),
    ("min x^(10^10)", "beyond 1000", 1, 8, "10^10"),
    ("min sqrt(2)^2000*x", "beyond 1000", 1, 13, "2000"),
    ("min prod(10^300 for k in 1..50)*x", "more than 400 digits", 1, 5, "prod(10^300 for k in 1..50)"),
    ("min x/0", "division by zero", 1, 7, "0"),
    ("min x/(1 - 1)", "division by zero", 1, 8, "1 - 1"),
    ("param m = 0\nmin x/m", "division by zero", 2, 7, "m"),
    ("min x/(pi - pi)", "division by zero", 1, 8, "pi - pi"),
    ("min log(0)", "log needs a positive argument", 1, 5, "log(0)"),
    ("min x*log(-2)", "'log(-2)' is not defined", 1, 7, "log(-2)"),
    ("min log(sqrt(2) - 2)", "not defined", 1, 5, "log(sqrt(2) - 2)"),
    ("min sqrt(-1)*x", "'sqrt(-1)' is not defined", 1, 5, "sqrt(-1)"),
    ("min 0^(-1)*x", "a division by zero", 1, 5, "0^(-1)"),
    ("min (-2)^0.5*x", "a base that is not negative", 1, 5, "(-2)^0.5"),
    ("min (-2)^pi*x", "a base that is not negative", 1, 5, "(-2)^pi"),
    ("min x*0^(-pi)", "a division by zero", 1, 7, "0^(-pi)"),
    ("min (sqrt(2) - sqrt(2))^(-1)*x", "a division by zero", 1, 5, "(sqrt(2) - sqrt(2))^(-1)"),
    ("min tan(pi/2)*x", "no odd multiple of pi/2", 1, 5, "tan(pi/2)"),
    ("min x/sqrt(-sin(pi))", "division by zero", 1, 7, "sqrt(-sin(pi))"),
    (f"min x/({'*'.join(['1e400'] * 20)})", "more than 400 digits", 1, 8, None),
    (f"min x^({'*'.join(['1e400'] * 20)})", "more than 400 digits", 1, 8, None),
    ("min huber(x, 0)", "positive constant", 1, 14, "0"),
    ("min huber(x, y)", "positive constant", 1, 14, "y"),
    ("var w[1..3]\nmin w[4]", "run from w[1] to w[3]", 2, 5, "w[4]"),
    ("var w[1..3]\nmin w[1, 1]", "'w[1, 1]' is out of range", 2, 5, "w[1, 1]"),
    ("var w[1..3]\nmin w", "has an index", 2, 5, "w"),
    ("min x[1]", "var x[1..1]", 1, 5, "x[1]"),
    ("min x + x[1]", "'x' has no index", 1, 9, "x[1]"),
    ("var w[1..3]\nmin v[1]", "var v[1..3]", 2, 5, "v[1]"),
    ("param b = [1, 2]\nmin b[3]*x", "b is a list of 2", 2, 5, "b[3]"),
    ("param A = [[1, 2], [3, 4]]\nmin A[1]*x", "a 2 x 2 matrix", 2, 5, "A[1]"),
    ("param b = [1, 2]\nmin b*x", "write b[i]", 2, 5, "b"),
    ("param b = [[1, 2], [3]]\nmin x", "has 1 entries, the first has 2", 1, 20, "[3]"),
    ("param b = [[1, 2], 3]\nmin x", "list of rows", 1, 20, "3"),
    ("param p = q\nparam q = 1\nmin x", "'q' has no value yet", 1, 11, "q"),
    ("param p = x\nmin x", "'x' is not a parameter", 1, 11, "x"),
    ("param p = 1/0\nmin x", "division by zero", 1, 13, "0"),
    ("var w[1..2]\nmin w[i]", "'i' is not an index here", 2, 7, "i"),
    ("var w[1..2]\nmin w[w[1]]", "a known integer, and 'w[1]' is not", 2, 7, "w[1]"),
    ("var w[1..2]\nmin w[1/2]", "a known integer", 2, 7, "1/2"),
    ("var w[1..0]\nmin x", "this range is empty", 1, 7, "1..0"),
    ("min sum(x for i in 1..10^9)", "1,000,000 terms", 1, 15, "i in 1..10^9"),
    ("min sum(x for i in 1..2000, j in 1..2000 if i == j)", "1,000,000 terms", 1, 11, None),
    ("min x\ns.t. x >= 1 for i in 1..10^9", "1,000,000 terms", 2, 17, "i in 1..10^9"),
    ("var w[1..10^9]\nmin x", "100,000 variables", 1, 7, "1..10^9"),
    ("min k + sum(x for k in 1..3)", "'k' is a variable of this problem", 1, 19, "k"),
    ("min sum(sum(x for k in 1..3) for k in 1..3)", "already the index of a loop", 1, 19, "k"),
    ("min sum(x for exp in 1..3)", "'exp' is a function", 1, 15, "exp"),
    ("min sum(x for i in 1..3 if x > 1)", "known at reading", 1, 28, "x > 1"),
    ("min [x, y]", "a list is no number", 1, 5, "[x, y]"),
    ('min "x"', "a file name is no number", 1, 5, '"x"'),
    ('min load("x.csv")', "the whole value of a parameter", 1, 5, 'load("x.csv")'),
    ("min len(x)", "len takes a list", 1, 9, "x"),
    ("min max(x for i in 2..1)", "max of nothing", 1, 5, "max(x for i in 2..1)"),
    ("domain x in [2, 1]\nmin x", "this set is empty", 1, 13, "[2, 1]"),
    ("domain x in (1, 1]\nmin x", "this set is empty", 1, 13, "(1, 1]"),
    ("domain x in [sqrt(3), sqrt(2)]\nmin x", "this set is empty", 1, 13, "[sqrt(3), sqrt(2)]"),
    ("domain x in 3..2\nmin x", "this set is empty", 1, 13, "3..2"),
    ("domain x in [0, y]\nmin x + y", "'y' is a variable, and an element of a set is a constant", 1, 17, "y"),
    ("domain e >= 0\nmin e*x", "no variable occurs", 1, 8, "e >= 0"),
    ("domain e in [0, 1]\nmin e*x", "'e' is a constant", 1, 8, "e"),
    ("domain (x, x) in {(0, 1)}\nmin x", "named twice", 1, 12, "x"),
    ("domain (x, y) in [0, 1]\nmin x", "cannot lie in a set of single numbers", 1, 18, "[0, 1]"),
    ("domain (x, y) in {(0, 1, 2)}\nmin x", "3 entries for 2 variables", 1, 20, "0, 1, 2"),
    ("param m = 1\ndomain m in [0, 1]\nmin x", "'m' is a constant", 2, 8, "m"),
    ("min x\nexpect y = 3", "neither a variable nor a constraint", 2, 8, "y"),
    ("min x + yy\nexpect y = 3", "did you mean 'yy'", 2, 8, "y"),
    ("min x\nexpect p* = 3, p* = 4", "expected twice", 2, 16, "p*"),
    ("min x\nexpect x = alpha_c1", "the name of a multiplier", 2, 12, "alpha_c1"),
    ("min x\ns.t. x >= beta_h1", "the name of a multiplier", 2, 11, "beta_h1"),
    ("min x + y\nexpect x = y", "a known answer is a constant", 2, 12, "y"),
]


@pytest.mark.parametrize(("text", "words", "line", "column", "mark"), MEANING)
def test_meaning(text: str, words: str, line: int, column: int, mark: str | None) -> None:
    fault = fault_of(text)
    assert not isinstance(fault, ProblemSyntaxError)
    assert words in f"{fault.message} {fault.help}"
    assert (fault.file, fault.line, fault.column) == ("bad.dual", line, column)
    if mark is not None:
        assert marked(fault) == mark


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("min \u0445", 5, "(U+0445, cyrillic small letter ha) only looks like the letter 'x'"),
        ("min x + y\u0430", 10, "U+0430"),
        ("min \u0391", 5, "only looks like the letter 'A'"),
        ("min \u00b5", 5, "write 'μ' (U+03BC)"),
        ("min \uff58", 5, "only looks like 'x'"),
        ("min x\u00bd", 6, "write (1/2)"),
        ("min \u00e9", 5, "ASCII or Greek letters"),
        ("min x \u2014 y", 7, "write the minus sign"),
        ("min x\u200b+ y", 6, "U+200B"),
        ("min x & y", 7, "unexpected character '&'"),
        ("min x + \U0001d4cd", 9, "only looks like 'x'"),
    ],
)
def test_look_alikes_are_refused_with_their_code_point(text: str, column: int, words: str) -> None:
    fault = fault_of(text)
    assert (fault.line, fault.column) == (1, column)
    assert words in f"{fault.message} {fault.help}" or words in str(fault)


def test_an_infinity_sign_is_explained() -> None:
    fault = fault_of("min x\ns.t. x <= \u221e")
    assert (fault.line, fault.column) == (2, 11)
    assert "an infinite end" in fault.help


def test_a_tab_before_the_fault_keeps_the_caret_in_place() -> None:
    fault = fault_of("min x\ns.t.\n\tx +\txx >= 1")
    assert (fault.line, fault.column) == (3, 6)
    assert str(fault).splitlines()[3:5] == [" 3 | \tx +\txx >= 1", "   | \t   \t^^"]


def test_characters_beyond_ascii_count_as_one_column() -> None:
    fault = fault_of("min λ + μ\ns.t. λ·μ ≤ 1; λ + λλ >= 1")
    assert (fault.line, fault.column, marked(fault)) == (2, 19, "λλ")
    fault = fault_of("note größer\nmin x\r\ns.t. x + xx >= 1")
    assert (fault.line, fault.column) == (3, 10)


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b"])
def test_control_characters_are_refused_anywhere(character: str) -> None:
    fault = fault_of(f"title a{character}b\nmin x")
    assert (fault.line, fault.column) == (1, 8)
    assert f"U+{ord(character):04X}" in fault.message


def test_half_a_character_is_refused() -> None:
    assert "U+D800" in fault_of("title a\ud800\nmin x").message


@pytest.mark.parametrize(
    "text",
    [
        "min " + "(" * 5000 + "x" + ")" * 5000,
        "min " + "-" * 5000 + "x",
        "min " + "x^" * 5000 + "x",
        "min " + "1" * 5000 + "*x",
        "min 0." + "1" * 5000 + "*x",
        "min " + "exp(" * 101 + "x" + ")" * 101,
        "min " + "2*(1 + " * 90 + "x" + ")" * 90,
        "min x" + " - (-(-" * 60 + "x" + "))" * 60,
        "min " + "x[" * 101 + "1" + "]" * 101,
        "min sum(x for " + ", ".join(f"i{k} in 1..1" for k in range(101)) + ")",
        "min " + "sum(" * 80 + "x" + " for i in 1..2)" * 80,
    ],
)
def test_what_is_too_long_or_too_deep_is_refused_early(text: str) -> None:
    fault = fault_of(text)
    assert fault.line == 1
    assert any(word in fault.message for word in ("nested", "signs in a row", "digits", "already the index", "loops"))
    assert len(str(fault)) < 12_000


def test_nesting_up_to_the_limit_is_fine() -> None:
    assert str(parse("min " + "(" * 100 + "x" + ")" * 100).objective) == "x"
    deep = parse("min " + "exp(" * 100 + "x" + ")" * 100)
    assert deep == parse("min " + "exp(" * 100 + "x" + ")" * 100)
    assert parse("min " + "-" * 100 + "x").variables == ("x",)


def test_a_large_power_of_a_sum_is_only_a_power() -> None:
    assert str(parse("min (x+y+z+w)^200").objective) == "(x + y + z + w)^200"


def test_an_irrational_parameter_cannot_grow_without_bound() -> None:
    doubling = "param a0 = pi\n" + "".join(f"param a{k} = a{k - 1} + a{k - 1}\n" for k in range(1, 40))
    assert "too long for a parameter" in fault_of(f"{doubling}min a39*x").message
    rational = "param a0 = 2\n" + "".join(f"param a{k} = a{k - 1}*a{k - 1}\n" for k in range(1, 40))
    assert "more than 400 digits" in fault_of(f"{rational}min a39*x").message


@pytest.mark.parametrize("rows", ["x >= 1\n" * 11, "0 <= x <= 1\n" * 6, "x >= i for i in 1..11", "x^2 >= 1\n" * 11])
def test_too_many_constraints(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.rows.MAX_CONSTRAINTS", 10)
    assert "more than 10 constraints" in fault_of(f"min x\ns.t.\n{rows}").message


def test_too_many_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.names.MAX_VARIABLES", 3)
    assert parse("min a + b + c").variables == ("a", "b", "c")
    for text in ("min a + b + c + d", "min a^2 + b + c + d", "var w[1..2], v[1..2]\nmin w[1]"):
        assert "more than 3 variables" in fault_of(text).message


def test_too_many_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.loops.MAX_TERMS", 10)
    assert len(parse("var w[1..10]\nmin sum(w)").variables) == 10
    for text in (
        "var w[1..11]\nmin norm(w)",
        "var w[1..6]\nmin sum(w) + max(w)",
        "param b = [1, 2, 3, 4, 5, 6]\nmin x + sum(b) + max(b)",
        "min sum(x for i in 1..6) + sum(x for i in 1..6)",
        "min x\ns.t. x >= i for i in 1..11",
        "min x\ndomain x >= i for i in 1..11",
    ):
        assert "more than 10 terms" in fault_of(text).message


def test_repeated_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.loops.MAX_EXPANDED_TEXT", 100)
    assert "repeat more than 100 characters" in fault_of("min sum(x + y + z for i in 1..12)").message


def test_the_limits_of_the_language() -> None:
    assert (limits.MAX_BYTES, limits.MAX_NESTING, limits.MAX_DIGITS) == (2_000_000, 100, 400)
    assert (limits.MAX_CONSTRAINTS, limits.MAX_VARIABLES, limits.MAX_TERMS) == (100_000, 100_000, 1_000_000)
    assert (limits.MAX_EXPONENT_OF_TEN, limits.MAX_NUMBERS) == (400, 10_000_000)


def test_a_statement_that_is_too_large() -> None:
    with pytest.raises(ProblemError, match="larger than 2 MB") as fault:
        parse("min x #" + "x" * 2_000_000)
    assert "beside the problem" in fault.value.help
    with pytest.raises(ProblemError, match="larger than 2 MB"):
        parse("min x #" + "ä" * 1_000_000)
