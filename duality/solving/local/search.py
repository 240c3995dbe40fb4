"""SLSQP from many starts: the best feasible local minimum, and where the search ran away."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import numpy as np

from duality.errors import OutOfBudget
from duality.model.budget import checkpoint
from duality.named_tuples import NamedTuple
from duality.records import record
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.starts import starting_points
from duality.solving.task import Limits

REPEATED = 10
"""How often the best value is found again before the search stops."""

FEASIBLE = 1e-7
"""Violation, relative to 1 + |x|, up to which a local minimum counts."""

SUNK = -1e12
"""An objective below this is taken for a descent to -inf."""

OUTSIDE = 1e20
"""The value given to SLSQP where a function is undefined, so that its line search steps back."""


@record
class Found:
    """The best local minimum (``None``: no feasible one), and (start, end) of a search whose f fell out of sight."""

    x: np.ndarray | None
    value: float = np.inf
    runaway: tuple[np.ndarray, np.ndarray] | None = None


class Finish(NamedTuple):
    """When SLSQP stops: after so many rounds, or where a step changes f by less than this."""

    rounds: int
    change: float


SKETCHED = Finish(50, 1e-9)
"""As near as a picture shows."""


class SunkError(Exception):
    """The search met a feasible x where f is out of sight."""

    def __init__(self, x: np.ndarray) -> None:
        super().__init__("f falls out of sight")
        self.x = x


def search(compiled: CompiledForm, limits: Limits, suffices: Callable[[np.ndarray], bool] | None = None) -> Found:
    """Local minima from one start after the other, until one ``suffices`` (in a convex problem, one that is stationary)
    or the best was found again and again."""
    best, hits = Found(None), 0
    for start in starting_points(compiled, _count(len(compiled.variables))):
        try:
            x = local_minimum(compiled, start, limits)
        except SunkError as sunk:
            return Found(best.x, best.value, (start, sunk.x))
        except OutOfBudget:
            return best
        if x is not None and is_feasible(compiled, x):
            value = compiled.objective.value(x)
            if value < best.value - 1e-8 * (1 + abs(value)):
                best, hits = Found(x, value), 0
                limits.watch.saw(upper=value)
            hits = hits + 1 if abs(value - best.value) <= 1e-8 * (1 + abs(value)) else hits
            if hits >= REPEATED or (suffices is not None and suffices(x)):
                return best
        if limits.budget.is_over:
            break
    return best


def _count(size: int) -> int:
    """How many starts."""
    return 30 if size <= 6 else 40 if size <= 20 else 6


def local_minimum(
    compiled: CompiledForm, start: np.ndarray, limits: Limits, finish: Finish | None = None
) -> np.ndarray | None:
    """Where SLSQP ends from ``start``, inside the bounds; ``None`` where it breaks or f is undefined there.

    Without a ``finish`` it goes on as far as floats and the tolerance allow.
    """
    from scipy.optimize import minimize

    finish = finish or Finish(150, min(limits.tolerance, 1e-9) * 1e-3)

    def objective(x: np.ndarray) -> tuple[float, np.ndarray]:
        checkpoint("looking for a local minimum")
        value, gradient = compiled.objective.value_and_gradient(x)
        if value < SUNK and is_feasible(compiled, x):
            raise SunkError(x.copy())
        if not (np.isfinite(value) and np.isfinite(gradient).all()):
            return OUTSIDE, np.nan_to_num(gradient, nan=0.0, posinf=0.0, neginf=0.0)
        return value, gradient

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            result = minimize(
                objective,
                start,
                jac=True,
                method="SLSQP",
                bounds=compiled.box,
                constraints=list(_constraints(compiled)),
                options={"maxiter": finish.rounds, "ftol": finish.change},
            )
        except SunkError:
            raise
        except (ValueError, ArithmeticError, np.linalg.LinAlgError):
            return None
    x = np.clip(result.x, compiled.lower, compiled.upper)
    return x if np.isfinite(x).all() and np.isfinite(compiled.objective.value(x)) else None


def _constraints(compiled: CompiledForm) -> Iterator[dict[str, object]]:
    """SLSQP wants inequalities as >= 0."""
    for row in compiled.inequalities:
        yield {
            "type": "ineq",
            "fun": lambda x, row=row: _finite(-row.value(x)),
            "jac": lambda x, row=row: np.nan_to_num(-row.gradient(x), posinf=0.0, neginf=0.0),
        }
    for row in compiled.equalities:
        yield {
            "type": "eq",
            "fun": lambda x, row=row: _finite(row.value(x)),
            "jac": lambda x, row=row: np.nan_to_num(row.gradient(x), posinf=0.0, neginf=0.0),
        }


def _finite(value: float) -> float:
    return value if np.isfinite(value) else -OUTSIDE


def is_feasible(compiled: CompiledForm, x: np.ndarray) -> bool:
    """Every row within `FEASIBLE` of holding (False where one is undefined)."""
    allowed = FEASIBLE * (1 + float(np.abs(x).max(initial=0.0)))
    return all(row.value(x) <= allowed for row in compiled.inequalities) and all(
        abs(row.value(x)) <= allowed for row in compiled.equalities
    )
