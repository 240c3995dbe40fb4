"""Known answers survive what cannot change them: the value, the strength of its label, attainment and the verdict."""

from __future__ import annotations

import pytest

import duality as du
from tests.evidence.case import Case
from tests.evidence.changes import CHANGES, Change
from tests.evidence.metamorphic import changed, examined, known_cases

pytestmark = pytest.mark.speed

KNOWN = known_cases()
BY_NAME = {change.name: change for change in CHANGES}

QUICK = (
    ("quadratic: product on the disc", "f times 1e-9"),
    ("quadratic: product on the disc", "x + 1"),
    ("finite: knapsack, gap", "f plus 1e7"),
    ("finite: knapsack, gap", "max for min"),
    ("treacherous: degenerate vertex", "row twice"),
    ("treacherous: a gap of one half", "f times 1e9"),
    ("convex: minimax", "3x"),
    ("convex: minimax", "second problem added"),
    ("infinite: both", "squares added"),
    ("convex: quartic", "redundant row"),
)
"""Problems and changes that take about a second; the rest is marked slow."""

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""What may be weaker after the change, and why."""


@pytest.mark.parametrize(("problem", "change"), QUICK)
def test_an_answer_survives(problem: str, change: str) -> None:
    _check(problem, BY_NAME[change])


@pytest.mark.slow
@pytest.mark.parametrize("problem", KNOWN)
def test_every_answer_survives_every_change(problem: str) -> None:
    for change in CHANGES:
        _check(problem, change)


def _check(problem: str, change: Change) -> None:
    case = KNOWN[problem]
    new = changed(case, change)
    if new is None:
        return
    base = examined(case, None)
    outcome = examined(new, base.notes.get("told"))
    assert (outcome.false, outcome.crash, outcome.overrun) == ((), "", False), new.text
    assert not outcome.weaker or (problem, change.name) in EXCEPTIONS, new.text


def test_the_changes_change_what_they_say() -> None:
    case = Case("domain x in [0, 4]\nmax x^2\ns.t. c: x <= 3", 9.0, 12.0)
    texts = {change.name: new.text for change in CHANGES if (new := changed(case, change)) is not None}
    assert "rows in reverse" not in texts
    assert len(set(texts.values())) == len(texts) == len(CHANGES) - 1
    values = {change.name: new.p for change in CHANGES if (new := changed(case, change)) is not None}
    assert values["second problem added"] == 4.0
    assert values["f plus 1e7"] == 9.0 - 1e7
    assert values["max for min"] == -9.0
    assert values["f times 1e9"] == 9e9
    for text in texts.values():
        assert du.parse(text).variables[0] == "x"
    assert "domain x in [-1, 3]" in " ".join(texts["x + 1"].split())
