"""Extreme statements end in a report or a `DualityError`, a second after their limit at most, in under a gigabyte."""

from __future__ import annotations

import pytest

from tests.reliability.fuzz import examined, faults, statement

pytestmark = pytest.mark.speed

QUICK, SLOW, SEED = 12, 3000, 14
BLOCK = 50


@pytest.mark.parametrize("number", range(QUICK))
def test_an_extreme_statement_is_answered_or_refused_in_time(number: int) -> None:
    _check(number)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(QUICK, SLOW, BLOCK))
def test_three_thousand_extreme_statements(first: int) -> None:
    for number in range(first, min(first + BLOCK, SLOW)):
        _check(number)


def _check(number: int) -> None:
    text = statement(number, SEED)
    assert faults(examined(text)) == [], text
