"""Random problems in one and two variables, against a fine grid with polish that shares no code with the solvers."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.optimize import minimize

from duality.model.budget import Budget
from duality.model.solution import Rigor, Solution, Status
from duality.solving import solve
from tests.solve.forms import form

SEED = 20240811
COUNT = 200
GRID = {1: 20001, 2: 401}
REACH = 3.0

NUMPY = {name: getattr(np, name) for name in ("sin", "cos", "exp", "log", "abs", "sqrt")}


@dataclass(frozen=True)
class Case:
    """A statement, and its functions as Python text."""

    text: str
    names: tuple[str, ...]
    objective: str
    constraint: str | None
    boxed: bool


def _function(generator: random.Random, names: tuple[str, ...], *, coercive: bool) -> str:
    terms = []
    for _ in range(generator.randint(2, 4)):
        c = generator.choice([-3, -2, -1, 1, 2, 3]) * generator.choice([1, 1, 0.5, 0.25])
        u, v = generator.choice(names), generator.choice(names)
        shape = generator.choice(
            [
                f"{u}^2",
                f"{u}*{v}",
                f"{u}^3",
                f"{u}^2*{v}",
                f"sin({generator.randint(1, 4)}*{u})",
                f"cos({u}*{v})",
                f"exp(-{u}^2)",
                f"exp({generator.choice([0.5, -0.5])}*{u})",
                f"log({u}^2 + 1)",
                f"abs({u} - {generator.randint(-2, 2)})",
                f"{u}/({v}^2 + 1)",
                u,
            ]
        )
        terms.append(f"{c}*{shape}")
    if coercive:
        terms += [f"0.3*{name}^4" for name in names]
    return " + ".join(terms).replace("+ -", "- ")


def _case(generator: random.Random) -> Case:
    names = ("x",) if generator.random() < 0.4 else ("x", "y")
    boxed = generator.random() < 0.75
    objective = _function(generator, names, coercive=not boxed and generator.random() < 0.8)
    constraint = _function(generator, names, coercive=False) if generator.random() < 0.5 else None
    lines = [f"var {', '.join(names)}", f"min {objective}"]
    if constraint is not None:
        lines += ["s.t.", f"  {constraint} <= {(bound := generator.choice([-1, 0, 0.5, 1, 2]))}"]
        constraint = f"{constraint} - ({bound})"
    if boxed:
        lines += [f"domain {name} in [-{REACH}, {REACH}]" for name in names]
    return Case("\n".join(lines), names, objective, constraint, boxed)


def _evaluated(text: str, case: Case, points: np.ndarray) -> np.ndarray:
    scope = NUMPY | dict(zip(case.names, points, strict=True))
    with np.errstate(all="ignore"):
        # The text is this file's own; evaluating it here keeps the package's evaluation out of the reference.
        found = eval(text.replace("^", "**"), {"__builtins__": {}}, scope)  # noqa: S307
        return np.broadcast_to(found, points.shape[1:])


def _reference(case: Case) -> float:
    """The least f that a grid and polish find at points that are strictly feasible up to rounding."""
    axis = np.linspace(-REACH, REACH, GRID[len(case.names)])
    points = np.stack(np.meshgrid(*[axis] * len(case.names), indexing="ij")).reshape(len(case.names), -1)
    values = np.array(_evaluated(case.objective, case, points))
    if case.constraint is not None:
        values = np.where(_evaluated(case.constraint, case, points) <= 0, values, math.inf)
    best = float(values.min())
    for k in np.argsort(values)[:3] if math.isfinite(best) else ():
        best = min(best, _polished(case, points[:, k]))
    return best


def _polished(case: Case, start: np.ndarray) -> float:
    def at(text: str, x: np.ndarray) -> float:
        return float(_evaluated(text, case, np.asarray(x)[:, None])[0])

    rows = [] if case.constraint is None else [{"type": "ineq", "fun": lambda x: -at(case.constraint or "", x) - 1e-9}]
    found = minimize(
        lambda x: at(case.objective, x), start, method="SLSQP", bounds=[(-REACH, REACH)] * len(start), constraints=rows
    )
    x = np.clip(found.x, -REACH, REACH)
    feasible = case.constraint is None or at(case.constraint, x) <= 0
    return at(case.objective, x) if feasible and np.isfinite(x).all() else math.inf


def _check(case: Case, found: Solution) -> None:
    reference = _reference(case)
    scale = max(1.0, abs(reference)) if math.isfinite(reference) else 1.0
    strong = found.rigor is not Rigor.FOUND
    if found.status is Status.INFEASIBLE:
        assert not math.isfinite(reference)
    if found.status is Status.UNBOUNDED:
        assert not case.boxed
    assert found.lower <= reference + 1e-7 * scale
    if found.status is Status.OPTIMAL and found.value is not None:
        assert found.lower <= found.value + 1e-12 * scale
        if strong:
            assert found.value <= reference + 2e-6 * scale
    if found.point is not None and found.status is Status.OPTIMAL:
        x = np.array([[float(dict(found.point)[name])] for name in case.names])
        assert found.value == pytest.approx(float(_evaluated(case.objective, case, x)[0]), rel=1e-9, abs=1e-9)
        if case.constraint is not None:
            assert float(_evaluated(case.constraint, case, x)[0]) <= 1e-6 * scale
        if case.boxed:
            assert (np.abs(x) <= REACH + 1e-9).all()


def cases() -> list[Case]:
    generator = random.Random(SEED)
    return [_case(generator) for _ in range(COUNT)]


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text.replace("\n", "; "))
def test_no_bound_lies_above_a_known_value_and_no_verdict_is_false(case: Case) -> None:
    _check(case, solve(form(case.text), budget=Budget.of(5)))


@pytest.mark.parametrize("case", cases()[:8], ids=lambda case: case.text.replace("\n", "; "))
def test_the_first_random_problems(case: Case) -> None:
    _check(case, solve(form(case.text), budget=Budget.of(5)))
