"""What the statement's own functions say about a point and multipliers: feasibility, slackness, L(x, y) - theta_D(y).

f(x) - theta_D(y) = slackness + (L(x, y) - theta_D(y)) for a feasible x: the gap is taken apart by the derived formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.named_tuples import NamedTuple
from duality.statements.binding import symbols
from duality.statements.building import subtract
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.grids import grid_of, has_grid, on_grid
from duality.statements.evaluating.walk import filled, members
from duality.statements.nodes import Node, Range
from duality.statements.theta import Bound

Array = Any


class Residuals(NamedTuple):
    """``violation`` is the largest by which a row or X is missed, ``slackness`` sum and norm of alpha .* c(x)."""

    violation: float
    slackness: float
    slackness_norm: float
    stationarity: float
    """f(x) + sum <multiplier, row> - theta_D."""


def values_at(bound: Bound, sizes: Mapping[str, int], point: Mapping[str, Array]) -> Values:
    """The statement's letters and variables as numbers."""
    statement = bound.derived.statement
    data = symbols(statement.parameters, bound.arrays, sizes)
    return Values({**data, **symbols(statement.variables, point, sizes)}, sizes, bound.table)


def objective_at(bound: Bound, values: Values) -> float:
    """f(x) in the min form."""
    return float(filled(evaluate(bound.derived.objective, values))[0, 0])


def over_range(node: Node, range: Range, values: Values) -> Array:
    """The numbers of all entries for all indexes, in order."""
    import numpy as np

    if not range.loops:
        return filled(evaluate(node, values)).ravel()
    if has_grid(node, values.symbols):
        grid = grid_of(range, values.sizes)
        return np.broadcast_to(on_grid(node, grid, values), (grid.count,))
    found = [filled(evaluate(node, values.at(letters))).ravel() for letters in members(range, values.sizes)]
    return np.concatenate(found) if found else np.zeros(0)


def residuals(
    bound: Bound, values: Values, multipliers: Mapping[str, Array], objective: float, theta: float
) -> Residuals:
    """How far the point and the multipliers are from a KKT point; split variables take their definitions."""
    import numpy as np

    violation, products = _outside(bound, values), [np.zeros(0)]
    known = bound.values(multipliers)
    for row in bound.derived.rows:
        gaps = over_range(row.body, row.row.range, values)
        weights = over_range(row.multiplier, row.row.range, known)
        products.append(weights * gaps)
        violation = max(violation, _violation(row.row.kind, row.row.range, row.body, gaps, values))
    product = np.concatenate(products)
    slackness = -float(product.sum())
    return Residuals(violation, slackness, float(np.linalg.norm(product)), objective - slackness - theta)


def _violation(kind: str, range: Range, body: Node, gaps: Array, values: Values) -> float:
    import numpy as np

    if kind == "semidefinite":
        if range.loops:
            return 0.0
        matrix = evaluate(body, values)
        return max(0.0, float(np.linalg.eigvalsh((matrix + matrix.T) / 2)[-1]))
    sizes = np.abs(gaps) if kind == "equality" else gaps
    return max(0.0, float(sizes.max(initial=0.0)))


def _outside(bound: Bound, values: Values) -> float:
    """How far the point lies outside X."""
    found = 0.0
    for row in bound.derived.statement.domain:
        if row.right is None:
            continue
        below = row.relation in ("<=", "<", "=", "<<")
        gap = subtract(row.left, row.right) if below else subtract(row.right, row.left)
        kind = {"=": "equality", ">>": "semidefinite", "<<": "semidefinite"}.get(row.relation, "inequality")
        found = max(found, _violation(kind, row.range, gap, over_range(gap, row.range, values), values))
    return found
