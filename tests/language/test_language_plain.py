"""The short way for plain linear statements gives the trees and the errors of the long way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.errors import ProblemError
from duality.language import parse
from duality.language.plain import PlainObjective, PlainRow
from duality.language.source import Source
from duality.language.splitting import split
from duality.model.problem import Problem

DECLARED = "param a = 2, e3 = 5\nvar w[1..3], X[1..2, 1..2]\n"

_names = st.sampled_from(
    ["x", "y1", "w[1]", "w[3]", "X[1, 2]", "z_9", "a", "q", "e3", "exp", "pi", "for", "w[9]", "X[1,2]", "w", "inf", "E"]
)
_numbers = st.sampled_from(["2", "0.5", "10", "2.50", "007", "1/2", "2.", ".5", "2e3"])
_gaps = st.sampled_from(["", " ", "  ", "\n  "])


@st.composite
def _terms(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 3))
    number, name = draw(_numbers), draw(_names)
    return (number, name, f"{number}*{name}", f"{number}{name}")[kind]


@st.composite
def _sides(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(["", "-", "- "])) + draw(_terms())
    for _ in range(draw(st.integers(0, 3))):
        text += draw(st.sampled_from(["", " "])) + draw(st.sampled_from("+-")) + draw(_gaps) + draw(_terms())
    return text


@st.composite
def _problems(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["s.t.", "s.t.", "s.t.", "note none"]))
    text = DECLARED + f"{draw(st.sampled_from(['min', 'max', 'MAX']))} {draw(_sides())}\n{start}\n"
    for _ in range(draw(st.integers(0, 3))):
        label = draw(st.sampled_from(["", "", "r: ", "r[1]: ", "e: ", "x: ", "c1:"]))
        relation = draw(st.sampled_from(["<=", ">=", "=", "==", " <= ", " = "]))
        text += f"  {label}{draw(_sides())}{relation}{draw(_sides())}{draw(st.sampled_from(['', ' # comment', ';']))}\n"
    return text


def outcome(text: str, *, plain: bool) -> Problem | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("duality.language.splitting.WORTHWHILE", 0 if plain else len(text) + 1)
        try:
            return parse(text)
        except ProblemError as fault:
            return str(fault)


@given(_problems())
def test_both_ways_agree(text: str) -> None:
    assert outcome(text, plain=True) == outcome(text, plain=False)


def test_plain_statements_are_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.splitting.WORTHWHILE", 0)
    text = "min 2*x - y\ns.t.\n  b: 2*x - 3*w[1] +\n  X[1, 2] <= 4 # note\n x=1\n-x >= -1.5"
    kinds = [type(item) for item in split(Source("t", text))]
    assert kinds == [PlainObjective, tuple, PlainRow, PlainRow, PlainRow]


@pytest.mark.parametrize(
    "text",
    [
        "min 2*x\nmax 3*x",
        "min 2*a*x\ns.t. x >= 1",
        "min a\ns.t.\n a >= 1",
        "min e\ns.t.\n x >= 1",
        "min x\ns.t.\n y >= 1",
        "min x\ns.t.\n x >= 2*y",
        "min x\ns.t.\n a*x >= e3",
        "min x\ns.t.\n r: x >= 1\n r: x >= 2",
        "min x\ns.t.\n r[2]: x >= 1\n r[2]: x >= 2",
        "min w[4]\ns.t.\n x >= 1",
        "min x\nx >= 1",
        "min x\ns.t.\n -x + 2*w[1] - 3 == -0.50\n 5 >= 2*X[2, 1]  # note",
        "min 2*x + w[1] +\n  3*y\ns.t.\n x +\n y >= 1",
    ],
)
def test_single_cases_agree(text: str) -> None:
    assert outcome(DECLARED + text, plain=True) == outcome(DECLARED + text, plain=False)


@pytest.mark.parametrize(
    "line", ["x <= 2*", "2x <= 1", "x^2 <= 1", "1/2*x <= 1", "x <= y <= z", "x < 1", "x <= 1 for i in 1..2", "(x) <= 1"]
)
def test_other_statements_are_not(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.splitting.WORTHWHILE", 0)
    assert not any(isinstance(item, PlainRow) for item in split(Source("t", line)))


def test_a_large_linear_problem_takes_the_short_way() -> None:
    count = 300
    rows = "\n".join(f"r{k}: 2*x{k} + 3*x{k + 1} - x{k + 2} <= {k}" for k in range(count))
    text = f"min {' + '.join(f'x{k}' for k in range(count + 2))}\ns.t.\n{rows}\n"
    assert [type(item) for item in split(Source("t", text))].count(PlainRow) == count
    problem = parse(text)
    assert len(problem.variables) == count + 2
    assert str(problem.rows[7].comparison) == "2*x7 + 3*x8 - x9 <= 7"
    assert problem == outcome(text, plain=False)
