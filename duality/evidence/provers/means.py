"""Weights for the inequality of means that bounds a geometric program: the KKT multipliers in log x, times the terms.

At the minimum the weights of f are its terms divided by f, and those of a row its terms times the row's multiplier.
They are rounded, and put exactly onto the equations that they have to satisfy. Where the means are equal, every term of
f is its weight times p*, and every term of a row its share of 1: equations that are linear in log x, whose solution is
an exact minimizer if the numbers are plain. Where no x is feasible, the rows alone have such weights at the point that
violates them least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf, log

from duality.algebra.exact_linear import echelon, solve
from duality.algebra.nearby_rationals import short_fraction
from duality.algebra.scalars import scalar_power, scalar_product
from duality.errors import BackendError
from duality.evidence.attainment import is_settled
from duality.evidence.checks.means import PLAIN, exact_product, factors
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtPoint, Evidence, Means
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.solving.globally import geometric
from duality.solving.globally.bound import Request
from duality.solving.globally.translation.signomials import Terms, geometric_program
from duality.solving.task import Limits
from duality.verify.evaluation import as_values, floats
from duality.verify.nonnegative_least_squares import nonnegative_least_squares

ACTIVE = 1e-5
"""A row whose logarithm is below it has no multiplier."""

DENOMINATORS = (24, 10**9)
"""Plain weights are tried first: with them the bound may be an exact number."""

NEAR = 1e-6
SMALLEST = 1e-12
SHARE = 0.05
"""Of the usual work, for a convex solve in log x."""

Weights = tuple[tuple[Fraction, ...], ...]


class InequalityOfMeans:
    """Beside each numeric minimizer."""

    name = "inequality of means"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        return None if geometric_program(question.form) is not None else "the problem is no geometric program"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        program = geometric_program(question.form)
        assert program is not None
        for point in _points(question):
            for evidence in _at_minimizer(program.posynomials, point, question.form.variables):
                yield evidence
                if is_settled(ledger, "p"):
                    return
            if ledger.p.is_narrow:
                return
        if not ledger.p.upper.is_finite:
            least = geometric.least_violation(question.form, Limits(budget=question.budget.aside(SHARE)))
            if least is not None:
                yield from _contradiction(program.posynomials, least)


def _points(question: Question) -> Iterator[Mapping[str, float]]:
    """The positive points that are claimed; without one, the minimum of a convex solve in log x."""
    form = question.form
    claimed = (floats(as_values(solution.point or ())) for solution in question.claims)
    known = [point for point in claimed if all(0 < point.get(name, 0.0) < inf for name in form.variables)]
    yield from known
    if not known:
        try:
            found = geometric.Geometric().bound(form, Request(budget=question.budget.aside(SHARE)))
        except BackendError:
            return
        if found.point is not None and found.status == "proven":
            yield found.point


def _at_minimizer(posynomials: Sequence[Terms], point: Mapping[str, float], names: Sequence[str]) -> Iterator[Evidence]:
    """Nonnegative multipliers of the active rows by least squares; the weights of f are its terms' shares."""
    measured = _measured(posynomials, point)
    if measured is None:
        return
    shares, sizes = measured
    active = [k for k, size in enumerate(sizes) if k and size > -ACTIVE]
    weights = _weighted(posynomials, shares, active, sorted(point), whole=False)
    for largest in DENOMINATORS:
        exact = _exact(posynomials, weights, largest)
        if exact is not None:
            yield Evidence("p", Means(exact), source=InequalityOfMeans.name)
            minimizer = _minimizer(posynomials, exact, names)
            if minimizer is not None:
                yield Evidence("p", AtPoint(minimizer), source=InequalityOfMeans.name)


def _contradiction(posynomials: Sequence[Terms], point: Mapping[str, float]) -> Iterator[Evidence]:
    """Where the largest row is least and still exceeds 1, the rows of that size have weights that add up to 1."""
    measured = _measured(posynomials, point)
    if measured is None or len(posynomials) == 1:
        return
    shares, sizes = measured
    top = max(sizes[1:])
    if top <= 0:
        return
    largest_rows = [k for k, size in enumerate(sizes) if k and size > top - ACTIVE]
    weights = _weighted(posynomials, shares, largest_rows, sorted(point), whole=True)
    for largest in DENOMINATORS:
        exact = _exact(posynomials, weights, largest)
        if exact is not None:
            yield Evidence("p", Means(exact), source=InequalityOfMeans.name)


def _measured(posynomials: Sequence[Terms], point: Mapping[str, float]) -> tuple[list[list[float]], list[float]] | None:
    """The share of each term in its sum, and the logarithms of the sums; ``None`` beyond the floats."""
    shares: list[list[float]] = []
    sizes: list[float] = []
    for terms in posynomials:
        values = [float(c) * monomial(key, point) for key, c in terms.items()]
        total = sum(values)
        if not 0 < total < inf:
            return None
        shares.append([value / total for value in values])
        sizes.append(log(total))
    return shares, sizes


