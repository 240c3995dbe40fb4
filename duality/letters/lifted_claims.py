"""The proof of a sample, lifted to the letters: which rows are active is kept, their equations are solved again.

An optimum: x and multipliers that solve the KKT equations of the active rows over Q(letters) are optimal wherever the
multipliers and the slacks are >= 0. Infeasible: y with A'y = 0 proves it wherever y >= 0 and b'y > 0. Unbounded: d with
Q d = 0 wherever A d <= 0 and q'd < 0, over a feasible x. Each claim is an identity in the letters with inequalities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from duality.algebra.exact_linear import nullspace, rank
from duality.letters.elimination import null_vector, solution
from duality.letters.field import Element
from duality.letters.program import ParametricProgram, ParametricRow
from duality.solve.exact.claims import Infeasibility, Optimum, Unboundedness
from duality.solve.exact.pivoting import feasible, pivoted, weight
from duality.solve.quadratic.convexity import is_convex

LARGEST = 60
"""The order of a complementarity problem up to which a sample is pivoted."""


class NotLifted(ValueError):
    """The sample lies where its proof holds for no neighborhood, or is not solved here; the message says why."""


@dataclass(frozen=True)
class Requirement:
    """element >= 0, or > 0."""

    element: Element
    strict: bool = False


@dataclass(frozen=True)
class LiftedOptimum:
    """x*, multipliers of all rows, and f(x*), of the min form."""

    x: tuple[Element, ...]
    multipliers: tuple[Element, ...]
    value: Element


@dataclass(frozen=True)
class LiftedInfeasibility:
    """Multipliers y of the rows with A'y = 0 and b'y > 0."""

    multipliers: tuple[Element, ...]


@dataclass(frozen=True)
class LiftedUnboundedness:
    """A feasible x and a direction of recession along which f falls."""

    origin: tuple[Element, ...]
    direction: tuple[Element, ...]


LiftedClaim = LiftedOptimum | LiftedInfeasibility | LiftedUnboundedness

Sample = Mapping[str, Fraction]


def lifted_claim(program: ParametricProgram, sample: Sample) -> tuple[LiftedClaim, list[Requirement]]:
    """The claim with what it requires of the letters; raises `NotLifted`."""
    field = program.field
    if any(field.at(c, sample) < 0 for c in program.needed):
        raise NotLifted("a maximum of affine forms has a negative coefficient there")
    numbers = program.at(sample)
    if weight(numbers) > LARGEST:
        raise NotLifted("the program is too large")
    if not is_convex(numbers):
        raise NotLifted("the objective is not convex there")
    required = [Requirement(c) for c in program.needed] + _convexity(program, sample)
    match pivoted(numbers):
        case Optimum(x, multipliers):
            support = {i for i, m in enumerate(multipliers.numerators) if m}
            claim, more = _optimum(program, sample, list(x), support)
            return claim, required + more
        case Infeasibility(multipliers):
            claim, more = _infeasible(program, sample, list(multipliers))
            return claim, [Requirement(c) for c in program.needed] + more
        case Unboundedness(_, direction):
            origin = feasible(numbers)
            assert isinstance(origin, Optimum)
            claim, more = _unbounded(program, sample, list(origin.x), [Fraction(d) for d in direction])
            return claim, required + more


def _convexity(program: ParametricProgram, sample: Sample) -> list[Requirement]:
    """Pivots of Q that must stay positive; a row that vanishes vanishes for all letters."""
    field = program.field
    matrix = program.hessian()
    if all(c.numer.is_ground and c.denom.is_ground for row in matrix for c in row):
        return []
    required = []
    while matrix:
        place = next((i for i in range(len(matrix)) if field.at(matrix[i][i], sample) != 0), None)
        if place is None:
            if any(entry != field.zero for row in matrix for entry in row):
                raise NotLifted("the objective is convex at this value only")
            return required
        pivot = matrix[place][place]
        if not (pivot.numer.is_ground and pivot.denom.is_ground):
            required.append(Requirement(pivot, strict=True))
        rest = [i for i in range(len(matrix)) if i != place]
        matrix = [[matrix[i][j] - matrix[i][place] * matrix[place][j] / pivot for j in rest] for i in rest]
    return required


# An optimum


def _optimum(
    program: ParametricProgram, sample: Sample, x: list[Fraction], support: set[int]
) -> tuple[LiftedOptimum, list[Requirement]]:
    face = _Face(program, sample, x)
    active = face.vertex(support)
    found = face.solved(active)
    if found is None:
        raise NotLifted("the active rows are dependent there")
    point, multipliers = found
    required = [
        Requirement(multipliers[i]) for i in active if not program.rows[i].equality and not _is_number(multipliers[i])
    ]
    required += _slacks(program, sample, point, set(active), x)
    return LiftedOptimum(tuple(point), tuple(multipliers), _value(program, point)), required


class _Face:
    """The optimal face of a sample: from x on it to a vertex, whose active rows have independent KKT equations."""

    def __init__(self, program: ParametricProgram, sample: Sample, x: list[Fraction]) -> None:
        self.program, self.sample, self.x = program, sample, x
        value = program.field.at
        self.rows = [[Fraction(0)] * program.size for _ in program.rows]
        for k, row in enumerate(program.rows):
            for i, c in row.terms.items():
                self.rows[k][i] = value(c, sample)
        self.constants = [value(row.constant, sample) for row in program.rows]
        self.hessian = [[value(c, sample) for c in line] for line in program.hessian()]
        self.fixed: list[int] = []

    def vertex(self, support: set[int]) -> list[int]:
        """Rows, independent at the sample, that with ``fixed`` variables determine x and the multipliers."""
        active = self._independent([i for i, row in enumerate(self.program.rows) if row.equality], [])
        active = self._independent(sorted(support - set(active)), active)
        if not support <= {*active, *(i for i, row in enumerate(self.program.rows) if row.equality)}:
            raise NotLifted("the multipliers are not unique there")
        while True:
            v = self._free_direction(active)
            if v is None:
                return active
            step = self._step(v, active)
            if step is None:
                k = next(i for i, entry in enumerate(v) if entry)
                t = -self.x[k] / v[k]
                self.fixed.append(k)
            else:
                t, row = step
                active.append(row)
            self.x = [a + t * b for a, b in zip(self.x, v, strict=True)]

    def solved(self, active: Sequence[int]) -> tuple[list[Element], list[Element]] | None:
        """The KKT equations of the active rows over Q(letters)."""
        program, field = self.program, self.program.field
        n, m, f = program.size, len(active), len(self.fixed)
        zero, one = field.zero, field.one
        size = n + m + f
        matrix = [[zero] * size for _ in range(size)]
        right = [zero] * size
        for i, line in enumerate(program.hessian()):
            matrix[i][:n] = line
        for i, c in enumerate(program.gradient()):
            right[i] = -c
        for k, r in enumerate(active):
            for i, c in program.rows[r].terms.items():
                matrix[i][n + k] = matrix[n + k][i] = c
            right[n + k] = -program.rows[r].constant
        for k, i in enumerate(self.fixed):
            matrix[i][n + m + k] = matrix[n + m + k][i] = one
        found = solution(field, matrix, right, self.sample)
        if found is None or any(entry != zero for entry in found[n + m :]):
            return None
        multipliers = [zero] * len(program.rows)
        for k, r in enumerate(active):
            multipliers[r] = found[n + k]
        return found[:n], multipliers

    def _independent(self, candidates: Sequence[int], kept: list[int]) -> list[int]:
        found = list(kept)
        for row in candidates:
            if _rank([self.rows[i] for i in (*found, row)]) > len(found):
                found.append(row)
        return found

    def _free_direction(self, active: Sequence[int]) -> list[Fraction] | None:
        """v with Q v = 0 and A v = 0 for the active rows and the fixed variables."""
        size = self.program.size
        units = [[Fraction(int(i == k)) for i in range(size)] for k in self.fixed]
        system = [*self.hessian, *(self.rows[i] for i in active), *units]
        found = _null_basis(system, size)
        return found[0] if found else None

    def _step(self, v: list[Fraction], active: Sequence[int]) -> tuple[Fraction, int] | None:
        """How far x may go along v, or along -v, and the row that stops it."""
        best: dict[int, tuple[Fraction, int]] = {}
        for k, row in enumerate(self.program.rows):
            if k in active:
                continue
            slope = sum(a * b for a, b in zip(self.rows[k], v, strict=True))
            if slope == 0:
                continue
            if row.equality:
                return Fraction(0), k
            slack = -(self.constants[k] + sum(a * b for a, b in zip(self.rows[k], self.x, strict=True)))
            side = 1 if slope > 0 else -1
            length = slack / abs(slope)
            if side not in best or length < best[side][0]:
                best[side] = (length, k)
        if 1 in best:
            return best[1]
        if -1 in best:
            length, k = best[-1]
            return -length, k
        return None


def _null_basis(matrix: list[list[Fraction]], columns: int) -> list[list[Fraction]]:
    """A basis of {x: A x = 0}."""
    return cast("list[list[Fraction]]", nullspace(matrix, columns))


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    return rank([list(row) for row in rows])


def _slacks(
    program: ParametricProgram, sample: Sample, x: Sequence[Element], active: set[int], at_sample: Sequence[Fraction]
) -> list[Requirement]:
    """What feasibility of x requires beyond the active rows."""
    required = []
    for k, row in enumerate(program.rows):
        slack = -_at(program, row, x)
        if k in active:
            if row.strict:
                raise NotLifted("an open end of X is reached: the value is not attained")
            continue
        if row.equality:
            if slack != program.field.zero:
                raise NotLifted("the equations have a solution at this value only")
            continue
        if _is_number(slack) and not row.strict:
            continue
        required.append(Requirement(slack, row.strict))
    return required


def _at(program: ParametricProgram, row: ParametricRow, x: Sequence[Element]) -> Element:
    return sum((c * x[i] for i, c in row.terms.items()), row.constant)


def _value(program: ParametricProgram, x: Sequence[Element]) -> Element:
    total = program.field.zero
    for key, c in program.objective.items():
        term = c
        for i in key:
            term = term * x[i]
        total = total + term
    return total


def _is_number(element: Element) -> bool:
    return element.numer.is_ground and element.denom.is_ground


# No optimum


def _infeasible(
    program: ParametricProgram, sample: Sample, multipliers: list[Fraction]
) -> tuple[LiftedInfeasibility, list[Requirement]]:
    field = program.field
    face = _Face(program, sample, [Fraction(0)] * program.size)
    support = _minimal_support(face, multipliers)
    transposed = [[program.rows[k].terms.get(i, field.zero) for k in support] for i in range(program.size)]
    vector = null_vector(field, transposed, len(support), sample)
    if vector is None:
        raise NotLifted("the rows contradict each other at this value only")
    gap = sum((y * program.rows[k].constant for y, k in zip(vector, support, strict=True)), field.zero)
    if field.at(gap, sample) < 0:
        vector, gap = [-y for y in vector], -gap
    found = [field.zero] * len(program.rows)
    for y, k in zip(vector, support, strict=True):
        found[k] = y
    required = [Requirement(y) for y, k in zip(vector, support, strict=True) if not program.rows[k].equality]
    return LiftedInfeasibility(tuple(found)), [*required, Requirement(gap, strict=True)]


def _minimal_support(face: _Face, y: list[Fraction]) -> list[int]:
    """Rows of a Farkas vector that no second relation connects: along one, a multiplier is driven to 0."""
    while True:
        support = [k for k, value in enumerate(y) if value]
        transposed = [[face.rows[k][i] for k in support] for i in range(face.program.size)]
        own = [y[k] for k in support]
        others = [v for v in _null_basis(transposed, len(support)) if not _parallel(v, own)]
        if not others:
            return support
        y = [Fraction(0)] * len(y)
        for k, value in zip(support, _shorter(face, support, own, others[0]), strict=True):
            y[k] = value


def _shorter(face: _Face, support: Sequence[int], y: list[Fraction], other: Sequence[Fraction]) -> list[Fraction]:
    """y + t * other, or the other relation itself, with one entry less and b'y > 0 still."""
    rise = sum(c * face.constants[k] for c, k in zip(other, support, strict=True))
    for side in (1, -1) if rise >= 0 else (-1,):
        signed = [side * c for c in other]
        inequalities = [k for k, row in enumerate(support) if not face.program.rows[row].equality]
        steps = [-y[k] / signed[k] for k in inequalities if signed[k] < 0]
        if steps:
            return [value + min(steps) * c for value, c in zip(y, signed, strict=True)]
        if rise != 0:
            return signed
    # A relation among the equations alone.
    k = next(k for k, c in enumerate(other) if c)
    return [value - y[k] / other[k] * c for value, c in zip(y, other, strict=True)]


