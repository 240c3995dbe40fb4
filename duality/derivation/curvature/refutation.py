"""Proofs that a function is not convex on D: a point inside D and a direction of negative curvature, checked exactly.

At kinks, where there is no second derivative, two points of D whose midpoint lies above the chord do the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, islice
from math import isfinite

from duality import algebra
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import value
from duality.algebra.membership import contains_inside, exact_sign, point_box
from duality.derivation.curvature.counterexample import Counterexample, Place, bend_words, direction_words
from duality.derivation.curvature.rules.quadratic import tangent_basis
from duality.derivation.curvature.search import ExactPoint, inner_points
from duality.derivation.curvature.words import number_words, point_words
from duality.model.expression import Expression, Product, Sum, number
from duality.model.scalar import Scalar

VARIABLES_LIMIT = 6
POINTS_LIMIT = 150
CHORD_POINTS_LIMIT = 40
SCREEN_POINTS_LIMIT = 16
NOISE = 1e-9


def refute_smooth(node: Expression, place: Place) -> Counterexample | None:
    """A point inside D and v with v'H(x)v < 0, found in floating point and proved by enclosure."""
    order = node.variables()
    if not 0 < len(order) <= VARIABLES_LIMIT:
        return None
    try:
        slopes = [derivative(node, name) for name in order]
        bends = [[derivative(slope, name) for name in order[: i + 1]] for i, slope in enumerate(slopes)]
    except NotDifferentiable:
        return None
    basis = tangent_basis(order, place.region)
    for point in islice(inner_points(place.domain, place.region, order), POINTS_LIMIT):
        direction = _negative_direction(bends, point, order, basis)
        if direction is None:
            continue
        tree = _quadratic_form(bends, [direction[name] for name in order])
        if exact_sign(tree, point) == -1:
            moved = {name: step for name, step in direction.items() if step != 0}
            at = {name: point[name] for name in order}
            why = bend_words(place, _value_words(tree, point), moved, at, len(order))
            return Counterexample(tuple(point.items()), tuple(moved.items()), why)
    return None


def looks_nonconvex(node: Expression, place: Place) -> bool:
    """Some chord lies below the function in floating point: a refutation is worth trying before a proof."""
    order = node.variables()
    points = list(islice(inner_points(place.domain, place.region, order), SCREEN_POINTS_LIMIT))
    floats = [{name: float(point[name]) for name in order} for point in points]
    heights = [value(node, at) for at in floats]
    for i, j in combinations(range(len(points)), 2):
        middle = value(node, {name: (floats[i][name] + floats[j][name]) / 2 for name in order})
        if 2 * middle - heights[i] - heights[j] > NOISE * (1 + abs(heights[i]) + abs(heights[j])):
            return True
    return False


def refute_by_chord(node: Expression, place: Place) -> Counterexample | None:
    """Two points of D with f((x + y)/2) > (f(x) + f(y))/2."""
    order = node.variables()
    points = list(islice(inner_points(place.domain, place.region, order), CHORD_POINTS_LIMIT))
    floats = [{name: float(point[name]) for name in order} for point in points]
    heights = [value(node, at) for at in floats]
    for j, i in combinations(range(len(points)), 2):
        middle = value(node, {name: (floats[i][name] + floats[j][name]) / 2 for name in order})
        if not 2 * middle - heights[i] - heights[j] > NOISE * (1 + abs(middle)):
            continue
        center = {name: (points[i][name] + points[j][name]) / 2 for name in points[i]}
        if contains_inside(place.hull, center) and _is_above(node, center, points[i], points[j]):
            direction = {name: points[j][name] - center[name] for name in order if points[j][name] != center[name]}
            at = point_words({name: center[name] for name in order})
            side = "below" if place.turned else "above"
            why = f"{place.symbol} lies {side} a chord at {at}, along {direction_words(direction)}"
            return Counterexample(tuple(center.items()), tuple(direction.items()), why)
    return None


def _negative_direction(
    bends: list[list[Expression]], point: ExactPoint, order: tuple[str, ...], basis: Sequence[Sequence[Scalar]] | None
) -> dict[str, Fraction] | None:
    """The direction of the least eigenvalue of H(x) on the free directions, rounded; ``None`` if H(x) >= 0 there."""
    floats = {name: float(point[name]) for name in order}
    rows = [[value(bend, floats) for bend in row] for row in bends]
    if not all(isfinite(entry) for row in rows for entry in row):
        return None
    if len(order) == 1:
        return {order[0]: Fraction(1)} if basis is None and rows[0][0] < -NOISE else None
    import numpy as np

    lower = np.zeros((len(order), len(order)))
    for i, row in enumerate(rows):
        lower[i, : i + 1] = row
    matrix = lower + np.tril(lower, -1).T
    span = np.eye(len(order)) if basis is None else np.array([[float(c) for c in vector] for vector in basis])
    if not span.size:
        return None
    values, vectors = np.linalg.eigh(span @ matrix @ span.T)
    if values[0] >= -NOISE * max(1.0, float(np.abs(matrix).max())):
        return None
    weights = vectors[:, 0] / np.abs(vectors[:, 0]).max()
    for denominator in (1, 2, 4, 64, 4096):
        # Rounding the weights on the basis keeps the direction exactly in the free directions.
        rounded = [Fraction(float(w)).limit_denominator(denominator) for w in weights]
        steps = _combination(rounded, basis, order)
        trial = np.array([float(step) for step in steps])
        if trial @ matrix @ trial < 0.25 * values[0]:
            leading = next(step for step in steps if step != 0)
            return {name: step if leading > 0 else -step for name, step in zip(order, steps, strict=True)}
    return None


def _combination(
    weights: list[Fraction], basis: Sequence[Sequence[Scalar]] | None, order: tuple[str, ...]
) -> list[Fraction]:
    if basis is None:
        return weights
    total = [Fraction(0)] * len(order)
    for weight, vector in zip(weights, basis, strict=True):
        total = [
            t + weight * (c if isinstance(c, Fraction) else Fraction(0)) for t, c in zip(total, vector, strict=True)
        ]
    return total


def _quadratic_form(bends: list[list[Expression]], steps: list[Fraction]) -> Expression:
    """v'Hv as a tree."""
    terms: list[Expression] = []
    for i, row in enumerate(bends):
        for j, bend in enumerate(row):
            factor = steps[i] * steps[j] * (1 if i == j else 2)
            if factor != 0:
                terms.append(bend if factor == 1 else Product((number(factor), bend)))
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _is_above(node: Expression, middle: ExactPoint, first: ExactPoint, second: ExactPoint) -> bool:
    """2 f(middle) > f(first) + f(second), by enclosures."""
    center, left, right = (_enclosed(node, point) for point in (middle, first, second))
    return center is not None and left is not None and right is not None and 2 * center[0] > left[1] + right[1]


def _enclosed(node: Expression, point: ExactPoint) -> tuple[Fraction, Fraction] | None:
    box = point_box(node, point)
    low, high = (None, None) if box is None else algebra.intervals.enclose(node, box)
    return None if low is None or high is None else (low, high)


def _value_words(tree: Expression, point: ExactPoint) -> str:
    enclosed = _enclosed(tree, point)
    return "a negative number" if enclosed is None else number_words(*enclosed)
