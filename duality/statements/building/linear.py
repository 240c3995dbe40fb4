"""Transposes, diagonals, inverses."""

from __future__ import annotations

from duality.statements import building
from duality.statements.building.leaves import identity, ones, zero
from duality.statements.nodes import Node
from duality.statements.sizes import ONE

ENTRYWISE = frozenset({"times", "power"})


def transpose(node: Node) -> Node:
    """A', at the leaves: (A*B)' = B'*A', (a + b)' = a' + b'."""
    rows, columns = node.shape
    if node.is_scalar:
        return node
    match node.kind:
        case "identity":
            return node
        case "zero":
            return zero((columns, rows))
        case "ones":
            return ones((columns, rows))
        case "transpose":
            return node.args[0]
        case "symbol" if node.mark[0].symmetric:
            return node
        case "add":
            return Node("add", tuple(map(transpose, node.args)), (columns, rows), node.mark)
        case "product":
            count = node.mark[0]
            chain = tuple(transpose(factor) for factor in reversed(node.args[count:]))
            return Node("product", node.args[:count] + chain, (columns, rows), node.mark)
        case "inverse" | "pinv":
            return Node(node.kind, (transpose(node.args[0]),), node.shape, node.mark)
        case "diagonal_matrix":
            return node
        case "sum":
            return Node("sum", (transpose(node.args[0]),), (columns, rows), node.mark)
        case _ if node.kind in ENTRYWISE:
            return Node(node.kind, tuple(map(transpose, node.args)), (columns, rows), node.mark)
        case "block":
            count = node.mark[0]
            wide = len(node.args) // count
            turned = tuple(transpose(node.args[i * wide + j]) for j in range(wide) for i in range(count))
            return Node("block", turned, (columns, rows), (wide,))
    return Node("transpose", (node,), (columns, rows))


def diagonal_matrix(vector: Node) -> Node:
    """diag(v): the square matrix with the vector on its diagonal."""
    size = vector.shape[0]
    if vector.is_scalar:
        return vector
    if vector.kind == "ones":
        return identity(size)
    return Node("diagonal_matrix", (vector,), (size, size))


def diagonal(matrix: Node) -> Node:
    """diag(A): the diagonal of a square matrix, a column."""
    if matrix.is_scalar:
        return matrix
    if matrix.kind == "identity":
        return ones((matrix.shape[0], ONE))
    if matrix.kind == "diagonal_matrix":
        return matrix.args[0]
    return Node("diagonal", (matrix,), (matrix.shape[0], ONE))


def inverse(matrix: Node) -> Node:
    """inv(A)."""
    if matrix.is_scalar:
        return building.atoms.power(matrix, building.leaves.number(-1))
    if matrix.kind == "identity":
        return matrix
    if matrix.kind == "inverse":
        return matrix.args[0]
    factor, bare = building.sums.coefficient(matrix)
    if factor != 1:
        return building.sums.scale(1 / factor, inverse(bare))
    if bare.kind == "product" and bare.mark[0]:
        count = bare.mark[0]
        below = (building.atoms.power(s, building.leaves.number(-1)) for s in bare.args[:count])
        return building.products.multiply(*below, inverse(building.products.multiply(*bare.args[count:])))
    return Node("inverse", (matrix,), matrix.shape)
