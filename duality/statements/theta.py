"""theta_D at multipliers, from the derived formula: its conditions, then its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import ProblemError
from duality.statements import tower
from duality.statements.binding import array_of, measured, symbols
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions
from duality.statements.evaluating.grids import grid_of, has_grid, on_grid
from duality.statements.evaluating.walk import filled, members
from duality.statements.keeping import check_data
from duality.statements.nodes import Declaration
from duality.statements.statement import Statement
from duality.statements.tower.conditions import Condition
from duality.statements.tower.deriving import Derived

TOLERANCE = 1e-7
"""How far, relative to the size of what is compared, a condition may be missed by rounding."""

INFINITE = float("inf")


def given_data(statement: Statement, data: Mapping[str, object]) -> dict[str, Any]:
    """The statement's own data and the data given beside it, as arrays. Raises `ProblemError` for a missing name."""
    everything = {**dict(statement.data), **data}
    known = {d.name for d in statement.parameters} | set(statement.sizes)
    for name in everything:
        if name not in known:
            raise ProblemError(
                f"the statement has no parameter '{name}'", help=f"its letters are {', '.join(sorted(known))}"
            )
    missing = [d.name for d in statement.parameters if d.name not in everything]
    if missing:
        raise ProblemError(
            f"no data for {', '.join(missing)}",
            help="give an array for each letter: data={...} in Python, a line 'bind A = [[1, 2], [3, 4]]' in a file",
        )
    return {name: array_of(value, name) for name, value in everything.items()}


def multiplier_arrays(derived: Derived, multipliers: Mapping[str, object]) -> tuple[list[Declaration], dict[str, Any]]:
    """Multipliers by constraint name, cut into the blocks that L uses."""
    declared: list[Declaration] = []
    arrays: dict[str, Any] = {}
    keys = {row.row.name: row for row in derived.rows}
    splits = {s.variable.name: s for s in derived.splits}
    for name in multipliers:
        if name not in keys and name not in splits:
            raise ProblemError(
                f"no constraint is named '{name}'", help=f"the multipliers belong to {', '.join([*keys, *splits])}"
            )
    missing = [name for name in (*keys, *splits) if name not in multipliers]
    if missing:
        raise ProblemError(f"no multiplier for {', '.join(missing)}", help="give an array for each constraint")
    for name, value in multipliers.items():
        array = array_of(value, name)
        found = (splits[name].multiplier,) if name in splits else keys[name].declared
        declared += found
        if len(found) == 1:
            arrays[found[0].name] = _settled(
                array, found[0], signed=name in keys and keys[name].row.kind == "inequality"
            )
        else:
            arrays[f"{keys[name].row.multiplier}"] = array
    return declared, arrays


def _settled(array: Any, multiplier: Declaration, *, signed: bool) -> Any:
    """alpha >= 0 missed by rounding is 0; <M, S> of a symmetric S is that of the symmetric part of M."""
    import numpy as np

    if hasattr(array, "toarray"):
        return array
    if signed:
        return np.where((array < 0) & (array >= -TOLERANCE), 0.0, array)
    if multiplier.symmetric and array.ndim >= 2 and array.shape[-1] == array.shape[-2]:
        return (array + np.swapaxes(array, -1, -2)) / 2
    return array


