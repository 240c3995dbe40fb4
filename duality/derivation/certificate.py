"""The check that every derived theta_D must pass, from the problem as stated.

At random multipliers: where theta_D is finite, L(x) >= theta_D at random x of D and L(x_min) = theta_D at the derived
minimizer, or L comes near it along a search; where it is -inf, L falls along some ray or search in D. L is evaluated
on the trees of the statement, so that a fault in the rows, in a rule or in a branch would show.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from duality import derivation
from duality.algebra.evaluate import value
from duality.algebra.tape.closures import Function, compiled
from duality.derivation.dual_value import branch_value, dual_level, holding_branch, minimum_at
from duality.derivation.sampling import DomainSampler, multiplier_samples
from duality.errors import OutOfBudget
from duality.model.derivation import Block, DualFunction, ImplicitMinimum, Lagrangian
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import record

SAMPLES = 24
IMPLICIT_SAMPLES = 8
"""Each value of an implicit minimum is a global search of its own."""
POINTS = 12
TOLERANCE = 1e-7
"""Relative disagreement of floating-point values of L and theta_D that is still rounding."""
NEARNESS = 1e-3
"""How near a search must come to an infimum that has no derived minimizer."""
ENOUGH = 3
"""Compared multipliers without which no formula is shown."""
RADII, SEARCHES = (1e1, 1e3, 1e5), 4
"""Where no ray leads down, so many searches for ever lower values of L within growing distances."""
LARGE = 60
"""From this many variables or multipliers on, fewer samples are taken."""


@record
class Certificate:
    """``checked`` multipliers were compared; ``fault`` says where the formula failed, and is empty if it did not.

    ``stopped`` tells that the time was over before all samples were compared.
    """

    checked: int
    fault: str = ""
    stopped: bool = False


def certify(form: StandardForm, lagrangian: Lagrangian, theta: DualFunction) -> Certificate:
    """Compares theta_D with L at random multipliers; deterministic."""
    generator = random.Random(20)
    large = len(form.variables) + len(form.constraints) > LARGE
    sampler = DomainSampler(form, generator)
    checked = 0
    tree = lagrangian.expression
    function = compiled(tree)
    count = 3 if large else IMPLICIT_SAMPLES if theta.form == "implicit" else SAMPLES
    for multipliers in multiplier_samples(theta, generator, count):
        numbers = {name: float(v) for name, v in multipliers.items()}
        level = dual_level(theta, multipliers)
        if math.isnan(level):
            return Certificate(checked, "an implicit minimum could not be evaluated")
        try:
            fault = (
                _check_outside(tree, function, theta, sampler, numbers)
                if level == -math.inf
                else _check_inside(function, sampler, theta, multipliers, level, POINTS if not large else 2)
            )
        except OutOfBudget:
            if checked < ENOUGH:
                raise
            return Certificate(checked, stopped=True)
        if fault:
            where = ", ".join(f"{name} = {v}" for name, v in multipliers.items())
            return Certificate(checked, f"{fault} at {where}" if where else fault)
        checked += 1
    return Certificate(checked)


def _check_inside(
    function: Function,
    sampler: DomainSampler,
    theta: DualFunction,
    multipliers: Mapping[str, Scalar],
    level: float,
    points: int,
) -> str:
    numbers = {name: float(v) for name, v in multipliers.items()}
    slack = TOLERANCE * max(1.0, abs(level))
    starts: list[dict[str, float]] = []
    for _ in range(points):
        x = sampler.point()
        if x is None:
            break
        starts.append(x)
        found = function({**numbers, **x})
        if found < level - max(slack, TOLERANCE * _size(x)):
            return f"L = {found:.9g} lies below theta_D = {level:.9g}"
    minimizer = _minimizer(theta, sampler.form, multipliers)
    if minimizer is not None:
        found = function({**numbers, **minimizer})
        # L may be a difference of large numbers at a far minimizer.
        if abs(found - level) <= max(slack, 1e-11 * _size(minimizer) ** 2) and sampler.contains(minimizer):
            return ""
        if sampler.contains(minimizer):
            return f"L at the minimizer is {found:.9g} and theta_D = {level:.9g}"
    starts = [*sampler.discrete_points(256), *starts]
    lowest = derivation.descent.lowest_found(
        function, numbers, sampler, starts, target=level + NEARNESS * max(1.0, abs(level))
    )
    if lowest < level - max(slack, 1e-6):
        return f"L = {lowest:.9g} lies below theta_D = {level:.9g}"
    if lowest > level + NEARNESS * max(1.0, abs(level)) and not _crawls(theta, multipliers):
        return f"no x was found with L near theta_D = {level:.9g} (least {lowest:.9g})"
    return ""


def _crawls(theta: DualFunction, multipliers: Mapping[str, Scalar]) -> bool:
    """The infimum is not attained, so that a search may come near it too slowly to judge."""
    return any(
        branch is None or branch.attained is not True
        for branch in (holding_branch(block, multipliers) for block in theta.blocks)
    )


def _check_outside(
    tree: Expression, function: Function, theta: DualFunction, sampler: DomainSampler, numbers: Mapping[str, float]
) -> str:
    """L must fall without bound somewhere in D: along a ray, or ever lower in a search over growing radii."""
    for x, direction in derivation.descent.rays(function, theta, sampler, numbers):
        size = max(map(abs, direction.values()), default=0.0) or 1.0
        points = [_step(x, direction, t / size) for t in (1e2, 1e4, 1e6)]
        levels = [function({**numbers, **point}) for point in points]
        inside = all(sampler.contains(point) for point in points)
        if inside and _falls(levels):
            return ""
    curved = any(block.rule in ("partial minimization", "half-line") for block in theta.blocks)
    if curved and any(_falls(levels) for levels in derivation.descent.valleys(function, numbers, sampler)):
        return ""
    origin = sampler.point(1.0)
    if origin is not None and derivation.drift.drifts_down(
        tree, sampler.form.domain, {**numbers, **origin}, sampler.movable()
    ):
        return ""
    least = [math.inf] * len(RADII)
    for starts in zip(*(sampler.points(SEARCHES, radius) for radius in RADII), strict=False):
        for k, (start, radius) in enumerate(zip(starts, RADII, strict=True)):
            found = derivation.descent.lowest_found(
                function, numbers, sampler, [start], target=-math.inf, radius=radius
            )
            least[k] = min(least[k], found)
        if _falls(least) or least[-1] < -1e200:
            return ""
    return f"theta_D should be finite: L does not fall below {min(least):.9g}"


def _falls(levels: Sequence[float]) -> bool:
    """Ever lower, and by ever larger steps: no sign of a finite limit; an overflow to -inf counts."""
    first, second, third = levels
    if third == -math.inf:
        return True
    return third < second < first and first - second < 2 * (second - third)


def _step(x: Mapping[str, float], direction: Mapping[str, float], t: float) -> dict[str, float]:
    return {name: v + t * direction.get(name, 0.0) for name, v in x.items()}


def _size(x: Mapping[str, float]) -> float:
    return max([1.0, *(abs(v) for v in x.values())])


def _minimizer(theta: DualFunction, form: StandardForm, multipliers: Mapping[str, Scalar]) -> dict[str, float] | None:
    """The derived minimizer in x: y = A x is solved for the x nearest to 0, unseen variables are 0."""
    known: dict[str, float] = {}
    equations: list[tuple[dict[str, Scalar], float]] = []
    for block, minimizer in _branch_minimizers(theta, form, multipliers):
        if minimizer is None:
            return None
        directions = dict(block.directions)
        for name, v in minimizer.items():
            if name in directions:
                equations.append((dict(directions[name].terms), v))
            else:
                known[name] = v
    if equations:
        known |= _least_norm(equations, known)
    return {name: known.get(name, 0.0) for name in form.variables}


def _branch_minimizers(
    theta: DualFunction, form: StandardForm, multipliers: Mapping[str, Scalar]
) -> Iterator[tuple[Block, dict[str, float] | None]]:
    numbers = {name: float(v) for name, v in multipliers.items()}
    for block in theta.blocks:
        branch = holding_branch(block, multipliers)
        if branch is not None and isinstance(branch.value, ImplicitMinimum) and len(block.variables) == 1:
            yield block, {block.variables[0]: minimum_at(branch.value, multipliers).point}
            continue
        if block.rule == "finite set" and block.slopes:
            yield block, _best_end(block, form, numbers)
            continue
        if branch is None or branch.minimizer is None or isinstance(branch.value, ImplicitMinimum):
            yield block, None
            continue
        # A value that is defined only as a limit at this point has no minimizer to compare.
        if isinstance(branch.value, Expression) and not math.isfinite(float(branch_value(branch.value, numbers))):
            yield block, None
            continue
        point = {name: value(node, numbers) for name, node in branch.minimizer}
        yield block, None if any(not math.isfinite(v) for v in point.values()) else point


def _best_end(block: Block, form: StandardForm, numbers: Mapping[str, float]) -> dict[str, float] | None:
    """The end of a finite set at which slope*x is least."""
    (name,) = block.variables
    ends = [finite.ends(0) for finite in form.domain.discrete if finite.variables == (name,)]
    if len(ends) != 1 or ends[0] is None:
        return None
    low, high = ends[0]
    return {name: float(low if float(block.slopes[0].at(numbers)) >= 0 else high)}


def _least_norm(equations: list[tuple[dict[str, Scalar], float]], known: Mapping[str, float]) -> dict[str, float]:
    """The x of least norm with a_k'x = y_k, the known variables fixed."""
    import numpy as np

    names = list(dict.fromkeys(name for row, _ in equations for name in row if name not in known))
    matrix = np.array([[float(row.get(name, Fraction(0))) for name in names] for row, _ in equations])
    right = np.array(
        [y - sum(float(c) * known[name] for name, c in row.items() if name in known) for row, y in equations]
    )
    if not names:
        return {}
    x, *_ = np.linalg.lstsq(matrix, right, rcond=None)
    return {name: float(v) for name, v in zip(names, x, strict=True)}
