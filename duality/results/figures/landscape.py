"""The problem in numbers: its window, its samples, and theta_D with its argmins along a direction of multipliers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from duality.derivation import inner_problem
from duality.model.form import StandardForm
from duality.model.report import Report
from duality.results.figures import jumps
from duality.results.figures.directions import multipliers_at
from duality.results.figures.dual_values import DualValues
from duality.results.figures.known import Direction, Sampled, Support
from duality.results.minimizers import minimizers
from duality.solving.sampling import infima, samples, windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duality.solving.sampling.samples import Samples

PROBES = (0.0, 0.5, 1.0, 2.0)
"""Where, in units of the optimal multiplier, argmins are looked for that the window should show."""

SPREAD = 12000
"""Samples of D with more than one variable."""

STEPS = 1201
"""Samples of D with one variable, before the far ones."""

WITHIN = 20.0
"""Points of interest lie within this many times the size of x*."""

EXTENT = 8.0
"""A bounded feasible set is shown whole if it is at most this many times as wide as what is of interest."""

EXACTLY = 6
"""Quadratics of at most so many variables are minimized by exact linear algebra."""

EQUAL = 1e-6
"""A point attains theta_D if L is this close to it there, relatively."""


class Landscape:
    """D, f and c of one report in the min form; ``direction`` tells which multipliers move."""

    def __init__(self, report: Report, direction: Direction | None, values: DualValues) -> None:
        self.form: StandardForm = report.form
        self.report = report
        self.direction = direction
        self.values = values
        self.convex = report.convexity.verdict == "proved"
        self.is_finite = samples.is_finite(report.form)
        self._supports: dict[float, Support] = {}
        self._warm: list[np.ndarray] = []

    @cached_property
    def known(self) -> list[np.ndarray]:
        """x*, if there is one, then the KKT points and the Slater point."""
        report, names = self.report, self.form.variables
        points = [report.primal.point, *(kkt.point for kkt in report.kkt_points), report.slater.point]
        rows = [np.array([float(dict(p)[name]) for name in names]) for p in points if p is not None]
        return [row for row in rows if np.isfinite(row).all()]

    @cached_property
    def box(self) -> tuple[np.ndarray, np.ndarray]:
        """The window: x*, argmins near the optimal multiplier, and the feasible set where it is bounded."""
        form = self.form
        first = windows.window(form, self.known[:1])
        if self.is_finite:
            points = samples.finite_points(form)
            return windows.window(form, list(points))
        interest = [*(self.known or windows.meeting(form)), *self._probes(first)]
        box = windows.window(form, interest)
        wide = (box[0] - EXTENT / 2 * (box[1] - box[0]), box[1] + EXTENT / 2 * (box[1] - box[0]))
        wide = windows.window(form, [wide[0], wide[1]])
        tried = samples.evaluated(form, samples.spread(form, wide, SPREAD))
        extent = windows.feasible_extent(tried.x, tried.feasible, wide)
        return box if extent is None else windows.window(form, [*interest, *extent])

    def _probes(self, box: tuple[np.ndarray, np.ndarray]) -> Iterator[np.ndarray]:
        if self.direction is None:
            return
        optimum = self.direction.optimum
        middle = (box[0] + box[1]) / 2
        reach = WITHIN * (1 + np.abs(middle))
        tried = samples.evaluated(self.form, samples.spread(self.form, box, 2000))
        for share in PROBES:
            t = share * (optimum if optimum else 1.0)
            if self.values.never_attained(multipliers_at(self.direction, t)):
                continue
            for x in self._argmins(t, tried, box[1] - box[0]).points:
                if (np.abs(x - middle) <= reach).all():
                    yield x

    @cached_property
    def samples(self) -> Samples:
        """D sampled: whole if finite; in the order of x for n = 1; the window densely, its surroundings sparsely."""
        form = self.form
        if self.is_finite:
            return samples.evaluated(form, samples.finite_points(form))
        if len(form.variables) == 1:
            x = np.concatenate([samples.line(self.box, STEPS), samples.spread(form, self.box, 600), *self._known_rows])
            return samples.evaluated(form, np.unique(x, axis=0))
        return samples.evaluated(
            form, np.concatenate([samples.spread(form, self.box, SPREAD), *self._known_rows], axis=0)
        )

    @property
    def _known_rows(self) -> list[np.ndarray]:
        return [row[None, :] for row in self.known]

    def combined(self, given: Samples) -> np.ndarray:
        """u(x) = sum weights_k c_k(x) at every sample."""
        assert self.direction is not None
        return given.constraints @ np.array([weight for _, weight in self.direction.weights])

    def supports(self, ts: Sequence[float]) -> tuple[Support, ...]:
        """theta_D in the user's sense, with its argmins, at every t."""
        return tuple(self.support(t) for t in ts)

    def support(self, t: float) -> Support:
        if t not in self._supports:
            self._supports[t] = self._support(t)
        return self._supports[t]

    def _support(self, t: float) -> Support:
        assert self.direction is not None
        sign = self.form.sign
        theta, certainty = self.values.along(self.direction, t)
        if theta == -np.inf:
            return Support(t, -sign * np.inf, certainty)
        if self.values.never_attained(multipliers_at(self.direction, t)):
            return Support(t, sign * theta, certainty)
        found = self._argmins(t, self.samples, self.box[1] - self.box[0])
        if np.isnan(theta):
            theta, certainty = self._at_most_d_star(found.value), "numerical" if self.convex else "sampled+polished"
            if self.is_finite:
                certainty = "exact"
        if found.value > theta + EQUAL * (1 + abs(theta)):
            return Support(t, sign * theta, certainty)
        self._warm = list(found.points)[:4]
        attained = found.points[~jumps.approached(self.form, found.points)]
        return Support(t, sign * theta, certainty, self.sampled(attained))

    def _at_most_d_star(self, found: float) -> float:
        """The least value found of L bounds theta_D from above, and d* does."""
        d_star = self.report.dual.value
        return found if d_star is None else min(found, self.form.sign * d_star)

    def _argmins(self, t: float, given: Samples, widths: np.ndarray) -> infima.Infimum:
        assert self.direction is not None
        values = given.f + t * self.combined(given)
        if self.form.domain.discrete:
            # A local search would leave the values that a discrete variable may take.
            return infima.attained_among(given, values)
        multipliers = multipliers_at(self.direction, t)
        told = self._told(multipliers) if self.convex else None
        if told is not None:
            # The derivation knows a minimizer: no search is needed.
            at = samples.evaluated(self.form, told[None, :])
            if len(at.f):
                return infima.Infimum(float((at.f + t * self.combined(at))[0]), told[None, :])
        inner = inner_problem(self.form, multipliers)
        near = [*self._warm, *self.known[:1]]
        return infima.infimum(inner, given, values, near, widths, convex=self.convex)

    def _told(self, multipliers: Mapping[str, float]) -> np.ndarray | None:
        """A minimizer of L by the formulas of the derivation."""
        from fractions import Fraction

        rows = (self.form.objective, *(c.row for c in self.form.constraints))
        few = len(self.form.variables) <= EXACTLY and all(row.is_quadratic for row in rows)
        at = {name: Fraction(value) if few else value for name, value in multipliers.items()}
        found = minimizers(self.report.derivation, at).points
        return np.array([float(dict(found[0])[name]) for name in self.form.variables]) if found else None

    def sampled(self, x: np.ndarray) -> tuple[Sampled, ...]:
        """The points with u and f, f in the user's sense; those outside D are dropped."""
        if not len(x):
            return ()
        return self.rows(samples.evaluated(self.form, x))

    def rows(self, given: Samples) -> tuple[Sampled, ...]:
        """Samples as plain records."""
        u = self.combined(given) if self.direction is not None else np.zeros(len(given.f))
        f = self.form.sign * given.f
        columns = zip(u.tolist(), f.tolist(), given.x.tolist(), jumps.pieces(self.form, given.x), strict=True)
        return tuple(Sampled(here, value, tuple(x), piece) for here, value, x, piece in columns)
