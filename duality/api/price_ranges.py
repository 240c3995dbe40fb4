"""How long a price holds: the exact ratio test of a linear or convex quadratic program with rational data.

Let the right-hand side of one row move by u. While the active rows stay active, x and the multipliers that solve the
KKT equations move along a line,

    x + u dx,   lambda + u dlambda,

and they stay optimal as long as slacks and multipliers keep their signs. The price is then linear in u, and constant in
a linear program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.exact_linear import inverse
from duality.model.form import StandardConstraint
from duality.model.report import PriceRange, Report, SlacknessRow
from duality.model.solution import Label
from duality.records import record, replace
from duality.solving.exact.claims import Optimum, Unboundedness
from duality.solving.exact.pivoting import SMALL, pivoted, weight
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import LinearRow, QuadraticProgram

ZERO = Fraction(0)

MOST_ROWS = 30


def with_ranges(report: Report) -> Report:
    """The report with the range of every price; unchanged where the problem is no small program with unique prices."""
    if not _applies(report):
        return report
    program = quadratic_program(report.form)
    if program is None or weight(program) > SMALL:
        return report
    found = pivoted(program)
    if not isinstance(found, Optimum):
        return report
    moves = _Basis.of(program, found) or _Face(program, found)
    rows = tuple(_row(report, row, moves) for row in report.slackness)
    return replace(report, slackness=rows)


def _applies(report: Report) -> bool:
    exact = report.primal.label is Label.EXACT and report.dual.label is Label.EXACT
    priced = bool(report.slackness) and all(row.price is not None for row in report.slackness)
    return exact and priced and len(report.slackness) <= MOST_ROWS and report.strong_duality.verdict == "holds"


def _row(report: Report, row: SlacknessRow, basis: _Basis | _Face) -> SlacknessRow:
    constraint = next(c for c in report.form.constraints if c.name == row.name)
    constant = constraint.row.constant
    if not constraint.row.is_affine or not isinstance(constant, Fraction):
        return row
    moved = basis.moved(row.name)
    if moved is None:
        return row
    low, high, slope = moved
    # a <= b is c = a - b <= u at b + u, a >= b is c = b - a <= u at b - u.
    if constraint.constraint.relation == ">=":
        right = constant
        ends = (None if high is None else right - high, None if low is None else right - low)
    else:
        right = -constant
        ends = (None if low is None else right + low, None if high is None else right + high)
    change = _price_slope(constraint, slope, report.form.sign)
    return replace(row, range=PriceRange(right, ends[0], ends[1], change))


def _price_slope(constraint: StandardConstraint, slope: Fraction, sign: int) -> Fraction:
    """d price / d right-hand side: both turn their signs with the relation."""
    turned = -1 if constraint.constraint.relation == ">=" else 1
    direction = 1 if constraint.constraint.relation == ">=" else -1
    return slope * turned * direction * sign


@record(slots=False)
class _Basis:
    """The KKT equations of the active rows over the variables that no bound holds, inverted."""

    program: QuadraticProgram
    x: tuple[Fraction, ...]
    multipliers: tuple[Fraction, ...]
    reduced: tuple[Fraction, ...]
    free: tuple[int, ...]
    active: tuple[int, ...]
    inverse: Sequence[Sequence[Fraction]]

    @staticmethod
    def of(program: QuadraticProgram, found: Optimum) -> _Basis | None:
        """``None`` where x or the multipliers are not determined by the rows and bounds with a multiplier."""
        x, multipliers = tuple(found.x), tuple(found.multipliers)
        hessian, reduced = _hessian(program), _reduced(program, x, multipliers)
        free = tuple(i for i in range(program.size) if reduced[i] == 0)
        active = tuple(k for k, (r, m) in enumerate(zip(program.rows, multipliers, strict=True)) if r.equality or m)
        size = len(free) + len(active)
        matrix = [[ZERO] * size for _ in range(size)]
        place = {i: k for k, i in enumerate(free)}
        for i in free:
            for j in free:
                matrix[place[i]][place[j]] = hessian[i][j]
        for k, r in enumerate(active, len(free)):
            for i, c in program.rows[r].terms:
                if i in place:
                    matrix[k][place[i]] = matrix[place[i]][k] = Fraction(c)
        inverted = inverse(matrix)
        if inverted is None:
            return None
        return _Basis(program, x, multipliers, tuple(reduced), free, active, inverted)  # type: ignore[arg-type]

    def moved(self, name: str) -> tuple[Fraction | None, Fraction | None, Fraction] | None:
        """(least u, largest u, d multiplier / du) for c <= u in the place of c <= 0, in the units of the statement."""
        program = self.program
        chosen = next((k for k, row in enumerate(program.rows) if row.name == name), None)
        if chosen is None:
            return None
        row = program.rows[chosen]
        if chosen not in self.active:
            return self._value(row) / row.scale, None, ZERO
        column = len(self.free) + self.active.index(chosen)
        steps = [line[column] * row.scale for line in self.inverse]
        dx = [ZERO] * program.size
        for i, step in zip(self.free, steps, strict=False):
            dx[i] = step
        dm = dict(zip(self.active, steps[len(self.free) :], strict=True))
        low, high = self._ratio_test(dx, dm, chosen)
        slope = dm[chosen] * row.scale / program.scale
        return low, high, slope

    def _ratio_test(
        self, dx: list[Fraction], dm: dict[int, Fraction], chosen: int
    ) -> tuple[Fraction | None, Fraction | None]:
        limits: list[tuple[Fraction, Fraction]] = []
        for k, row in enumerate(self.program.rows):
            if k in dm:
                if not row.equality:
                    limits.append((self.multipliers[k], dm[k]))
            else:
                limits.append((-self._value(row), -sum((c * dx[i] for i, c in row.terms), ZERO)))
        for i, (low, high) in enumerate(zip(self.program.lower, self.program.upper, strict=True)):
            if self.reduced[i] == 0:
                limits += [(self.x[i] - low, dx[i])] if low is not None else []
                limits += [(high - self.x[i], -dx[i])] if high is not None else []
        limits += self._reduced_costs(dx, dm)
        return _ends(limits)

    def _reduced_costs(self, dx: list[Fraction], dm: dict[int, Fraction]) -> list[tuple[Fraction, Fraction]]:
        """The multipliers of bounds: they keep their signs."""
        hessian = _hessian(self.program)
        found = []
        for i, value in enumerate(self.reduced):
            if value == 0:
                continue
            change = _dot(hessian[i], dx)
            for k, m in dm.items():
                change += sum((c * m for j, c in self.program.rows[k].terms if j == i), ZERO)
            found.append((abs(value), change if value > 0 else -change))
        return found

    def _value(self, row: LinearRow) -> Fraction:
        return row.constant + sum((c * self.x[i] for i, c in row.terms), ZERO)


@record(slots=False)
class _Face:
    """Where the rows do not determine x* and the multipliers: the right-hand sides for which some keep their signs.

    Two linear programs in x, the multipliers and u tell them. What lies between two such points solves the KKT
    equations as well, so that the price is linear there.
    """

    program: QuadraticProgram
    found: Optimum

    def moved(self, name: str) -> tuple[Fraction | None, Fraction | None, Fraction] | None:
        (low, falling), (high, rising) = (self._furthest(name, side) for side in (-1, 1))
        slopes = {slope for slope in (falling, rising) if slope is not None}
        return (low, high, next(iter(slopes), ZERO)) if len(slopes) <= 1 else None

    def _furthest(self, name: str, side: int) -> tuple[Fraction | None, Fraction | None]:
        """The largest (or least) u, ``None`` where there is no end, and d multiplier / du on the way if it is any."""
        program, at, multipliers = self.program, tuple(self.found.x), tuple(self.found.multipliers)
        active = [k for k, (row, m) in enumerate(zip(program.rows, multipliers, strict=True)) if row.equality or m]
        place = {k: j for j, k in enumerate(active, program.size)}
        u = program.size + len(active)
        rows = [
            LinearRow((*row.terms, (u, -row.scale)) if row.name == name else row.terms, row.constant, k in place)
            for k, row in enumerate(program.rows)
        ]
        reduced = _reduced(program, at, multipliers)
        rows += [_stationary(program, i, g, place) for i, g in enumerate(reduced)]
        lower = [x if g else low for g, x, low in zip(reduced, at, program.lower, strict=True)]
        upper = [x if g else high for g, x, high in zip(reduced, at, program.upper, strict=True)]
        lower += [None if program.rows[k].equality else ZERO for k in active]
        names = (*program.variables, *("" for _ in active), "")
        linear = (*(0 for _ in range(u)), -side)
        free = (None,) * (len(active) + 1)
        moved = pivoted(QuadraticProgram(names, 0, linear, (), tuple(rows), (*lower, None), (*upper, *free)))
        chosen = next((k for k in active if program.rows[k].name == name), None)
        unit = ZERO if chosen is None else Fraction(program.rows[chosen].scale, program.scale)
        column = u if chosen is None else place[chosen]
        match moved:
            case Optimum(x=end):
                start = ZERO if chosen is None else multipliers[chosen]
                return end[u], None if end[u] == 0 else (end[column] - start) / end[u] * unit
            case Unboundedness(direction=step):
                return None, Fraction(step[column], step[u]) * unit
            case _:
                return ZERO, None


def _reduced(program: QuadraticProgram, x: Sequence[Fraction], multipliers: Sequence[Fraction]) -> list[Fraction]:
    """dL/dx, which the bounds of x balance."""
    hessian = _hessian(program)
    reduced = [Fraction(program.linear[i]) + _dot(hessian[i], x) for i in range(program.size)]
    for row, m in zip(program.rows, multipliers, strict=True):
        for i, c in row.terms:
            reduced[i] += c * m
    return reduced


def _stationary(program: QuadraticProgram, i: int, g: Fraction, place: Mapping[int, int]) -> LinearRow:
    """dL/dx_i in x and the multipliers at their places keeps the sign of g."""
    sign = -1 if g > 0 else 1
    terms = {b if a == i else a: q for a, b, q in program.hessian if i in (a, b)}
    terms |= {place[k]: c for k in place for j, c in program.rows[k].terms if j == i}
    return LinearRow(tuple((j, sign * c) for j, c in terms.items()), sign * program.linear[i], g == 0)


def _ends(limits: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction | None, Fraction | None]:
    """The u with value + u * change >= 0 for all; every value is >= 0."""
    high = min((value / -change for value, change in limits if change < 0), default=None)
    low = max((-value / change for value, change in limits if change > 0), default=None)
    return low, high


def _hessian(program: QuadraticProgram) -> list[list[Fraction]]:
    matrix = [[ZERO] * program.size for _ in range(program.size)]
    for i, j, q in program.hessian:
        matrix[i][j] = matrix[j][i] = Fraction(q)
    return matrix


def _dot(row: Sequence[Fraction], vector: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, vector, strict=True) if a and b), ZERO)
