"""What a report has for a key: the value of a variable or an expression at x*, or the multiplier of a constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.algebra.evaluate import value
from duality.model.array import Array
from duality.model.comparison import Comparison, Comparisons
from duality.model.expression import Expression
from duality.results.values import Values, name_of, stem

if TYPE_CHECKING:
    from duality.results.report import Report


def looked_up(report: Report, key: Any) -> Any:
    """A float, or an array of floats where the key stands for several; ``None`` where the point is not known."""
    if isinstance(key, Array):
        return _values_of_array(report, key)
    if isinstance(key, Comparison):
        return _multiplier(report, key)
    if isinstance(key, Comparisons):
        import numpy as np

        found = np.array([_multiplier(report, row) for row in key], dtype=float)
        return found.reshape(key.shape) if found.size == len(key) else found
    if isinstance(key, Expression):
        return _value_at(report.primal.point, key, report.problem.variables)
    name = name_of(key)
    for names, point in (
        (report.problem.variables, report.primal.point),
        (tuple(c.name for c in report.problem.constraints), report.dual.point),
    ):
        if name in names or any(stem(full) == name for full in names):
            return None if point is None else _floats(point[name])
    raise KeyError(f"{name} is no variable and no constraint of the problem")


def _multiplier(report: Report, row: Comparison) -> Any:
    """That of the constraint as it was stated, of a chain those of both halves."""
    halves = [Comparison((r,), row.expressions[k : k + 2]) for k, r in enumerate(row.relations)]
    stated = {constraint.written: constraint.name for constraint in report.problem.constraints}
    if any(half not in stated for half in halves):
        raise KeyError(f"{row} is no constraint of the problem; there are {', '.join(stated.values())}")
    found = [looked_up(report, stated[half]) for half in halves]
    return found[0] if len(found) == 1 else tuple(found)


def _values_of_array(report: Report, key: Array) -> Any:
    import numpy as np

    point = report.primal.point
    found = [_value_at(point, entry, report.problem.variables) for entry in key.entries]
    return None if point is None else np.array(found).reshape(key.shape)


def _value_at(point: Values | None, node: Expression, names: tuple[str, ...]) -> float | None:
    unknown = [name for name in node.variables() if name not in names]
    if unknown:
        raise KeyError(f"{unknown[0]} is no variable of the problem; there are {', '.join(names)}")
    return None if point is None else value(node, {name: float(point[name]) for name in node.variables()})


def _floats(found: Any) -> Any:
    if not isinstance(found, tuple):
        return float(found)
    import numpy as np

    return np.array([float(number) for number in found])
