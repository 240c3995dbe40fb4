"""The scalar problem that a statement is at its data: x in R^3 becomes x[1], x[2], x[3]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import BackendRefused
from duality.model.expression import Comparison, Expression, Variable
from duality.model.problem import ConstraintRow, DomainRow, FiniteSet, Membership, Problem
from duality.named_tuples import NamedTuple
from duality.statements.building.leaves import is_number
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.walk import members
from duality.statements.instantiating.entries import Entry, entry_of, tree
from duality.statements.instantiating.trees import functions
from duality.statements.nodes import Declaration, Node
from duality.statements.statement import Statement


class Instance(NamedTuple):
    """The problem; for each variable and row of the statement the arrays of its scalar names."""

    problem: Problem
    variables: dict[str, Any]
    rows: dict[str, Any]


def instance(statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> Instance:
    """The statement in numbers. Raises `BackendRefused` for matrix inequalities and functions without a scalar form."""
    return _Making(statement, symbols, sizes).instance()


class _Making:
    """One statement on its way to a scalar problem."""

    def __init__(self, statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.statement = statement
        self.sizes = dict(sizes)
        self.variables: dict[str, Any] = {}
        made = {d.name: self._variable(d) for d in statement.variables}
        known = {name: _entries(value) for name, value in symbols.items()}
        self.values = Values({**known, **made}, self.sizes, functions(), entry_of, special=_squares)

    def _variable(self, declaration: Declaration) -> Any:
        if not declaration.range.loops:
            names = _names(declaration, (), self.sizes)
            self.variables[declaration.name] = names
            return _symbols(names)
        members_of: dict[tuple[int, ...], Any] = {}
        for letters in members(declaration.range, self.sizes):
            at = tuple(letters[loop.name] for loop in declaration.range.loops)
            members_of[at] = _names(declaration, at, self.sizes)
        self.variables[declaration.name] = members_of
        return {at: _symbols(names) for at, names in members_of.items()}

    def instance(self) -> Instance:
        rows: dict[str, Any] = {}
        constraints: list[ConstraintRow] = []
        for row in self.statement.rows:
            rows[row.name] = self._rows(row, constraints)
        domain: list[DomainRow] = [d for item in self.statement.domain for d in self._domain(item)]
        objective = self._tree(evaluate(self.statement.objective, self.values))
        names: dict[str, None] = {}
        for value in self.variables.values():
            for array in value.values() if isinstance(value, dict) else (value,):
                names |= dict.fromkeys(array.ravel())
        problem = Problem(
            objective, self.statement.sense, tuple(names), tuple(constraints), tuple(domain), self.statement.title
        )
        return Instance(problem, self.variables, rows)

    def _tree(self, value: Any) -> Expression:
        return tree(value[0, 0].content)

    def _rows(self, row: Any, constraints: list[ConstraintRow]) -> Any:
        import numpy as np

        found: dict[tuple[int, ...], Any] = {}
        for letters in members(row.range, self.sizes):
            at = tuple(letters[loop.name] for loop in row.range.loops)
            values = self.values.at(letters)
            left, right = evaluate(row.left, values), evaluate(row.right, values)
            relation = _scalar_relation(row.relation, left)
            names = np.empty(left.shape, dtype=object)
            for i, j in np.ndindex(left.shape):
                names[i, j] = _indexed(row.name, at, (i + 1, j + 1), left.shape)
                comparison = Comparison((relation,), (tree(left[i, j].content), tree(right[i, j].content)))
                constraints.append(ConstraintRow(comparison, str(names[i, j])))
            found[at] = names
        return found if row.range.loops else found[()]

    def _domain(self, item: Any) -> list[DomainRow]:
        made: list[DomainRow] = []
        for letters in members(item.range, self.sizes):
            values = self.values.at(letters)
            left = evaluate(item.left, values)
            if item.relation == "in":
                points = [evaluate(p, values)[0, 0] for p in item.points]
                sets = FiniteSet(tuple((tree(p.content),) for p in points))
                made += [Membership((_name_of(e),), sets) for e in left.ravel()]
                continue
            right = evaluate(item.right, values)
            relation = _scalar_relation(item.relation, left)
            for a, b in zip(left.ravel(), right.ravel(), strict=True):
                made.append(Comparison((relation,), (tree(a.content), tree(b.content))))
        return made


def _scalar_relation(relation: str, left: Any) -> Any:
    if relation in (">>", "<<"):
        if left.shape != (1, 1):
            raise BackendRefused("a matrix inequality has no scalar form")
        return ">=" if relation == ">>" else "<="
    return relation


def _name_of(entry: Entry) -> str:
    if not isinstance(entry.content, Variable):
        raise BackendRefused("a finite set of an expression has no scalar form")
    return entry.content.name


def _names(declaration: Declaration, at: tuple[int, ...], sizes: Mapping[str, int]) -> Any:
    import numpy as np

    rows, columns = (size.value(sizes) for size in declaration.shape)
    names = np.empty((rows, columns), dtype=object)
    single = tuple(size.is_one() for size in declaration.shape)
    for i, j in np.ndindex(names.shape):
        low, high = (min(i, j), max(i, j)) if declaration.symmetric else (i, j)
        entry = tuple(k + 1 for k, one in zip((low, high), single, strict=True) if not one)
        index = (*at, *entry)
        names[i, j] = f"{declaration.name}[{', '.join(map(str, index))}]" if index else declaration.name
    return names


def _indexed(name: str, at: tuple[int, ...], entry: tuple[int, int], shape: tuple[int, int]) -> str:
    inner = tuple(k for k, size in zip(entry, shape, strict=True) if size > 1)
    index = (*at, *inner)
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def _symbols(names: Any) -> Any:
    import numpy as np

    made = np.empty(names.shape, dtype=object)
    for place in np.ndindex(names.shape):
        made[place] = Entry(Variable(names[place]))
    return made


class _Exact:
    """A family's data, entry by entry exact."""

    def __init__(self, family: Any) -> None:
        self.family = family

    def __getitem__(self, at: tuple[int, ...]) -> Any:
        return _entries(self.family[at])


def _entries(value: Any) -> Any:
    import numpy as np

    if not isinstance(value, np.ndarray):
        return _Exact(value)
    made = np.empty(value.shape, dtype=object)
    for place in np.ndindex(value.shape):
        made[place] = entry_of(value[place])
    return made


def _squares(node: Node, values: Values) -> Any:
    """norm(e)^2 as a sum of squares, which needs no root."""
    if node.kind == "power" and is_number(node.args[1], 2) and node.args[0].kind == "call":
        base = node.args[0]
        if base.mark[0] == "norm":
            return values.functions["squares"](evaluate(base.args[0], values))
    return None
