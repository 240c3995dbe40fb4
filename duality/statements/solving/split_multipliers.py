"""Multipliers of the splits beside exact ones of the rows.

The conditions of theta_D that are equations are affine in all multipliers. With those of the rows given, the split ones
are the nearest to a solver's that meet them: least squares on what the solver's miss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import ProblemError
from duality.statements.evaluating import evaluate
from duality.statements.evaluating.walk import filled, members
from duality.statements.theta import Bound

Point = dict[str, Any]


def beside(bound: Bound, given: Mapping[str, Any], found: Mapping[str, Any]) -> Point | None:
    """The given multipliers of the rows, and for the splits those nearest to the found ones; ``None`` where no split
    has a found one."""
    import numpy as np

    names = [split.variable.name for split in bound.derived.splits]
    if any(name not in found for name in names):
        return None
    start = np.concatenate([np.ravel(found[name]) for name in names])

    def at(entries: Any) -> Point:
        made, place = dict(given), 0
        for name in names:
            shape = np.shape(found[name])
            made[name] = entries[place : place + int(np.prod(shape))].reshape(shape)
            place += made[name].size
        return made

    def missed(entries: Any) -> Any:
        return _equations(bound, at(entries))

    try:
        first = missed(start)
        columns = [missed(start + unit) - first for unit in np.eye(start.size)] if first.size else []
    except ProblemError:
        return None
    if columns:
        start = start - np.linalg.lstsq(np.array(columns).T, first, rcond=None)[0]
    return at(start)


def _equations(bound: Bound, point: Mapping[str, Any]) -> Any:
    """Left minus right of every equation among the conditions of theta_D."""
    import numpy as np

    values = bound.values(point)
    found = [np.empty(0)]
    for condition in bound.derived.conditions:
        if condition.relation == "=":
            for letters in members(condition.range, values.sizes):
                here = values.at(letters) if letters else values
                found.append(np.ravel(filled(evaluate(condition.left, here)) - filled(evaluate(condition.right, here))))
    return np.concatenate(found)
