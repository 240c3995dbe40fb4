"""Inertia, copositivity and the second-order class, held against dense samples and known cases."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import flint
import pytest

from duality.derivation.kkt_points import kkt_points
from duality.derivation.kkt_points.copositive import copositivity
from duality.derivation.kkt_points.inertia import Inertia, inertia
from duality.derivation.kkt_points.linear import nonnegative_solution, null_space
from duality.derivation.standardize import standardize
from duality.language import parse

Q = flint.fmpq


def matrix(*rows: tuple[int, ...]) -> list[list]:
    return [[Q(entry) for entry in row] for row in rows]


def form(m: list[list], v: tuple[int, ...]) -> flint.fmpq:
    return sum((m[i][j] * v[i] * v[j] for i in range(len(v)) for j in range(len(v))), Q(0))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (((1, 0), (0, 1)), Inertia(2, 0, 0)),
        (((0, 1), (1, 0)), Inertia(1, 1, 0)),
        (((0, 0), (0, 0)), Inertia(0, 0, 2)),
        (((1, 2), (2, 4)), Inertia(1, 0, 1)),
        (((0, 1, 0), (1, 0, 0), (0, 0, -3)), Inertia(1, 2, 0)),
    ],
)
def test_inertia(rows, expected) -> None:
    assert inertia(matrix(*rows)) == expected


@pytest.mark.parametrize("seed", range(40))
def test_inertia_is_that_of_a_congruent_diagonal(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(1, 4)
    diagonal = [rng.choice([-2, -1, 0, 1, 3]) for _ in range(size)]
    # A unit triangular congruence is invertible.
    t = [[1 if i == j else rng.randint(-3, 3) if i < j else 0 for j in range(size)] for i in range(size)]
    rows = [[Q(sum(t[k][i] * diagonal[k] * t[k][j] for k in range(size))) for j in range(size)] for i in range(size)]
    counts = [sum((d > 0) - (d < 0) == s for d in diagonal) for s in (1, -1, 0)]
    assert inertia(rows) == Inertia(*counts)


def test_copositive_matrices() -> None:
    assert copositivity(matrix((1, -1), (-1, 1))) == "copositive"
    assert copositivity(matrix((1, -2), (-2, 1))) == "not"
    assert copositivity(matrix((1, 5), (5, 1))) == "strictly"
    assert copositivity(matrix((0, 1), (1, 0))) == "copositive"
    assert copositivity(matrix((0, -1), (-1, 9))) == "not"
    # Horn's matrix is copositive, and no sum of a semidefinite and a nonnegative one.
    horn = matrix((1, -1, 1, 1, -1), (-1, 1, -1, 1, 1), (1, -1, 1, -1, 1), (1, 1, -1, 1, -1), (-1, 1, 1, -1, 1))
    assert copositivity(horn) == "copositive"
    assert copositivity([[entry + (i == j) for j, entry in enumerate(row)] for i, row in enumerate(horn)]) == "strictly"
    horn[0][0] = Q(9, 10)
    assert copositivity(horn) == "not"
    assert copositivity(matrix(*([(1,) * 9] * 9))) is None


@pytest.mark.parametrize("seed", range(150))
def test_copositivity_agrees_with_a_lattice(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(1, 3)
    m = [[Q(0)] * size for _ in range(size)]
    for i in range(size):
        for j in range(i, size):
            m[i][j] = m[j][i] = Q(rng.randint(-3, 4))
    values = [form(m, v) for v in itertools.product(range(7), repeat=size) if any(v)]
    found = copositivity(m)
    if min(values) < 0:
        assert found == "not"
    elif min(values) == 0:
        assert found in ("copositive", "not")
    if found == "strictly":
        assert min(values) > 0


@pytest.mark.parametrize("seed", range(60))
def test_nonnegative_solutions_solve_and_are_found(seed: int) -> None:
    rng = random.Random(seed)
    rows, signed, free = rng.randint(1, 3), rng.randint(1, 4), rng.randint(0, 2)
    system = [[Q(rng.randint(-3, 3)) for _ in range(signed + free)] for _ in range(rows)]
    hidden = [rng.randint(0, 2) for _ in range(signed)] + [rng.randint(-2, 2) for _ in range(free)]
    right = [sum((a * x for a, x in zip(row, hidden, strict=True)), Q(0)) for row in system]
    found = nonnegative_solution(system, right, signed)
    assert found is not None, "a solution was planted"
    assert all(value >= 0 for value in found.values[:signed])
    for row, bound in zip(system, right, strict=True):
        assert sum((a * x for a, x in zip(row, found.values, strict=True)), Q(0)) == bound
    # Farkas: with y'A >= 0 on the signed part, = 0 on the free part and y'b < 0 there is none.
    blocked = [*system, [Q(1)] * signed + [Q(0)] * free]
    assert nonnegative_solution(blocked, [*right, Q(-1)], signed) is None


def test_null_spaces() -> None:
    vectors = null_space(matrix((1, 2, 3), (2, 4, 6)), 3)
    assert len(vectors) == 2
    assert all(v[0] + 2 * v[1] + 3 * v[2] == 0 for v in vectors)
    assert null_space([], 2) == [[Q(1), Q(0)], [Q(0), Q(1)]]


def kind_at_zero(text: str) -> tuple[str, bool]:
    found = kkt_points(standardize(parse(text)))
    assert found is not None and found.complete, found
    point = next(p for p in found.points if all(value == 0 for _, value in p.point))
    return point.kind, point.strict


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("min x^3 - x^4", ("saddle", False)),
        ("min x^4 - x^6", ("local min", True)),
        ("min -x^4 + x^6", ("local max", True)),
        ("min x^3 - x^4\ns.t. x >= 0", ("local min", True)),
        ("min -x^3 + x^4\ns.t. x >= 0", ("local max", True)),
        ("min x^2 - y^2 + x^3 + y^4", ("saddle", False)),
        ("min x^2 - y^2\ns.t.\n y >= 0\n y <= 1\n x <= 1\n x >= -1", ("saddle", False)),
        ("min x^2 - y^2\ns.t. y^2 <= x^2/4\n x >= 0\n x <= 1\n y >= -2\n y <= 2", ("global min", False)),
        ("min y - x^2\ns.t.\n y >= 0\n y <= 2\n x <= 1\n x >= -1", ("saddle", False)),
        ("min y - x^2\ns.t.\n y >= 2*x^2\n y <= 2", ("global min", True)),
        ("min y - x^2\ns.t.\n y >= x^2/2\n y <= 2", ("saddle", False)),
        ("min x*y\ns.t.\n x >= 0\n y >= 0\n x^2 + y^2 + x*y <= 1 + x", None),
        ("min x*y + x^2 + y^2/5\ns.t.\n x >= 0\n y >= 0\n x + y <= 1", ("global min", True)),
        ("min -x*y - x^2\ns.t.\n x >= 0\n y >= 0\n x + y <= 1", ("local max", False)),
    ],
)
def test_degenerate_and_weakly_active_points(text: str, kind: tuple[str, bool] | None) -> None:
    if kind is None:
        found = kkt_points(standardize(parse(text)))
        assert found is not None and not found.complete, "the faces x = 0 and y = 0 are full of KKT points"
        return
    assert kind_at_zero(text) == kind


@pytest.mark.parametrize("seed", range(30))
def test_random_cubics_on_a_box_behave_as_their_class_says(seed: int) -> None:
    """f is sampled around each point: nothing below a minimum, nothing above a maximum, both at a saddle."""
    rng = random.Random(seed)
    monomials = [(i, j) for i in range(4) for j in range(4 - i) if i + j]
    coefficients = {m: rng.randint(-3, 3) for m in monomials}
    text = " + ".join(f"({c})*x^{i}*y^{j}" for (i, j), c in coefficients.items())
    found = kkt_points(standardize(parse(f"var x, y\nmin {text}\ns.t.\n x >= 0\n x <= 1\n y >= 0\n y <= 1")))
    assert found is not None
    step = Fraction(1, 10**6)
    for point in found.points:
        x, y = (Fraction(float(v)) if not isinstance(v, Fraction) else v for _, v in point.point)
        value = sum(c * x**i * y**j for (i, j), c in coefficients.items())
        changes = []
        for a, b in itertools.product(range(-8, 9), repeat=2):
            u, v = x + a * step, y + b * step
            if (a or b) and 0 <= u <= 1 and 0 <= v <= 1:
                changes.append(float(sum(c * u**i * v**j for (i, j), c in coefficients.items()) - value))
        slack = 1e-16
        match point.kind:
            case "local min" | "global min":
                assert min(changes) >= -slack
            case "local max":
                assert max(changes) <= slack
            case "saddle":
                assert min(changes) < 0 < max(changes)
