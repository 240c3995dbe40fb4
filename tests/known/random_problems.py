"""Random problems over a box with reference values from a fine grid, which share no code with the package.

Over the points x_k of the grid, max over y of min_k f(x_k) + y'(c, h)(x_k) bounds d* from above, and the least f at
feasible points (after polish) bounds p* from above; both are close to the true values for smooth functions.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog, minimize

SEED = 20261123
REACH = 2.0
GRID = {1: 8001, 2: 201}
BOX = 60.0
"""|y| <= BOX in the reference dual; where it touches the border nothing is compared."""

NUMPY = {name: getattr(np, name) for name in ("sin", "cos", "exp", "log", "abs", "sqrt")} | {"max": np.maximum}


@dataclass(frozen=True)
class Random:
    """A statement (min form) and its functions as Python text."""

    text: str
    names: tuple[str, ...]
    objective: str
    constraint: str
    kind: str


def random_problems(count: int) -> list[Random]:
    generator = random.Random(SEED)
    return [_problem(generator) for _ in range(count)]


def _problem(generator: random.Random) -> Random:
    names = ("x",) if generator.random() < 0.45 else ("x", "y")
    objective, constraint = _function(generator, names), _function(generator, names)
    kind = generator.choice(["<=", "<=", "="])
    bound = generator.choice([-1, 0, 0.5, 1])
    lines = [f"var {', '.join(names)}", *(f"domain {name} in [-{REACH}, {REACH}]" for name in names)]
    lines += [f"min {objective}", f"s.t. a: {constraint} {kind} {bound}"]
    return Random("\n".join(lines), names, objective, f"{constraint} - ({bound})", kind)


def _function(generator: random.Random, names: tuple[str, ...]) -> str:
    terms = []
    for _ in range(generator.randint(1, 3)):
        c = generator.choice([-3, -2, -1, 1, 2, 3]) * generator.choice([1, 1, 0.5])
        u, v = generator.choice(names), generator.choice(names)
        shapes = [f"{u}^2", f"{u}*{v}", f"{u}^3", f"{u}^4", f"sin({generator.randint(1, 3)}*{u})", f"cos({u} + {v})"]
        shapes += [f"exp({generator.choice([1, -1])}*{u})", f"log({u}^2 + 1)", f"abs({u})", f"max({u}, {v} - 1)", u, u]
        shapes += [f"exp(-{u}^2)", f"sqrt({u}^2 + {v}^2 + 1)", f"{u}/({v}^2 + 1)"]
        terms.append(f"{c}*{generator.choice(shapes)}")
    return " + ".join(terms).replace("+ -", "- ")


@dataclass(frozen=True)
class Reference:
    """Upper bounds of p* and d*; ``d`` is nan where its multiplier touches the border of the box."""

    p: float
    d: float


def reference(case: Random) -> Reference:
    axis = np.linspace(-REACH, REACH, GRID[len(case.names)])
    points = np.stack(np.meshgrid(*[axis] * len(case.names), indexing="ij")).reshape(len(case.names), -1)
    f, c = _evaluated(case.objective, case, points), _evaluated(case.constraint, case, points)
    return Reference(_primal(case, points, f, c), _dual(case, f, c))


def _dual(case: Random, f: np.ndarray, c: np.ndarray) -> float:
    rows = np.stack([np.ones_like(f), -c], axis=1)
    low = 0.0 if case.kind == "<=" else -BOX
    found = linprog([-1.0, 0.0], A_ub=rows, b_ub=f, bounds=[(None, None), (low, BOX)], method="highs")
    if not found.success or abs(found.x[1]) > 0.99 * BOX:
        return math.nan
    return float(found.x[0])


def _primal(case: Random, points: np.ndarray, f: np.ndarray, c: np.ndarray) -> float:
    best = math.inf
    if case.kind == "<=":
        feasible = c <= 0
        best = float(f[feasible].min()) if feasible.any() else math.inf
        near = np.argsort(np.where(feasible, f, math.inf))[:3]
    else:
        near = np.argsort(np.abs(c) * 100 + f - f.min())[:6]
    for k in near:
        best = min(best, _polished(case, points[:, k]))
    return best


def _polished(case: Random, start: np.ndarray) -> float:
    def at(text: str, x: np.ndarray) -> float:
        return float(_evaluated(text, case, np.asarray(x)[:, None])[0])

    kind = "ineq" if case.kind == "<=" else "eq"
    rows = [{"type": kind, "fun": lambda x: -at(case.constraint, x)}]
    with np.errstate(all="ignore"):
        found = minimize(
            lambda x: at(case.objective, x),
            start,
            method="SLSQP",
            bounds=[(-REACH, REACH)] * len(start),
            constraints=rows,
            options={"ftol": 1e-14},
        )
    x = np.clip(found.x, -REACH, REACH)
    if not np.isfinite(x).all():
        return math.inf
    violation = at(case.constraint, x) if case.kind == "<=" else abs(at(case.constraint, x))
    return at(case.objective, x) if violation <= 1e-10 else math.inf


def _evaluated(text: str, case: Random, points: np.ndarray) -> np.ndarray:
    scope = NUMPY | dict(zip(case.names, points, strict=True))
    with np.errstate(all="ignore"):
        # The text is this file's own; evaluating it here keeps the package's evaluation out of the reference.
        found = eval(text.replace("^", "**"), {"__builtins__": {}}, scope)  # noqa: S307
    return np.broadcast_to(found, points.shape[1:]).astype(float)
