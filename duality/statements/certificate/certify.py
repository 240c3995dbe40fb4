"""theta_D compared with L: not above L anywhere, met by the lowest L, and -inf where L falls without end."""

from __future__ import annotations

import itertools
import math
from typing import Any

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.statements.binding import symbols
from duality.statements.building import inner, over
from duality.statements.building.sums import add, subtract
from duality.statements.certificate.multipliers import inside
from duality.statements.certificate.points import into, missed
from duality.statements.certificate.samples import data_of, sizes_of
from duality.statements.certificate.search import descend, polished
from duality.statements.certificate.summands import Summed
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Declaration, Node
from duality.statements.statement import Statement
from duality.statements.theta import holds
from duality.statements.tower.blocks import Bounds
from duality.statements.tower.conditions import Condition, nonnegative, semidefinite
from duality.statements.tower.deriving import Derived
from duality.statements.tower.domain import bounds_of
from duality.statements.tower.split_form import in_split_form

THIN, MATRIX = 2, 4
"""Entries of a variable up to which the search surely comes near the infimum, and up to which it comes to its part."""

COARSE = 0.2
"""How far above theta_D, relatively, the lowest L may be found for variables of more entries."""

SLACK = 0.03
"""How far above theta_D, relatively, the lowest L that a random descent finds may stay."""

FAR = -60.0
"""What L is driven below where it is said to fall without end."""

MODERATE = 100.0
"""Values of theta_D up to which a point is taken at once."""

FALLING = 5.0
"""By how much more L falls from ten times to a hundred times as far, where it falls without end: ten for a line."""

LARGEST = 1e6
"""Of a larger theta_D the lowest L may lie too far away, or a condition be met up to rounding only:
w*P >> 0 with w = 1e-14, P indefinite."""

TRIES = 3

SIGNS = 16
"""How many choices of the variables' signs a search starts from, until L is finite."""


class Certificate(NamedTuple):
    """How many comparisons were made, and the first disagreement in words."""

    points: int
    fault: str = ""


_known: dict[Statement, list[tuple[Node, tuple[Condition, ...], Certificate]]] = {}
"""By the statement without its data, which the certificate does not look at."""


def certificate(derived: Derived) -> Certificate:
    """Two random sizes and data; the outcome is kept for a statement that is derived the same way again."""
    kept = _known.setdefault(replace(derived.statement, data=()), [])
    for value, conditions, found in kept:
        if value == derived.value and conditions == derived.conditions:
            return found
    import numpy as np

    # Its searches try points at which functions overflow or are undefined.
    with np.errstate(all="ignore"):
        found = _certified(derived)
    kept.append((derived.value, derived.conditions, found))
    return found


def _certified(derived: Derived) -> Certificate:
    import numpy as np

    points = 0
    for smallest in (1, 2):
        for seed in range(4):
            found = _tried(derived, smallest, np.random.default_rng(seed))
            points += found.points
            if found.fault:
                return Certificate(points, found.fault)
            if found.points:
                break
    return Certificate(points)


def _tried(derived: Derived, smallest: int, rng: Any) -> Certificate:
    """One trial; at sizes that a fixed index of the statement exceeds there is nothing to compare."""
    try:
        trial = _Trial(derived, smallest, rng)
        return trial.compare() if trial.ready else Certificate(0)
    except ProblemError:
        return Certificate(0)


