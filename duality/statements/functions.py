"""Functions of matrices in Python, under the names of the language."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.statements.building import block, call, diagonal, diagonal_matrix, identity, inverse, ones, total, trace
from duality.statements.building.atoms import larger, smaller
from duality.statements.nodes import Node
from duality.statements.objects import Matrix, fitted
from duality.statements.sizes import size_of

ENTRYWISE = frozenset({"abs", "exp", "log", "softplus", "sqrt"})

REDUCING = frozenset({"geomean", "logsumexp", "norm", "norm1", "norm2", "norminf", "normnuc"})

SEVERAL = frozenset({"huber", "max", "min", "sumlargest"})

SQUARE = frozenset({"logdet", "eigmax", "trace", "inv"})


def called(name: str, items: list[Matrix]) -> Matrix:
    """The function; `ProblemError` for one that matrices do not have."""
    data = {key: value for item in items for key, value in item.data.items()}
    return Matrix(_called(name, items), data)


def _called(name: str, items: list[Matrix]) -> Node:
    first = items[0].node
    if len(items) > 1 and name == "norm":
        return _norm(first, items[1].node)
    if len(items) > 1 and name not in SEVERAL:
        raise ProblemError(f"{name} takes one vector or matrix, and {len(items)} stand here")
    if name in ENTRYWISE or name in REDUCING:
        return call(name, first)
    if name in SQUARE:
        if first.shape[0] != first.shape[1]:
            raise ProblemError(
                f"{name} needs a square matrix, and {first} has {first.shape[0]} x {first.shape[1]} entries"
            )
        if name == "trace":
            return trace(first)
        return inverse(first) if name == "inv" else call("lambda_max" if name == "eigmax" else name, first)
    match name:
        case "sum":
            return total(first)
        case "diag":
            return diagonal_matrix(first) if first.is_column else diagonal(first)
        case "huber":
            return call("huber", first, items[1].node)
        case "sumlargest":
            return call("sumlargest", first, items[1].node)
        case "max" | "min":
            return _extreme(name, items)
    raise ProblemError(f"{name} is no function of vectors and matrices")


def _norm(vector: Node, exponent: Node) -> Node:
    """norm(x, p) for p >= 1."""
    if not exponent.is_scalar or exponent.varying or not vector.is_column:
        raise ProblemError("norm takes a vector and an exponent", help="norm(x, 3), norm1(x), norminf(x)")
    if exponent.kind == "number" and exponent.mark[0] < 1:
        raise ProblemError(f"the exponent of a norm is at least 1, and {exponent} stands here")
    return call("pnorm", vector, exponent)


def _extreme(name: str, items: list[Matrix]) -> Node:
    if len(items) == 1:
        return call("maximum" if name == "max" else "minimum", items[0].node)
    found = items[0]
    for item in items[1:]:
        a, b = fitted(found, item, name)
        found = Matrix(larger(a, b) if name == "max" else smaller(a, b))
    return found.node


def all_ones(rows: int | str, columns: int | str = 1) -> Matrix:
    """The vector or matrix of ones."""
    return Matrix(ones((size_of(rows), size_of(columns))))


def unit_matrix(size: int | str) -> Matrix:
    """The identity."""
    return Matrix(identity(size_of(size)))


def block_matrix(rows: list[list[Matrix]]) -> Matrix:
    """[[A, B], [C, D]]; cells of one row have one height, cells of one column one width."""
    heights = [row[0].node.shape[0] for row in rows]
    widths = [cell.node.shape[1] for cell in rows[0]]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if len(row) != len(widths) or cell.node.shape != (heights[i], widths[j]):
                raise ProblemError(f"{cell.node} does not fit into its place of the block matrix")
    data = {key: value for row in rows for cell in row for key, value in cell.data.items()}
    return Matrix(block(tuple(tuple(cell.node for cell in row) for row in rows)), data)
