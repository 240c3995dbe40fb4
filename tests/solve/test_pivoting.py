"""Complementary pivoting: exact outcomes, each proved by checks that do not know where it came from."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from duality.solving.exact.claims import Infeasibility, Optimum, Unboundedness, holds
from duality.solving.exact.complementarity import Complementary, SecondaryRay, complementary_solution
from duality.solving.exact.pivoting import feasible, pivoted
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.rationals import Rationals
from tests.solve.forms import random_program, row

FREE = (None, None)


def test_a_complementarity_problem_with_a_known_solution() -> None:
    # w = M z + q with M = [[2, 1], [1, 2]], q = (-5, -6): both z positive, M z = -q.
    found = complementary_solution([[2, 1], [1, 2]], [-5, -6])
    assert isinstance(found, Complementary)
    assert list(found.z) == [Fraction(4, 3), Fraction(7, 3)]


def test_a_complementarity_problem_without_a_solution_ends_in_a_ray() -> None:
    assert isinstance(complementary_solution([[0, 0], [0, 0]], [1, -1]), SecondaryRay)


def test_nothing_to_do_where_q_is_nonnegative() -> None:
    found = complementary_solution([[0]], [3])
    assert isinstance(found, Complementary)
    assert list(found.z) == [0]


def test_a_degenerate_program_that_cycles_without_a_tie_rule() -> None:
    # Beale's example: optimum -1/20.
    program = QuadraticProgram(
        ("a", "b", "c", "d"),
        0,
        (-75, 15000, -2, 600),
        (),
        (
            row({0: Fraction(1, 4), 1: -60, 2: Fraction(-1, 25), 3: 9}, 0),
            row({0: Fraction(1, 2), 1: -90, 2: Fraction(-1, 50), 3: 3}, 0),
            row({2: 1}, -1),
        ),
        (Fraction(0),) * 4,
        (None,) * 4,
        100,
    )
    claim = pivoted(program)
    assert isinstance(claim, Optimum)
    assert program.value(claim.x) == Fraction(-1, 20)


def test_free_variables_and_equalities() -> None:
    # min x^2 + y^2 + z^2 with x + y + z = 3, x - y = 1: (3/2, 1/2, 1).
    hessian = tuple((i, i, 2) for i in range(3))
    rows = (row({0: 1, 1: 1, 2: 1}, -3, equality=True), row({0: 1, 1: -1}, -1, equality=True))
    program = QuadraticProgram(("x", "y", "z"), 0, (0, 0, 0), hessian, rows, (None,) * 3, (None,) * 3)
    claim = pivoted(program)
    assert isinstance(claim, Optimum)
    assert list(claim.x) == [Fraction(3, 2), Fraction(1, 2), 1]
    # Stationarity, solved by hand: 2x + b1 + b2 = 0, 2y + b1 - b2 = 0, 2z + b1 = 0.
    assert list(claim.multipliers) == [-2, -1]


def test_an_empty_box_is_infeasible() -> None:
    program = QuadraticProgram(("x",), 0, (1,), (), (), (Fraction(2),), (Fraction(1),))
    assert isinstance(pivoted(program), Infeasibility)


def test_a_flat_direction_of_descent_is_found() -> None:
    # min (x - y)^2 - x: unbounded along (1, 1).
    program = QuadraticProgram(("x", "y"), 0, (-1, 0), ((0, 0, 2), (0, 1, -2), (1, 1, 2)), (), FREE, FREE)
    claim = pivoted(program)
    assert isinstance(claim, Unboundedness)
    assert claim.direction[0] == claim.direction[1] > 0


def test_feasibility_ignores_the_objective() -> None:
    program = QuadraticProgram(("x",), 0, (1,), (), (row({0: 1}, -1),), (None,), (None,))
    found = feasible(program)
    assert isinstance(found, Optimum)
    assert found.x[0] <= 1


@pytest.mark.parametrize("seed", range(6))
def test_every_outcome_of_random_programs_is_proved(seed: int) -> None:
    generator = random.Random(seed)
    kinds = set()
    for _ in range(60):
        shape = generator.randint(1, 6), generator.randint(0, 6)
        program = random_program(generator, *shape, degenerate=generator.random() < 0.4)
        claim = pivoted(program)
        kinds.add(type(claim))
        assert holds(program, claim)
    assert kinds == {Optimum, Infeasibility, Unboundedness}


def test_a_forged_optimum_is_refused_whatever_is_wrong_with_it() -> None:
    # min x^2 + y^2 s.t. 1 - x - y <= 0, x <= 3/4: optimum (1/2, 1/2), multiplier 1.
    rows = (row({0: -1, 1: -1}, 1), row({0: 4}, -3))
    program = QuadraticProgram(("x", "y"), 0, (0, 0), ((0, 0, 2), (1, 1, 2)), rows, FREE, (Fraction(3, 4), None))
    half = Fraction(1, 2)
    true = Optimum(Rationals.of([half, half]), Rationals((1, 0)))
    assert holds(program, true)
    forgeries = {
        "infeasible": replace(true, x=Rationals.of([half, Fraction(1, 3)])),
        "beyond a bound": replace(true, x=Rationals.of([Fraction(1), Fraction(0)])),
        "not stationary": replace(true, x=Rationals.of([Fraction(2, 5), Fraction(3, 5)])),
        "negative multiplier": Optimum(Rationals.of([half, half]), Rationals((1, -1))),
        "no slackness": Optimum(Rationals.of([half, half]), Rationals((1, 1))),
        "multiplier too small": Optimum(Rationals.of([half, half]), Rationals((0, 0))),
    }
    assert [name for name, forged in forgeries.items() if holds(program, forged)] == []


def test_forged_certificates_of_no_optimum_are_refused() -> None:
    rows = (row({0: 1}, 0), row({0: -1}, 1))
    empty = QuadraticProgram(("x",), 0, (1,), (), rows, (None,), (None,))
    assert holds(empty, Infeasibility(Rationals((1, 1))))
    assert not holds(empty, Infeasibility(Rationals((1, 0))))
    assert not holds(empty, Infeasibility(Rationals((-1, -1))))
    falling = QuadraticProgram(("x",), 0, (1,), (), rows[:1], (None,), (None,))
    assert holds(falling, Unboundedness(Rationals((0,)), (-1,)))
    assert not holds(falling, Unboundedness(Rationals((1,)), (-1,)))
    assert not holds(falling, Unboundedness(Rationals((0,)), (1,)))
    assert not holds(falling, Unboundedness(Rationals((0,)), (0,)))
