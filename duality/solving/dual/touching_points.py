"""The convexified primal at optimal multipliers: where L(., y*) touches theta_D(y*), and the weights of these points.

With a gap no single minimizer of L(., y*) is feasible, but a convex combination of several is: weights mu >= 0 with
sum mu_k = 1, sum mu_k c(x_k) <= 0, sum mu_k h(x_k) = 0, and then sum mu_k f(x_k) = d*. The supporting line at y*
touches the convex hull of {(c, h, f)(x) : x in D} there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf

import numpy as np

from duality.algebra.evaluate import exact_value, rational_value
from duality.algebra.membership import contains
from duality.algebra.nearby_rationals import short_fraction
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Point, WeightedPoint
from duality.records import record
from duality.solving.dual.combination import Atom, mixture
from duality.solving.dual.pool import Cut, Pool
from duality.solving.dual.pricing import Pricing
from duality.solving.dual.seeds import seeds

NEAR = 1e-6
"""A point touches where L(x, y*) exceeds theta_D(y*) by no more than this, relatively."""

STARTS = 24
STEPS = 4
MOST = 200
"""Points that are looked at, the lowest first."""

SNAPPED = 1e-5
"""Coordinates this close to a plain fraction are replaced by it, where L stays as low."""

NEGLIGIBLE = Fraction(1, 10**7)
LARGEST_DENOMINATOR = 24


@record
class _Place:
    """A touching point with f and (c, h) there, over Q; ``exact`` unless they come from floats."""

    atom: Atom
    point: tuple[Scalar | float, ...]
    exact: bool

    @property
    def is_whole(self) -> bool:
        return self.exact and all(isinstance(v, Fraction) and v.denominator == 1 for v in self.point)


def touching(
    form: StandardForm, multipliers: Mapping[str, float], level: float, known: Iterable[Mapping[str, float]] = ()
) -> tuple[WeightedPoint, ...]:
    """Weighted minimizers of L(., y*) whose mean is feasible; ``level`` is theta_D(y*). Empty where none were found.

    Whole points are preferred to fractions, and these to floats.
    """
    y = [multipliers[c.name] for c in form.constraints]
    pool = Pool(form)
    for point in known:
        pool.add([point[name] for name in form.variables])
    for x in seeds(form, None):
        pool.add(x.tolist())
    limit = level + NEAR * max(1.0, abs(level))
    Pricing(pool)(y, STARTS)
    places = [_place(form, cut) for cut in _settled(pool, y, limit)]
    exact = [place for place in places if place.exact]
    for group in ([place for place in exact if place.is_whole], exact, places):
        found = _weighted(form, group, limit)
        if found:
            return found
    return ()


def exact_combination(form: StandardForm, points: Iterable[Mapping[str, Scalar]]) -> tuple[WeightedPoint, ...]:
    """The mixture of least mean f of exact points, whose mean is feasible; empty where there is none.

    f and (c, h) may be irrational there; a point outside of D is left out.
    """
    places: list[_Place] = []
    trees = (form.objective_expression, *(c.expression for c in form.constraints))
    for point in points:
        try:
            values = [exact_value(tree, point) for tree in trees]
            inside = contains(form.domain, point)
        except (ValueError, ZeroDivisionError):
            continue
        if inside:
            coordinates = tuple(point[name] for name in form.variables)
            places.append(_Place(Atom(values[0], tuple(values[1:])), coordinates, exact=True))
    return _weighted(form, places, inf)


def _settled(pool: Pool, y: Sequence[float], limit: float) -> list[Cut]:
    """The points of the pool that touch, each sharpened and made plain where that touches, too, and told once.

    Of a quadratic L the minimizer nearest to every point is one of them: where it is flat, there are many.
    """
    form = pool.form
    is_quadratic = all(row.is_quadratic for row in (form.objective, *(c.row for c in form.constraints)))
    steps = 1 if is_quadratic else STEPS
    found: dict[tuple[float, ...], Cut] = {}
    for cut in sorted(pool.cuts, key=lambda cut: cut.at(y))[:MOST]:
        if not (is_quadratic or cut.at(y) <= limit):
            continue
        sharp = tuple(_sharpened(pool, np.array(cut.x), y, steps).tolist())
        for x in (tuple(map(_plain, sharp)), sharp, cut.x):
            pool.add(x)
            # What the pool does not take lies outside of D.
            near = next((other for other in reversed(pool.cuts) if other.x == x), None)
            if near is not None and near.at(y) <= limit:
                found.setdefault(tuple(round(entry, 6) for entry in x), near)
                break
    return sorted(found.values(), key=lambda cut: cut.x)


def _sharpened(pool: Pool, x: np.ndarray, y: Sequence[float], steps: int) -> np.ndarray:
    """Newton's method on grad L(x, y) = 0, in the coordinates that have no finite set and do not lie on a bound."""
    rows, names = [pool.objective, *pool.rows], pool.form.variables
    moving = [i for i, name in enumerate(names) if name not in pool.chosen]
    free = np.array([i for i in moving if not _on_bound(pool.form, names[i], float(x[i]))], int)
    if not len(free):
        return x
    for _ in range(steps):
        with np.errstate(invalid="ignore"):
            # At an end of its domain a function may be infinitely steep: 0 times that is no number, and ends the steps.
            slope = sum((w * row.gradient(x) for w, row in zip((1.0, *y), rows, strict=True)), np.zeros(len(x)))[free]
            curvature = sum(
                (w * row.hessian(x) for w, row in zip((1.0, *y), rows, strict=True)), np.zeros((len(x), len(x)))
            )[np.ix_(free, free)]
        if not len(free) or not (np.isfinite(slope).all() and np.isfinite(curvature).all()):
            break
        x = x.copy()
        x[free] -= np.linalg.pinv(curvature, rcond=1e-9) @ slope
    return x


