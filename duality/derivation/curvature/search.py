"""Simple rational points strictly inside D, where a failure of convexity is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from random import Random

from duality.algebra import exact_linear
from duality.algebra.membership import contains_inside
from duality.derivation.curvature.region import Region
from duality.model.form import Bounds, Domain
from duality.model.scalar import Irrational, Scalar
from duality.records import replace

SIMPLE = tuple(
    map(Fraction, ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3", "1/4", "-1/4", "5", "-5", "1/10", "10", "-10"))
)
GRID_LIMIT = 256
RANDOM_POINTS = 120

ExactPoint = dict[str, Scalar]


def inner_points(domain: Domain, region: Region, varied: tuple[str, ...]) -> Iterator[ExactPoint]:
    """Points inside D (a finite set counts by its hull), simple ones first, differing in the variables ``varied``."""
    hull = hull_of(domain, region)
    start = region.interior_point()
    seen: set[tuple[Scalar, ...]] = set()
    for values in _choices(region, varied):
        point = _on_equations(start | dict(zip(varied, values, strict=True)), region)
        if point is None:
            return
        key = tuple(point[name] for name in region.variables)
        if key not in seen and contains_inside(hull, point):
            seen.add(key)
            yield point


def hull_of(domain: Domain, region: Region) -> Domain:
    """D with finite sets replaced by their hulls."""
    return replace(domain, bounds=tuple(region.box.items()), discrete=())


def _choices(region: Region, varied: tuple[str, ...]) -> Iterator[tuple[Fraction, ...]]:
    columns = [simple_values(region.box.get(name, Bounds())) for name in varied]
    if all(columns):
        yield tuple(column[0] for column in columns)
    if len(varied) <= 3:
        # Diagonal order: combinations of the simplest values come first.
        sizes = [range(len(column)) for column in columns]
        order = sorted(islice(product(*sizes), 5000), key=lambda place: (sum(place), place))
        for place in order[:GRID_LIMIT]:
            yield tuple(column[k] for column, k in zip(columns, place, strict=True))
    elif all(columns):
        for k, column in enumerate(columns):
            for entry in column[1:4]:
                yield tuple(entry if j == k else other[0] for j, other in enumerate(columns))
    random = Random(0)
    for _ in range(RANDOM_POINTS if all(columns) else 0):
        yield tuple(random.choice(column) for column in columns)


def simple_values(bounds: Bounds) -> list[Fraction]:
    """Simple numbers strictly inside an interval; the value itself for a single point."""
    low, high = bounds.lower, bounds.upper
    if low is not None and low == high:
        return [low] if isinstance(low, Fraction) else []
    shifts = [_near(low) + s for s in SIMPLE if s > 0] if low is not None else []
    shifts += [_near(high) - s for s in SIMPLE if s > 0] if high is not None else []
    if low is not None and high is not None:
        shifts = [_near(low) + (_near(high) - _near(low)) * Fraction(k, 8) for k in (4, 2, 6, 1, 7)] + shifts
    inside = [v for v in (*SIMPLE, *shifts) if (low is None or v > low) and (high is None or v < high)]
    return list(dict.fromkeys(inside))


def _near(end: Scalar) -> Fraction:
    return end if isinstance(end, Fraction) else Fraction(float(end))


def _on_equations(point: Mapping[str, Scalar], region: Region) -> ExactPoint | None:
    """The nearest point that satisfies the affine equations of X."""
    if not region.equalities:
        return dict(point)
    names = region.variables
    rows = [[form.coefficient(name) for name in names] for form in region.equalities]
    # At an exact point an affine form is exact.
    excess: list[Scalar] = [
        amount for form in region.equalities if isinstance(amount := form.at(point), (Fraction, Irrational))
    ]
    gram = [[sum((a * b for a, b in zip(r, s, strict=True)), Fraction(0)) for s in rows] for r in rows]
    weights = exact_linear.solve(gram, excess)
    if weights is None:
        return None
    shift = [sum((w * row[k] for w, row in zip(weights, rows, strict=True)), Fraction(0)) for k in range(len(names))]
    return {name: point[name] - s for name, s in zip(names, shift, strict=True)}
