"""Exact linear algebra: every answer is verified by multiplication, over the rationals and with square roots."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from duality.algebra import exact_linear
from duality.algebra.definite_certificate import decide
from duality.model.scalar import Irrational, Scalar

entries = st.builds(Fraction, st.integers(-3, 3), st.integers(1, 3))
ROOT = Irrational(sympy.sqrt(2))


@st.composite
def matrices(draw: st.DrawFn, square: bool = False) -> list[list[Fraction]]:
    rows = draw(st.integers(1, 4))
    columns = rows if square else draw(st.integers(1, 4))
    return [[draw(entries) for _ in range(columns)] for _ in range(rows)]


@st.composite
def symmetric(draw: st.DrawFn) -> list[list[Fraction]]:
    size = draw(st.integers(1, 4))
    if draw(st.booleans()):
        factor = [[draw(entries) for _ in range(size)] for _ in range(draw(st.integers(1, size)))]
        return [[sum((row[i] * row[j] for row in factor), Fraction(0)) for j in range(size)] for i in range(size)]
    upper = {(i, j): draw(entries) for i in range(size) for j in range(i, size)}
    return [[upper[min(i, j), max(i, j)] for j in range(size)] for i in range(size)]


def times(matrix: list[list], vector: list) -> list[Scalar]:
    return [sum((a * b for a, b in zip(row, vector, strict=True)), Fraction(0)) for row in matrix]


def quadratic(matrix: list[list], vector: list) -> Scalar:
    return sum((a * b for a, b in zip(times(matrix, vector), vector, strict=True)), Fraction(0))


def with_roots(matrix: list[list[Fraction]]) -> list[list[Scalar]]:
    """The first row and column scaled by sqrt(2), which keeps rank, consistency and definiteness."""
    return [
        [entry * (ROOT if i == 0 else 1) * (ROOT if j == 0 else 1) for j, entry in enumerate(row)]
        for i, row in enumerate(matrix)
    ]


@given(matrices(), st.data())
def test_solutions_solve(matrix: list[list[Fraction]], data: st.DataObject) -> None:
    vector = [data.draw(entries) for _ in matrix]
    found = exact_linear.particular_and_nullspace(matrix, vector)
    augmented = [[*row, entry] for row, entry in zip(matrix, vector, strict=True)]
    consistent = exact_linear.rank(augmented) == exact_linear.rank(matrix)
    assert (found is not None) == consistent
    assert (exact_linear.solve(matrix, vector) is not None) == consistent
    if found is not None:
        assert times(matrix, found[0]) == vector
        assert times(matrix, exact_linear.solve(matrix, vector) or []) == vector
        assert len(found[1]) == len(matrix[0]) - exact_linear.rank(matrix)
    for kernel in exact_linear.nullspace(matrix):
        assert not any(times(matrix, kernel))


@given(matrices(square=True))
def test_inverse(matrix: list[list[Fraction]]) -> None:
    inverse = exact_linear.inverse(matrix)
    size = len(matrix)
    assert (inverse is None) == (exact_linear.rank(matrix) < size)
    if inverse is not None:
        columns = [times(matrix, [row[k] for row in inverse]) for k in range(size)]
        assert columns == [[int(i == k) for i in range(size)] for k in range(size)]


@given(symmetric())
def test_ldl_reconstructs_or_a_direction_refutes(matrix: list[list[Fraction]]) -> None:
    factors = exact_linear.ldl(matrix)
    direction = exact_linear.negative_direction(matrix)
    assert (factors is None) == (direction is not None)
    assert exact_linear.is_positive_semidefinite(matrix) == (direction is None)
    if direction is not None:
        assert quadratic(matrix, direction) < 0
        assert all(entry == int(entry) for entry in direction)
    else:
        assert factors is not None
        check_factors(matrix, factors)


def check_factors(matrix: list[list], factors: exact_linear.LDL) -> None:
    size = len(matrix)
    p, lower, d = factors.permutation, factors.lower, factors.diagonal
    assert sorted(p) == list(range(size))
    assert all(entry >= 0 for entry in d)
    assert all(lower[i][i] == 1 and not any(lower[i][i + 1 :]) for i in range(size))
    for i in range(size):
        for j in range(size):
            assert matrix[p[i]][p[j]] == sum((lower[i][k] * d[k] * lower[j][k] for k in range(size)), Fraction(0))


@pytest.mark.parametrize(
    ("matrix", "definite"),
    [
        ([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(5)]], True),
        ([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]], True),
        ([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(3)]], False),
        ([[Fraction(0), Fraction(1)], [Fraction(1), Fraction(7)]], False),
    ],
)
def test_irrational_matrices(matrix: list[list[Fraction]], definite: bool) -> None:
    scaled = with_roots(matrix)
    assert exact_linear.is_positive_semidefinite(scaled) is definite
    direction = exact_linear.negative_direction(scaled)
    if direction is not None:
        assert quadratic(scaled, direction) < 0
    else:
        factors = exact_linear.ldl(scaled)
        assert factors is not None
        check_factors(scaled, factors)
    assert exact_linear.rank(scaled) == exact_linear.rank(matrix)
    solution = exact_linear.solve(scaled, [ROOT, Fraction(1)])
    assert solution is None or times(scaled, solution) == [ROOT, 1]
    inverse = exact_linear.inverse(scaled)
    if inverse is not None:
        assert times(scaled, [row[0] for row in inverse]) == [1, 0]


def test_pseudo_inverse_value_does_not_depend_on_the_solution() -> None:
    matrix = [[Fraction(2), Fraction(2), Fraction(0)], [Fraction(2), Fraction(2), Fraction(0)], [Fraction(0)] * 3]
    found = exact_linear.solve_symmetric_psd(matrix, [Fraction(3), Fraction(3), Fraction(0)])
    assert found is not None
    solution, kernel = found
    assert len(kernel) == 2
    moved = [a + 5 * b - 7 * c for a, b, c in zip(solution, *kernel, strict=True)]
    for candidate in (solution, moved):
        assert times(matrix, candidate) == [3, 3, 0]
        assert candidate[0] * 3 + candidate[1] * 3 == Fraction(9, 2)
    assert exact_linear.solve_symmetric_psd(matrix, [Fraction(0), Fraction(0), Fraction(1)]) is None


def gram(size: int, rank: int, seed: int) -> list[list[Fraction]]:
    generator = random.Random(seed)
    factor = [[generator.randint(-9, 9) for _ in range(rank)] for _ in range(size)]
    return [[Fraction(sum(a * b for a, b in zip(p, q, strict=True)), 7) for q in factor] for p in factor]


@pytest.mark.parametrize(("size", "rank"), [(40, 60), (40, 12)])
def test_large_matrices_are_decided_by_certificate(size: int, rank: int) -> None:
    matrix = gram(size, rank, seed=size + rank)
    assert decide(matrix) == []
    assert exact_linear.is_positive_semidefinite(matrix)
    # Just outside: the null space of a singular matrix, and a diagonal that is too small, are seen exactly.
    matrix[3][3] -= Fraction(1, 10**6) if rank < size else 10**4
    direction = exact_linear.negative_direction(matrix)
    assert direction is not None
    assert quadratic(matrix, direction) < 0


def test_scales_beyond_floats() -> None:
    """diag(10^800, ..., 10^-800) plus a dense positive part, and the same with one sign turned."""
    size = 32
    matrix = gram(size, 40, seed=5)
    scales = [Fraction(10) ** (25 * (k - 16)) for k in range(size)]
    matrix = [
        [entry * a * b for entry, b in zip(row, scales, strict=True)] for row, a in zip(matrix, scales, strict=True)
    ]
    assert exact_linear.is_positive_semidefinite(matrix)
    matrix[0][1] = matrix[1][0] = 2 * max(matrix[0][0], matrix[1][1])
    direction = exact_linear.negative_direction(matrix)
    assert direction is not None
    assert quadratic(matrix, direction) < 0


def test_a_barely_indefinite_matrix() -> None:
    tiny = [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(-1, 10**11)]]
    assert not exact_linear.is_positive_semidefinite(tiny)
    assert exact_linear.is_positive_semidefinite([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1, 10**30)]])


def test_bad_shapes() -> None:
    with pytest.raises(ValueError, match="not symmetric"):
        exact_linear.ldl([[Fraction(1), Fraction(2)], [Fraction(0), Fraction(1)]])
    with pytest.raises(ValueError, match="not square"):
        exact_linear.is_positive_semidefinite([[Fraction(1), Fraction(2)]])
    with pytest.raises(ValueError, match="right-hand sides"):
        exact_linear.solve([[Fraction(1)]], [])
    with pytest.raises(ValueError, match="number of columns"):
        exact_linear.nullspace([])
    with pytest.raises(ValueError, match="square"):
        exact_linear.inverse([[Fraction(1), Fraction(2)]])
    assert exact_linear.nullspace([], 2) == [[1, 0], [0, 1]]
    assert exact_linear.rank([]) == 0
    assert exact_linear.inverse([]) == []
    assert exact_linear.particular_and_nullspace([], [], 1) == ([0], [[1]])
