"""The evidence, told: each line says of the value that it begins with what its witness proves."""

from __future__ import annotations

import re

import pytest

import duality as du
from duality.report.options import Options
from duality.report.render import render


def _told(statement: str) -> str:
    return render(du.solve(statement).data, "text", Options(why=True))


def _lines(statement: str) -> list[str]:
    text = _told(statement)
    return [line.strip() for line in text.splitlines() if re.match(r"\s+[pd]\*\s{2,}", line)]


@pytest.mark.parametrize(
    "statement",
    [
        "var x\nmin log(1 + exp(-x)) + log(1 + exp(2*x)) + x^2/2",
        "var x\nmin abs(x^2 - 4) + x\ns.t.\n c: x >= -1",
        "var x, y\nmin x^4 + y^4 - 3*x*y\ns.t.\n c: x + y >= 1",
        "var x\nmin x^3\ns.t.\n c: x <= 4",
        "domain x > 0\nmin 1/x\ns.t.\n c: x <= 4\n d: x >= 5",
    ],
)
def test_every_line_states_one_bound_or_attainment(statement: str) -> None:
    lines = _lines(statement)
    assert lines
    for line in lines:
        assert re.match(r"[pd]\*\s+(>= \S|<= \S|= \S|in \[|attained by |not attained by )", line), line
        assert not re.search(r"(>=|<=) ([pd]\*|-?inf) (<=|>=)", line), line


def test_a_restatement_that_does_not_exist_is_not_told_as_refused() -> None:
    assert "no such restatement" not in _told("var x\nmin abs(x^2 - 4) + x\ns.t.\n c: x >= -1")
