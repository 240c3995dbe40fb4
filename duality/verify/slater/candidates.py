"""Exact points that may satisfy Slater's condition: handed over, near the claimed optimum, or simply simple.

From a feasible x* a direction d with grad c_i'd < 0 for the active non-affine c_i (and into X), grad c_i'd <= 0 for
the active affine ones and grad h'd = 0 leads to strictly feasible points; it is found by least squares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import log10

from duality.algebra import exact_linear
from duality.algebra.lengths import lengths
from duality.model.form import Bounds, StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution
from duality.verify.evaluation import Gradient, Place, as_values, floats, is_exact, place, row_gradient
from duality.verify.nonnegative_least_squares import nonnegative_least_squares
from duality.verify.normal_cone import active_rows, active_sides, is_zero
from duality.verify.rounding import rounded

SIMPLE = tuple(map(Fraction, ("0", "1", "-1", "1/2", "2", "-1/2", "-2", "3", "1/4", "1/10")))
GRID_LIMIT = 150
FAR = 1e4
STEPS = tuple(Fraction(1, 2**k) for k in (0, 1, 2, 3, 5, 7, 10, 14, 18))

ExactPoint = dict[str, Scalar]


def candidate_points(form: StandardForm, primal: Solution, given: Sequence[Point]) -> Iterator[ExactPoint]:
    """Distinct exact points on the affine equations: those handed over, simple ones, and x* rounded."""
    yield from _fitted(form, _proposals(form, primal, given))


def inward_points(form: StandardForm, primal: Solution, given: Sequence[Point]) -> Iterator[ExactPoint]:
    """Points a step away from x* and from those handed over, where the active constraints become strict."""
    yield from _fitted(form, _steps(form, _starts(primal, given)))


def _fitted(form: StandardForm, proposals: Iterator[ExactPoint]) -> Iterator[ExactPoint]:
    seen: set[tuple[Scalar, ...]] = set()
    for point in proposals:
        fitted = on_equations(form, point)
        if fitted is not None:
            key = tuple(fitted[name] for name in form.variables)
            if key not in seen:
                seen.add(key)
                yield fitted


def _proposals(form: StandardForm, primal: Solution, given: Sequence[Point]) -> Iterator[ExactPoint]:
    others = [start for start in given if start != primal.point]
    # What a search for an unbounded direction left far out is a witness that nobody wants to read.
    far = [start for start in others if any(abs(float(value)) > FAR for _, value in start)]
    for start in others:
        if start not in far:
            yield from rounded(_complete(form, start))
    yield from _simple_points(form)
    yield from _corners(form)
    for start in far:
        yield from rounded(_complete(form, start))
    if primal.point is not None:
        yield from rounded(_complete(form, primal.point))


def _starts(primal: Solution, given: Sequence[Point]) -> list[Point]:
    own = [] if primal.point is None or primal.point in given else [primal.point]
    return [*given, *own]


def _steps(form: StandardForm, starts: Sequence[Point]) -> Iterator[ExactPoint]:
    for start in starts:
        at = place(form, tuple(floats(_complete(form, start)).items()))
        if at is not None and at.is_defined:
            yield from _inward(at)


def _complete(form: StandardForm, point: Point) -> dict:
    values = as_values(point)
    return {name: values.get(name, Fraction(0)) for name in form.variables}


def _corners(form: StandardForm) -> Iterator[ExactPoint]:
    """Every variable at its lower bound, every one at its upper bound; 0 where there is none."""
    bounds = [form.domain.bound(name) for name in form.variables]
    for ends in ([b.lower for b in bounds], [b.upper for b in bounds]):
        if any(end is not None for end in ends):
            yield {name: Fraction(0) if end is None else end for name, end in zip(form.variables, ends, strict=True)}


def _simple_points(form: StandardForm) -> Iterator[ExactPoint]:
    columns = [_simple_values(form.domain.bound(name)) for name in form.variables]
    if not all(columns):
        return
    for k in range(4):
        yield {name: column[min(k, len(column) - 1)] for name, column in zip(form.variables, columns, strict=True)}
    if len(columns) <= 3:
        order = sorted(product(*(range(len(column)) for column in columns)), key=lambda place: (sum(place), place))
        for chosen in order[:GRID_LIMIT]:
            values = (column[k] for column, k in zip(columns, chosen, strict=True))
            yield dict(zip(form.variables, values, strict=True))


def _simple_values(bounds: Bounds) -> list[Fraction]:
    """Simple numbers strictly inside; the value itself where it is fixed."""
    low, high = (None if end is None else Fraction(float(end)) for end in (bounds.lower, bounds.upper))
    if low is not None and low == high:
        return [bounds.lower] if isinstance(bounds.lower, Fraction) else []
    middle = [(low + high) / 2] if low is not None and high is not None else []
    near = [low + s for s in SIMPLE if s > 0] if low is not None else []
    near += [high - s for s in SIMPLE if s > 0] if high is not None else []
    inside = [v for v in (*middle, *SIMPLE, *near) if (low is None or v > low) and (high is None or v < high)]
    return list(dict.fromkeys(inside))


def _inward(at: Place) -> Iterator[ExactPoint]:
    """x + t d for falling t, d a direction that makes the active constraints strict."""
    direction = inward_direction(at, every=True) or inward_direction(at)
    if direction is None:
        return
    base = floats(at.point)
    size = max(abs(step) for step in direction.values())
    reach = max(1.0, *(abs(entry) for entry in base.values()))
    for t in STEPS:
        moved = {name: base[name] + float(t) * direction[name] / size * reach for name in base}
        digits = 10 ** max(3, round(-2 * log10(float(t) * reach)) + 3)
        yield {name: Fraction(entry).limit_denominator(digits) for name, entry in moved.items()}


def inward_direction(at: Place, *, every: bool = False) -> dict[str, float] | None:
    """d with strict columns'd <= -1, weak columns'd <= 0, equations'd = 0, by the alternative least-squares problem.

    min |sum lambda_i g_i + sum mu_k a_k + sum nu_j h_j|^2 + (1 - sum lambda)^2 over lambda, mu >= 0 has a remainder
    (r, s) with s > 0 iff such a direction exists, and then d = r/s. With ``every`` affine rows become strict, too:
    at an x* in floating point they hold up to rounding only.
    """
    import numpy as np

    form = at.form
    index = {name: k for k, name in enumerate(form.variables)}
    columns: list[np.ndarray] = []

    def add(gradient: Gradient, strict: bool, sign: float = 1.0) -> None:
        column = np.zeros(len(index) + 1)
        for name, slope in gradient.items():
            column[index[name]] = sign * float(slope)
        length = float(lengths(column))
        if length > 0:
            column /= length
        column[-1] = 1.0 if strict else 0.0
        columns.append(column)

    for constraint in form.constraints:
        equality = constraint.constraint.kind == "equality"
        if not equality and not is_zero(at.constraints[constraint.name]):
            continue
        gradient = row_gradient(constraint.row, constraint.expression, at.point, form.variables)
        if gradient is None:
            return None
        add(gradient, strict=not equality and (every or not constraint.row.is_affine))
        if equality:
            add(gradient, strict=False, sign=-1.0)
    for name, bounds in form.domain.bounds:
        lower, upper = active_sides(bounds, at.point[name])
        if lower or upper:
            add({name: Fraction(1)}, strict=lower != upper, sign=-1.0 if lower else 1.0)
            if lower and upper:
                add({name: Fraction(1)}, strict=False)
    for gradient, equation in active_rows(form.domain, at.point, form.variables):
        add(gradient, strict=not equation, sign=-1.0)
        if equation:
            add(gradient, strict=False)
    if not columns:
        return None
    target = np.zeros(len(index) + 1)
    target[-1] = 1.0
    _, left = nonnegative_least_squares(np.array(columns).T, target)
    if left[-1] < 1e-9 or not np.abs(left[:-1]).max() > 0:
        return None
    steps = left[:-1] / left[-1]
    return {name: float(steps[k]) for name, k in index.items()}


def on_equations(form: StandardForm, point: Mapping[str, Scalar]) -> ExactPoint | None:
    """The nearest point that satisfies the affine equations h = 0 and those of X; ``None`` where there is none."""
    forms = [c.row.affine for c in form.equalities if c.row.is_affine]
    forms += [c.row.affine for c in form.domain.conditions if c.equality and c.row.is_affine]
    if not forms:
        return dict(point)
    # At an exact point an affine form is exact.
    excess: list[Scalar] = [amount for equation in forms if is_exact(amount := equation.at(point))]
    if all(amount == 0 for amount in excess):
        return dict(point)
    fixed = {name for name, b in form.domain.bounds if b.lower is not None and b.lower == b.upper}
    rows = [{name: c for name, c in equation.terms if name not in fixed} for equation in forms]
    gram = [[sum((c * s.get(name, 0) for name, c in r.items()), Fraction(0)) for s in rows] for r in rows]
    weights = exact_linear.solve(gram, excess)
    if weights is None:
        return None
    moved = dict(point)
    for weight, row in zip(weights, rows, strict=True):
        for name, c in row.items():
            moved[name] = moved[name] - weight * c
    return moved
