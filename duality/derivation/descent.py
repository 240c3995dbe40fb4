"""Searches for small values of L in D, along rays and by compass search: they can refute a formula, never prove it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from duality.algebra.tape.closures import Function
from duality.derivation.lagrangian import lagrangian_rows
from duality.derivation.sampling import DomainSampler
from duality.model.budget import checkpoint
from duality.model.derivation import DualFunction

MOST_HELD = 6
"""With more variables a search over the others takes too long."""

ROUNDS = 400
HELD_ROUNDS = 80
HALVINGS = 8
"""Of a step that would leave D."""

MOST_TRIALS = 6000
"""Evaluations of L in one search, so that many variables do not make it long."""


def rays(
    function: Function, theta: DualFunction, sampler: DomainSampler, numbers: Mapping[str, float]
) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """A point of D with directions along which L may fall.

    The coordinates, the directions in which the quadratic part of L is flat or bends down, those that move one
    y_k = a_k'x alone or none, those that steepest descent takes far out, and random ones.
    """
    origin = sampler.point(1.0)
    if origin is None:
        return
    movable = sampler.movable()
    for name in movable:
        for sign in (1.0, -1.0):
            yield origin, {name: sign}
    # One kind after the other is made when those before it have not led down.
    for direction in chain(
        _flat_directions(sampler, numbers), _independent_moves(theta, movable), _linear_moves(sampler, movable)
    ):
        for sign in (1.0, -1.0):
            yield origin, {name: sign * v for name, v in direction.items()}
    yield from _descending(function, numbers, sampler, origin)
    yield from _balanced(function, numbers, sampler, origin)
    for _ in range(8):
        yield origin, {name: sampler.generator.gauss(0.0, 1.0) for name in movable}


def _over_finite_sets(
    function: Function, numbers: Mapping[str, float], sampler: DomainSampler, start: Mapping[str, float]
) -> dict[str, float]:
    """The point with the best of each finite set in turn, the others held: the best of all where L is separable."""
    x = dict(start)
    for points in sampler.form.domain.discrete:
        choices = [dict(zip(points.variables, map(float, p), strict=True)) for p in islice(points.points, MOST_TRIALS)]
        inside = [choice for choice in choices if sampler.contains({**x, **choice})]
        x |= min(inside, key=lambda choice: function({**numbers, **x, **choice}), default={})
    return x


def _descending(
    function: Function, numbers: Mapping[str, float], sampler: DomainSampler, origin: dict[str, float]
) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """The ways that normalized gradient steps of growing length lead away from points near the origin, inside D.

    Where a convex L falls without bound, its gradients far out point along directions of descent: x - start, or x
    itself where D is a cone, whose border may be near.
    """
    movable = sampler.movable()
    for start in (origin, *sampler.points(2, 10.0)):
        x, step = dict(start), 0.5
        for _ in range(25):
            gradient = {name: _difference(function, numbers, x, name) for name in movable}
            size = math.sqrt(sum(g * g for g in gradient.values()))
            if not math.isfinite(size) or size == 0.0:
                break
            for _ in range(HALVINGS):
                moved = {
                    name: sampler.clipped(name, v - step * gradient.get(name, 0.0) / size) for name, v in x.items()
                }
                if sampler.contains(moved):
                    break
                step /= 2.0
            x, step = moved, step * 1.4
        yield start, {name: x[name] - start[name] for name in movable}
        yield start, {name: x[name] for name in movable}


def _balanced(
    function: Function, numbers: Mapping[str, float], sampler: DomainSampler, origin: dict[str, float]
) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """Over x >= 0 the x of product 1 with the lowest L that steps in log x find, as a direction.

    Where L is homogeneous, it may be negative in a narrow cone only, such as x/15 + 10 y < 2 sqrt(x y).
    """
    names = sampler.movable()
    ends = [sampler.form.domain.bound(name) for name in names]
    if len(names) < 2 or any(b.lower is None or b.lower < 0 or b.upper is not None for b in ends):
        return
    x, step = dict.fromkeys(names, 1.0), 1.0
    level = function({**numbers, **origin, **x})
    while step > 1e-4:
        slopes = {name: x[name] * _difference(function, numbers, {**origin, **x}, name) for name in names}
        mean = sum(slopes.values()) / len(names)
        size = max(abs(s - mean) for s in slopes.values())
        if not 0.0 < size < math.inf:
            break
        moved = {name: x[name] * math.exp(-step * (slopes[name] - mean) / size) for name in names}
        found = function({**numbers, **origin, **moved})
        if found < level:
            x, level = moved, found
        else:
            step /= 2.0
    yield origin, x


def _difference(function: Function, numbers: Mapping[str, float], x: dict[str, float], name: str) -> float:
    """dL/dx_name by a central difference."""
    h = 1e-6 * max(1.0, abs(x[name]))
    upper = function({**numbers, **x, name: x[name] + h})
    lower = function({**numbers, **x, name: x[name] - h})
    return (upper - lower) / (2.0 * h)


def _flat_directions(sampler: DomainSampler, numbers: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Eigenvectors of the Hessian of L's quadratic part whose eigenvalue is not positive."""
    quadratic = lagrangian_rows(sampler.form).quadratic
    names = list(dict.fromkeys(name for pair in quadratic for name in pair))
    if len(names) < 2:
        return
    import numpy as np

    index = {name: k for k, name in enumerate(names)}
    hessian = np.zeros((len(names), len(names)))
    for (first, second), coefficient in quadratic.items():
        value_here = float(coefficient.at(numbers))
        hessian[index[first], index[second]] += value_here
        hessian[index[second], index[first]] += value_here
    levels, vectors = np.linalg.eigh(hessian)
    for level, vector in zip(levels, vectors.T, strict=True):
        if level <= 1e-9 * max(1.0, float(np.abs(levels).max())):
            yield {name: float(v) for name, v in zip(names, vector, strict=True)}


