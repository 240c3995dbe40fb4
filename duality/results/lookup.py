"""What a report has for a key: the value of a variable or an expression at x*, or the multiplier of a constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.algebra.evaluate import value
from duality.model.array import Array
from duality.model.expression import Expression
from duality.results.values import Values, name_of, stem

if TYPE_CHECKING:
    from duality.results.report import Report


def looked_up(report: Report, key: Any) -> Any:
    """A float, or an array of floats where the key stands for several; ``None`` where the point is not known."""
    if isinstance(key, Array):
        return _values_of_array(report, key)
    if isinstance(key, Expression):
        return _value_at(report.primal.point, key, report.problem.variables)
    name = name_of(key)
    for names, point in (
        (report.problem.variables, report.primal.point),
        (tuple(c.name for c in report.derivation.form.constraints), report.dual.point),
    ):
        if name in names or any(stem(full) == name for full in names):
            return None if point is None else _floats(point[name])
    raise KeyError(f"{name} is no variable and no constraint of the problem")


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
