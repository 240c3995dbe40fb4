"""Random statements against points: no false strong statement, no exception, no solve beyond its limit."""

from __future__ import annotations

import pytest

from tests.evidence.fuzz import examined, statements

pytestmark = pytest.mark.speed

QUICK, SLOW, SEED = 20, 3000, 15
BLOCK = 50


@pytest.mark.parametrize("k", range(QUICK))
def test_points_contradict_nothing(k: int) -> None:
    _check(k)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(QUICK, SLOW, BLOCK))
def test_points_contradict_nothing_in_many(first: int) -> None:
    for k in range(first, min(first + BLOCK, SLOW)):
        _check(k)


def _check(k: int) -> None:
    statement = next(statements(1, SEED, k))
    outcome = examined(statement)
    # How long a statement takes depends on what else the machine does: the command prints overruns, tests do not judge.
    assert (outcome.false, outcome.crash) == ((), ""), statement.text
