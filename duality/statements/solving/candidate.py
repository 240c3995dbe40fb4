"""A feasible point of a bound statement that is not convex: with theta_D at the multipliers it encloses p*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.model.problem import Sense
from duality.solving.local.multistart import local_minimum
from duality.statements.arrays.layout import joined
from duality.statements.building import scale
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node, Range
from duality.statements.statement import Statement

MOST = 60
"""Scalar variables up to which local minima are looked for."""


def candidate(
    statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]
) -> tuple[float, dict[str, Any]] | None:
    """The value in min form and the point; ``None`` for finite sets, matrix inequalities, and where none was found."""
    relations = {row.relation for row in (*statement.rows, *statement.domain)}
    if relations & {">>", "<<", "in"}:
        return None
    search = _Search(statement, symbols, sizes)
    return search.run() if 0 < search.size <= MOST else None


class _Search:
    """The statement as functions of one vector."""

    def __init__(self, statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.statement = statement
        self.symbols = symbols
        self.sizes = sizes
        self.table = functions()
        self.places: list[tuple[str, tuple[int, ...], tuple[int, int]]] = []
        for declaration in statement.variables:
            shape = tuple(size.value(sizes) for size in declaration.shape)
            for letters in members(declaration.range, sizes):
                at = tuple(letters[loop.name] for loop in declaration.range.loops)
                self.places.append((declaration.name, at, shape))  # type: ignore[arg-type]
        self.symmetric = {d.name for d in statement.variables if d.symmetric}
        self.size = sum(shape[0] * shape[1] for _, _, shape in self.places)

    def run(self) -> tuple[float, dict[str, Any]] | None:
        sign = 1 if self.statement.sense is Sense.MIN else -1
        objective = scale(sign, self.statement.objective)
        inequalities, equalities = [], []
        for row in (*self.statement.rows, *self.statement.domain):
            assert row.right is not None
            left, right = (row.left, row.right) if row.relation in ("<=", "<", "=") else (row.right, row.left)
            made = self._gap(left, right, row.range)
            (equalities if row.relation == "=" else inequalities).append(made)
        found = local_minimum(
            lambda x: float(evaluate(objective, self._values(x))[0, 0]), inequalities, equalities, self.size
        )
        if found is None:
            return None
        point = self._point(found.point)
        return found.value, {name: self._joined(name, v) if isinstance(v, dict) else v for name, v in point.items()}

    def _joined(self, name: str, members: dict[tuple[int, ...], Any]) -> Any:
        declaration = next(d for d in self.statement.variables if d.name == name)
        return joined(members, declaration.range, self.sizes)

    def _gap(self, left: Node, right: Node, range: Range) -> Any:
        import numpy as np

        def gap(x: Any) -> Any:
            values = self._values(x)
            parts = []
            for letters in members(range, self.sizes):
                at = values.at(letters) if letters else values
                parts.append((evaluate(left, at) - evaluate(right, at)).ravel())
            return np.concatenate(parts)

        return gap

    def _values(self, x: Any) -> Values:
        return Values({**self.symbols, **self._point(x)}, self.sizes, self.table)

    def _point(self, x: Any) -> dict[str, Any]:
        made: dict[str, Any] = {}
        start = 0
        for name, at, (rows, columns) in self.places:
            cell = x[start : start + rows * columns].reshape(rows, columns)
            cell = (cell + cell.T) / 2 if name in self.symmetric else cell
            start += rows * columns
            if at:
                made.setdefault(name, {})[at] = cell
            else:
                made[name] = cell
        return made
