"""Random points of D and random multipliers inside and outside the effective domain of theta_D; reproducible."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from duality.algebra.atoms import row_expression
from duality.algebra.evaluate import value
from duality.model.derivation import Condition, DualFunction
from duality.model.form import Affine, Bounds, StandardForm
from duality.model.scalar import Irrational, Scalar

TRIES = 200


class DomainSampler:
    """Draws floating-point points of D at many scales, and tells whether a point lies in D."""

    def __init__(self, form: StandardForm, generator: random.Random) -> None:
        self.form = form
        self.generator = generator
        self._conditions = [(c, row_expression(c.row)) for c in form.domain.conditions]
        self._discrete = {name for points in form.domain.discrete for name in points.variables}

    def point(self, radius: float | None = None) -> dict[str, float] | None:
        """A point of D, or ``None`` if none was hit."""
        for _ in range(TRIES):
            scale = radius if radius is not None else 10.0 ** self.generator.uniform(-1.5, 2.0)
            x = {name: self._coordinate(self.form.domain.bound(name), scale) for name in self.form.variables}
            for points in self.form.domain.discrete:
                choice = self.generator.choice(points.points)
                x |= {name: float(v) for name, v in zip(points.variables, choice, strict=True)}
            if self._holds_conditions(x):
                return x
        return None

    def points(self, count: int, radius: float) -> list[dict[str, float]]:
        """Up to ``count`` points of D at one scale."""
        found = (self.point(radius) for _ in range(count))
        return [x for x in found if x is not None]

    def discrete_points(self, most: int) -> list[dict[str, float]]:
        """The points of the finite sets, up to ``most``, each with one random choice of the other variables."""
        found: list[dict[str, float]] = []
        if not self.form.domain.discrete:
            return found
        choices = islice(product(*(islice(points.points, most) for points in self.form.domain.discrete)), most)
        for choice in choices:
            x = self.point()
            if x is None:
                break
            for points, values in zip(self.form.domain.discrete, choice, strict=True):
                x |= {name: float(v) for name, v in zip(points.variables, values, strict=True)}
            if self.contains(x):
                found.append(x)
        return found

    def contains(self, x: Mapping[str, float]) -> bool:
        """x lies in D, up to rounding at closed ends."""
        for name, bounds in self.form.domain.bounds:
            slack = 1e-9 * max(1.0, abs(x[name]))
            if bounds.lower is not None and x[name] < float(bounds.lower) - (slack if bounds.lower_closed else 0.0):
                return False
            if bounds.upper is not None and x[name] > float(bounds.upper) + (slack if bounds.upper_closed else 0.0):
                return False
        for points in self.form.domain.discrete:
            here = tuple(x[name] for name in points.variables)
            if all(any(abs(float(a) - b) > 1e-9 for a, b in zip(p, here, strict=True)) for p in points.near(here)):
                return False
        return self._holds_conditions(x)

    def movable(self) -> list[str]:
        """The variables that range over an interval."""
        return [name for name in self.form.variables if name not in self._discrete]

    def clipped(self, name: str, v: float) -> float:
        """v moved into the bounds of the variable, a little inside an open end."""
        bounds = self.form.domain.bound(name)
        if bounds.lower is not None and v <= float(bounds.lower):
            v = float(bounds.lower) + (0.0 if bounds.lower_closed else 1e-12 * max(1.0, abs(float(bounds.lower))))
        if bounds.upper is not None and v >= float(bounds.upper):
            v = float(bounds.upper) - (0.0 if bounds.upper_closed else 1e-12 * max(1.0, abs(float(bounds.upper))))
        return v

    def _coordinate(self, bounds: Bounds, scale: float) -> float:
        lower = None if bounds.lower is None else float(bounds.lower)
        upper = None if bounds.upper is None else float(bounds.upper)
        if lower is not None and upper is not None:
            return lower + (upper - lower) * self.generator.uniform(0.001, 0.999) if upper > lower else lower
        size = abs(self.generator.gauss(0.0, scale)) + 1e-9
        if lower is not None:
            return lower + size
        if upper is not None:
            return upper - size
        return self.generator.gauss(0.0, scale)

    def _holds_conditions(self, x: Mapping[str, float]) -> bool:
        for condition, node in self._conditions:
            v = value(node, x)
            if math.isnan(v):
                return False
            if condition.equality:
                if abs(v) > 1e-9:
                    return False
            elif condition.nonzero:
                if v == 0:
                    return False
            elif v < 0 or (v == 0 and condition.strict):
                return False
        return True


def multiplier_samples(theta: DualFunction, generator: random.Random, count: int) -> Iterator[dict[str, Scalar]]:
    """Exact multipliers with alpha >= 0: random ones, and ones moved onto the equations of a branch of every block."""
    nonnegative = {m.name for m in theta.multipliers if m.kind == "inequality"}
    for k in range(count):
        point: dict[str, Scalar] = {m.name: _draw(generator, m.name in nonnegative) for m in theta.multipliers}
        if k % 4 != 0:
            moved = _onto_equations(theta, point, nonnegative, generator)
            point = moved if moved is not None else point
        yield point
        if not theta.multipliers:
            return


def _draw(generator: random.Random, nonnegative: bool) -> Fraction:
    denominator = generator.choice((1, 2, 3, 4, 8, 16))
    numerator = generator.randint(0, 5 * denominator)
    if numerator and not nonnegative and generator.random() < 0.5:
        numerator = -numerator
    return Fraction(numerator, denominator)


def _onto_equations(
    theta: DualFunction, point: dict[str, Scalar], nonnegative: set[str], generator: random.Random
) -> dict[str, Scalar] | None:
    """The point moved so that the affine equations of randomly chosen branches hold, if alpha stays >= 0."""
    equations: list[Affine] = []
    for block in theta.blocks:
        if block.branches:
            branch = generator.choice(block.branches)
            equations += [
                c.affine for c in branch.conditions if isinstance(c, Condition) and c.relation == "=" and c.affine
            ]
    if not equations:
        return point
    solved = _solve(list(dict.fromkeys(equations)), point, generator)
    if solved is None or any(solved[name] < 0 for name in nonnegative):
        return None
    return solved


def _solve(equations: list[Affine], point: dict[str, Scalar], generator: random.Random) -> dict[str, Scalar] | None:
    """Gauss-Jordan: pivot multipliers, chosen at random, take the values that the equations give them."""
    reduced: list[tuple[str, Affine]] = []
    for equation in equations:
        for pivot, form in reduced:
            c = equation.coefficient(pivot)
            if c != 0:
                equation = equation - form.scaled(c)
        if equation.is_constant:
            if equation.constant != 0:
                return None
            continue
        pivot, c = generator.choice(equation.terms)
        form = equation.scaled(1 / c)
        reduced = [(p, f - form.scaled(f.coefficient(pivot))) for p, f in reduced]
        reduced.append((pivot, form))
    result = dict(point)
    for pivot, form in reduced:
        rest = Affine(form.constant, tuple((name, c) for name, c in form.terms if name != pivot))
        v = rest.at(result)
        assert isinstance(v, (Fraction, Irrational)), "exact multipliers give exact values"
        result[pivot] = -v
    return result
