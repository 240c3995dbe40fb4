"""A standard form compiled for branch and bound: f, the rows that D and the constraints demand, and a Lagrangian.

For feasible x and alpha >= 0, L(x, alpha, beta) <= f(x); near a KKT point L is far flatter than f, so its bounds are
much sharper. Its gradient is compiled too where it exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf, isfinite

import numpy as np

from duality.algebra.atoms import scaled, total
from duality.algebra.boxes import intersect
from duality.algebra.differentiate import NotDifferentiable, derivative, is_smooth
from duality.algebra.tape.interval_tape import Tape
from duality.errors import BackendRefused
from duality.model.expression import Expression
from duality.model.form import FREE, Bounds, DiscreteSet, StandardForm
from duality.model.integer_points import IntegerPoints
from duality.model.scalar import Scalar
from duality.records import record
from duality.solving.globally.intervals.contraction import Demand, contract
from duality.solving.proofs.periodic import one_period

EXACT = 2**53
"""Up to here every integer is a float."""

SWEEPS = 30
"""Of a contraction."""

MOST_VALUES = 1_000_000
"""Values of a discrete variable that are held."""


@record(frozen=False, slots=False)
class Region:
    """``lower`` and ``upper`` of shape (n,) hold D; ``grids`` the sorted values of a discrete variable.

    ``open_lower`` and ``open_upper`` tell which ends do not belong to D.
    """

    statement: Expression
    tape: Tape
    objective: int
    lagrangian: int
    demands: list[Demand]
    strict: list[int]
    lower: np.ndarray
    upper: np.ndarray
    open_lower: np.ndarray
    open_upper: np.ndarray
    grids: dict[int, np.ndarray]
    slopes: tuple[Tape, list[int]] | None


def region(form: StandardForm, multipliers: Mapping[str, float] | None, *, periodic: bool = True) -> Region:
    """Raises `BackendRefused` where a function has no interval rule."""
    periods = one_period(form) if periodic else {}
    tape = Tape(form.variables)
    demands: list[Demand] = []
    strict: list[int] = []
    for c in form.constraints:
        demands.append((tape.add(c.expression), 0.0 if c.constraint.kind == "equality" else -inf, 0.0))
    for condition in form.domain.conditions:
        if condition.nonzero:
            continue
        place = tape.add(condition.expression)
        demands.append((place, 0.0, 0.0 if condition.equality else inf))
        if condition.strict:
            strict.append(place)
    objective = tape.add(form.objective_expression)
    relaxed = lagrangian(form, multipliers)
    return Region(
        form.objective_expression,
        tape,
        objective,
        objective if relaxed is None else tape.add(relaxed),
        demands,
        strict,
        np.array([_end(form.domain.bound(name), periods.get(name, FREE), -1) for name in form.variables]),
        np.array([_end(form.domain.bound(name), periods.get(name, FREE), 1) for name in form.variables]),
        np.array([not form.domain.bound(name).lower_closed for name in form.variables]),
        np.array([not form.domain.bound(name).upper_closed for name in form.variables]),
        grids(form),
        _slopes(form, form.objective_expression if relaxed is None else relaxed),
    )


def feasible_box(form: StandardForm) -> dict[str, Bounds]:
    """A box around every feasible point, by contraction; empty where a function has no interval rule."""
    try:
        compiled = region(form, None, periodic=False)
    except BackendRefused:
        return {}
    lower, upper, alive = contract(
        compiled.tape, compiled.demands, compiled.lower[:, None], compiled.upper[:, None], SWEEPS
    )
    if not alive[0]:
        return {}
    return {
        name: Bounds(_finite(low), _finite(high))
        for name, low, high in zip(form.variables, lower[:, 0], upper[:, 0], strict=True)
    }


def _finite(end: float) -> Fraction | None:
    return Fraction(end) if isfinite(end) else None


def lagrangian(form: StandardForm, multipliers: Mapping[str, float] | None) -> Expression | None:
    """f + sum alpha_i c_i + sum beta_j h_j at multipliers taken exactly, ``None`` where all of them are 0."""
    terms: list[Expression] = []
    for c in form.constraints:
        weight = 0.0 if multipliers is None else multipliers.get(c.name, 0.0)
        if c.constraint.kind == "inequality":
            weight = max(weight, 0.0)
        if isfinite(weight) and weight != 0:
            terms.append(scaled(Fraction(weight), c.expression))
    return total([form.objective_expression, *terms]) if terms else None


def grids(form: StandardForm) -> dict[int, np.ndarray]:
    """The values of every variable that lies in a finite set of numbers. Raises `BackendRefused` for tuples."""
    found: dict[int, np.ndarray] = {}
    for finite in form.domain.discrete:
        if len(finite.variables) != 1:
            raise BackendRefused("a finite set of tuples is no product of sets")
        found[form.variables.index(finite.variables[0])] = _values(finite)
    return found


def _values(finite: DiscreteSet) -> np.ndarray:
    """The numbers of a finite set in order, each exactly a float."""
    if len(finite.points) > MOST_VALUES:
        raise BackendRefused(f"a finite set of more than {MOST_VALUES:,} values")
    if isinstance(finite.points, IntegerPoints) and finite.points.within(-EXACT, EXACT) == finite.points:
        return np.arange(finite.points.integers.start, finite.points.integers.stop, dtype=float)
    values = np.unique([float(point[0]) for point in finite.points])
    if any(Fraction(float(v)) != v for point in finite.points for v in point):
        raise BackendRefused("the values of a finite set are no floats")
    return values


def _slopes(form: StandardForm, node: Expression) -> tuple[Tape, list[int]] | None:
    if not is_smooth(node):
        return None
    tape = Tape(form.variables)
    try:
        return tape, [tape.add(derivative(node, name)) for name in form.variables]
    except (NotDifferentiable, BackendRefused):
        return None


def _end(own: Bounds, period: Bounds, side: int) -> float:
    """A float at the bound or beyond it; a period of a periodic variable is enough."""
    bounds = intersect(own, period)
    end: Scalar | None = bounds.lower if side < 0 else bounds.upper
    if end is None:
        return side * inf
    near = float(end)
    beyond = (end < Fraction(near)) if side < 0 else (end > Fraction(near))
    return float(np.nextafter(near, side * inf)) if beyond else near


def midpoints(lower: np.ndarray, upper: np.ndarray, grid: Mapping[int, np.ndarray], share: float = 0.5) -> np.ndarray:
    """A point of each box, finite, on the grid of the discrete variables, at that part of the way through the box."""
    low, high = np.clip(lower, -1e8, 1e8), np.clip(upper, -1e8, 1e8)
    middle = np.clip(low + (high - low) * share, lower, upper)
    for k, values in grid.items():
        middle[k] = values[np.clip(np.searchsorted(values, middle[k]), 0, len(values) - 1)]
    return middle


def on_grid(lower: np.ndarray, upper: np.ndarray, grid: Mapping[int, np.ndarray]) -> np.ndarray:
    """Moves the ends of discrete variables inwards to their values, in place; which boxes still hold any."""
    alive = np.ones(lower.shape[1], bool)
    for k, values in grid.items():
        first = np.searchsorted(values, lower[k], side="left")
        last = np.searchsorted(values, upper[k], side="right") - 1
        held = first <= last
        alive &= held
        lower[k] = np.where(held, values[np.minimum(first, len(values) - 1)], lower[k])
        upper[k] = np.where(held, values[np.maximum(last, 0)], upper[k])
    return alive


__all__: Sequence[str] = ["Region", "grids", "lagrangian", "midpoints", "on_grid", "region"]
