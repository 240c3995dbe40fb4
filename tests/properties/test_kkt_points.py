"""Random polynomial problems: listed points satisfy KKT, and no independent search finds one that is missing."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import minimize, nnls

from duality.algebra.differentiate import derivative
from duality.algebra.evaluate import constant, exact_value, value
from duality.derivation.kkt_points import kkt_points
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.budget import Budget
from duality.model.expression import Negative
from duality.model.form import StandardForm
from duality.model.report import KKTPoints


def quadratic_program(seed: int) -> tuple[StandardForm, KKTPoints]:
    """min x'Qx + q'x over a random polytope inside a box, small integers, often degenerate."""
    rng = random.Random(seed)
    size = rng.randint(1, 3)
    names = [f"x[{k}]" for k in range(1, size + 1)]
    terms = [f"({rng.randint(-3, 3)})*{a}*{b}" for a, b in itertools.combinations_with_replacement(names, 2)]
    terms += [f"({rng.randint(-3, 3)})*{name}" for name in names]
    rows = [f"  -1 <= {name} <= {rng.randint(1, 2)}" for name in names]
    for _ in range(rng.randint(0, 3)):
        left = " + ".join(f"({rng.randint(-2, 2)})*{name}" for name in names)
        rows.append(f"  {left} {rng.choice(['<=', '<=', '=']) if size > 1 else '<='} {rng.randint(0, 2)}")
    form = standardize(parse("\n".join([f"var x[1..{size}]", "min " + " + ".join(terms), "s.t.", *rows])))
    found = kkt_points(form, budget=Budget.of(30))
    assert found is not None
    return form, found


@pytest.mark.parametrize("seed", range(120))
def test_points_of_random_quadratic_programs_satisfy_kkt_exactly(seed: int) -> None:
    form, found = quadratic_program(seed)
    for point in found.points:
        x = dict(point.point)
        assert all(isinstance(v, Fraction) for v in x.values())
        multipliers = dict(point.multipliers)
        slopes = {name: exact_value(derivative(form.objective_expression, name), x) for name in form.variables}
        for c in form.constraints:
            level = exact_value(c.expression, x)
            multiplier = multipliers[c.name]
            if c.constraint.kind == "equality":
                assert level == 0
            else:
                assert level <= 0 <= multiplier and level * multiplier == 0
            for name in form.variables:
                slopes[name] = slopes[name] + multiplier * exact_value(derivative(c.expression, name), x)
        assert all(slope == 0 for slope in slopes.values())


@pytest.mark.parametrize("seed", range(60))
def test_the_least_value_of_random_quadratic_programs_is_on_the_list(seed: int) -> None:
    form, found = quadratic_program(seed)
    grid = itertools.product(*[[Fraction(k, 3) for k in range(-3, 7)]] * len(form.variables))
    best = None
    for place in grid:
        x = dict(zip(form.variables, place, strict=True))
        levels = [(c.constraint.kind, exact_value(c.expression, x)) for c in form.constraints]
        if all(level == 0 if kind == "equality" else level <= 0 for kind, level in levels):
            level = exact_value(form.objective_expression, x)
            best = level if best is None else min(best, level)
    if found.minimum is None:
        assert not found.complete and "continuum" in found.note
        return
    if best is None:
        return
    assert found.minimum.exact is not None
    assert constant(found.minimum.exact) <= best
    if found.points:
        assert found.minimum.value == min(point.value for point in found.points)
    else:
        assert not found.complete and "continuum" in found.note


def curved_problem(seed: int) -> tuple[StandardForm, KKTPoints] | None:
    rng = random.Random(1000 + seed)
    size = rng.choice([1, 2, 2, 3])
    names = [f"x[{k}]" for k in range(1, size + 1)]

    def polynomial(degree: int) -> str:
        monomials = [m for m in itertools.product(range(degree + 1), repeat=size) if 0 < sum(m) <= degree]
        return " + ".join(
            f"({rng.randint(-3, 3)})*" + "*".join(f"{n}^{e}" for n, e in zip(names, m, strict=True) if e)
            for m in monomials
        )

    rows = [f"  {polynomial(rng.choice([1, 2, 2, 3]))} <= {rng.randint(-1, 3)}" for _ in range(rng.randint(0, 2))]
    rows.append("  " + " + ".join(f"{name}^2" for name in names) + f" <= {rng.choice([1, 2, 4])}")
    text = [f"var x[1..{size}]", f"min {polynomial(rng.choice([2, 3, 3]))}", "s.t.", *rows]
    form = standardize(parse("\n".join(text)))
    found = kkt_points(form, budget=Budget.of(30))
    return (form, found) if found is not None and found.complete else None


def stationarity(form: StandardForm, x: np.ndarray) -> float:
    """The least residual of grad f + sum alpha_i grad c_i over alpha >= 0 of the active constraints."""
    place = dict(zip(form.variables, map(float, x), strict=True))
    slope = np.array([value(derivative(form.objective_expression, name), place) for name in form.variables])
    active = [c for c in form.constraints if value(c.expression, place) > -1e-6]
    columns = [[value(derivative(c.expression, name), place) for name in form.variables] for c in active]
    return float(np.linalg.norm(slope)) if not columns else float(nnls(np.array(columns).T, -slope)[1])


@pytest.mark.parametrize("seed", range(25))
def test_no_local_search_ends_beside_the_list(seed: int) -> None:
    made = curved_problem(seed)
    if made is None:
        return
    form, found = made
    known = np.array([[float(v) for _, v in point.point] for point in found.points]).reshape(-1, len(form.variables))
    for point in found.points:
        if point.kind != "Fritz John":
            assert stationarity(form, np.array([float(v) for _, v in point.point])) < 1e-6

    def read(node):
        return lambda x: value(node, dict(zip(form.variables, map(float, x), strict=True)))

    constraints = [{"type": "ineq", "fun": read(Negative(c.expression))} for c in form.constraints]
    start = np.random.default_rng(seed)
    for _ in range(3):
        begin = start.uniform(-1.2, 1.2, len(form.variables))
        end = minimize(read(form.objective_expression), begin, constraints=constraints, method="SLSQP", tol=1e-12)
        broken = max(0.0, *(-c["fun"](end.x) for c in constraints))
        if broken > 1e-7 or stationarity(form, end.x) > 1e-4:
            continue
        assert len(known), "the list is empty, but a local search has found a point"
        assert np.abs(known - end.x).max(axis=1).min() < 1e-2
        if found.minimum is not None:
            assert found.minimum.value is not None
            assert found.minimum.value <= end.fun + 1e-6
