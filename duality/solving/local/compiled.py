"""A standard form in floating point: f, c, h, the rows of X and their gradients, for the local methods."""

from __future__ import annotations

from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from duality.algebra.numeric import NumericRow, compile_row
from duality.model.form import StandardForm
from duality.records import record

if TYPE_CHECKING:
    from collections.abc import Sequence

INSIDE = 1e-9
"""How far inside an open end a local method is kept."""


@record(slots=False)
class Inequality:
    """sign * row <= 0; ``name`` is the constraint's, ``None`` for a row of X (sign -1, since it reads row >= 0)."""

    row: NumericRow
    sign: float
    name: str | None

    def value(self, x: np.ndarray) -> float:
        return self.sign * self.row.value(x)

    def gradient(self, x: np.ndarray) -> np.ndarray:
        return self.sign * self.row.gradient(x)

    def hessian(self, x: np.ndarray) -> np.ndarray:
        return self.sign * self.row.hessian(x)


class CompiledForm:
    """The rows compiled once; equalities as pairs (row, name), where a row of X has the name ``None``."""

    def __init__(self, form: StandardForm) -> None:
        self.form = form
        self.variables: Sequence[str] = form.variables
        self.objective = compile_row(form.objective, form.variables)
        self.inequalities: list[Inequality] = []
        self.equalities: list[Inequality] = []
        for c in form.constraints:
            target = self.equalities if c.constraint.kind == "equality" else self.inequalities
            target.append(Inequality(compile_row(c.row, form.variables), 1.0, c.name))
        for g in form.domain.conditions:
            if not g.nonzero:
                target = self.equalities if g.equality else self.inequalities
                target.append(Inequality(compile_row(g.row, form.variables), -1.0, None))

    @cached_property
    def lower(self) -> np.ndarray:
        """Lower bounds, a little inside an open end."""
        return np.array([self._end(name, -1) for name in self.variables], dtype=float)

    @cached_property
    def upper(self) -> np.ndarray:
        """Upper bounds, a little inside an open end."""
        return np.array([self._end(name, 1) for name in self.variables], dtype=float)

    @property
    def box(self) -> list[tuple[float, float]]:
        """(lower, upper) of every variable."""
        return list(zip(self.lower.tolist(), self.upper.tolist(), strict=True))

    def _end(self, name: str, side: int) -> float:
        bounds = self.form.domain.bound(name)
        end, closed = (bounds.lower, bounds.lower_closed) if side < 0 else (bounds.upper, bounds.upper_closed)
        if end is None:
            return side * inf
        return float(end) if closed else float(end) - side * INSIDE * (1 + abs(float(end)))

    def point(self, x: np.ndarray) -> dict[str, float]:
        """x by name."""
        return {name: float(v) for name, v in zip(self.variables, x, strict=True)}
