"""Dual ascent and the method of multipliers, step by step toward d*."""

from __future__ import annotations

import math
from fractions import Fraction

from duality.errors import BackendRefused
from duality.model.iteration import Course, Iterations, Round, Run, StepBound
from duality.model.pictures import Inapplicable, Iterate, Iteration, IterationPath
from duality.results.iterating import Plan, iterations_of
from duality.results.pictures.scene import Scene

ROUNDS = 12
TOO_LONG = Fraction(9, 8)
"""A step beyond the bound, in units of it: where the bound is sharp, dual ascent runs away."""


def path(scene: Scene) -> IterationPath | Inapplicable:
    """The default step of dual ascent, one that is too long, and for quadratic programs the method of multipliers."""
    report = scene.report
    multipliers: Plan = [("multipliers", None)] if scene.form.is_linearly_constrained_quadratic else []
    try:
        found = iterations_of(report, [("ascent", None)], ROUNDS)
        more = iterations_of(report, [*_too_long(found.bound), *multipliers], ROUNDS)
    except BackendRefused as refused:
        try:
            found = iterations_of(report, multipliers, ROUNDS)
        except BackendRefused as error:
            return _refused(error)
        if not found.runs:
            return _refused(refused)
        return drawn(scene, found)
    return drawn(scene, Iterations(report, (*found.runs, *more.runs), found.bound))


def _refused(error: BackendRefused) -> Inapplicable:
    return Inapplicable("path", f'{error} Look at "theta" for the climb to d*.')


def _too_long(bound: StepBound | None) -> Plan:
    """A step that fails for certain, where one is known."""
    if bound is None or not bound.sharp:
        return []
    return [
        (
            "ascent",
            bound.value * TOO_LONG if isinstance(bound.value, Fraction) else float(bound.value) * float(TOO_LONG),
        )
    ]


def drawn(scene: Scene, found: Iterations) -> IterationPath:
    """Runs as a picture shows them: theta_D in the user's sense, and how far c and h are violated."""
    symbols = {c.name: c.multiplier for c in scene.form.constraints}
    runs = tuple(_iteration(run, scene) for run in found.runs)
    return IterationPath(scene.sides, tuple(symbols.values()), scene.form.variables, runs)


def _iteration(run: Run, scene: Scene) -> Iteration:
    rows = tuple(_iterate(each, scene) for each in run.rounds)
    title = "dual ascent" if run.method == "ascent" else "method of multipliers"
    return Iteration(title, float(run.step), rows, run.course is Course.DIVERGING)


def _iterate(each: Round, scene: Scene) -> Iterate:
    signed = {c.name for c in scene.form.inequalities}
    off = [max(0.0, float(value)) if name in signed else float(value) for name, value in each.constraints]
    return Iterate(
        each.k,
        tuple(float(value) for _, value in each.multipliers),
        tuple(float(value) for _, value in each.x),
        scene.sign * float(each.theta),
        math.hypot(*off),
    )
