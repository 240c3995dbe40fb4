"""d* of a quadratic problem on R^n between two exact numbers: a multiplier and a matrix of moments, both over Q.

With G(x) = (1, x)'G(1, x) for f, c, h as symmetric matrices F, C_i, H_j and E = diag(1, 0, ..., 0):

    t <= theta_D(y)       where F + sum y_i C_i + sum y_j H_j - t E is positive semidefinite,
    d* <= <F, M>          where M is, M_00 = 1, <C_i, M> <= 0 and <H_j, M> = 0.

Both semidefinite programs are solved in floating point, moved a little inside, made rational, put back onto their
equations and checked exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality.algebra.definiteness import is_positive_semidefinite
from duality.algebra.exact_linear import particular_and_nullspace
from duality.errors import BackendError
from duality.model.form import Row, StandardForm
from duality.model.scalar import Scalar
from duality.records import record
from duality.solving.cvxpy_import import import_cvxpy
from duality.solving.task import Limits
from duality.solving.translation.model import fine, run

if TYPE_CHECKING:
    import cvxpy as cp
    import numpy as np

MOST_VARIABLES = 14
MOST_CONSTRAINTS = 24
INSIDE = (1e-9, 1e-8, 1e-7, 1e-6)
"""Shares of an inner point, the least that passes is taken."""

DENOMINATOR = 10**14
ZERO = Fraction(0)

Matrix = list[list[Fraction]]


@record
class MomentBracket:
    """lower = t <= theta_D(multipliers) and d* <= upper, exact."""

    lower: Fraction
    upper: Fraction
    multipliers: dict[str, Fraction]


def moment_bracket(form: StandardForm) -> MomentBracket | None:
    """Both bounds proved, ``None`` where a side fails (no strictly feasible point of its program) or nothing fits."""
    if not form.domain.is_whole_space or len(form.variables) > MOST_VARIABLES:
        return None
    if not 0 < len(form.constraints) <= MOST_CONSTRAINTS:
        return None
    matrices = [_matrix(row, form.variables) for row in form.rows()]
    known = [matrix for matrix in matrices if matrix is not None]
    if len(known) != len(matrices):
        return None
    program = _Program(known[0], known[1:], [c.constraint.kind == "inequality" for c in form.constraints])
    try:
        lower = program.multipliers()
        upper = None if lower is None else program.moments()
    except BackendError:
        return None
    if lower is None or upper is None:
        return None
    named = {c.name: y for c, y in zip(form.constraints, lower[1], strict=True)}
    return MomentBracket(lower[0], upper, named)


def _matrix(row: Row, names: Sequence[str]) -> Matrix | None:
    """G with row(x) = (1, x)'G(1, x); ``None`` unless the row is quadratic with rational coefficients."""
    if not row.is_quadratic:
        return None
    place = {name: k + 1 for k, name in enumerate(names)}
    entries: list[tuple[int, int, Scalar]] = [(0, 0, row.constant)]
    entries += [(0, place[name], c) for name, c in row.linear]
    entries += [(place[a], place[b], c) for (a, b), c in row.quadratic]
    matrix = [[ZERO] * (len(names) + 1) for _ in range(len(names) + 1)]
    for i, j, c in entries:
        if not isinstance(c, Fraction):
            return None
        if i == j:
            matrix[i][i] += c
        else:
            matrix[i][j] += c / 2
            matrix[j][i] += c / 2
    return matrix


