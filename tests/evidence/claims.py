"""The claims of a report that an oracle's points contradict."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf, isfinite, nextafter

import mpmath

from duality.results import Answer, Report
from tests.evidence.numbers import DIGITS, precise
from tests.evidence.oracle import COARSE, Oracle

STRONG = ("exact", "enclosed", "global")
SLACK = {"exact": 1e-11, "enclosed": 1e-9, "global": 1e-5}
"""What a label leaves to rounding, relative to max(1, |core|)."""


class Claims:
    """``false`` is contradicted by points; ``suspect`` by the best that sampling and local search found."""

    def __init__(self, report: Report, oracle: Oracle) -> None:
        self.report, self.oracle = report, oracle
        statement = oracle.statement
        self.scale, self.offset = Fraction(statement.scale), Fraction(statement.offset)

    def core(self, value: float) -> mpmath.mpf:
        """The min form's core at a value of f in the statement's sense."""
        if not isfinite(value):
            return mpmath.mpf(self.oracle.sign * value)
        with mpmath.workdps(DIGITS):
            exact = (Fraction(value) - self.offset) / self.scale
            return self.oracle.sign * mpmath.mpf(exact.numerator) / exact.denominator

    def slack(self, side: Answer, around: float) -> float:
        """Of the core; floats beside a large offset round by a share of it."""
        rounding = 4e-16 * abs(float(self.offset / self.scale))
        return SLACK.get(side.label, 1e-6) * max(1.0, abs(around)) + rounding

    def false(self) -> Iterator[str]:
        yield from self._primal()
        yield from self._attained()
        yield from self._dual()
        yield from self._verdict()

    def _bounds(self, side: Answer) -> tuple[mpmath.mpf, mpmath.mpf]:
        """Lower and upper of the min form's core."""
        ends = self.core(side.lower), self.core(side.upper)
        return (min(ends), max(ends)) if self.oracle.sign < 0 else ends

    def _primal(self) -> Iterator[str]:
        side, best = self.report.primal, self.oracle.best
        if side.label not in STRONG or best is None:
            return
        if side.status == "infeasible":
            yield f"infeasible, but {_told(best.point)} is feasible"
            return
        lower, _ = self._bounds(side)
        width = self._width(side)
        slack = self.slack(side, float(best.core)) + width
        if side.status == "optimal" and side.value is not None and self.core(side.value) > best.core + slack:
            yield f"p* = {side.value!r} ({side.label}) above f at {_told(best.point)} by {self._above(side, best.core)}"
        elif lower > best.core + slack - width:
            end = side.lower if self.oracle.sign > 0 else side.upper
            yield f"p* bounded by {end!r} ({side.label}), passed at {_told(best.point)}"

    def _width(self, side: Answer) -> float:
        """An enclosed value may lie anywhere between its ends."""
        lower, upper = self._bounds(side)
        return float(upper - lower) if side.label == "enclosed" else 0.0

    def _above(self, side: Answer, core: mpmath.mpf) -> str:
        assert side.value is not None
        return f"{float(self.core(side.value) - core):.3g} of the core"

    def _attained(self) -> Iterator[str]:
        side = self.report.primal
        if side.status != "optimal" or side.value is None or not isfinite(side.value):
            return
        if side.attained is False and side.label in ("exact", "enclosed"):
            best = self.oracle.best
            # The float beside an exact value may be the next one above it.
            below = nextafter(side.value, -self.oracle.sign * inf)
            if best is not None and side.lower == side.upper and best.core <= self.core(below):
                yield f"p* = {side.value!r} not attained, but reached at {_told(best.point)}"
        point = side.point
        if side.attained and point is not None and side.label in STRONG:
            yield from self._outside(point)

    def _outside(self, point: dict) -> Iterator[str]:
        for name, given in zip(self.oracle.names, self.oracle.statement.ranges, strict=True):
            value = point[name]
            near = Fraction(value) if isinstance(value, (float, int)) else value
            at_open_end = (given.open_below and near == given.lower) or (given.open_above and near == given.upper)
            if at_open_end or (given.points and near not in given.points and isinstance(value, Fraction)):
                yield f"attained at {name} = {value}, which is outside X"
        shown = {name: float(value) for name, value in point.items()}
        for text, equal in zip(self.oracle.residuals, self.oracle.equal, strict=True):
            found = precise(text, shown)
            size = _size(text, shown)
            if found is not None and (abs(found) if equal else found) > 1e-6 * size:
                yield f"attained at {shown}, where {text} = {float(found):.3g}"

    def _dual(self) -> Iterator[str]:
        side = self.report.dual
        if side.label not in STRONG or side.value is None:
            return
        bound = self.oracle.mixture
        if side.status == "unknown" or bound == inf:
            return
        slack = max(self.slack(side, bound), 1e-7 * max(1.0, abs(bound)))
        lower, _ = self._bounds(side)
        if lower > bound + slack or self.core(side.value) > bound + slack + self._width(side):
            yield f"d* = {side.value!r} ({side.label}) above a mixture of points, worth {bound!r} in the core"

    def _verdict(self) -> Iterator[str]:
        primal, dual = self.report.primal, self.report.dual
        if self.report.verdict == "holds" and primal.status == "optimal" and primal.value is not None:
            bound = self.oracle.mixture
            reach = self.core(primal.value)
            slack = self.slack(primal, bound) + self._width(primal) + 1e-6
            if isfinite(bound) and primal.label in STRONG and reach > bound + slack:
                yield f"strong duality holds at {primal.value!r}, but d* is at most {bound!r} in the core"
        if primal.value is not None and dual.value is not None and {primal.label, dual.label} <= set(STRONG):
            gap = self.core(dual.value) - self.core(primal.value)
            if gap > self.slack(primal, float(self.core(primal.value))) + self.slack(dual, 1.0):
                yield f"d* = {dual.value!r} beyond p* = {primal.value!r}"

    def suspect(self) -> Iterator[str]:
        """Only for a compact X in at most two variables, where the best point found is close to the infimum."""
        oracle, side, dual = self.oracle, self.report.primal, self.report.dual
        if not oracle.is_compact or len(oracle.names) > 2 or not len(oracle.cores):
            return
        spread = float(oracle.cores.max() - oracle.cores.min()) or 1.0
        best = oracle.best
        if best is not None and side.label in STRONG and side.status in ("optimal", "unbounded"):
            value = -inf if side.status == "unbounded" else self.core(side.value if side.value is not None else 0.0)
            if value < best.core - COARSE * spread - self.slack(side, float(best.core)) and spread < 1e3:
                short = float(best.core - value)
                yield f"p* = {side.value!r} ({side.label}) below all points by {short:.3g} of the core"
        bound = oracle.mixture
        if isfinite(bound) and dual.label in STRONG and dual.status == "optimal" and dual.value is not None:
            value = self.core(dual.value)
            if value < bound - 20 * COARSE * spread - self.slack(dual, bound) and spread < 1e3:
                yield f"d* = {dual.value!r} ({dual.label}) below all mixtures by {float(bound - value):.3g} of the core"


def _size(text: str, point: dict[str, float]) -> float:
    """How large the parts of a row are: what a rounding of the point moves it by."""
    moved = [precise(text, point | {name: value * (1 + 1e-3) + 1e-3}) for name, value in point.items()]
    here = precise(text, point)
    steps = [abs(float(m - here)) * 1e3 for m in moved if m is not None and here is not None]
    return max([1e-12, *steps])


def _told(point: dict[str, mpmath.mpf]) -> str:
    return ", ".join(f"{name} = {mpmath.nstr(value, 12)}" for name, value in point.items())