class Bound:
    """A derived statement with data: theta_D is a function of the multipliers."""

    def __init__(self, derived: Derived, data: Mapping[str, object]) -> None:
        self.derived = derived
        arrays = given_data(derived.statement, data)
        lengths = {name: int(value) for name, value in arrays.items() if name in derived.statement.sizes}
        self.arrays = arrays
        self.sizes = measured(derived.statement.parameters, arrays, lengths)
        check_data(derived.statement, arrays, self.sizes)
        self.table = functions(TOLERANCE)

    def values(self, multipliers: Mapping[str, object]) -> Values:
        """All letters and multipliers as numbers."""
        declared, arrays = multiplier_arrays(self.derived, multipliers)
        sizes = measured(declared, arrays, self.sizes)
        unknown = [a for a in self.derived.statement.sizes if a not in sizes]
        if unknown:
            raise ProblemError(f"the data do not tell the size {', '.join(unknown)}", help="give it in data: {'n': 5}")
        arrays = {**arrays, **self._cut(arrays, sizes)}
        found = {**symbols(self.derived.statement.parameters, self.arrays, sizes), **symbols(declared, arrays, sizes)}
        return Values(found, sizes, self.table)

    def _cut(self, arrays: dict[str, Any], sizes: Mapping[str, int]) -> dict[str, Any]:
        """The blocks of a matrix multiplier."""
        made: dict[str, Any] = {}
        for row in self.derived.rows:
            whole = arrays.get(row.row.multiplier)
            if len(row.declared) > 1 and whole is not None:
                made |= _blocks(row.multiplier, whole, sizes)
        return made

    def theta(self, multipliers: Mapping[str, object]) -> float:
        """theta_D, -inf outside the effective domain."""
        values = self.values(multipliers)
        if not all(self._signed(row, values) for row in self.derived.rows):
            return -INFINITE
        if not all(holds(condition, values) for condition in self.derived.conditions):
            return -INFINITE
        found = float(filled(evaluate(self.derived.value, values))[0, 0])
        return -INFINITE if found != found else found

    def _signed(self, row: Any, values: Values) -> bool:
        """alpha >= 0, and alpha >> 0 for a matrix inequality."""
        if row.row.kind == "equality":
            return True
        condition = tower.conditions.semidefinite if row.row.kind == "semidefinite" else tower.conditions.nonnegative
        return holds(condition(row.multiplier, "").over(row.row.range), values)


def _blocks(multiplier: Any, whole: Any, sizes: Mapping[str, int]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    count = multiplier.mark[0]
    wide = len(multiplier.args) // count
    top = 0
    for i in range(count):
        left = 0
        for j in range(wide):
            cell = multiplier.args[i * wide + j]
            rows, columns = (size.value(sizes) for size in cell.shape)
            if cell.kind == "symbol":
                made[cell.mark[0].name] = whole[..., top : top + rows, left : left + columns]
            left += columns
        top += multiplier.args[i * wide].shape[0].value(sizes)
    return made


def holds(condition: Condition, values: Values, tolerance: float = TOLERANCE) -> bool:
    """Whether a condition holds for all its indexes, up to rounding."""
    import numpy as np

    if not condition.range.loops:
        return _holds(condition, values, tolerance)
    if condition.relation not in ("range", ">>") and all(has_grid(n, values.symbols) for n in condition[1:3]):
        grid = grid_of(condition.range, values.sizes)
        left, right = (np.broadcast_to(on_grid(n, grid, values), (grid.count,)) for n in condition[1:3])
        allowance = tolerance * (1 + np.maximum(np.abs(left), np.abs(right)))
        return not grid.count or _related(condition, left - right, allowance)
    return all(_holds(condition, values.at(letters), tolerance) for letters in members(condition.range, values.sizes))


def _holds(condition: Condition, values: Values, tolerance: float) -> bool:
    import numpy as np

    left = filled(evaluate(condition.left, values))
    right = filled(evaluate(condition.right, values))
    if condition.relation == "range":
        found = np.linalg.lstsq(right, left, rcond=1e-10)[0]
        return bool(np.abs(right @ found - left).max() <= tolerance * (1 + np.abs(left).max()))
    return _related(condition, left - right, tolerance * (1 + max(np.abs(left).max(), np.abs(right).max())))


def _related(condition: Condition, gap: Any, allowance: Any) -> bool:
    """left relation right for gap = left - right, which may be missed by the allowance."""
    import numpy as np

    if not np.isfinite(gap).all():
        return False
    match condition.relation:
        case "=":
            return bool((np.abs(gap) <= allowance).all())
        case ">=":
            return bool((gap >= -allowance).all())
        case "<=":
            return bool((gap <= allowance).all())
        case ">":
            return bool(gap.min() > 0)
    lowest = np.linalg.eigvalsh((gap + gap.T) / 2)[0]
    return bool(lowest > 0 if condition.strict else lowest >= -allowance)