class _Program:
    """The pair of semidefinite programs over rational data."""

    def __init__(self, objective: Matrix, rows: list[Matrix], nonnegative: list[bool]) -> None:
        import numpy as np

        self.objective, self.rows, self.nonnegative = objective, rows, nonnegative
        self.size = len(objective)
        self.f = np.array(objective, dtype=float)
        self.g = [np.array(row, dtype=float) for row in rows]

    def multipliers(self) -> tuple[Fraction, list[Fraction]] | None:
        """(t, y) with the matrix inequality proved."""
        best, inner = self._dual(strict=False), self._dual(strict=True)
        if best is None or inner is None:
            return None
        for share in INSIDE:
            t, *y = [_plain((1 - share) * a + share * b) for a, b in zip(best, inner, strict=True)]
            y = [max(v, ZERO) if sign else v for v, sign in zip(y, self.nonnegative, strict=True)]
            if is_positive_semidefinite(self._slack(t, y)):
                return t, y
        return None

    def moments(self) -> Fraction | None:
        """<F, M> for an M that is proved to satisfy everything."""
        best, inner = self._primal(strict=False), self._primal(strict=True)
        if best is None or inner is None:
            return None
        for share in INSIDE:
            moved = self._onto_equations((1 - share) * best + share * inner)
            if moved is not None and self._is_feasible(moved):
                return _inner(self.objective, moved)
        return None

    def _slack(self, t: Fraction, y: Sequence[Fraction]) -> Matrix:
        total = [list(line) for line in self.objective]
        for weight, row in zip(y, self.rows, strict=True):
            for i in range(self.size):
                for j in range(self.size):
                    total[i][j] += weight * row[i][j]
        total[0][0] -= t
        return total

    def _dual(self, *, strict: bool) -> list[float] | None:
        import_cvxpy()
        import cvxpy as cp
        import numpy as np

        t, y, s = cp.Variable(), cp.Variable(len(self.rows)), cp.Variable()
        corner = np.zeros((self.size, self.size))
        corner[0, 0] = 1.0
        slack = self.f + sum((y[k] * row for k, row in enumerate(self.g)), np.zeros_like(self.f)) - t * corner
        signs = [y[k] >= (s if strict else 0) for k, sign in enumerate(self.nonnegative) if sign]
        if strict:
            problem = cp.Problem(cp.Maximize(s), [slack - s * np.eye(self.size) >> 0, s <= 1, *signs])
        else:
            problem = cp.Problem(cp.Maximize(t), [slack >> 0, *signs])
        if not _solved(problem) or t.value is None or y.value is None or (strict and not _positive(s.value)):
            return None
        return [float(t.value), *(float(v) for v in y.value)]

    def _primal(self, *, strict: bool) -> np.ndarray | None:
        import_cvxpy()
        import cvxpy as cp
        import numpy as np

        m, s = cp.Variable((self.size, self.size), symmetric=True), cp.Variable()
        demands: list[cp.Constraint] = [m[0, 0] == 1]
        for sign, row in zip(self.nonnegative, self.g, strict=True):
            amount: Any = cp.sum(cp.multiply(row, m))
            demands.append(amount <= (-s if strict else 0) if sign else amount == 0)
        if strict:
            problem = cp.Problem(cp.Maximize(s), [m - s * np.eye(self.size) >> 0, s <= 1, *demands])
        else:
            problem = cp.Problem(cp.Minimize(cp.sum(cp.multiply(self.f, m))), [m >> 0, *demands])
        if not _solved(problem) or m.value is None or (strict and not _positive(s.value)):
            return None
        return np.array(m.value)

    def _onto_equations(self, numeric: np.ndarray) -> Matrix | None:
        """The nearest rational matrix that satisfies M_00 = 1 and the equations exactly."""
        rounded = [[_plain((numeric[i, j] + numeric[j, i]) / 2) for j in range(self.size)] for i in range(self.size)]
        corner = [[Fraction(int(i == j == 0)) for j in range(self.size)] for i in range(self.size)]
        equations = [corner, *(row for sign, row in zip(self.nonnegative, self.rows, strict=True) if not sign)]
        missing: list[Scalar] = [Fraction(k == 0) - _inner(row, rounded) for k, row in enumerate(equations)]
        gram: list[list[Scalar]] = [[_inner(a, b) for b in equations] for a in equations]
        found = particular_and_nullspace(gram, missing, len(equations))
        if found is None:
            return None
        for weight, row in zip(found[0], equations, strict=True):
            if not isinstance(weight, Fraction):
                return None
            rounded = [[a + weight * b for a, b in zip(x, y, strict=True)] for x, y in zip(rounded, row, strict=True)]
        return rounded

    def _is_feasible(self, m: Matrix) -> bool:
        amounts = [_inner(row, m) for row in self.rows]
        rows = all(a <= 0 if sign else a == 0 for a, sign in zip(amounts, self.nonnegative, strict=True))
        return rows and m[0][0] == 1 and is_positive_semidefinite(m)


def _solved(problem: cp.Problem) -> bool:
    return run(problem, fine(Limits())) in ("optimal", "optimal_inaccurate")


def _positive(value: Any) -> bool:
    return value is not None and float(value) > 1e-9


def _plain(value: float) -> Fraction:
    return Fraction(float(value)).limit_denominator(DENOMINATOR)


def _inner(a: Matrix, b: Matrix) -> Fraction:
    return sum((x * y for first, second in zip(a, b, strict=True) for x, y in zip(first, second, strict=True)), ZERO)
