"""Whatever a text holds, it is read or refused by a `ProblemError`; nothing else ever escapes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duality.errors import ProblemError
from duality.language import parse, write
from duality.model.problem import Problem

BASE = """title Größe
note  words; more words
param m = 9/2, A = [[1, 2], [3, -4]]
param b = [1, 2*m]
var   p[1..2], x, X[1..2, 1..2]
domain p[k] >= 0 for k in 1..2 if k != 3
domain (x, y) in {(0, 0), (1, 2)}
domain q in (-inf, sqrt(2)]; domain z in 0..5
max   -sum(p[k]*log(p[k]) for k in 1..2) + 2(x - y)^2/3 - q - 2.5e-3*z + norm(p)
s.t.  total: sum(p[k] for k in 1..2) = 1
      0 <= x <= 10
      mean[i]: sum(A[i, j]*p[j] for j in 1..2) <= b[i] for i in 1..2
      2*x - 3*y <= 4  # plain
      max(x, y) >= exp(-x) - huber(x, 1)
expect p* = 1.61358, mean[1] = -0.37105, d* = -inf, d* attained = no
"""

PIECES = [
    *"()[]{},;:+-*/^=<>@'\"#\n \t.0123456789xyeEIS_!&|%\\",
    *["**", "<=", ">=", "==", "=<", "!=", "..", " for ", " in ", " if ", " and ", "min ", "max(", "s.t.", "expect "],
    *["title ", "domain ", "var ", "param ", "sum(", "inf", "1e400", "10^10", "9^9^9", "1/0", "log(0)", "len(", "pi"],
    *['load("b.csv")', "\0", "\ufeff", "λ", "\u0445", "≤", "é", "\ud800", "\u2028", "p[", "alpha_", "[]:", "1..10^9"],
]

_edits = st.lists(
    st.tuples(st.integers(0, len(BASE)), st.integers(0, 6), st.lists(st.sampled_from(PIECES), max_size=3)),
    min_size=1,
    max_size=4,
)


def read_or_refuse(text: str) -> None:
    found: Problem | ProblemError
    try:
        found = parse(text)
    except ProblemError as fault:
        found = fault
    if isinstance(found, Problem):
        assert parse(write(found)) == found
    else:
        assert str(found).startswith("error: ")
        assert found.line is not None
        assert found.column is not None


@given(_edits)
def test_mutated_problems(edits: list[tuple[int, int, list[str]]]) -> None:
    text = BASE
    for place, removed, pieces in edits:
        text = text[:place] + "".join(pieces) + text[place + removed :]
    read_or_refuse(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_random_pieces(pieces: list[str]) -> None:
    read_or_refuse("".join(pieces))
    read_or_refuse("min x\ns.t. " + "".join(pieces))


@given(st.text(max_size=60))
def test_random_text(text: str) -> None:
    read_or_refuse(text)
    read_or_refuse(f"min {text}")


@given(st.lists(st.integers(0, len(BASE.splitlines()) - 1), max_size=12))
def test_shuffled_lines(order: list[int]) -> None:
    lines = BASE.splitlines()
    read_or_refuse("\n".join(lines[place] for place in order))
