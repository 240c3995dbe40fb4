"""Newton's method on the KKT equations of the active set: a rough optimum sharpened to rounding error.

    grad f + sum lambda_k grad a_k = 0 in the free coordinates,   a_k(x) = 0 for the active a_k

starting from x and its multipliers. The result replaces x only if it is better and still feasible.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from duality.records import record
from duality.solving.local.compiled import CompiledForm, Inequality

LARGEST = 60
"""The largest number of variables that is polished: the Hessians are dense."""

STEPS = 10
WORSE = 1e-6
"""By how much, relatively, f may rise: a point that was slightly infeasible moves back."""

POSITIVE = 1e-6
"""A multiplier above this makes its row active."""

STANDING = 1e-6
"""Residuals and steps, relative to 1 + |x|, up to this size are rounding."""

SINGULAR = 1e8


@record
class _System:
    compiled: CompiledForm
    rows: list[Inequality]
    free: np.ndarray

    def residual(self, x: np.ndarray, weights: np.ndarray) -> np.ndarray:
        slope = self.compiled.objective.gradient(x)
        for row, weight in zip(self.rows, weights, strict=True):
            slope = slope + weight * row.gradient(x)
        return np.concatenate([slope[self.free], [row.value(x) for row in self.rows]])

    def jacobian(self, x: np.ndarray, weights: np.ndarray) -> np.ndarray:
        hessian = self.compiled.objective.hessian(x)
        for row, weight in zip(self.rows, weights, strict=True):
            hessian = hessian + weight * row.hessian(x)
        count = len(self.rows)
        gradients = np.array([row.gradient(x)[self.free] for row in self.rows]).reshape(count, len(self.free))
        corner = np.zeros((count, count))
        return np.block([[hessian[np.ix_(self.free, self.free)], gradients.T], [gradients, corner]])


def polished(
    compiled: CompiledForm, x: np.ndarray, multipliers: Mapping[str, float]
) -> tuple[np.ndarray, dict[str, float]]:
    """x and multipliers after Newton's method, or unchanged where that does not help."""
    if len(x) > LARGEST:
        return x, dict(multipliers)
    system = _system(compiled, x, multipliers)
    weights = np.array([multipliers.get(row.name or "", 0.0) for row in system.rows])
    best, best_weights, best_residual = x, weights, _size(system, x, weights)
    current = x.copy()
    for _ in range(STEPS):
        jacobian = system.jacobian(current, weights)
        residual = system.residual(current, weights)
        if not (np.isfinite(jacobian).all() and np.isfinite(residual).all()) or not len(residual):
            break
        step = np.linalg.lstsq(jacobian, -residual, rcond=None)[0]
        current = current.copy()
        current[system.free] += step[: len(system.free)]
        weights = weights + step[len(system.free) :]
        size = _size(system, current, weights)
        if not size < best_residual:
            break
        best, best_weights, best_residual = current, weights, size
    named = {row.name: float(w) for row, w in zip(system.rows, best_weights, strict=True) if row.name is not None}
    signed = all(named.get(row.name or "", 0.0) >= 0 for row in compiled.inequalities)
    worse = compiled.objective.value(best) > compiled.objective.value(x) + WORSE * (
        1 + abs(compiled.objective.value(x))
    )
    if best is x or worse or not signed or not _feasible(compiled, best):
        return x, dict(multipliers)
    return best, {name: named.get(name, 0.0) for name in multipliers}


def is_regular(compiled: CompiledForm, x: np.ndarray, multipliers: Mapping[str, float]) -> bool:
    """Newton's method on the KKT equations stands still at x, where they are not singular: a solution lies next to x.

    On the way to an infimum at infinity the equations are met ever better too, but each step is as long as x itself.
    """
    if len(x) > LARGEST:
        return False
    system = _system(compiled, x, multipliers)
    weights = np.array([multipliers.get(row.name or "", 0.0) for row in system.rows])
    jacobian, residual = system.jacobian(x, weights), system.residual(x, weights)
    if not (np.isfinite(jacobian).all() and np.isfinite(residual).all()):
        return False
    if not len(residual):
        return True
    if np.abs(residual).max() > STANDING or np.linalg.cond(jacobian) > SINGULAR:
        return False
    step = np.linalg.solve(jacobian, -residual)[: len(system.free)]
    return bool(np.abs(step).max(initial=0.0) <= STANDING * (1 + float(np.abs(x).max(initial=0.0))))


def _system(compiled: CompiledForm, x: np.ndarray, multipliers: Mapping[str, float]) -> _System:
    active = [
        row for row in compiled.inequalities if row.name is not None and multipliers.get(row.name, 0.0) > POSITIVE
    ]
    rows = [*compiled.equalities, *active]
    near = 1e-6 * (1 + np.abs(x))
    inside = (np.abs(x - compiled.lower) > near) & (np.abs(x - compiled.upper) > near)
    return _System(compiled, rows, np.flatnonzero(inside))


def _size(system: _System, x: np.ndarray, weights: np.ndarray) -> float:
    return float(np.abs(system.residual(x, weights)).max(initial=0.0))


def _feasible(compiled: CompiledForm, x: np.ndarray) -> bool:
    slack = 1e-9 * (1 + float(np.abs(x).max(initial=0.0)))
    return (
        bool(np.all(x >= compiled.lower - slack) and np.all(x <= compiled.upper + slack))
        and all(row.value(x) <= slack for row in compiled.inequalities)
        and all(abs(row.value(x)) <= slack for row in compiled.equalities)
    )
