"""Random data that satisfy the declarations of a statement, at small sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.statements.binding import symbols
from duality.statements.evaluating import Values
from duality.statements.evaluating.floats import functions
from duality.statements.nodes import Declaration
from duality.statements.statement import Statement
from duality.statements.theta import holds
from duality.statements.tower.conditions import Condition

ATTEMPTS = 40


def sizes_of(statement: Statement, smallest: int, rng: Any) -> dict[str, int]:
    """Each letter the smallest size or one more."""
    return {name: int(rng.integers(smallest, smallest + 2)) for name in statement.sizes}


def data_of(statement: Statement, sizes: Mapping[str, int], rng: Any) -> dict[str, Any] | None:
    """Arrays by name in multiples of 1/4; ``None`` where the assumptions were not met by chance."""
    for _ in range(ATTEMPTS):
        arrays = {d.name: array_of(d, sizes, rng) for d in statement.parameters}
        values = Values(symbols(statement.parameters, arrays, sizes), sizes, functions())
        relations = [a for a in statement.assumptions if a.relation in ("<", "<=", ">", ">=", "=")]
        checks = [_condition(Condition, a) for a in relations if a.right is not None]
        if all(holds(check, values) for check in checks):
            return arrays
    return None


def _condition(condition: Any, assumption: Any) -> Any:
    relation, left, right = assumption.relation, assumption.left, assumption.right
    if relation == "<":
        relation, left, right = ">", right, left
    return condition(relation, left, right, "an assumption")


def array_of(declaration: Declaration, sizes: Mapping[str, int], rng: Any) -> Any:
    """One parameter: its members along the first axes, then rows and columns."""
    import numpy as np

    lengths = [loop.upper.value(sizes) - loop.lower.value(sizes) + 1 for loop in declaration.range.loops]
    rows, columns = (size.value(sizes) for size in declaration.shape)
    members = [_matrix(declaration, rows, columns, rng) for _ in range(int(np.prod(lengths, dtype=int)))]
    shape = [size for size, known in zip((rows, columns), declaration.shape, strict=True) if not known.is_one()]
    return np.array(members, dtype=float).reshape([*lengths, *shape])


def _matrix(declaration: Declaration, rows: int, columns: int, rng: Any) -> Any:
    import numpy as np

    matrix = np.round(rng.normal(size=(rows, columns)) * 4) / 4
    if declaration.symmetric:
        if declaration.definite == "no":
            return (matrix + matrix.T) / 2
        return matrix @ matrix.T + (np.eye(rows) if declaration.definite == "definite" else 0.0)
    match declaration.sign:
        case "positive":
            return np.abs(matrix) + 0.25
        case "nonnegative":
            return np.abs(matrix)
        case "negative":
            return -np.abs(matrix) - 0.25
        case "nonpositive":
            return -np.abs(matrix)
    return matrix