def _weighted(
    posynomials: Sequence[Terms],
    shares: Sequence[Sequence[float]],
    rows: Sequence[int],
    names: Sequence[str],
    *,
    whole: bool,
) -> list[list[float]]:
    """Shares times multipliers under which the powers cancel: f has 1, or the rows do by themselves (``whole``)."""
    import numpy as np

    columns = [[*_mean_power(posynomials[k], shares[k], names), 1.0 if whole else 0.0] for k in rows]
    target = [0.0] * len(names) if whole else [-p for p in _mean_power(posynomials[0], shares[0], names)]
    matrix = np.array(columns).T if columns else np.zeros((len(names) + 1, 0))
    multipliers, _ = nonnegative_least_squares(matrix, np.array([*target, 1.0 if whole else 0.0]))
    scale = dict(zip(rows, multipliers.tolist(), strict=True)) | {0: 0.0 if whole else 1.0}
    return [[share * scale.get(k, 0.0) for share in own] for k, own in enumerate(shares)]


def monomial(key: Sequence[tuple[str, Fraction]], point: Mapping[str, float]) -> float:
    """prod x_j^p_j."""
    product = 1.0
    for name, p in key:
        product *= point[name] ** float(p)
    return product


def _mean_power(terms: Terms, shares: Sequence[float], names: Sequence[str]) -> list[float]:
    total = dict.fromkeys(names, 0.0)
    for key, share in zip(terms, shares, strict=True):
        for name, p in key:
            total[name] += share * float(p)
    return list(total.values())


def _exact(posynomials: Sequence[Terms], weights: Sequence[Sequence[float]], largest: int) -> Weights | None:
    """Rational weights near the given ones that satisfy the equations; the larger ones take up the rounding."""
    near: dict[tuple[int, int], Fraction] = {}
    for k, own in enumerate(weights):
        for t, weight in enumerate(own):
            if weight > SMALLEST:
                found = short_fraction(weight, largest, NEAR)
                if found is None:
                    return None
                near[k, t] = found
    if not near:
        return None
    places = sorted(near, key=lambda place: -near[place])
    rows = _equations(posynomials, places)
    residual = [target - sum(a * near[place] for a, place in zip(row, places, strict=True)) for row, target in rows]
    change = solve([row for row, _ in rows], residual)
    if change is None:
        return None
    exact: dict[tuple[int, int], Scalar] = {
        place: near[place] + step for place, step in zip(places, change, strict=True)
    }
    if any(weight < 0 for weight in exact.values()):
        return None
    return tuple(
        tuple(Fraction(0) if (k, t) not in exact else _fraction(exact[k, t]) for t in range(len(own)))
        for k, own in enumerate(weights)
    )


def _equations(
    posynomials: Sequence[Terms], places: Sequence[tuple[int, int]]
) -> list[tuple[list[Fraction], Fraction]]:
    """sum_t w_0t = 1, or that of all weights where f has none, and the powers of every variable cancel."""
    first = min(k for k, _ in places)
    powers = [dict(list(posynomials[k])[t]) for k, t in places]
    names = sorted({name for own in powers for name in own})
    rows = [([Fraction(int(k == 0 or first > 0)) for k, _ in places], Fraction(1))]
    return rows + [([own.get(name, Fraction(0)) for own in powers], Fraction(0)) for name in names]


def _minimizer(posynomials: Sequence[Terms], weights: Weights, names: Sequence[str]) -> Point | None:
    """x where every weighted term has its share; x_j = 1 where the equations leave it free."""
    least = exact_product(factors(posynomials, weights))
    if least is None:
        return None
    rows: list[list[Scalar]] = []
    sides: list[Scalar] = []
    # A share of f is divided by the least value, which may be a root: f comes last, and is used where it must be.
    shares = [sum(own) for own in weights[1:]]
    for terms, own, whole in zip(
        (*posynomials[1:], posynomials[0]), (*weights[1:], weights[0]), (*shares, 1 / least), strict=True
    ):
        for (key, c), weight in zip(terms.items(), own, strict=True):
            if weight > 0:
                powers = dict(key)
                rows.append([powers.get(name, Fraction(0)) for name in names])
                sides.append(weight / (c * whole))
    return with_monomials(rows, sides, names)


def with_monomials(rows: list[list[Scalar]], sides: list[Scalar], names: Sequence[str]) -> Point | None:
    """x with prod x_j^a_ij = b_i, as products of powers of b; what the equations contradict is for the check to see."""
    units = [[Fraction(int(i == k)) for k in range(len(rows))] for i in range(len(rows))]
    reduced, pivots = echelon([[*row, *unit] for row, unit in zip(rows, units, strict=True)])
    values: dict[str, Scalar] = dict.fromkeys(names, Fraction(1))
    for row, pivot in zip(reduced, pivots, strict=True):
        if pivot < len(names):
            exponents = [_fraction(entry) for entry in row[len(names) :]]
            if any(p.denominator > PLAIN for p in exponents):
                return None
            values[names[pivot]] = scalar_product(
                [scalar_power(side, p) for side, p in zip(sides, exponents, strict=True) if p]
            )
    return tuple(values.items())


def _fraction(value: Scalar) -> Fraction:
    assert isinstance(value, Fraction)
    return value
