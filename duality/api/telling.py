"""What a lesson shows beside the report: bounds that a few multipliers prove, and values of f at feasible points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from duality.api.weak_duality import assert_weak_duality
from duality.derivation import inner_problem
from duality.derivation.dual_value import holding_branch
from duality.evidence.provers.dual_values import theta_at
from duality.model.derivation import Derivation
from duality.model.expression import Call, Expression
from duality.model.form import StandardForm
from duality.model.report import Report
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Point, Ray, Rigor, Status
from duality.report.sections.outcome import exact_value
from duality.report.subjects import Bound, Lesson, Minimizer, Trial
from duality.results.minimizers import Minimizers, minimizers, points_of
from duality.results.primal_function import at, primal_value, violated

Number = Scalar | float
Choice = dict[str, Number]

FACTORS = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2))
TRIALS = (Fraction(0), Fraction(1, 4), Fraction(1), Fraction(4), Fraction(16))
MOST_INFINITE = 2
"""Multipliers that prove nothing are shown no more often than this."""

MOST_TRIALS = 8
SAME = 1e-9
"""Values of f no further apart than this, relatively, are one value."""

STEPS = (Fraction(1, 2), Fraction(2))
"""How far to go from x* toward a strictly feasible point, and beyond it."""

TOWARD = (Fraction(4), Fraction(1, 4), Fraction(16), Fraction(1, 16))

DIGITS = 2
PLAIN = {"min", "max", "abs"}
ROUNDING = 1e-6
"""Violations up to this size at a floating-point minimizer are put down to rounding."""


def lesson_of(report: Report) -> Lesson:
    """The report with theta_D at a few multipliers, and f at a few feasible points."""
    bounds: dict[Point, Bound] = {}
    infinite = 0
    for multipliers in _choices(report) if report.form.constraints else ():
        bound = _bound(report, multipliers)
        if bound is None or bound.multipliers in bounds:
            continue
        infinite += bound.value == -math.inf
        if bound.value != -math.inf or infinite <= MOST_INFINITE:
            bounds[bound.multipliers] = bound
    shown = tuple(bounds.values())
    trials = tuple(_trials(report, shown))
    # Feasible points need no solver to be believed, and a certified p* bounds theta_D as well.
    uppers = [report.form.sign * float(trial.value) for trial in trials] + _sure_upper(report)
    for bound in shown:
        assert_weak_duality(bound.value, min(uppers, default=None))
    return Lesson(report, shown, trials)


def _sure_upper(report: Report) -> list[float]:
    """p* in the min form, unless it is a mere number of a local search."""
    primal = report.primal
    if primal.status is not Status.OPTIMAL or primal.value is None or primal.rigor is Rigor.FOUND:
        return []
    return [report.form.sign * primal.value]


def _bound(report: Report, multipliers: Choice) -> Bound | None:
    """theta_D at the multipliers, and where L attains it; ``None`` where it is not known."""
    derivation = report.derivation
    point = tuple(multipliers.items())
    numbers = multipliers if _is_algebraic(derivation) else _floats(multipliers)
    value = _settled(report, point)
    if value is None:
        value = theta_at(derivation, numbers)
    if isinstance(value, float) and math.isnan(value):
        return None
    shown = None
    if not any(isinstance(number, float) for number in multipliers.values()):
        shown = inner_problem(derivation.form, multipliers).objective_expression
    if value == -math.inf:
        return Bound(point, value, lagrangian=shown)
    if _unattained(derivation, multipliers):
        return Bound(point, value, attained=False, lagrangian=shown)
    found = minimizers(derivation, numbers)
    optimum = report.primal.point
    if found.complete is not True and optimum is not None and _is_saddle(report, point):
        # x* minimizes L at alpha*, too, and of many minimizers it is the one to show.
        found = Minimizers((optimum,), complete=_same(found.points, optimum))
    told = tuple(Minimizer(x, _broken(derivation.form, dict(x))) for x in found.points)
    return Bound(point, value, told, found.complete, lagrangian=shown)


def _is_saddle(report: Report, multipliers: Point) -> bool:
    """x* and these multipliers are optimal and the gap is closed: L(x*, alpha*) = f(x*) = theta_D(alpha*)."""
    closed = report.strong_duality.verdict == "holds" and report.primal.attained is True
    return closed and multipliers == report.dual.point and report.dual.attained is not False


def _same(points: tuple[Point, ...], optimum: Point) -> bool | None:
    """``False``: some other point is a minimizer as well; ``None``: none is known."""
    there = dict(optimum)
    apart = [abs(float(value) - float(there[name])) for point in points for name, value in point]
    size = max([1.0, *(abs(float(value)) for value in there.values())])
    return False if any(off > ROUNDING * size for off in apart) else None


def _settled(report: Report, multipliers: Point) -> Number | None:
    """The report's own d* where the multipliers are its own, so that one number is not told in two ways."""
    if multipliers != report.dual.point or report.dual.value is None:
        return None
    exact = exact_value(report.dual)
    value: Number = report.dual.value if exact is None else exact
    return value if report.form.sign > 0 else 0 - value