def _independent_moves(theta: DualFunction, names: Sequence[str]) -> Iterator[dict[str, float]]:
    """x with a_k'x = 1 and a_j'x = 0 for the other directions of theta_D, and a basis of the x that move none."""
    directions = [form for block in theta.blocks for _, form in block.directions]
    if not directions:
        return
    import numpy as np

    units = {name for block in theta.blocks for name in block.variables} & set(names)
    rows = [[float(form.coefficient(name)) for name in names] for form in directions]
    rows += [[1.0 if other == name else 0.0 for other in names] for name in names if name in units]
    matrix = np.array(rows)
    _, singular, right = np.linalg.svd(matrix)
    kernel = right[int((singular > 1e-9).sum()) :]
    for vector in [*np.linalg.pinv(matrix).T, *kernel]:
        yield {name: float(v) for name, v in zip(names, vector, strict=True)}


def _linear_moves(sampler: DomainSampler, names: Sequence[str]) -> Iterator[dict[str, float]]:
    """A basis of the x that move no argument of an atom and no quadratic term: L is linear along them."""
    rows = lagrangian_rows(sampler.form)
    if not rows.atoms or rows.remainder:
        return
    forms = [argument for atom in rows.atoms for argument in atom.arguments]
    curved = {name for pair in rows.quadratic for name in pair}
    if all(len(form.names) == 1 for form in forms):
        # Along the coordinates, which are tried anyway.
        return
    import numpy as np

    matrix = [[float(form.coefficient(name)) for name in names] for form in forms]
    matrix += [[float(other == name) for other in names] for name in curved]
    _, singular, right = np.linalg.svd(np.array(matrix))
    for vector in right[int((singular > 1e-9).sum()) :]:
        yield {name: float(v) for name, v in zip(names, vector, strict=True)}


def lowest_found(
    function: Function,
    numbers: Mapping[str, float],
    sampler: DomainSampler,
    starts: Sequence[dict[str, float]],
    *,
    target: float,
    radius: float = math.inf,
) -> float:
    """The least value that searches from the starts meet; stops at ``target``, keeps |x_i| <= ``radius``.

    A search goes by compass over the free variables and to the best point of each finite set in turn.
    """
    best = math.inf
    levels = sorted((_level(function, numbers, sampler, start), k) for k, start in enumerate(starts))
    for _, k in levels[:4]:
        x, found = dict(starts[k]), math.inf
        while (level := _compass(function, numbers, sampler, x, target, radius, sampler.movable())) < found:
            found = level
            if found <= target or not sampler.form.domain.discrete:
                break
            x = _over_finite_sets(function, numbers, sampler, x)
        best = min(best, found)
        if best <= target:
            break
    return best


def valleys(function: Function, numbers: Mapping[str, float], sampler: DomainSampler) -> Iterator[list[float]]:
    """The least of L that is found with one coordinate held ever farther out: L may fall along a curve only.

    x2 - x1^2 squared is small along a parabola, which no ray follows.
    """
    movable = sampler.movable()
    origin = sampler.point(1.0)
    if origin is None or not 2 <= len(movable) <= MOST_HELD:
        return
    for name in movable:
        for sign in (1.0, -1.0):
            x, levels = dict(origin), []
            for distance in (1e1, 1e2, 1e3):
                x[name] = sampler.clipped(name, sign * distance)
                rest = [other for other in movable if other != name]
                levels.append(_compass(function, numbers, sampler, x, -math.inf, math.inf, rest, HELD_ROUNDS))
            yield levels


def _compass(
    function: Function,
    numbers: Mapping[str, float],
    sampler: DomainSampler,
    x: dict[str, float],
    target: float,
    radius: float,
    movable: Sequence[str],
    rounds: int = ROUNDS,
) -> float:
    """Compass search with a step of its own for each coordinate, and pattern moves along the last gain; moves x."""
    steps = {name: 0.25 * max(1.0, abs(x[name])) for name in movable}
    current = _level(function, numbers, sampler, x)
    for _ in range(min(rounds, 1 + MOST_TRIALS // (2 * len(movable) + 1))):
        checkpoint("comparing the formula with L")
        before = dict(x)
        gained = False
        for name in movable:
            for sign in (1.0, -1.0):
                v = sampler.clipped(name, max(-radius, min(radius, x[name] + sign * steps[name])))
                trial = {**x, name: v}
                level = _level(function, numbers, sampler, trial)
                if level < current:
                    x.update(trial)
                    current, gained = level, True
                    steps[name] = min(steps[name] * 2.0, 1e12)
                    break
            else:
                steps[name] /= 2.0
        if current <= target:
            break
        if gained:
            trial = {
                name: sampler.clipped(name, max(-radius, min(radius, 2 * x[name] - before[name])))
                if name in steps
                else x[name]
                for name in x
            }
            level = _level(function, numbers, sampler, trial)
            if level < current:
                x.update(trial)
                current = level
        elif max(steps.values(), default=0.0) < 1e-12:
            break
    return current


def _level(function: Function, numbers: Mapping[str, float], sampler: DomainSampler, x: dict[str, float]) -> float:
    if not sampler.contains(x):
        return math.inf
    v = function({**numbers, **x})
    return math.inf if math.isnan(v) else v