class _Trial:
    """One choice of sizes and data."""

    def __init__(self, derived: Derived, smallest: int, rng: Any) -> None:
        self.derived = derived
        self.rng = rng
        statement = derived.statement
        self.sizes = sizes_of(statement, smallest, rng)
        data = data_of(statement, self.sizes, rng)
        self.ready = data is not None
        if data is None:
            return
        self.known = symbols(statement.parameters, data, self.sizes)
        self.table = functions()
        self.lagrangian = _lagrangian(derived)
        self.bounds = {s.block.declaration.name: s.block.bounds for s in derived.blocks} | bounds_of(statement)
        self.variables = [*statement.variables, *(s.variable for s in derived.splits)]
        self.places = [(d, at) for d in derived.multipliers for at in self._members(d)]
        self.size = sum(self._count(d) for d, _ in self.places)
        self.largest = max((self._count(d) for d in self.variables), default=0)
        self.ready = all(self._is_possible(d) for d in self.variables)

    def _is_possible(self, declaration: Declaration) -> bool:
        """Whether the random bounds of a variable leave it a value."""
        bounds = self.bounds.get(declaration.name, Bounds())
        if bounds.lower is None or bounds.upper is None:
            return True
        for letters in members(declaration.range, self.sizes):
            values = Values(self.known, {**self.sizes, **letters}, self.table)
            if not (evaluate(bounds.lower, values) <= evaluate(bounds.upper, values)).all():
                return False
        return True

    def compare(self) -> Certificate:
        """Two points inside the effective domain, and points outside beside each."""
        points = 0
        for k in range(2):
            found = self._moderate()
            if found is None:
                continue
            point, margin, values, theta = found
            fault = self._inside(values, theta, tight=k == 0 and margin > 0)
            if fault is None:
                continue
            points += 1
            if not fault and self.largest <= THIN:
                fault = self._outside(point)
            if fault:
                return Certificate(points, fault)
        return Certificate(points)

    def _moderate(self) -> tuple[Any, float, Values, float] | None:
        """A point with its margin and theta_D, of the first ones the one with the least |theta_D|.

        Where theta_D is large, the lowest L lies far away.
        """
        best: tuple[Any, float, Values, float] | None = None
        for _ in range(TRIES):
            found = inside(self._misses, self.size, self.rng)
            if found is None:
                break
            values = self._values(found[0])
            theta = float(evaluate(self.derived.value, values)[0, 0])
            if abs(theta) < LARGEST and (best is None or abs(theta) < abs(best[3])):
                best = (*found, values, theta)
            if best is not None and abs(best[3]) <= MODERATE:
                break
        return best

    def _inside(self, values: Values, theta: float, *, tight: bool) -> str | None:
        """theta_D is a lower bound of L, and the lowest L comes near to it; ``None`` where no L is found to compare."""
        lowest, point = self._lowest(values, 110 if tight else 50, theta - 1.0)
        if lowest < theta - 1e-6 * (1 + abs(theta)):
            return f"L reaches {lowest:.6g} where theta_D is {theta:.6g}"
        if lowest == math.inf:
            return None
        allowed = theta + (SLACK if self.largest <= THIN else COARSE) * (1 + abs(theta))
        if tight and lowest > allowed and self.largest <= MATRIX:
            # Norms are least at 0, where descents crawl.
            lowest = min(lowest, self._polished(values, point), self._polished(values, self._origin()))
            for rounds in (1500, 6000):
                if lowest > allowed:
                    found, point = self._lowest(values, rounds, theta - 1.0)
                    lowest = min(lowest, found, self._polished(values, point))
            if lowest > allowed:
                return f"theta_D is {theta:.6g}, and the lowest L found is {lowest:.6g}"
        return ""

    def _outside(self, point: Any) -> str:
        """A point at which a condition fails clearly: L falls below any number."""
        import numpy as np

        for scale in (0.7, 1.0, 1.5, 2.0):
            values = self._values(point + self.rng.normal(size=self.size) * scale)
            if any(not self._signed(row, values) for row in self.derived.rows):
                continue
            if np.abs(self._missed_conditions(values, 0.0)).max(initial=0.0) < 0.5:
                continue
            if not any(self._falls(values, rounds) for rounds in (150, 900)):
                return "theta_D is -inf where L does not fall without end"
            return ""
        return ""

    def _falls(self, values: Values, rounds: int) -> bool:
        """L goes below `FAR`, or goes on falling, at least as fast, ten and a hundred times as far away."""
        lagrangian = Summed(self.lagrangian, values)
        for _ in range(2):
            found, point = descend(lagrangian, self._start(lagrangian), self._project, self.rng, rounds, FAR)
            if found < FAR:
                return True
            for key, cell in point.items():
                along = lagrangian.along(point, key)
                once, twice = (along(self._project(key, times * cell)) for times in (10, 100))
                if math.isfinite(twice) and once - twice >= FALLING * (found - once) > FALLING * (1 + abs(found)) / 100:
                    return True
        return False

    def _lowest(self, values: Values, rounds: int, floor: float) -> tuple[float, dict[Any, Any]]:
        """The lowest L of two descents, and where it was found."""
        lagrangian = Summed(self.lagrangian, values)
        best, at = math.inf, {}
        for _ in range(2):
            found, point = descend(lagrangian, self._start(lagrangian), self._project, self.rng, rounds, floor)
            if found < best or not at:
                best, at = found, point
            if best < floor:
                break
        return best, at

    def _polished(self, values: Values, point: dict[Any, Any]) -> float:
        """Where a random descent crawls along a valley, a search with directions of its own."""
        return polished(Summed(self.lagrangian, values), point, self._project)

    def _start(self, lagrangian: Summed) -> dict[Any, Any]:
        """A point where L is finite, for some choice of the signs of the variables, where one is found."""
        first = self._random(dict.fromkeys((d.name for d in self.variables), 1.0))
        if math.isfinite(lagrangian.at(first)):
            return first
        names = [d.name for d in self.variables]
        for signs in itertools.islice(itertools.product((1.0, -1.0), repeat=len(names)), 1, SIGNS):
            point = self._random(dict(zip(names, signs, strict=True)))
            if math.isfinite(lagrangian.at(point)):
                return point
        return first

    def _origin(self) -> dict[Any, Any]:
        """0, or the point of X that is next to it."""
        import numpy as np

        made = {}
        for declaration in self.variables:
            zeros = np.zeros([size.value(self.sizes) for size in declaration.shape])
            for at in self._members(declaration):
                made[declaration.name, at] = self._project((declaration.name, at), zeros)
        return made

    def _random(self, signs: dict[str, float]) -> dict[Any, Any]:
        made = {}
        for declaration in self.variables:
            rows, columns = (size.value(self.sizes) for size in declaration.shape)
            for at in self._members(declaration):
                cell = abs(self.rng.normal(size=(rows, columns))) + 0.3
                if declaration.symmetric:
                    cell = cell @ cell.T
                cell = signs[declaration.name] * cell
                made[declaration.name, at] = self._project((declaration.name, at), cell)
        return made

    def _project(self, key: tuple[str, tuple[int, ...]], cell: Any) -> Any:
        """Back into X: clipped to bounds, to the cone, to a finite set, the simplex, a ball."""
        declaration = next(d for d in self.variables if d.name == key[0])
        bounds = self.bounds.get(key[0], Bounds())
        letters = dict(zip((loop.name for loop in declaration.range.loops), key[1], strict=True))
        values = Values(self.known, {**self.sizes, **letters}, self.table)
        return into(bounds, declaration, cell, values)

    def _members(self, declaration: Declaration) -> list[tuple[int, ...]]:
        loops = [loop.name for loop in declaration.range.loops]
        return [tuple(letters[name] for name in loops) for letters in members(declaration.range, self.sizes)]

    def _count(self, declaration: Declaration) -> int:
        rows, columns = (size.value(self.sizes) for size in declaration.shape)
        return rows * columns

    def _values(self, vector: Any) -> Values:
        made: dict[str, Any] = {}
        start = 0
        for declaration, at in self.places:
            rows, columns = (size.value(self.sizes) for size in declaration.shape)
            cell = vector[start : start + rows * columns].reshape(rows, columns)
            start += rows * columns
            cell = (cell + cell.T) / 2 if declaration.symmetric else cell
            if declaration.range.loops:
                made.setdefault(declaration.name, {})[at] = cell
            else:
                made[declaration.name] = cell
        return Values({**self.known, **made}, self.sizes, self.table)

    def _misses(self, vector: Any, margin: float) -> Any:
        import numpy as np

        values = self._values(vector)
        signs = [missed(c, values, margin) for row in self.derived.rows for c in _sign_conditions(row)]
        return np.concatenate([*signs, self._missed_conditions(values, margin), np.zeros(1)])

    def _missed_conditions(self, values: Values, margin: float) -> Any:
        import numpy as np

        found = [missed(c, values, margin) for c in self.derived.conditions]
        return np.concatenate(found) if found else np.zeros(0)

    def _signed(self, row: Any, values: Values) -> bool:
        return all(holds(condition, values) for condition in _sign_conditions(row))


def _sign_conditions(row: Any) -> list[Condition]:
    if row.row.kind == "equality":
        return []
    made = semidefinite if row.row.kind == "semidefinite" else nonnegative
    return [made(row.multiplier, "").over(row.row.range)]


def _lagrangian(derived: Derived) -> Node:
    """L of the split problem, in the nodes of the statement."""
    change = in_split_form(derived)
    parts = [change(derived.objective)]
    for row in derived.rows:
        parts.append(over(row.row.range, inner(row.multiplier, change(row.body))))
    for split in derived.splits:
        parts.append(over(split.variable.range, inner(split.dual, subtract(split.symbol, change(split.definition)))))
    return add(*parts)