def _unattained(derivation: Derivation, multipliers: Choice) -> bool:
    theta = derivation.dual_function
    if not theta.is_closed:
        return False
    place = {m.name: multipliers[m.constraint] for m in theta.multipliers}
    branches = [holding_branch(block, place) for block in theta.blocks]
    return any(branch is not None and branch.attained is False for branch in branches)


def _broken(form: StandardForm, x: Choice) -> tuple[str, ...]:
    """The names of the constraints that x violates, rounding forgiven at floating-point coordinates."""
    exact = not any(isinstance(value, float) for value in x.values())
    broken = []
    for constraint in form.constraints:
        found = at(constraint.expression, x)
        off = abs(found) if constraint.constraint.kind == "equality" else found
        size = Fraction(0) if exact else ROUNDING * max(1.0, *(abs(float(value)) for value in x.values()))
        if not off <= size:
            broken.append(constraint.name)
    return tuple(broken)


def _choices(report: Report) -> Iterator[Choice]:
    """Multiples of the best multipliers (the others rounded to two digits), or a few plain ones."""
    best = report.dual.point if report.dual.status is Status.OPTIMAL and report.dual.attained is not False else None
    if best and any(value != 0 for _, value in best):
        for factor in FACTORS:
            yield dict(best) if factor == 1 else {name: _times(factor, value) for name, value in best}
        return
    if isinstance(report.dual.certificate, Ray):
        origin, direction = _exactly(report.dual.certificate.origin), dict(report.dual.certificate.direction)
        yield dict.fromkeys(origin, Fraction(0))
        for step in TRIALS:
            yield {name: value + step * direction.get(name, Fraction(0)) for name, value in origin.items()}
        return
    kinds = {c.name: c.constraint.kind for c in report.form.constraints}
    for trial in TRIALS if "inequality" in kinds.values() else TRIALS[:1]:
        yield {name: trial if kind == "inequality" else Fraction(0) for name, kind in kinds.items()}


def _times(factor: Fraction, value: Number) -> Number:
    """An exact multiple; of a number that is long or inexact, a rational near to it."""
    multiple = value * factor if isinstance(value, Fraction) else float(factor) * float(value)
    if isinstance(multiple, Fraction) and len(str(multiple)) <= 2 * DIGITS + 1:
        return multiple
    return Fraction(f"{float(multiple):.{DIGITS}g}")


def _is_algebraic(derivation: Derivation) -> bool:
    """No exp, log or the like in theta_D: its exact values are numbers that people read."""
    values = [branch.value for block in derivation.dual_function.blocks for branch in block.branches]
    nodes = (node for value in values if isinstance(value, Expression) for node in value.walk())
    return not any(isinstance(node, Call) and node.function not in PLAIN for node in nodes)


def _floats(multipliers: Choice) -> Choice:
    return {name: float(value) for name, value in multipliers.items()}


def _trials(report: Report, bounds: tuple[Bound, ...]) -> Iterator[Trial]:
    """Feasible points with their values of f, in the sense of the statement, each value once."""
    seen: list[float] = []
    for x in _places(report, bounds):
        if len(seen) == MOST_TRIALS:
            return
        if violated(report.form, x):
            continue
        value = primal_value(report.form, x)
        level = float(value)
        if not math.isfinite(level) or any(abs(level - other) <= SAME * max(1.0, abs(level)) for other in seen):
            continue
        seen.append(level)
        yield Trial(tuple(x.items()), value if report.form.sign > 0 else 0 - value)


def _places(report: Report, bounds: tuple[Bound, ...]) -> Iterator[Choice]:
    """x*, a strictly feasible point and their line, every point of a finite D, a ray, minimizers of L."""
    for point in points_of(report.form):
        yield dict(point)
    match report.primal.certificate:
        case Ray(origin, direction):
            moves = dict(direction)
            for step in TRIALS:
                yield {name: value + step * moves.get(name, Fraction(0)) for name, value in _exactly(origin).items()}
        case _:
            pass
    best = report.primal.point if report.primal.attained is not False else None
    inner = report.slater.point
    if best is not None:
        yield dict(best)
    if inner is not None:
        yield dict(inner)
        if report.primal.attained is False:
            # Toward an infimum that nothing attains: far out, or near to an open border.
            for factor in TOWARD:
                yield {name: value * factor for name, value in _exactly(inner).items()}
    if best is not None and inner is not None:
        start, end = _exactly(best), _exactly(inner)
        for step in STEPS:
            yield {name: value + step * (end[name] - value) for name, value in start.items()}
    for bound in bounds:
        yield from (dict(minimizer.point) for minimizer in bound.minimizers if not minimizer.broken)


def _exactly(point: Point) -> dict[str, Scalar]:
    return {name: value if isinstance(value, Irrational) else Fraction(value) for name, value in point}
