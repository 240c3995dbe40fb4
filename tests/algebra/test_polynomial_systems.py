"""Real solutions of polynomial systems, exact signs, comparisons and closed forms of algebraic numbers."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import flint
import pytest

from duality.algebra.evaluate import constant
from duality.algebra.polynomial_systems.algebraic import Algebraic, AlgebraicPoint, Ambiguous, sign
from duality.algebra.polynomial_systems.closed_forms import closed_form, minimal_coefficients
from duality.algebra.polynomial_systems.comparison import are_equal, compare, same_point
from duality.algebra.polynomial_systems.groebner import Outcome
from duality.algebra.polynomial_systems.solutions import real_solutions
from duality.algebra.polynomial_systems.trees import integer_ring, integral, polynomial_of, ring
from duality.language import parse


def floats(points: list[AlgebraicPoint]) -> list[tuple[float, ...]]:
    return sorted(
        tuple(float(Fraction(int(x.p), int(x.q))) if isinstance(x, flint.fmpq) else float(x) for x in p.balls(128))
        for p in points
    )


def solved(size: int, build) -> list[AlgebraicPoint]:
    context = integer_ring(size)
    found = real_solutions(build(*context.gens()), context)
    assert not isinstance(found, Outcome)
    return found


def test_himmelblau_has_nine_critical_points() -> None:
    def system(x, y):
        f = (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
        return [f.derivative(0), f.derivative(1)]

    points = solved(2, system)
    assert len(points) == 9
    assert [p.exact for p in points if p.field is None] == [(3, 2)]
    for x, y in floats(points):
        assert abs(4 * x * (x * x + y - 11) + 2 * (x + y * y - 7)) < 1e-9
        assert abs(2 * (x * x + y - 11) + 4 * y * (x + y * y - 7)) < 1e-9


def test_multiple_solutions_count_once_and_complex_ones_not_at_all() -> None:
    assert [p.exact for p in solved(2, lambda x, y: [(x - 1) ** 2 * (x + 2), (y - x) ** 3])] == [(1, 1), (-2, -2)]
    assert solved(2, lambda x, y: [x**2 + 1, y]) == []
    assert solved(2, lambda x, y: [x, x - 1, y]) == []
    assert floats(solved(1, lambda x: [(x**2 - 2) * (x - 1), (x**2 - 2) * (x + 5)])) == [
        (-math.sqrt(2),),
        (math.sqrt(2),),
    ]


def test_a_continuum_and_a_system_too_large_are_told() -> None:
    context = integer_ring(2)
    x, y = context.gens()
    assert real_solutions([x * y, x * (y - 1)], context) is Outcome.CONTINUUM
    assert real_solutions([], context) is Outcome.CONTINUUM
    assert real_solutions([x**40 - y, y**40 - x - 1], context) is Outcome.TOO_LARGE


@pytest.mark.parametrize("seed", range(12))
def test_solutions_made_from_known_points(seed: int) -> None:
    """Products of linear forms through chosen points: the chosen points are among the solutions, exactly."""
    rng = random.Random(seed)
    points = [(rng.randint(-4, 4), rng.randint(-4, 4)) for _ in range(3)]

    def system(x, y):
        first = second = 1
        for a, b in points:
            first = first * ((x - a) + rng.choice([1, 2, 3]) * (y - b))
            second = second * ((x - a) - rng.choice([1, 2, 3]) * (y - b))
        return [first, second]

    found = {tuple(map(int_or_none, p.exact)) for p in solved(2, system) if p.field is None}
    assert set(points) <= found


def int_or_none(value: flint.fmpq) -> int | None:
    return int(value.p) if value.q == 1 else None


def test_signs_are_exact() -> None:
    (point,) = [p for p in solved(1, lambda x: [x**2 - 2]) if float(p.balls(64)[0]) > 0]
    root = point.exact[0]
    assert isinstance(root, Algebraic)
    assert sign(root * root - 2) == 0
    # 665857/470832 is closer to sqrt(2) than doubles can tell after squaring.
    near = flint.fmpq(665857, 470832)
    assert sign(root - near) == -1
    assert sign((root - near) * (root + near)) == -1
    assert sign(1 / root - root / 2) == 0
    with pytest.raises(Ambiguous):
        sign(flint.arb(0, 1))
    with pytest.raises(ZeroDivisionError):
        (root - root).inverse()


def test_numbers_of_different_fields_compare() -> None:
    two = list(solved(1, lambda x: [x**2 - 2]))
    four = list(solved(1, lambda x: [x**4 - 10 * x**2 + 1]))  # +-sqrt(2)+-sqrt(3)
    root, both = two[1].exact[0], four[3].exact[0]
    assert compare(root, both) == -1
    assert are_equal(root, both) is False
    # (t^3 - 9t)/2 is sqrt(2) at t = sqrt(2) + sqrt(3)
    derived = (both * both * both - both * 9) / 2
    assert compare(derived, root) == 0
    assert are_equal(derived, root) is True
    assert not same_point(two[0], two[1])


@pytest.mark.parametrize(
    ("build", "texts"),
    [
        (lambda x: [4 * x**2 - 2], ["-sqrt(2)/2", "sqrt(2)/2"]),
        (lambda x: [x**2 - x - 1], ["1/2 - sqrt(5)/2", "1/2 + sqrt(5)/2"]),
        (lambda x: [x**3 - 2], ["2^(1/3)"]),
        (lambda x: [x**3 + 2], ["-2^(1/3)"]),
        (lambda x: [x**4 - 4 * x**2 + 2], None),
        (lambda x: [x**5 - x - 1], [None]),
    ],
)
def test_closed_forms_have_the_value_of_the_root(build, texts) -> None:
    values = [p.exact[0] for p in solved(1, build)]
    forms = [closed_form(value, minimal_coefficients(value)) for value in values]
    if texts is not None:
        assert [None if form is None else str(form) for form in forms] == texts
    for value, form in zip(values, forms, strict=True):
        if form is not None:
            assert float(constant(form)) == pytest.approx(float(value.field.ball(value.poly, 128)), rel=1e-14)


def test_trees_become_polynomials() -> None:
    problem = parse("var x, y\nmin (x - y)^2/2 + norm(x, 2*y)^2 + abs(x)^4 - 3*(x + 1)*y")
    context = ring(2)
    x, y = context.gens()
    found = polynomial_of(problem.objective, context, {"x": 0, "y": 1})
    assert found == (x - y) ** 2 / 2 + x**2 + 4 * y**2 + x**4 - 3 * (x + 1) * y
    for text in ("x/y", "sqrt(x^2 + y^2)", "abs(x)", "exp(x) + y", "x^(1/2) + y", "(x + y)^60"):
        assert polynomial_of(parse(f"var x, y\nmin {text}").objective, context, {"x": 0, "y": 1}) is None, text


def test_the_integral_multiple_is_primitive() -> None:
    x, y = ring(2).gens()
    found = integral(x * flint.fmpq(2, 3) - y * flint.fmpq(4, 9), integer_ring(2))
    assert sorted(map(int, found.coeffs())) == [-2, 3]