def _parallel(a: Sequence[Fraction], b: Sequence[Fraction]) -> bool:
    return _rank([a, b]) < 2


def _unbounded(
    program: ParametricProgram, sample: Sample, x: list[Fraction], direction: list[Fraction]
) -> tuple[LiftedUnboundedness, list[Requirement]]:
    field = program.field
    face = _Face(program, sample, x)
    tight, fixed = _extreme(face, direction)
    unit = [[field.one if i == k else field.zero for i in range(program.size)] for k in fixed]
    lines = [
        *program.hessian(),
        *([program.rows[k].terms.get(i, field.zero) for i in range(program.size)] for k in tight),
        *unit,
    ]
    ray = null_vector(field, lines, program.size, sample)
    if ray is None:
        raise NotLifted("the ray is one at this value only")
    slope = sum((q * d for q, d in zip(program.gradient(), ray, strict=True)), field.zero)
    if field.at(slope, sample) > 0:
        ray, slope = [-d for d in ray], -slope
    required = [Requirement(-slope, strict=True)]
    for k, row in enumerate(program.rows):
        rate = sum((c * ray[i] for i, c in row.terms.items()), field.zero)
        if row.equality and rate != field.zero:
            raise NotLifted("the ray is one at this value only")
        if k not in tight and not (_is_number(rate) and field.at(rate, sample) <= 0):
            required.append(Requirement(-rate))
    nothing = ParametricProgram(field, program.variables, {}, program.rows, program.needed, program.sign)
    origin, more = _optimum(nothing, sample, x, set())
    return LiftedUnboundedness(origin.x, tuple(ray)), required + more


