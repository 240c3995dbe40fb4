"""Programs beyond exact settlement: numerical labels, values from the rows, evidence of infeasibility."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from duality.model.solution import Farkas, Rigor, Status
from duality.solving import solve
from duality.solving.exact.claims import Infeasibility
from duality.solving.exact.settlement import settled
from duality.solving.hints.hint import Hint
from duality.solving.hints.simplex import simplex_hint
from duality.solving.quadratic.numeric import numeric_farkas
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.task import Limits
from tests.solve.forms import form

SIZE = 700


def linear_hint(program: QuadraticProgram) -> Hint:
    return simplex_hint(program, Limits())


def cycle(last: int) -> QuadraticProgram:
    """x_i + 1 <= x_(i+1), closed by x_n + last <= x_1: feasible where the sum 1 + ... + last is not positive."""
    rows = [LinearRow(((i, 1), (i + 1, -1)), 1, name=f"c{i}") for i in range(SIZE - 1)]
    rows.append(LinearRow(((SIZE - 1, 1), (0, -1)), last, name="last"))
    names = tuple(f"x{i}" for i in range(SIZE))
    return QuadraticProgram(names, 0, (0,) * SIZE, (), tuple(rows), (None,) * SIZE, (None,) * SIZE)


def chain(objective: str) -> str:
    """A chain of SIZE variables, each at least one half of the one before plus one."""
    return (
        f"var x[1..{SIZE}]\nmin {objective}\n"
        f"s.t.\n first: x[1] >= 1\n step: x[k + 1] >= x[k]/2 + 1 for k in 1..{SIZE - 1}"
    )


@pytest.mark.parametrize(("objective", "power"), [("sum(x[k] for k in 1..700)", 1), ("sum(x[k]^2 for k in 1..700)", 2)])
def test_a_large_program_is_solved_numerically(objective: str, power: int) -> None:
    expected, x = 0.0, 1.0
    for _ in range(SIZE):
        expected, x = expected + x**power, x / 2 + 1
    solution = solve(form(chain(objective)), convex="proved")
    assert solution.status is Status.OPTIMAL
    assert solution.value == pytest.approx(expected, rel=1e-7)
    assert solution.rigor in (Rigor.PROVED, Rigor.FOUND)
    if solution.rigor is Rigor.FOUND:
        assert (solution.lower, solution.exact) == (-inf, None)
        assert "not settled exactly" in solution.warnings[0]


def test_a_large_infeasible_cycle_has_a_farkas_vector_in_floating_point() -> None:
    multipliers = numeric_farkas(cycle(1), linear_hint)
    assert multipliers is not None
    assert min(multipliers) > 0
    assert multipliers == pytest.approx([multipliers[0]] * SIZE)


def test_a_feasible_cycle_has_none() -> None:
    assert numeric_farkas(cycle(-SIZE), linear_hint) is None


def test_a_large_infeasible_statement_says_how_it_was_seen() -> None:
    text = (
        f"var x[1..{SIZE}]\nmin x[1]\ns.t.\n step: x[k] + 1 <= x[k + 1] for k in 1..{SIZE - 1}\n"
        f" last: x[{SIZE}] + 1 <= x[1]"
    )
    solution = solve(form(text), convex="proved")
    assert (solution.status, solution.value) == (Status.INFEASIBLE, inf)
    assert isinstance(solution.certificate, Farkas)
    assert solution.certificate.verified is (solution.rigor is Rigor.PROVED)


def test_an_empty_box_needs_no_solver() -> None:
    program = QuadraticProgram(("x",) * 50, 0, (1,) * 50, (), (), (Fraction(1),) * 50, (Fraction(0),) * 50)
    assert isinstance(settled(program, Hint(Status.INFEASIBLE), linear_hint), Infeasibility)
