"""inf over t of sum c_k phi_k(t) + d t against a dense numeric infimum, at random and at border multipliers.

For every case and every sampled multiplier: where branches hold they agree, with each other and with the numeric
infimum; the minimizer attains the value; an infimum that is not attained is met nowhere; and where no branch holds, g
falls on and on as the box grows.
"""

import functools
import itertools
import math
import random
from fractions import Fraction

import numpy as np
import pytest

from duality.algebra.atoms import affine_expression
from duality.algebra.evaluate import value, values
from duality.derivation.rules.univariate import Refusal, infimum
from duality.model.derivation import Branch, Condition, ImplicitMinimum
from duality.model.expression import Expression, number
from duality.model.form import PLACEHOLDER, Bounds
from tests.derive.univariate_cases import CASES, HALF, NONNEGATIVE, T

GRID = np.concatenate([np.linspace(-12, 12, 961), np.logspace(1, 2.9, 60), -np.logspace(1, 2.9, 60)])


@functools.cache
def branches_of(name: str) -> tuple[Branch, ...]:
    terms, slope, bounds = CASES[name]
    branches = infimum(terms, slope, bounds, NONNEGATIVE)
    assert not isinstance(branches, Refusal), branches
    return branches


def body_at(terms, slope, point):
    """g as a tree in t alone, its coefficients exact numbers."""
    nodes = [number(c.at(point)) * phi for c, phi in terms if c.at(point) != 0] + [number(slope.at(point)) * T]
    result = nodes[0]
    for node in nodes[1:]:
        result = result + node
    return result


def samples(bounds: Bounds, radius: float) -> np.ndarray:
    """Points of the interval, dense near its ends: up to ``radius`` from 0, and from an open end 1/radius away."""
    low = -radius if bounds.lower is None else float(bounds.lower)
    high = radius if bounds.upper is None else float(bounds.upper)
    tails = np.logspace(-np.log10(radius), np.log10(radius), 200)
    points = np.concatenate(
        [GRID, low + tails, high - tails, np.linspace(max(low, -50), min(high, 50), 401), tails, -tails]
    )
    inside = (points >= low + 1 / radius) & (points <= high - 1 / radius) & (np.abs(points) <= radius)
    ends = [low] * (bounds.lower is not None and bounds.lower_closed)
    ends += [high] * (bounds.upper is not None and bounds.upper_closed)
    return np.unique(np.concatenate([points[inside], ends]))


def numeric_infimum(body: Expression, bounds: Bounds, radius: float = 1e6) -> tuple[float, float]:
    """The least value found and where, by a grid refined around its best points."""
    points = samples(bounds, radius)
    heights = values(body, {PLACEHOLDER: points})
    heights = np.where(np.isnan(heights), np.inf, heights)
    best = int(np.argmin(heights))
    height, place = float(heights[best]), float(points[best])
    for start in np.argsort(heights)[:2]:
        low, high = points[max(start - 1, 0)], points[min(start + 1, len(points) - 1)]
        for _ in range(9):
            inner = np.linspace(low, high, 41)
            found = values(body, {PLACEHOLDER: inner})
            found = np.where(np.isnan(found), np.inf, found)
            k = int(np.argmin(found))
            if found[k] < height:
                height, place = float(found[k]), float(inner[k])
            low, high = inner[max(k - 1, 0)], inner[min(k + 1, 40)]
    return height, place


def holds(branch: Branch, point) -> bool:
    """Exactly for rational conditions, up to rounding for irrational ones."""
    for condition in branch.conditions:
        assert isinstance(condition, Condition)
        amount = signed_amount(condition, point)
        met = {">=": amount >= 0, ">": amount > 0, "=": amount == 0}
        if not met[condition.relation]:
            return False
    return True


def signed_amount(condition: Condition, point):
    affine = condition.affine
    assert affine is not None
    if all(isinstance(c, Fraction) for c in (affine.constant, *(c for _, c in affine.terms))):
        return affine.at(point)
    amount = value(condition.expression, {name: float(v) for name, v in point.items()})
    return 0 if abs(amount) < 1e-12 else amount


def multipliers(name: str):
    """Border values and random ones, the same in every run."""
    chance = random.Random(name)
    pairs = [*itertools.product((0, 1, HALF), (-3, -2, -1, 0, 1, 2, 3)), (1, 7), (2, -8)]
    pairs += [(Fraction(chance.randint(1, 30), 10), Fraction(chance.randint(-40, 40), 7)) for _ in range(4)]
    for a, b in pairs:
        yield {"alpha_1": Fraction(a), "alpha_2": chance.choice([Fraction(0), Fraction(7, 3)]), "beta_1": Fraction(b)}


