"""Numeric hints made exact: they agree with pivoting, and a misleading hint never yields a false claim."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from duality.model.solution import Status
from duality.solving.exact import settlement
from duality.solving.exact.claims import Infeasibility, Optimum, Unboundedness, holds
from duality.solving.exact.hinted import optimum_from
from duality.solving.exact.pivoting import pivoted
from duality.solving.exact.settlement import settled
from duality.solving.exact.systems import solution
from duality.solving.hints.hint import Hint
from duality.solving.hints.interior_point import interior_point_hint
from duality.solving.hints.simplex import simplex_hint
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.task import Limits
from tests.solve.forms import random_program

LIMITS = Limits()


def linear_hint(program: QuadraticProgram) -> Hint:
    return simplex_hint(program, LIMITS)


def hint_of(program: QuadraticProgram) -> Hint:
    return interior_point_hint(program, LIMITS) if program.hessian else linear_hint(program)


@pytest.mark.parametrize("seed", range(4))
def test_hints_lead_to_what_pivoting_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement, "PIVOTED", -1)  # the hints alone, without pivoting as the last resort
    generator = random.Random(seed)
    for _ in range(30):
        shape = generator.randint(1, 8), generator.randint(0, 10)
        program = random_program(generator, *shape, degenerate=generator.random() < 0.5)
        expected = pivoted(program)
        found = settled(program, hint_of(program), linear_hint)
        assert found is not None
        assert type(found) is type(expected)
        assert holds(program, found)
        if isinstance(expected, Optimum) and isinstance(found, Optimum):
            assert program.value(found.x) == program.value(expected.x)


@pytest.mark.parametrize("seed", range(3))
def test_larger_programs_are_settled_from_their_hints(seed: int) -> None:
    generator = random.Random(100 + seed)
    program = random_program(generator, 40, 30, degenerate=False)
    claim = settled(program, hint_of(program), linear_hint)
    assert isinstance(claim, Optimum | Infeasibility | Unboundedness)
    assert holds(program, claim)


def test_a_wrong_active_set_is_corrected() -> None:
    generator = random.Random(5)
    corrected = 0
    for _ in range(60):
        program = random_program(generator, 4, 4, degenerate=False)
        expected = pivoted(program)
        if not isinstance(expected, Optimum):
            continue
        misleading = replace(hint_of(program), tight=(), fixed=())
        found = optimum_from(program, misleading)
        if found is not None:
            corrected += 1
            assert program.value(found.x) == program.value(expected.x)
    assert corrected >= 3


def test_a_hint_without_an_answer_falls_back_on_pivoting() -> None:
    program = random_program(random.Random(2), 3, 3, degenerate=False)
    claim = settled(program, Hint(Status.UNKNOWN), linear_hint)
    assert claim is not None
    assert holds(program, claim)


def test_what_a_system_leaves_open_is_taken_from_the_guess() -> None:
    found = solution([[1, 1]], [3], [0.5, 2.5])
    assert found is not None
    assert sum(found) == 3
    assert found[1] == 2.5
    assert solution([[1, 1], [1, 1]], [1, 2], [0.0, 0.0]) is None
    assert solution([], [], [0.25]) is not None
