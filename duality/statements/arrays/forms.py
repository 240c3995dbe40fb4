"""Affine matrices in sparse arrays: constant + sum over variables of M_v * vec(v), vec row by row.

The maps of the tower act on them: left and right factors, entrywise weights, transposes, traces, blocks. A variable by
itself is kept as a multiple of the identity, so that A*x takes over A as it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from duality.records import record

Array = Any
Key = Hashable
"""A variable's name, or what stands for one that a cone needs."""


@record
class Multiple:
    """factor times the identity of order ``size``."""

    size: int
    factor: float = 1.0


Part = Any
"""A `Multiple` or a sparse array by rows."""


def sparse_array(value: Any, shape: tuple[int, int] | None = None) -> Array:
    """A sparse array by rows, of a matrix, of (entries, (rows, columns)) or of (entries, columns, starts of rows)."""
    from scipy import sparse

    return sparse.csr_array(value, shape=shape)


def matrix_of(part: Part) -> Array:
    """The part as a sparse array by rows."""
    import numpy as np

    return diagonal(np.full(part.size, part.factor)) if isinstance(part, Multiple) else part


def diagonal(entries: Array) -> Array:
    """The diagonal matrix, by rows."""
    import numpy as np
    from scipy import sparse

    order = len(entries)
    return sparse.csr_array((entries, np.arange(order), np.arange(order + 1)), shape=(order, order))


def entries_of(part: Part) -> tuple[Array, Array, Array]:
    """Rows, columns and values of the entries, row by row."""
    import numpy as np

    if isinstance(part, Multiple):
        places = np.arange(part.size)
        return places, places, np.full(part.size, part.factor)
    return np.repeat(np.arange(part.shape[0]), np.diff(part.indptr)), part.indices, part.data


def with_rows_times(part: Part, weights: Array) -> Array:
    """diag(weights) * part."""
    import numpy as np

    if isinstance(part, Multiple):
        return diagonal(weights * part.factor)
    made = part.copy()
    made.data = made.data * np.repeat(weights, np.diff(made.indptr))
    return made


class Form:
    """An affine matrix of ``shape``; ``constant`` is dense, ``parts`` map variables to rows of coefficients."""

    __slots__ = ("constant", "parts")

    def __init__(self, constant: Array, parts: Mapping[Key, Part]) -> None:
        self.constant = constant
        self.parts = dict(parts)

    @property
    def shape(self) -> tuple[int, int]:
        return self.constant.shape

    @property
    def rows(self) -> int:
        return self.constant.size

    def scaled(self, factor: float) -> Form:
        """factor * form."""
        if factor == 1:
            return self
        return Form(self.constant * factor, {name: _times(part, factor) for name, part in self.parts.items()})

    def plus(self, other: Form) -> Form:
        """The sum; a number is added to every entry."""
        left, right = self, other
        if left.shape != right.shape:
            left, right = left.spread(right.shape), right.spread(left.shape)
        parts = dict(left.parts)
        for name, part in right.parts.items():
            parts[name] = _sum(parts[name], part) if name in parts else part
        return Form(left.constant + right.constant, parts)

    def spread(self, shape: tuple[int, int]) -> Form:
        """A number as the matrix whose entries it is."""
        import numpy as np

        if self.shape == shape or self.rows != 1:
            return self
        return self.outer(np.ones(shape))

    def outer(self, matrix: Array) -> Form:
        """matrix * form for a form that is a number."""
        dense = matrix.toarray() if hasattr(matrix, "toarray") else matrix
        parts = {name: _repeated(part, dense.ravel()) for name, part in self.parts.items()}
        return Form(dense * self.constant[0, 0], parts)

    def left(self, matrix: Array) -> Form:
        """matrix * form."""
        from scipy import sparse

        columns = self.shape[1]
        by_rows = sparse_array(matrix)
        wide = by_rows if columns == 1 else sparse.kron(by_rows, sparse.eye_array(columns), format="csr")
        return Form(_dense(matrix @ self.constant), {name: _applied(wide, part) for name, part in self.parts.items()})

    def right(self, matrix: Array) -> Form:
        """form * matrix."""
        from scipy import sparse

        turned = sparse_array(matrix.T)
        rows = self.shape[0]
        wide = turned if rows == 1 else sparse.kron(sparse.eye_array(rows), turned, format="csr")
        return Form(_dense(self.constant @ matrix), {name: _applied(wide, part) for name, part in self.parts.items()})

    def weighted(self, weight: Array) -> Form:
        """weight .* form; a number on either side counts for every entry."""
        import numpy as np

        if self.rows == 1 and weight.size > 1:
            return self.outer(weight)
        dense = np.broadcast_to(weight.toarray() if hasattr(weight, "toarray") else weight, self.shape)
        parts = {name: with_rows_times(part, dense.ravel()) for name, part in self.parts.items()}
        return Form(dense * self.constant, parts)

    def picked(self, places: Array) -> Form:
        """The entries at places of vec(form), in the shape of the places."""
        flat = places.ravel()
        parts = {name: matrix_of(part)[flat] for name, part in self.parts.items()}
        return Form(self.constant.ravel()[places], parts)

    @property
    def places(self) -> Array:
        """The places of the entries in vec(form)."""
        import numpy as np

        return np.arange(self.rows).reshape(self.shape)

    def transposed(self) -> Form:
        """form'; a row or column keeps its order."""
        if 1 in self.shape:
            return Form(self.constant.T, self.parts)
        return self.picked(self.places.T)

    def total(self) -> Form:
        """The sum of all entries."""
        import numpy as np

        ones = sparse_array(np.ones((1, self.rows)))
        parts = {name: _applied(ones, part) for name, part in self.parts.items()}
        return Form(self.constant.sum().reshape(1, 1), parts)

    def reshaped(self, shape: tuple[int, int]) -> Form:
        """The same entries in order."""
        return Form(self.constant.reshape(shape), self.parts)