def branch_value(branch: Branch, point) -> float:
    numbers = {name: float(v) for name, v in point.items()}
    if isinstance(branch.value, ImplicitMinimum):
        ends = [None if end is None else Fraction(value(end, {})) for end in (branch.value.lower, branch.value.upper)]
        fixed = substituted(branch.value.body, point)
        return numeric_infimum(fixed, Bounds(*ends))[0]
    assert isinstance(branch.value, Expression)
    return value(branch.value, numbers)


def substituted(body: Expression, point) -> Expression:
    from duality.algebra.atoms import substitute

    return substitute(body, {name: number(v) for name, v in point.items()})


def check_finite(branches, body, bounds, point):
    height, place = numeric_infimum(body, bounds)
    expected = branch_value(branches[0], point)
    scale = max(1.0, abs(expected))
    assert height >= expected - 1e-8 * scale, f"below the infimum: {height} < {expected} at t = {place}"
    if branches[0].minimizer is None:
        slack = 1e-5 if branches[0].attained else 5e-3
        assert height <= expected + slack * scale, f"never met: {height} > {expected}"
    for other in branches[1:]:
        assert branch_value(other, point) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert len({branch.attained for branch in branches}) == 1, "branches that overlap disagree on attainment"
    for branch in branches:
        check_attained(branch, body, bounds, point, expected)


def check_attained(branch, body, bounds, point, expected):
    scale = max(1.0, abs(expected))
    if branch.attained is False:
        heights = values(body, {PLACEHOLDER: samples(bounds, 5.0)})
        assert np.nanmin(heights) > expected, "attained after all"
        assert branch.minimizer is None
    if branch.minimizer is not None:
        ((name, tree),) = branch.minimizer
        assert name == PLACEHOLDER
        t = value(tree, {key: float(v) for key, v in point.items()})
        assert bounds.lower is None or t >= float(bounds.lower) - 1e-12
        assert bounds.upper is None or t <= float(bounds.upper) + 1e-12
        assert value(body, {PLACEHOLDER: t}) == pytest.approx(expected, rel=1e-8, abs=1e-8 * scale)
    elif branch.attained is True:
        assert numeric_infimum(body, bounds)[0] <= expected + 1e-6 * scale


def check_unbounded(body, bounds):
    """g keeps falling as the box grows, or toward an end that does not belong to the interval."""
    near, _ = numeric_infimum(body, bounds, radius=30.0)
    far, _ = numeric_infimum(body, bounds, radius=1e9)
    assert far < near - 1, f"claimed -inf, found {far}"


@pytest.mark.parametrize("name", CASES)
def test_infimum_agrees_with_a_dense_search(name):
    terms, slope, bounds = CASES[name]
    branches = branches_of(name)
    finite = unbounded = 0
    for point in multipliers(name):
        body = body_at(terms, slope, point)
        holding = [branch for branch in branches if holds(branch, point)]
        if holding:
            check_finite(holding, body, bounds, point)
            finite += 1
        else:
            check_unbounded(body, bounds)
            unbounded += 1
    assert unbounded if not branches else finite, "no sampled multiplier lies in a branch"


@pytest.mark.parametrize("name", CASES)
def test_conditions_are_primitive_and_minimal(name):
    for branch in branches_of(name):
        assert len(set(branch.conditions)) == len(branch.conditions)
        for condition in branch.conditions:
            assert isinstance(condition, Condition)
            assert condition.affine is not None
            assert condition.affine.terms, f"{condition} is constant"
            assert affine_expression(condition.affine) == condition.expression
            known = (
                all(n in NONNEGATIVE and c > 0 for n, c in condition.affine.terms) and condition.affine.constant >= 0
            )
            assert not (known and condition.relation == ">="), f"{condition} holds always"
            numbers = [condition.affine.constant, *(c for _, c in condition.affine.terms)]
            if all(isinstance(c, Fraction) for c in numbers):
                assert math.gcd(*(c.numerator for c in numbers)) == 1
                assert math.lcm(*(c.denominator for c in numbers)) == 1


@pytest.mark.parametrize("name", CASES)
def test_steps_fill_their_places(name):
    for branch in branches_of(name):
        assert branch.steps
        for step in branch.steps:
            sentence = step.reason.format(*(f"<{k}>" for k in range(len(step.formulas))))
            assert all(f"<{k}>" in sentence for k in range(len(step.formulas)))
            assert sentence.endswith(":" if step.display else ".")
