"""Mutated texts through reading, printing, writing and LaTeX: an answer or a `ProblemError`, at once, and nothing else.

The mutations are seeded, so that a failure can be repeated: the number of the text is in its message.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from duality.errors import ProblemError
from duality.language import parse, write
from duality.model.typeset import problem_html, problem_latex

PROBLEMS = sorted((Path(__file__).parents[2] / "problems").glob("*.dual"))

TYPED = [
    "min |x - 1| + ||x, y||_1^2 s.t. x + y >= 1, x, y >= 0 and x <= 4",
    "var w[3] >= 0, c binary, k integer >= 0 <= 9\nmin sum(w) + c + k s.t. w[i] <= i forall i in 1..3, w[1] <= 9",
    "最小化 x² + y₁³\n约束：x ∈ [0, 1]，y₁ ≥ 2；x_{1} ≤ 3 对所有 i 属于 1..2",
    "max z = 3x + 5y\n  + 2\ns.t. x <= 4\n  2y <= 12\n -x >= -9, 0 <= x - y <= 3",
    "param a > 0, b in (0, 1), A = [[1, 2], [3, 4]]\nmin a*x^2 + b*exp(x*A[1, 2]) -> min",
    r"\min_{x} \sum_{i=1}^{3} x_i^2 + \frac{1}{2}\|x_1, x_2\|_1 \text{ s.t. } x_i \ge 0, i = 1, \dots, 3,"
    r" \max\{x_1, 2\} \le 4",
    "import cvxpy as cp\nA = [[1, 2], [3, 4]]\nx = cp.Variable(2, nonneg=True)\n"
    "p = cp.Problem(cp.Minimize(cp.sum_squares(A @ x - 1)), [cp.norm(x, 1) <= 3, x[0] >= cp.exp(x[1])])\np.solve()",
    "param n := 3;\nset I := 1..n;\nparam c{I};\nvar x{I} >= 0, <= 4;\nminimize f: sum{i in I} c[i]*x[i]^2;\n"
    "subject to r{i in I: i <> 2}: x[i] - x[1] <= 2;\ndata;\nparam c := 1 2 2 3 3 4;",
    "Maximize\n obj: 3 x + 5 y\nSubject To\n c1: x - 2 y <= 4\nBounds\n -2 <= x <= 9\n y free\nEnd",
]

PIECES = [
    *"()[]{},;:+-*/^=<>@'\"#\n \t.0123456789xyweEIS_!&|%\\²₁∈≤≥≠‖∞→…，；：（）∀",
    *["**", "<=", ">=", "=<", "=>", "!=", "..", "...", "->", ":=", "||", " for ", " in ", " if ", " and ", " or "],
    *["min ", "max(", "s.t. ", "subject to ", "such that ", "expect ", "var ", "param ", "domain ", "note "],
    *["sum(", "norm(", "exp(", "log(", "x^", "(((((", ")))))", "-(-(-(", "inf", "1e400", "10^-300", "9^9^9", "1/0"],
    *["1..10^9", "0..400000", "x_{1}", "xy", r"\frac{", r"\min", r"\sum_{i=1}^{3}", "cp.", "_", "integer", "binary"],
    *[
        'load("b.csv")',
        "\0",
        "\ufeff",
        "\u2028",
        "\u200b",
        "\ud800",
        "é",
        "\u0445",
        "\U0001d4cd",
        "[]:",
        "alpha_",
        "\U0001d7d9",
    ],
]


def bases() -> list[str]:
    return [*(path.read_text(encoding="utf-8") for path in PROBLEMS), *TYPED]


def mutated(number: int, texts: list[str]) -> str:
    chance = random.Random(number)
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text) + 1)
        match chance.randrange(6):
            case 0:
                text = text[:place] + text[place + chance.randint(1, 12) :]
            case 1:
                end = min(len(text), place + chance.randint(1, 30))
                text = text[:end] + text[place:end] * chance.choice([1, 1, 2, 40]) + text[end:]
            case 2:
                other = chance.choice(texts)
                begin = chance.randrange(len(other) + 1)
                text = text[:place] + other[begin : begin + chance.randint(1, 60)] + text[place:]
            case _:
                pieces = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 3)))
                text = text[:place] + pieces + text[place + chance.randint(0, 2) :]
    return text


def check(number: int, texts: list[str]) -> None:
    text = mutated(number, texts)
    began = time.process_time()
    try:
        pass_through(text)
    except Exception as defect:
        raise AssertionError(f"text {number}: {text[:2000]!r}") from defect
    assert time.process_time() - began < 5, f"text {number} took too long: {text[:2000]!r}"


def pass_through(text: str) -> None:
    try:
        problem = parse(text)
    except ProblemError as error:
        shown, line = str(error), error.line
    else:
        assert parse(write(problem)) == problem
        assert problem_latex(problem) and problem_html(problem) and str(problem)
        assert all(row.comparison.latex() for row in problem.rows)
        return
    assert shown.startswith("error: ") and line is not None


def test_mutated_texts() -> None:
    texts = bases()
    for number in range(500):
        check(number, texts)


@pytest.mark.parametrize("number", [6055, 9984, 17765])
def test_mutated_texts_that_had_a_fault(number: int) -> None:
    check(number, bases())


@pytest.mark.slow
def test_sixty_thousand_mutated_texts() -> None:
    texts = bases()
    for number in range(500, 60_500):
        check(number, texts)
