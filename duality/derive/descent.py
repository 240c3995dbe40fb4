"""Searches for small values of L in D, along rays and by compass search: they can refute a formula, never prove it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from duality.algebra.evaluate import value
from duality.derive.sampling import DomainSampler
from duality.model.expression import Expression
from duality.model.form import StandardForm

ROUNDS = 400


def rays(form: StandardForm, sampler: DomainSampler) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """Points of D with the coordinate directions, the directions of the quadratic parts' kernels, and random ones."""
    origin = sampler.point(1.0)
    if origin is None:
        return
    movable = sampler.movable()
    for name in movable:
        for sign in (1.0, -1.0):
            yield origin, {name: sign}
    for _ in range(8):
        yield origin, {name: sampler.generator.gauss(0.0, 1.0) for name in movable}


def lowest_found(
    function: Expression,
    numbers: Mapping[str, float],
    sampler: DomainSampler,
    starts: Sequence[dict[str, float]],
    *,
    target: float,
    radius: float = math.inf,
) -> float:
    """The least value that compass searches from the starts meet; stops at ``target``, keeps |x_i| <= ``radius``."""
    best = math.inf
    levels = sorted((_level(function, numbers, sampler, start), k) for k, start in enumerate(starts))
    for _, k in levels[:4]:
        start = starts[k]
        best = min(best, _compass(function, numbers, sampler, dict(start), target, radius))
        if best <= target:
            break
    return best


def _compass(
    function: Expression,
    numbers: Mapping[str, float],
    sampler: DomainSampler,
    x: dict[str, float],
    target: float,
    radius: float,
) -> float:
    """Compass search with a step of its own for each coordinate, and pattern moves along the last gain."""
    movable = sampler.movable()
    steps = {name: 0.25 * max(1.0, abs(x[name])) for name in movable}
    current = _level(function, numbers, sampler, x)
    for _ in range(ROUNDS):
        before = dict(x)
        gained = False
        for name in movable:
            for sign in (1.0, -1.0):
                v = sampler.clipped(name, max(-radius, min(radius, x[name] + sign * steps[name])))
                trial = {**x, name: v}
                level = _level(function, numbers, sampler, trial)
                if level < current:
                    x, current, gained = trial, level, True
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
                x, current = trial, level
        elif max(steps.values(), default=0.0) < 1e-12:
            break
    return current


def _level(function: Expression, numbers: Mapping[str, float], sampler: DomainSampler, x: dict[str, float]) -> float:
    if not sampler.contains(x):
        return math.inf
    v = value(function, {**numbers, **x})
    return math.inf if math.isnan(v) else v
