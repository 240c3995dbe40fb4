"""Every vector conjugate obeys its contract, with exact multipliers and fifty digits.

Fenchel-Young at random points, tight at the minimizer, unbounded below outside the domain along a stated curve, closed
on the border of the domain, and right where the coefficient c is 0 (the perspective).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import mpmath
import pytest
from mpmath import mpf

from duality.algebra.atoms import atom_expression
from duality.derivation.dual_value import holds
from duality.derivation.rules.vector import VECTOR_RULES
from duality.model.derivation import Branch
from duality.model.expression import Expression
from duality.model.form import PLACEHOLDER
from tests.contracts.descent_directions import CURVES
from tests.contracts.high_precision import DIGITS, Undefined, evaluate, precise
from tests.derive.conjugate_cases import CASES, Case, Point

NAMES = [case.name for case in CASES]
ALONE = [case for case in CASES if not case.terms]
"""Without squares beside the atom, which bound L below wherever their coefficient is positive."""

TIGHT = mpf(10) ** -35


@pytest.fixture(autouse=True)
def fifty_digits() -> Iterator[None]:
    with mpmath.workdps(DIGITS):
        yield


def level(case: Case, point: Point, y: list[mpf]) -> mpf:
    """L at y; +inf outside the domain."""
    for bounds, v in zip(case.bounds, y, strict=False):
        if bounds.lower is not None:
            low = precise(Fraction(str(bounds.lower)))
            if v < low or (v == low and not bounds.lower_closed):
                return mpf("inf")
    where = {**point, **dict(zip(case.labels, y, strict=True))}
    c = precise(case.coefficient.at(point))
    total = mpmath.fsum(precise(slope.at(point)) * v for slope, v in zip(case.slopes, y, strict=True))
    try:
        for label, terms in zip(case.labels, case.terms, strict=False):
            for q, tree in terms:
                total += precise(q.at(point)) * precise(evaluate(tree, {PLACEHOLDER: where[label]}))
        return total + c * precise(evaluate(atom_expression(case.atom), where))
    except Undefined:
        return mpf("inf")


def branch_at(branches: list[Branch], point: Point) -> Branch | None:
    return next((branch for branch in branches if all(holds(c, point) for c in branch.conditions)), None)


def conjugate(branches: list[Branch], point: Point) -> mpf:
    branch = branch_at(branches, point)
    if branch is None:
        return mpf("-inf")
    assert isinstance(branch.value, Expression)
    return precise(evaluate(branch.value, point))


def points(case: Case, count: int, seed: str) -> list[Point]:
    generator = random.Random(case.name + seed)
    return [case.point(generator) for _ in range(count)]


def random_y(case: Case, generator: random.Random) -> list[mpf]:
    """Anywhere on a free direction, above the lower end of a bounded one."""
    y: list[mpf] = []
    for k in range(len(case.labels)):
        size = precise(Fraction(generator.randint(-400, 400), generator.choice((1, 7, 50, 400))))
        bounds = case.bounds[k] if case.bounds else None
        y.append(size if bounds is None or bounds.lower is None else precise(bounds.lower) + abs(size))
    return y


def test_every_kind_has_cases_and_curves() -> None:
    assert {case.atom.kind for case in CASES} == set(VECTOR_RULES) == set(CURVES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_fenchel_young(case: Case) -> None:
    """c*Phi(y) + s'y >= theta(multipliers) for every y."""
    generator = random.Random(case.name)
    branches = case.branches()
    for point in points(case, 30, "young"):
        value = conjugate(branches, point)
        for _ in range(12):
            assert level(case, point, random_y(case, generator)) >= value - TIGHT, point


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_tight_at_the_minimizer(case: Case) -> None:
    """L equals the value at the minimizer, wherever that is a point of the domain."""
    branches = case.branches()
    for point in points(case, 40, "tight"):
        branch = branch_at(branches, point)
        if branch is None or branch.minimizer is None:
            continue
        assert isinstance(branch.value, Expression)
        at = dict(branch.minimizer)
        try:
            y = [precise(evaluate(at[label], point)) for label in case.labels]
        except Undefined:
            assert branch.attained is not True, point
            continue
        found, value = level(case, point, y), precise(evaluate(branch.value, point))
        if branch.attained:
            assert found < mpf("inf"), point
        if found < mpf("inf"):
            assert abs(found - value) <= TIGHT * max(1, abs(value)), (point, y)


def curves(case: Case, point: Point) -> Iterator[Callable[[mpf], list[mpf]]]:
    """The witness curves in the labels' coordinates."""
    c = precise(case.coefficient.at(point))
    slopes: list[mpf] = []
    places: list[tuple[mpf, mpf]] = []
    for argument in case.atom.arguments:
        if argument.is_constant:
            continue
        ((label, scale),) = argument.terms
        k = case.labels.index(label)
        slopes.append(precise(case.slopes[k].at(point)) / precise(scale))
        places.append((precise(scale), precise(argument.constant)))
    order = [case.labels.index(a.terms[0][0]) for a in case.atom.arguments if not a.is_constant]
    weights = [
        precise(p)
        for k, p in enumerate(case.atom.parameters)
        if case.atom.kind == "logdet2" or k >= len(case.atom.arguments) or not case.atom.arguments[k].is_constant
    ]
    constant = any(a.is_constant for a in case.atom.arguments)
    if case.atom.kind == "monomial":
        weights = [-weight for weight in weights]
    for curve in CURVES[case.atom.kind](c, slopes, weights or [mpf(1)] * len(slopes), constant):

        def moved(t: mpf, curve=curve) -> list[mpf]:
            y = [mpf(0)] * len(case.labels)
            for k, u, (scale, offset) in zip(order, curve(t), places, strict=True):
                y[k] = (u - offset) / scale
            return y

        yield moved


@pytest.mark.parametrize("case", ALONE, ids=[case.name for case in ALONE])
def test_outside_the_domain_it_falls_along_a_curve(case: Case) -> None:
    branches = case.branches()
    for point in points(case, 40, "outside"):
        if branch_at(branches, point) is not None:
            continue
        ways = [[level(case, point, curve(mpf(10) ** k)) for k in (8, 16, 32)] for curve in curves(case, point)]
        assert any(a > b > c and c < -50 for a, b, c in ways), (point, ways[:3])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_closed_along_segments_to_the_border_and_to_c_equal_0(case: Case) -> None:
    """theta is an infimum of affine functions, hence concave and closed: along a segment its values converge."""
    branches = case.branches()
    drawn = points(case, 30, "border")
    inside = [point for point in drawn if conjugate(branches, point) > mpf("-inf")][:6]
    ends = [*inside, *({**point, "a": Fraction(0)} for point in drawn[:6])]
    near = Fraction(1, 2**1200)
    for start in inside:
        for end in ends:
            at_end = conjugate(branches, end)
            if at_end == mpf("-inf"):
                continue
            between = {name: end[name] + near * (start[name] - end[name]) for name in end}
            value = conjugate(branches, between)
            assert value > mpf("-inf"), (start, end)
            assert abs(value - at_end) <= mpf(10) ** -8 * max(1, abs(at_end)), (start, end)
