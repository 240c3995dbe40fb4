"""theta_D and a supergradient of it, out of its formula: theta_D is concave, so a tangent lies above it.

At the block's minimizer x the supergradient is the derivative of L in the multipliers (the envelope theorem), for an
expression the derivative of the expression. Outside the effective domain a violated affine condition, or an
eigenvector of a violated matrix inequality, gives a half-space that contains the domain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import value
from duality.algebra.global_minimum import global_minimum
from duality.algebra.kinks import resolved
from duality.derivation.dual_value import branch_value, holding_branch, holds
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    DualFunction,
    ImplicitMinimum,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
)
from duality.model.form import Affine

Point = Mapping[str, float]


class Tangent(NamedTuple):
    """theta_D(z) <= value + gradient . (z - y) for all z."""

    value: float
    gradient: dict[str, float]


class HalfSpace(NamedTuple):
    """theta_D is finite only where constant + gradient . z >= 0; ``gradient`` empty: nothing is known."""

    constant: float
    gradient: dict[str, float]


def tangent(theta: DualFunction, y: Point) -> Tangent | HalfSpace:
    """theta_D and a supergradient at multipliers by their names in formulas, or what keeps it from being finite."""
    total = float(theta.constant.at(y))
    gradient = dict.fromkeys(y, 0.0)
    for name, coefficient in theta.constant.terms:
        gradient[name] += float(coefficient)
    for block in theta.blocks:
        if holding_branch(block, y) is None:
            return _half_space(block, y)
        whole = (b for b in block.branches if not _is_slice(block, b) and all(holds(c, y) for c in b.conditions))
        branch = next(whole, None)
        if branch is None:
            return HalfSpace(0.0, {})
        found = float(branch_value(branch.value, y))
        try:
            slopes = _slopes(branch.value, y)
        except NotDifferentiable:
            return HalfSpace(0.0, {})
        if not math.isfinite(found) or not all(math.isfinite(slope) for slope in slopes.values()):
            return HalfSpace(0.0, {})
        total += found
        for name, slope in slopes.items():
            gradient[name] += slope
    return Tangent(total, gradient)


def _is_slice(block: Block, branch: Branch) -> bool:
    """The formula holds only where an equation does, and theta_D is finite beside it: its slopes say nothing there."""
    equations = [c for c in branch.conditions if isinstance(c, Condition) and c.relation == "="]
    return any(equation not in other.conditions for equation in equations for other in block.branches)


def _slopes(formula: Value, y: Point) -> dict[str, float]:
    match formula:
        case QuadraticValue(matrix, vector):
            return _quadratic_slopes(matrix, vector, y)
        case ImplicitMinimum(variable, body, lower, upper):
            here = global_minimum(body, variable, lower, upper, y).point
            names = [name for name in body.variables() if name != variable]
            at = {**y, variable: here}
            smooth = resolved(body, lambda part: value(part, at))
            return {name: value(derivative(smooth, name), at) for name in names}
        case _:
            smooth = resolved(formula, lambda part: value(part, y))
            return {name: value(derivative(smooth, name), y) for name in smooth.variables()}


def _quadratic_slopes(matrix: tuple[tuple[Affine, ...], ...], vector: tuple[Affine, ...], y: Point) -> dict[str, float]:
    """x = -Q^+ q minimizes 1/2 x'Qx + q'x; its derivative in a multiplier keeps x."""
    import numpy as np

    quadratic = np.array([[float(entry.at(y)) for entry in row] for row in matrix])
    linear = np.array([float(entry.at(y)) for entry in vector])
    x, *_ = np.linalg.lstsq(quadratic, -linear, rcond=1e-10)
    slopes: dict[str, float] = {}
    for i, row in enumerate(matrix):
        for name, coefficient in vector[i].terms:
            slopes[name] = slopes.get(name, 0.0) + float(coefficient) * float(x[i])
        for j, entry in enumerate(row):
            for name, coefficient in entry.terms:
                slopes[name] = slopes.get(name, 0.0) + float(coefficient) * float(x[i] * x[j]) / 2
    return slopes


def _half_space(block: Block, y: Point) -> HalfSpace:
    """A condition that every branch shares and that fails here."""
    if not block.branches:
        return HalfSpace(0.0, {})
    first, *others = block.branches
    for condition in first.conditions:
        if all(condition in branch.conditions for branch in others) and not holds(condition, y):
            return _separation(condition, y)
    return HalfSpace(0.0, {})


def _separation(condition: BranchCondition, y: Point) -> HalfSpace:
    match condition:
        case Condition(affine=Affine(constant, terms), relation=relation):
            # Of an equation only the violated side is needed.
            sign = -1.0 if relation == "=" and float(Affine(constant, terms).at(y)) > 0 else 1.0
            return HalfSpace(sign * float(constant), {name: sign * float(c) for name, c in terms})
        case PositiveSemidefinite(matrix):
            return _eigenvector_cut(matrix, y)
        case _:
            return HalfSpace(0.0, {})


def _eigenvector_cut(matrix: tuple[tuple[Affine, ...], ...], y: Point) -> HalfSpace:
    """v'Q(z)v >= 0 for the eigenvector v of the least eigenvalue of Q(y)."""
    import numpy as np

    _, vectors = np.linalg.eigh(np.array([[float(entry.at(y)) for entry in row] for row in matrix]))
    v = vectors[:, 0]
    constant, gradient = 0.0, {}
    for i, row in enumerate(matrix):
        for j, entry in enumerate(row):
            weight = float(v[i] * v[j])
            constant += weight * float(entry.constant)
            for name, coefficient in entry.terms:
                gradient[name] = gradient.get(name, 0.0) + weight * float(coefficient)
    return HalfSpace(constant, gradient)