def _on_bound(form: StandardForm, name: str, value: float) -> bool:
    bounds = form.domain.bound(name)
    return any(end is not None and abs(float(end) - value) <= 1e-9 for end in (bounds.lower, bounds.upper))


def _plain(value: float) -> float:
    nearest = short_fraction(value, LARGEST_DENOMINATOR, SNAPPED)
    return value if nearest is None else float(nearest)


def _place(form: StandardForm, cut: Cut) -> _Place:
    """Over Q from the statement where the point is plain and no value there is irrational, else from the floats."""
    plain = [Fraction(entry).limit_denominator(LARGEST_DENOMINATOR) for entry in cut.x]
    rough = _Place(Atom(Fraction(cut.value), tuple(map(Fraction, cut.slopes))), cut.x, exact=False)
    if [float(entry) for entry in plain] != list(cut.x):
        return rough
    point: dict[str, Scalar] = dict(zip(form.variables, plain, strict=True))
    trees = (form.objective_expression, *(c.expression for c in form.constraints))
    rational: list[Fraction] = []
    for tree in trees:
        value = rational_value(tree, point)
        if value is None:
            return rough
        rational.append(value)
    try:
        inside = contains(form.domain, point)
    except (ValueError, ZeroDivisionError):
        return rough
    if not inside:
        return rough
    return _Place(Atom(rational[0], tuple(rational[1:])), tuple(plain), exact=True)


def _weighted(form: StandardForm, places: Sequence[_Place], limit: float) -> tuple[WeightedPoint, ...]:
    """The combination of least mean f; empty where none is feasible, or its mean exceeds the limit."""
    nonnegative = [c.constraint.kind == "inequality" for c in form.constraints]
    found = mixture([place.atom for place in places], nonnegative) if places else None
    if found is None or float(sum(w * places[k].atom.value for k, w in found)) > limit:
        return ()
    # The linear program names them in the order of its basis, which rounding may change.
    found = sorted(found, key=lambda entry: tuple(map(float, places[entry[0]].point)))
    weights: Sequence[Scalar | float] = [weight for _, weight in found]
    chosen = [places[k] for k, _ in found]
    if not all(place.exact for place in chosen):
        # Floats are rational, and so are the weights that come of them.
        kept = [(places[k], weight) for k, weight in found if isinstance(weight, Fraction) and weight > NEGLIGIBLE]
        total = sum(weight for _, weight in kept)
        chosen, weights = [place for place, _ in kept], _tidied([weight / total for _, weight in kept])
    return tuple(_entry(form, place, weight) for place, weight in zip(chosen, weights, strict=True))


def _entry(form: StandardForm, place: _Place, weight: Scalar | float) -> WeightedPoint:
    names = [c.name for c in form.constraints]
    value, slopes = place.atom.value, place.atom.slopes
    point: Point = tuple(zip(form.variables, place.point, strict=True))
    if place.exact:
        return WeightedPoint(weight, point, value, tuple(zip(names, slopes, strict=True)))
    return WeightedPoint(weight, point, float(value), tuple(zip(names, map(float, slopes), strict=True)))


def _tidied(weights: Sequence[Fraction]) -> Sequence[Fraction | float]:
    """Plain fractions where all of them are near to such with the sum 1, else floats."""
    near = [weight.limit_denominator(LARGEST_DENOMINATOR) for weight in weights]
    if sum(near) == 1 and all(abs(a - b) <= NEAR for a, b in zip(near, weights, strict=True)):
        return near
    return [float(weight) for weight in weights]
