"""A bound statement, in the split form that theta_D belongs to, as one program of arrays; answers by name and shape.

Each constraint and each split equation keeps its rows, so that the solver's multipliers are those of L.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import BackendRefused
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.solving.arrays import ArrayProgram, Optimum
from duality.statements.arrays.assembly import Assembly
from duality.statements.arrays.forms import Form, stacked
from duality.statements.arrays.gridded import gridded
from duality.statements.arrays.layout import Layout
from duality.statements.arrays.objective import Objective
from duality.statements.arrays.walk import Walk
from duality.statements.building import subtract
from duality.statements.evaluating import Values
from duality.statements.evaluating.floats import functions
from duality.statements.evaluating.grids import grid_of, has_grid
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Declaration, Node, Range
from duality.statements.statement import DomainRow, Statement
from duality.statements.tower.deriving import Derived
from duality.statements.tower.split_form import in_split_form
from duality.statements.tower.splitting import body
from duality.statements.tower.standard import objective_of, standard_rows

Array = Any


class Place(NamedTuple):
    """The block of a constraint: its multiplier's declaration, and whether it is a semidefinite cone."""

    name: str
    declaration: Declaration
    block: int
    semidefinite: bool


class Plain:
    """A statement without splits, as an explicit dual is solved."""

    splits = ()

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.objective = objective_of(statement)
        self.rows = standard_rows(statement)


class Canonical:
    """The program and the way back. Raises `BackendRefused` where the statement is not convex as it is written."""

    def __init__(self, derived: Derived | Plain, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.derived = derived
        self.sizes = dict(sizes)
        self.assembly = Assembly()
        variables = (*derived.statement.variables, *(s.variable for s in derived.splits))
        self.layouts = {d.name: Layout(d, sizes) for d in variables}
        self.values = Values(symbols, self.sizes, functions())
        self.walk = Walk(self.assembly, self.layouts, self.values)
        self.places: list[Place] = []
        self._fill()
        self.program: ArrayProgram = self.assembly.program()

    def _fill(self) -> None:
        change = in_split_form(self.derived) if isinstance(self.derived, Derived) else lambda node: node
        for row in self.derived.rows:
            semidefinite = row.row.kind == "semidefinite"
            kind = "=" if row.row.kind == "equality" else ">>" if semidefinite else "<="
            block = self._rows(kind, change(row.body), row.row.range)
            self.places.append(Place(row.row.name, row.declared[0], block, semidefinite))
        for split in self.derived.splits:
            block = self._rows("=", body(split), split.variable.range)
            self.places.append(Place(split.variable.name, split.multiplier, block, False))
        for item in self.derived.statement.domain:
            if item.relation == "in" or item.right is None:
                self._finite(item)
                continue
            below = item.relation in ("<=", "<", "<<")
            gap = subtract(item.left, item.right) if below else subtract(item.right, item.left)
            self._domain(item.relation, gap, item.range)
        Objective(self.walk).add(change(self.derived.objective), self.values)

    def _form(self, node: Node, range: Range, side: int) -> Form:
        """The body for all indexes of its range, members one below the other."""
        import numpy as np

        if not range.loops:
            return self.walk.form(node, self.values, side)
        if has_grid(node, self.values.symbols, self.layouts):
            return gridded(self.walk, node, grid_of(range, self.sizes), self.values, side)
        found = [self.walk.form(node, self.values.at(letters), side) for letters in members(range, self.sizes)]
        return stacked(found) if found else Form(np.zeros((0, 1)), {})

    def _rows(self, kind: str, node: Node, range: Range) -> int:
        if kind == ">>":
            if range.loops:
                raise BackendRefused("a family of matrix inequalities has no block of its own")
            return self.assembly.semidefinite(self._form(node, range, 0).scaled(-1.0))
        if kind == "=":
            return self.assembly.vanishing(self._form(node, range, 0))
        return self.assembly.nonpositive(self._form(node, range, 1))

    def _domain(self, relation: str, gap: Node, range: Range) -> None:
        if relation in (">>", "<<"):
            self._rows(">>", gap, range)
        elif relation == "=":
            self._rows("=", gap, range)
        else:
            form = self._form(gap, range, 1)
            if not self.assembly.bounded(form.scaled(-1.0)):
                self.assembly.nonpositive(form)

    def _finite(self, item: DomainRow) -> None:
        """A whole variable in {0, 1}."""
        kinds = {"zero": 0, "ones": 1}
        points = sorted(p.mark[0] if p.kind == "number" else kinds.get(p.kind, -1) for p in item.points)
        if points != [0, 1] or item.left.kind != "symbol":
            raise BackendRefused("only the finite set {0, 1} is solved by this route")
        self.assembly.binary(item.left.mark[0].name)

    def point(self, found: Optimum) -> dict[str, Array]:
        """x by variable of the statement."""
        starts = self.assembly.starts()
        return {
            d.name: self.layouts[d.name].array(found.x[starts[d.name] :][: self.layouts[d.name].size])
            for d in self.derived.statement.variables
        }

    def multipliers(self, found: Optimum) -> dict[str, Array]:
        """The multipliers by constraint, and those of the splits by their variables."""
        import numpy as np

        ends = np.cumsum([0] + [block.cone.rows for block in self.assembly.blocks])
        made: dict[str, Array] = {}
        for place in self.places:
            entries = found.multipliers[ends[place.block] : ends[place.block + 1]]
            if place.semidefinite:
                made[place.name] = _matrix(entries, self.assembly.blocks[place.block].cone.size)
                continue
            layout = Layout(_whole(place.declaration), self.sizes)
            array = layout.array(entries)
            if place.declaration.symmetric and not place.declaration.range.loops:
                array = (array + array.T) / 2
            made[place.name] = array
        return made


def _whole(declaration: Declaration) -> Declaration:
    """The declaration with an entry for each row, also of a symmetric matrix."""
    return replace(declaration, symmetric=False)


def _matrix(entries: Array, order: int) -> Array:
    """The symmetric matrix of the columns of its upper triangle, entries off the diagonal times the root of 2."""
    import numpy as np

    columns, rows = np.tril_indices(order)
    made = np.zeros((order, order))
    made[rows, columns] = made[columns, rows] = entries / np.where(rows == columns, 1.0, np.sqrt(2.0))
    return made