def _repeated(part: Part, weights: Array) -> Array:
    """weights * part for a part of one row."""
    import numpy as np

    if isinstance(part, Multiple) and weights.all():
        rows = len(weights)
        return sparse_array((weights * part.factor, np.zeros(rows, dtype=int), np.arange(rows + 1)), (rows, 1))
    return sparse_array(sparse_array(weights.reshape(-1, 1)) @ matrix_of(part))


def _dense(value: Array) -> Array:
    return value.toarray() if hasattr(value, "toarray") else value


def _times(part: Part, factor: float) -> Part:
    return Multiple(part.size, part.factor * factor) if isinstance(part, Multiple) else part * factor


def _sum(left: Part, right: Part) -> Part:
    if isinstance(left, Multiple) and isinstance(right, Multiple):
        return Multiple(left.size, left.factor + right.factor)
    return matrix_of(left) + matrix_of(right)


def _applied(matrix: Array, part: Part) -> Array:
    if isinstance(part, Multiple):
        return matrix if part.factor == 1 else matrix * part.factor
    return sparse_array(matrix @ part)


def stacked(forms: Sequence[Form]) -> Form:
    """The entries of all forms, one below the other, as one column."""
    import numpy as np

    if len(forms) == 1:
        return forms[0].reshaped((forms[0].rows, 1))
    constant = np.concatenate([form.constant.reshape(-1, 1) for form in forms])
    starts = np.cumsum([0] + [form.rows for form in forms])
    found: dict[Key, list[tuple[int, Part]]] = {}
    for start, form in zip(starts, forms, strict=False):
        for name, part in form.parts.items():
            found.setdefault(name, []).append((start, part))
    return Form(constant, {name: _below(placed, len(constant)) for name, placed in found.items()})


def _below(placed: Sequence[tuple[int, Part]], height: int) -> Array:
    """Parts with their first rows, from above, as one of so many rows."""
    import numpy as np

    entries = [(start, *entries_of(part)) for start, part in placed]
    rows = np.concatenate([start + own for start, own, _, _ in entries])
    columns, values = (np.concatenate([entry[k] for entry in entries]) for k in (2, 3))
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=height))])
    first = placed[0][1]
    return sparse_array(
        (values, columns, ends), (height, first.size if isinstance(first, Multiple) else first.shape[1])
    )


def blocks(cells: Sequence[Form], height: int) -> Form:
    """[[A, B], [C, D]] of cells row by row, ``height`` rows of them."""
    import numpy as np

    wide = len(cells) // height
    starts = np.cumsum([0] + [cell.rows for cell in cells])
    places = [cell.places + start for cell, start in zip(cells, starts, strict=False)]
    return stacked(cells).picked(np.block([places[k : k + wide] for k in range(0, len(cells), wide)]))
