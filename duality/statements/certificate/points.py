"""Points held against conditions, and points brought back into X."""

from __future__ import annotations

from typing import Any

from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Declaration, Node
from duality.statements.tower.blocks import Bounds
from duality.statements.tower.conditions import Condition


def missed(condition: Condition, values: Values, margin: float) -> Any:
    """By how much a condition is missed, entry by entry; equations by their residual."""
    import numpy as np

    parts = []
    margin = max(margin, 0.02) if condition.strict or condition.relation == ">" else margin
    for letters in members(condition.range, values.sizes):
        at = values.at(letters) if letters else values
        left, right = evaluate(condition.left, at), evaluate(condition.right, at)
        if condition.relation == "range":
            found = np.linalg.lstsq(right, left, rcond=1e-10)[0]
            parts.append((right @ found - left).ravel())
            continue
        gap = left - right
        match condition.relation:
            case "=":
                parts.append(gap.ravel())
            case "<=":
                parts.append(np.maximum(gap + margin, 0.0).ravel())
            case ">>":
                parts.append(np.minimum(np.linalg.eigvalsh((gap + gap.T) / 2) - margin, 0.0))
            case _:
                parts.append(np.minimum(gap - margin, 0.0).ravel())
    return np.concatenate(parts) if parts else np.zeros(0)


def into(bounds: Bounds, declaration: Declaration, cell: Any, values: Values) -> Any:
    import numpy as np

    if declaration.symmetric:
        cell = (cell + cell.T) / 2
    if bounds.cone:
        levels, vectors = np.linalg.eigh(cell)
        cell = (vectors * np.maximum(levels, 0.0)) @ vectors.T
    if bounds.points:
        points = np.stack([np.broadcast_to(evaluate(p, values), cell.shape) for p in bounds.points])
        nearest = np.abs(points - cell).argmin(axis=0)
        return np.take_along_axis(points, nearest[None], axis=0)[0]
    if bounds.total is not None:
        cell = np.maximum(cell, 0.0)
        total, wanted = float(cell.sum()), float(evaluate(bounds.total, values)[0, 0])
        return cell * (wanted / total) if total > 0 else np.full(cell.shape, wanted / cell.size)
    if bounds.ball is not None:
        return _into_ball(bounds.ball, cell, values)
    if bounds.lower is not None:
        cell = np.maximum(cell, evaluate(bounds.lower, values) + (1e-9 if bounds.open_lower else 0.0))
    if bounds.upper is not None:
        cell = np.minimum(cell, evaluate(bounds.upper, values))
    return cell


def _into_ball(ball: tuple[str, Node], cell: Any, values: Values) -> Any:
    size = float(values.functions[ball[0]](cell)[0, 0])
    radius = float(evaluate(ball[1], values)[0, 0])
    return cell if size <= radius else cell * (radius / size)
