"""Duals with matrix inequalities: known optima of semidefinite programs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.errors import BackendRefused
from duality.model.derivation import (
    Condition,
    ConicDual,
    ImplicitMinimum,
    InRange,
    Multiplier,
    PositiveSemidefinite,
    QuadraticValue,
)
from duality.model.expression import Call, Number, Variable
from duality.model.form import Affine
from duality.model.solution import Rigor, Status
from duality.solving import solve_conic_dual

ALPHA = Multiplier("alpha_1", "disc", "inequality")
BETA = Multiplier("beta_1", "tie", "equality")


def affine(constant: int, *terms: tuple[str, int]) -> Affine:
    return Affine(Fraction(constant), tuple((name, Fraction(c)) for name, c in terms))


def test_the_dual_of_a_trust_region_problem() -> None:
    # min -x^2 + y^2 + 2x + 2y on the disc: theta_D = -a - 4/(2a - 2)/2 - 4/(2a + 2)/2 for a > 1.
    q = (affine(2), affine(2))
    matrix = ((affine(-2, ("alpha_1", 2)), affine(0)), (affine(0), affine(2, ("alpha_1", 2))))
    dual = ConicDual(
        (ALPHA,),
        affine(0, ("alpha_1", -1)),
        (QuadraticValue(matrix, q),),
        (PositiveSemidefinite(matrix), InRange(matrix, q)),
    )
    solution = solve_conic_dual(dual)
    a = dict(solution.point or ())["disc"]
    assert (solution.status, solution.rigor) == (Status.OPTIMAL, Rigor.FOUND)
    assert solution.value == pytest.approx(-3.3301907, abs=1e-6)
    assert solution.value == pytest.approx(-a - 2 / (2 * a - 2) - 2 / (2 * a + 2), abs=1e-6)


def test_a_matrix_inequality_with_a_free_multiplier() -> None:
    # max -a - b with [[a, 1/2], [1/2, b]] positive semidefinite: a = b = 1/2.
    half = Affine(Fraction(1, 2))
    matrix = ((affine(0, ("alpha_1", 1)), half), (half, affine(0, ("beta_1", 1))))
    dual = ConicDual((ALPHA, BETA), affine(0, ("alpha_1", -1), ("beta_1", -1)), (), (PositiveSemidefinite(matrix),))
    solution = solve_conic_dual(dual)
    assert solution.value == pytest.approx(-1, abs=1e-6)
    assert dict(solution.point or ()) == {"disc": pytest.approx(0.5, abs=1e-3), "tie": pytest.approx(0.5, abs=1e-3)}


def test_trees_and_affine_conditions_beside_a_matrix() -> None:
    # max log(a) - a/2 with a >= 0, a <= 3/2 and [a] >= 0: at a = 3/2.
    a = Variable("alpha_1")
    below = affine(0, ("alpha_1", -2)) + affine(3)
    dual = ConicDual(
        (ALPHA,),
        Affine(Fraction(0), (("alpha_1", Fraction(-1, 2)),)),
        (Call("log", (a,)),),
        (PositiveSemidefinite(((affine(0, ("alpha_1", 1)),),)), Condition(3 - 2 * a, ">=", below)),
    )
    solution = solve_conic_dual(dual)
    assert dict(solution.point or ())["disc"] == pytest.approx(1.5, abs=1e-5)


def test_outcomes_without_an_optimum() -> None:
    one = affine(1)
    negative = ((affine(-1), affine(0)), (affine(0), one))
    assert solve_conic_dual(ConicDual((ALPHA,), one, (), (PositiveSemidefinite(negative),))).status is Status.INFEASIBLE
    rising = ConicDual(
        (ALPHA,), affine(0, ("alpha_1", 1)), (), (PositiveSemidefinite(((affine(0, ("alpha_1", 1)),),)),)
    )
    assert solve_conic_dual(rising).status is Status.UNBOUNDED


def test_an_implicit_minimum_is_refused() -> None:
    implicit = ImplicitMinimum("t", Variable("t"), Number(Fraction(0)), None)
    with pytest.raises(BackendRefused, match="implicit"):
        solve_conic_dual(ConicDual((ALPHA,), affine(0), (implicit,), ()))
