"""M x = b over the rationals for a sparse square matrix of integers, by its block triangular form.

Rows are matched with columns, the strongly connected components of what remains are the diagonal blocks, and each is a
small dense system once those that it depends on are known (Duff and Reid 1978).
"""

from __future__ import annotations

from typing import Any

from flint import fmpq, fmpz, fmpz_mat

Array = Any

AFFORDABLE = 2e7
"""The sum of the cubes of the blocks' orders up to which they are solved."""


Blocks = list[tuple[list[int], list[int]]]
"""Rows and columns of the diagonal blocks, each behind those that it depends on."""


class Triangular:
    """The block triangular form of a sparse matrix of integers by rows."""

    def __init__(self, matrix: Array, blocks: Blocks) -> None:
        self.matrix = matrix
        self.blocks = blocks

    def transposed(self) -> Triangular:
        """That of the transposed matrix: the same blocks, the last one first."""
        turned = self.matrix.T.tocsr()
        return Triangular(turned, [(columns, rows) for rows, columns in reversed(self.blocks)])

    def solve(self, right: list[Any]) -> list[Any]:
        """x, as rationals of flint or 0. Raises ``ZeroDivisionError`` for a singular block."""
        indptr, indices = self.matrix.indptr.tolist(), self.matrix.indices.tolist()
        data = self.matrix.data.astype("int64").tolist()
        found: list[Any] = [0] * self.matrix.shape[1]
        for rows, columns in self.blocks:
            if len(rows) == 1:
                column, known, pivot = columns[0], right[rows[0]], 0
                for k in range(indptr[rows[0]], indptr[rows[0] + 1]):
                    place = indices[k]
                    if place == column:
                        pivot = data[k]
                    elif found[place]:
                        known = known - data[k] * found[place]
                found[column] = fmpq(known) / pivot if known else 0
                continue
            inside = {column: k for k, column in enumerate(columns)}
            system, rest = [], []
            for row in rows:
                line, known = [0] * len(columns), right[row]
                for k in range(indptr[row], indptr[row + 1]):
                    place = indices[k]
                    if place in inside:
                        line[inside[place]] = data[k]
                    elif found[place]:
                        known = known - data[k] * found[place]
                system.append(line)
                rest.append(known)
            for column, value in zip(columns, _dense(system, rest), strict=True):
                found[column] = value
        return found


def _dense(system: list[list[int]], right: list[Any]) -> list[Any]:
    """One block of several rows; the right side is cleared of its denominators."""
    if len(system) == 2:
        (a, b), (c, d) = system
        determinant = fmpq(a * d - b * c)
        return [(d * right[0] - b * right[1]) / determinant, (a * right[1] - c * right[0]) / determinant]
    scale = fmpz(1)
    for value in right:
        scale = scale.lcm(fmpq(value).q)
    column = fmpz_mat([[int((fmpq(value) * scale).p)] for value in right])
    found = fmpz_mat(system).solve(column)
    return [found[k, 0] / scale for k in range(len(system))]


def triangular(matrix: Array) -> Triangular | None:
    """The form of a square sparse matrix; ``None`` where it is singular by its pattern or its blocks are too large."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

    order = matrix.shape[0]
    # Older versions of scipy match indices of 32 bits only.
    places = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    pattern = sparse.csr_array((np.ones(matrix.nnz), *places), shape=matrix.shape)
    matched = maximum_bipartite_matching(sparse.csr_matrix(pattern), perm_type="column")
    if (matched < 0).any():
        return None
    # Row i is matched with column matched[i]; an arc leads from a row to the rows of the columns that it needs.
    owner = np.empty(order, dtype=int)
    owner[matched] = np.arange(order)
    arcs = sparse.csr_matrix((np.ones(matrix.nnz), owner[matrix.indices], matrix.indptr), shape=matrix.shape)
    count, labels = connected_components(arcs, directed=True, connection="strong")
    sizes = np.bincount(labels, minlength=count)
    if float((sizes.astype(float) ** 3).sum()) > AFFORDABLE:
        return None
    sequence = _sequence(arcs, labels, count)
    order_by_label = np.argsort(labels, kind="stable")
    rows, columns = order_by_label.tolist(), matched[order_by_label].tolist()
    ends = np.cumsum(sizes).tolist()
    starts = [0, *ends]
    blocks = [(rows[starts[k] : ends[k]], columns[starts[k] : ends[k]]) for k in sequence]
    return Triangular(matrix, blocks)


def _sequence(arcs: Array, labels: Array, count: int) -> list[int]:
    """The blocks in an order in which each comes after those that it needs."""
    import numpy as np
    from scipy import sparse

    rows = np.repeat(np.arange(arcs.shape[0]), np.diff(arcs.indptr))
    source, target = labels[rows], labels[arcs.indices]
    apart = source != target
    needs = sparse.csr_array((np.ones(apart.sum()), (source[apart], target[apart])), shape=(count, count))
    users = needs.T.tocsr()
    left = np.diff(needs.indptr)
    ready = np.flatnonzero(left == 0).tolist()
    found: list[int] = []
    starts, places = users.indptr.tolist(), users.indices.tolist()
    left = left.tolist()
    while ready:
        block = ready.pop()
        found.append(block)
        for user in places[starts[block] : starts[block + 1]]:
            left[user] -= 1
            if not left[user]:
                ready.append(user)
    return found
