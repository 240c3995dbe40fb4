"""Points x of D as cuts: theta_D(y) <= f(x) + y'(c, h)(x), an inequality that holds whatever x is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf, isfinite

import numpy as np

from duality.algebra.boxes import holds
from duality.algebra.numeric import compile_row
from duality.model.form import StandardForm
from duality.records import record, replace
from duality.solving.judging.measure import measure

SLACK = 1e-9
"""How far, relatively, a point may violate a row of X that is no bound."""


@record
class Cut:
    """f and (c, h) at the point ``x``."""

    x: tuple[float, ...]
    value: float
    slopes: tuple[float, ...]

    def at(self, y: Sequence[float]) -> float:
        """f(x) + y'(c, h)(x)."""
        return self.value + sum(a * b for a, b in zip(self.slopes, y, strict=True))


class Pool:
    """The cuts so far, each point once; ``added`` counts them."""

    def __init__(self, form: StandardForm) -> None:
        self.form = form
        self.free = _domain_only(form)
        self.chosen = frozenset(name for points in form.domain.discrete for name in points.variables)
        self.objective = compile_row(form.objective, form.variables)
        self.rows = [compile_row(c.row, form.variables) for c in form.constraints]
        self.cuts: list[Cut] = []
        self._seen: set[tuple[float, ...]] = set()

    def add(self, x: Sequence[float]) -> bool:
        """Takes the point if it is new, lies in D and has finite values there."""
        point = tuple(float(entry) + 0.0 for entry in x)
        if point in self._seen or not all(map(isfinite, point)):
            return False
        self._seen.add(point)
        if not self._in_domain(point):
            return False
        array = np.array(point)
        value, slopes = self.objective.value(array), tuple(float(row.value(array)) for row in self.rows)
        if not isfinite(value) or not all(map(isfinite, slopes)):
            return False
        self.cuts.append(Cut(point, float(value), slopes))
        return True

    def model(self, y: Sequence[float]) -> float:
        """The least cut at y, an upper bound of theta_D(y)."""
        return min((cut.at(y) for cut in self.cuts), default=inf)

    def best_at(self, y: Sequence[float], count: int) -> Iterator[Cut]:
        """The lowest cuts at y whose points differ by a tenth of the spread of all points."""
        chosen: list[np.ndarray] = []
        ranked = sorted(self.cuts, key=lambda cut: cut.at(y))[: 20 * count]
        spread = np.ptp(np.array([cut.x for cut in ranked]), axis=0) if ranked else np.zeros(0)
        for cut in ranked:
            x = np.array(cut.x)
            if all((np.abs(x - other) > 0.1 * spread).any() for other in chosen):
                chosen.append(x)
                yield cut
                if len(chosen) == count:
                    return

    def named(self, x: Sequence[float]) -> Mapping[str, float]:
        """The point by variable."""
        return dict(zip(self.form.variables, x, strict=True))

    def _in_domain(self, point: tuple[float, ...]) -> bool:
        named = self.named(point)
        if not all(holds(bounds, Fraction(named[name])) for name, bounds in self.form.domain.bounds):
            return False
        for group in self.form.domain.discrete:
            entries = tuple(named[name] for name in group.variables)
            if not any(entries == tuple(map(float, choice)) for choice in group.near(entries)):
                return False
        return not self.form.domain.conditions or measure(self.free, named).violation <= SLACK


def _domain_only(form: StandardForm) -> StandardForm:
    """The form without its constraints: only X is left."""
    return replace(form, constraints=())


def without_sets(form: StandardForm) -> StandardForm:
    """Variables of finite sets are taken for real numbers."""
    return replace(form, domain=replace(form.domain, discrete=()))
