"""Maximizing theta_D by cutting planes: the master program proposes y, local minima price it, the oracle certifies.

The bounds: lower is the best certified theta_D(y), upper the master program's value where its optimum lies inside the
box. Steps go from the best y toward the proposed one (in-out), and shorten where theta_D is -inf.
Source: J. E. Kelley (1960); W. Ben-Ameur and J. Neto, "Acceleration of cutting-plane and column generation algorithms"
(2007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import inf, isfinite, isnan, nan, nextafter

from duality.algebra.nearby_rationals import short_fraction
from duality.errors import OutOfBudget
from duality.model.budget import Budget, checkpoint, spending
from duality.model.form import StandardForm
from duality.model.watch import NOBODY, Watch
from duality.records import field, record
from duality.solving.dual.exact_points import proved_upper
from duality.solving.dual.master import Master, touches
from duality.solving.dual.oracle import Infimum, infimum
from duality.solving.dual.pool import Pool
from duality.solving.dual.pricing import Pricing
from duality.solving.dual.seeds import seeds

Inner = Callable[[Mapping[str, Fraction]], StandardForm]
"""Multipliers by constraint name -> the inner problem."""

Formula = Callable[[Mapping[str, Fraction]], float]
"""Multipliers by constraint name -> theta_D by its closed form, nan where that does not tell."""

RADII = (1e4, 1e7)
CLOSE = 1e-6
"""The bounds meet where they differ by less, relative to max(1, |upper|)."""

GAP = 0.1 * CLOSE
"""What the oracle may leave open, relatively."""

SMALL = 1e-3
"""Multipliers below this, relative to the largest, are tried as zeros."""

MOST_ROUNDS = 400
MOST_STALLS = 6
SHORTEST = 1e-4
MOST_LATE = 2
"""Multipliers in a row at which theta_D takes too long: the search asks for it many times, and cannot end."""

MOST_PRICED = 10
"""Rounds of cheap cuts before the oracle is asked again."""

LARGEST_DENOMINATOR = 120
PLAIN = 1e-8
"""Multipliers this close to a plain fraction are replaced by it."""


@record(frozen=False, slots=False)
class Bracket:
    """lower <= d* <= upper; ``y`` has theta_D(y) >= lower and theta_D(y) <= ``level``.

    ``bounded``: the maximizers of theta_D lie in a bounded set, so that one exists. ``late``: the time was up.
    """

    lower: float = -inf
    upper: float = inf
    y: dict[str, Fraction] = field(default_factory=dict)
    level: float = inf
    rigorous_lower: bool = False
    rigorous_upper: bool = False
    bounded: bool = False
    late: bool = False
    solvers: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        return self.upper - self.lower <= CLOSE * max(1.0, abs(self.upper)) if isfinite(self.upper) else False


def maximize(
    form: StandardForm,
    inner: Inner,
    *,
    budget: Budget,
    point: Mapping[str, float] | None = None,
    multipliers: Mapping[str, float] | None = None,
    formula: Formula | None = None,
    watch: Watch = NOBODY,
) -> Bracket:
    """The bracket of d* within the budget; ``point`` and ``multipliers`` are good ones to start from.

    ``watch`` is told lower bounds, which are certified, and upper ones.
    """
    return _Search(form, inner, formula, budget, watch).run(point, multipliers)


class _Search:
    def __init__(self, form: StandardForm, inner: Inner, formula: Formula | None, budget: Budget, watch: Watch) -> None:
        self.watch = watch
        self.form, self.inner, self.formula, self.budget = form, inner, formula, budget
        self.nonnegative = [c.constraint.kind == "inequality" for c in form.constraints]
        self.pool = Pool(form)
        self.price = Pricing(self.pool)
        self.master = Master(self.nonnegative)
        self.bracket = Bracket()
        self.step = 1.0
        self.sparse: set[tuple[float, ...]] = set()
        self.lates = 0

    def run(self, point: Mapping[str, float] | None, multipliers: Mapping[str, float] | None) -> Bracket:
        """All radii in turn, while the optimum touches the border of the box, as far as the budget goes."""
        try:
            with spending(self.budget):
                self._run(point, multipliers)
        except OutOfBudget:
            self.bracket.late = True
        return self.bracket

    def _run(self, point: Mapping[str, float] | None, multipliers: Mapping[str, float] | None) -> None:
        for x in seeds(self.form, point):
            checkpoint("comparing points of D")
            self.pool.add(x.tolist())
        if not self.pool.cuts:
            return
        if multipliers is not None and all(map(isfinite, multipliers.values())):
            self._try([multipliers.get(c.name, 0.0) for c in self.form.constraints])
        for radius in RADII:
            if self._within(radius) != "border":
                break
        self._finish()

    def _try(self, y: list[float]) -> None:
        """The given multipliers, if the cuts say that theta_D there may be the best."""
        y = [max(v, 0.0) if sign else v for v, sign in zip(y, self.nonnegative, strict=True)]
        self.price(y)
        self.master.take(self.pool.cuts)
        best = self.master.best(RADII[-1])
        if best is not None and self.pool.model(y) >= best[0] - 0.01 * max(1.0, abs(best[0])):
            self._certify(y)

    def _within(self, radius: float) -> str:
        """Rounds in the box: "closed", "border" where its best y touches the border, "stuck", "late"."""
        stalls = priced = 0
        for _ in range(MOST_ROUNDS):
            self.master.take(self.pool.cuts)
            best = self.master.best(radius)
            if best is None:
                return "stuck"
            level, y = best
            border = touches(y, radius)
            if not border:
                self.bracket.upper = min(self.bracket.upper, level)
                self.watch.saw(self.bracket.lower, self.bracket.upper)
            near = level - self.bracket.lower <= CLOSE * max(1.0, abs(level))
            if self.bracket.closed or near:
                return "border" if border and not self.bracket.closed else "closed"
            if self.budget.is_over or self.lates >= MOST_LATE:
                self.bracket.late = True
                return "late"
            y = self._toward(y)
            before = self.pool.model(y)
            gain = 0.1 * CLOSE * max(1.0, abs(level))
            self.price(y)
            priced += 1
            if self.pool.model(y) < before - gain and self.step >= 1.0 and priced < MOST_PRICED:
                continue
            if border and radius < RADII[-1] and priced < MOST_PRICED:
                return "border"
            priced = 0
            lower, count = self.bracket.lower, len(self.pool.cuts)
            found = self._certify(y)
            if not isfinite(found.lower):
                found = self._sparser(y) or found
            self.step = max(self.step / 2, SHORTEST) if not isfinite(found.lower) else min(1.0, 1.5 * self.step)
            moved = self.bracket.lower > lower + gain or self.pool.model(y) < before - gain
            stalls = 0 if moved else stalls + 1
            if stalls and len(self.pool.cuts) == count:
                # The same cuts would propose the same y again.
                self.step = max(self.step / 2, SHORTEST)
            if stalls > MOST_STALLS:
                return "border" if border else "stuck"
        return "stuck"

    def _toward(self, y: Sequence[float]) -> list[float]:
        """From the best y by the step toward the proposed one."""
        if not self.bracket.y or self.step >= 1.0:
            return list(y)
        best = [float(self.bracket.y[c.name]) for c in self.form.constraints]
        return [b + self.step * (v - b) for b, v in zip(best, y, strict=True)]

    def _sparser(self, y: Sequence[float]) -> Infimum | None:
        """theta_D with the small multipliers set to zero: where only zero will do, the cuts only come close to it."""
        largest = max(map(abs, y))
        kept = [v if abs(v) > SMALL * max(1.0, largest) else 0.0 for v in y]
        rounded = tuple(round(v, 3) for v in kept)
        if kept == list(y) or rounded in self.sparse:
            return None
        self.sparse.add(rounded)
        return self._certify(kept)

    def _certify(self, y: Sequence[float]) -> Infimum:
        """Asks the oracle at plain multipliers next to y; its points are cuts, its lower bound may raise ours."""
        named = {c.name: plain(v) for c, v in zip(self.form.constraints, y, strict=True)}
        floats = [float(v) for v in named.values()]
        best = min(self.pool.cuts, key=lambda cut: cut.at(floats))
        found = self._by_formula(named)
        if found is None:
            inner = self.inner(named)
            found = infimum(inner, self.pool.named(best.x), best.at(floats), GAP, self.budget)
        self.lates = self.lates + 1 if found.late else 0
        for point in found.points:
            self.pool.add([point[name] for name in self.form.variables])
        if found.lower > self.bracket.lower:
            bracket = self.bracket
            bracket.lower, bracket.y, bracket.rigorous_lower = found.lower, named, found.rigorous
            bracket.solvers = (*bracket.solvers, found.solver)
            self.watch.saw(found.lower)
        if self.bracket.y:
            self.bracket.level = self.pool.model([float(v) for v in self.bracket.y.values()])
        return found

    def _by_formula(self, y: Mapping[str, Fraction]) -> Infimum | None:
        value = nan if self.formula is None else self.formula(y)
        return None if isnan(value) else Infimum(value, False, (), "theta_D")

    def _finish(self) -> None:
        """The upper bound over Q where the cuts allow it, and whether a maximizer exists."""
        bracket = self.bracket
        if bracket.rigorous_lower and isfinite(bracket.upper):
            near = sorted(self.pool.cuts, key=lambda cut: cut.at([float(v) for v in bracket.y.values()]))[:300]
            proved = proved_upper(self.form, (self.pool.named(cut.x) for cut in near))
            if proved is not None and float(proved) - bracket.lower <= CLOSE * max(1.0, abs(bracket.upper)):
                bracket.upper, bracket.rigorous_upper = _above(proved), True
        if bracket.closed:
            level = bracket.lower - max(1.0, abs(bracket.lower))
            bracket.bounded = self.master.is_bounded_above(level, RADII[-1])


def plain(value: float) -> Fraction:
    """A plain fraction within `PLAIN` of the float, else the float itself."""
    nearest = short_fraction(value, LARGEST_DENOMINATOR, PLAIN)
    return Fraction(value) if nearest is None else nearest


def _above(value: Fraction) -> float:
    """A float that is no less."""
    rounded = float(value)
    return rounded if Fraction(rounded) >= value else nextafter(rounded, inf)