def _extreme(face: _Face, d: list[Fraction]) -> tuple[list[int], list[int]]:
    """Rows with a'd = 0, and variables with d = 0, that leave one direction only, q'd < 0 still."""
    program, value = face.program, face.program.field.at
    gradient = [value(c, face.sample) for c in program.gradient()]
    fixed: list[int] = []
    while True:
        rates = [sum((a * b for a, b in zip(row, d, strict=True)), Fraction(0)) for row in face.rows]
        tight = [k for k, rate in enumerate(rates) if rate == 0]
        units = [[Fraction(int(i == k)) for i in range(program.size)] for k in fixed]
        system = [*face.hessian, *(face.rows[k] for k in tight), *units]
        others = [v for v in _null_basis(system, program.size) if not _parallel(v, d)]
        if not others:
            return tight, fixed
        v = others[0]
        if sum(q * b for q, b in zip(gradient, v, strict=True)) > 0:
            v = [-entry for entry in v]
        step = _first_stop(face, rates, v)
        if step is None and sum(q * b for q, b in zip(gradient, v, strict=True)) < 0:
            d = v
            continue
        if step is None:
            v = [-entry for entry in v]
            step = _first_stop(face, rates, v)
        if step is None:
            # A line along which nothing changes: one of its coordinates may be held at 0.
            k = next(i for i, entry in enumerate(v) if entry)
            d = [a - d[k] / v[k] * b for a, b in zip(d, v, strict=True)]
            fixed.append(k)
        else:
            d = [a + step * b for a, b in zip(d, v, strict=True)]


def _first_stop(face: _Face, rates: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction | None:
    """The least t > 0 at which a row with a'd < 0 has a'(d + t v) = 0."""
    steps = []
    for row, rate in zip(face.rows, rates, strict=True):
        slope = sum(a * b for a, b in zip(row, v, strict=True))
        if rate < 0 < slope:
            steps.append(-rate / slope)
    return min(steps, default=None)
