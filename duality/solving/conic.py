"""Duals with matrix inequalities, as a semidefinite program.

maximize l(y) + sum of the values over y = (alpha, beta), alpha >= 0, where a value is a concave tree or
-1/2 q(y)'Q(y)^+ q(y), the largest t with

    [[Q, q], [q', -2t]] positive semidefinite,

which also says that Q is and that q lies in its range (in the closure of what the range condition says).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any

from duality.algebra.rows import decompose
from duality.errors import BackendRefused
from duality.model.budget import UNLIMITED, Budget
from duality.model.derivation import (
    Condition,
    ConicDual,
    ImplicitMinimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
)
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds, Row
from duality.model.solution import Rigor, Solution, Status
from duality.solving.cvxpy_import import import_cvxpy
from duality.solving.task import Limits
from duality.solving.translation.curved import Signs
from duality.solving.translation.model import fine, run
from duality.solving.translation.rows import Rows

if TYPE_CHECKING:
    import cvxpy as cp

NONNEGATIVE = Bounds(lower=Fraction(0))
NAME = "cvxpy with Clarabel (semidefinite)"


def solve_conic_dual(dual: ConicDual, *, tolerance: float = 1e-8, budget: Budget = UNLIMITED) -> Solution:
    """d* in the sense of the dual, a maximum; ``point`` holds the multipliers by constraint name.

    The value is the solver's; it is a number to be evaluated again in theta_D. Raises `BackendRefused` for a value or
    condition that is neither affine, a matrix inequality, nor a concave tree that cvxpy knows.
    """
    import_cvxpy()
    import cvxpy as cp
    import numpy as np

    model = _Model(dual)
    limits = fine(Limits(tolerance, budget))
    status = run(cp.Problem(cp.Minimize(-model.objective), model.constraints), limits)
    if status in ("infeasible", "infeasible_inaccurate"):
        note = "theta_D is finite nowhere, by a semidefinite solver in floating point"
        return Solution(Status.INFEASIBLE, -inf, upper=inf, attained=False, backend=NAME, warnings=(note,))
    if status in ("unbounded", "unbounded_inaccurate"):
        note = "theta_D is unbounded above, by a semidefinite solver in floating point"
        return Solution(Status.UNBOUNDED, inf, attained=False, backend=NAME, warnings=(note,))
    if status not in ("optimal", "optimal_inaccurate") or model.y.value is None:
        return Solution(Status.UNKNOWN, None, backend=NAME, warnings=(f"{NAME}: {status}",))
    values = [float(v) for v in np.ravel(model.y.value)]
    point = tuple(
        (m.constraint, max(v, 0.0) if m.kind == "inequality" else v)
        for m, v in zip(dual.multipliers, values, strict=True)
    )
    notes = () if status == "optimal" else (f"{NAME} stopped short of full accuracy",)
    reached: Any = model.objective.value
    value = float(np.ravel(reached)[0])
    return Solution(Status.OPTIMAL, value, Rigor.FOUND, attained=True, point=point, backend=NAME, warnings=notes)


class _Model:
    """The dual's variables, objective and constraints in cvxpy."""

    def __init__(self, dual: ConicDual) -> None:
        import cvxpy as cp

        self.names = [m.name for m in dual.multipliers]
        self.y = cp.Variable(len(self.names))
        self.rows = Rows(
            self.names, Signs({m.name: NONNEGATIVE for m in dual.multipliers if m.kind == "inequality"}), self.y
        )
        self.constraints: list[cp.Constraint] = [
            self.y[k] >= 0 for k, m in enumerate(dual.multipliers) if m.kind == "inequality"
        ]
        self.objective: cp.Expression = self._affine(dual.linear)
        for value in dual.values:
            self.objective = self.objective + self._value(value)
        for condition in dual.conditions:
            self.constraints += self._condition(condition, dual)

    def _affine(self, form: Affine) -> cp.Expression:
        import cvxpy as cp

        total: Any = cp.sum(self.rows.vector([form]))
        return total

    def _value(self, value: Expression | QuadraticValue | ImplicitMinimum) -> cp.Expression:
        import cvxpy as cp

        match value:
            case QuadraticValue(matrix, vector):
                t = cp.Variable()
                self.constraints.append(self._schur(matrix, vector, -2 * t))
                return t
            case ImplicitMinimum():
                raise BackendRefused("an implicit minimum has no semidefinite form")
            case _:
                return -self.rows.expression(decompose(value, self.names), -1)

    def _condition(
        self, condition: Condition | PositiveSemidefinite | InRange, dual: ConicDual
    ) -> Iterator[cp.Constraint]:
        import cvxpy as cp

        match condition:
            case PositiveSemidefinite(matrix, _):
                yield self._matrix(matrix) >> 0
            case InRange(matrix, vector):
                if not any(
                    isinstance(v, QuadraticValue) and v.matrix == matrix and v.vector == vector for v in dual.values
                ):
                    # q is in the range of Q where some corner makes the bordered matrix semidefinite.
                    yield self._schur(matrix, vector, cp.Variable())
            case Condition(expression, relation, affine):
                row = decompose(expression, self.names) if affine is None else Row(affine.constant, affine.terms)
                if relation == "=":
                    if not row.is_affine:
                        raise BackendRefused("an equation of the dual is not affine")
                    yield self._affine(row.affine) == 0
                else:
                    yield self.rows.expression(row, -1) <= 0

    def _matrix(self, matrix: Sequence[Sequence[Affine]]) -> cp.Expression:
        """Q(y), symmetric by construction, so that cvxpy sees it."""
        import cvxpy as cp

        size = len(matrix)
        entries = self.rows.vector([entry for line in matrix for entry in line])
        square = cp.reshape(entries, (size, size), order="C")
        return (square + square.T) / 2

    def _schur(
        self, matrix: Sequence[Sequence[Affine]], vector: Sequence[Affine], corner: cp.Expression
    ) -> cp.Constraint:
        import cvxpy as cp

        q = cp.reshape(self.rows.vector(vector), (len(vector), 1), order="C")
        block = cp.bmat([[self._matrix(matrix), q], [q.T, cp.reshape(corner, (1, 1), order="C")]])
        return (block + block.T) / 2 >> 0
