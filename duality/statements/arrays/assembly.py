"""Collects variables, rows and the objective of a program of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duality.named_tuples import NamedTuple
from duality.solving.arrays import ArrayProgram, Cone
from duality.statements.arrays.forms import (
    Form,
    Key,
    Multiple,
    diagonal,
    entries_of,
    matrix_of,
    stacked,
    with_rows_times,
)

Array = Any


class Block(NamedTuple):
    """Rows whose slack lies in a cone: -form for "zero" and what is <= 0, else the form itself."""

    cone: Cone
    form: Form
    sign: float


class Assembly:
    """Variables by key; rows in the order in which they come."""

    def __init__(self) -> None:
        self.sizes: dict[Key, int] = {}
        self.blocks: list[Block] = []
        self.bounds: list[tuple[Key, Array, Array, bool]] = []
        self.squares: list[tuple[Key, Array]] = []
        self.costs: list[Form] = []
        self.whole: set[Key] = set()

    def variable(self, size: int, key: Key | None = None) -> Form:
        """A new column of variables; those without a key belong to a function's cone."""
        import numpy as np

        key = ("cone", len(self.sizes)) if key is None else key
        self.sizes[key] = size
        return Form(np.zeros((size, 1)), {key: Multiple(size)})

    def vanishing(self, form: Form) -> int:
        """form = 0; the number of the block."""
        return self._add(Cone("zero", form.rows), form, 1.0)

    def nonpositive(self, form: Form) -> int:
        """form <= 0, entry by entry; the number of the block."""
        return self._add(Cone("nonnegative", form.rows), form, 1.0)

    def cones(self, kind: Any, forms: Sequence[Form], exponent: float = 0.5) -> None:
        """Many small cones: the k-th entries of the forms lie in the k-th cone."""
        import numpy as np

        count = forms[0].rows
        order = np.arange(count * len(forms)).reshape(len(forms), count).T.reshape(-1, 1)
        together = stacked(forms)
        form = together if count == 1 else together.picked(order)
        self._add(Cone(kind, len(forms), count, exponent), form, -1.0)

    def ball(self, bound: Form, form: Form) -> None:
        """|form| <= bound, one second-order cone."""
        self._add(Cone("second-order", form.rows + 1), stacked([bound, form]), -1.0)

    def semidefinite(self, form: Form) -> int:
        """form >> 0; the number of the block."""
        import numpy as np

        order = form.shape[0]
        columns, rows = np.tril_indices(order)
        # Entries (i, j) with i <= j, column by column; form may be unsymmetric by rounding.
        halves = form.plus(form.transposed()).scaled(0.5).picked((rows * order + columns).reshape(-1, 1))
        scales = np.where(rows == columns, 1.0, np.sqrt(2.0)).reshape(-1, 1)
        return self._add(Cone("semidefinite", order), halves.weighted(scales), -1.0)

    def _add(self, cone: Cone, form: Form, sign: float) -> int:
        self.blocks.append(Block(cone, form.reshaped((form.rows, 1)), sign))
        return len(self.blocks) - 1

    def bounded(self, form: Form) -> bool:
        """form >= 0 as bounds of variables; ``False`` where an entry holds none or several."""
        import numpy as np

        if len(form.parts) != 1:
            return False
        ((key, part),) = form.parts.items()
        constant = form.constant.ravel()
        if isinstance(part, Multiple):
            places, factors = np.arange(part.size), np.full(part.size, part.factor)
        else:
            if not (np.diff(part.indptr) == 1).all():
                return False
            places, factors = part.indices, part.data
        if not factors.all():
            return False
        ends = -constant / factors
        for upper in (False, True):
            chosen = (factors < 0) == upper
            if chosen.any():
                self.bounds.append((key, places[chosen], ends[chosen], upper))
        return True

    def binary(self, key: Key) -> None:
        """All entries of a variable are 0 or 1."""
        import numpy as np

        places = np.arange(self.sizes[key])
        for upper in (False, True):
            self.bounds.append((key, places, np.full(len(places), float(upper)), upper))
        self.whole.add(key)

    def square(self, form: Form, weights: Array) -> None:
        """Adds sum weights .* form.^2 to the objective."""
        import numpy as np
        from scipy import sparse

        form = form.reshaped((form.rows, 1))
        weights = np.broadcast_to(weights, (form.rows,))
        if len(form.parts) != 1 or not _is_thin(next(iter(form.parts.values()))):
            fresh = self.variable(form.rows)
            self.vanishing(fresh.plus(form.scaled(-1.0)))
            form = fresh
        ((key, part),) = form.parts.items()
        constant = form.constant[:, 0]
        if isinstance(part, Multiple):
            self.squares.append((key, diagonal(2.0 * weights * part.factor**2)))
            slopes = 2.0 * weights * part.factor * constant
        else:
            weighted = with_rows_times(part, 2.0 * weights)
            self.squares.append((key, sparse.csr_array(part.T @ weighted)))
            slopes = weighted.T @ constant
        self.costs.append(Form(np.array([[weights @ constant**2]]), {key: sparse.csr_array(slopes.reshape(1, -1))}))

    def quadratic(self, key: Key, matrix: Array) -> None:
        """Adds v'*matrix*v to the objective, for a semidefinite matrix."""
        from scipy import sparse

        self.squares.append((key, sparse.csr_array(matrix + matrix.T)))

    def program(self) -> ArrayProgram:
        """All of it as one program."""
        import numpy as np
        from scipy import sparse

        starts = self.starts()
        size = sum(self.sizes.values())
        lower, upper = np.full(size, -np.inf), np.full(size, np.inf)
        for key, places, ends, is_upper in self.bounds:
            side, tighter = (upper, np.minimum) if is_upper else (lower, np.maximum)
            tighter.at(side, starts[key] + places, ends)
        squares = None
        if self.squares:
            placed = [(entries_of(m), starts[k]) for k, m in self.squares]
            rows, columns = (np.concatenate([found[axis] + start for found, start in placed]) for axis in (0, 1))
            values = np.concatenate([found[2] for found, _ in placed])
            squares = sparse.csr_array((values, (rows, columns)), shape=(size, size))
        cost, constant = np.zeros(size), 0.0
        for form in self.costs:
            constant += float(form.constant.sum())
            for key, part in form.parts.items():
                cost[starts[key] : starts[key] + self.sizes[key]] += matrix_of(part).sum(axis=0)
        matrix, right = self._rows(starts, size)
        cones = tuple(block.cone for block in self.blocks)
        whole = np.zeros(size, dtype=bool)
        for key in self.whole:
            whole[starts[key] : starts[key] + self.sizes[key]] = True
        return ArrayProgram(squares, cost, constant, matrix, right, cones, lower, upper, whole)

    def starts(self) -> dict[Key, int]:
        """The column at which each variable begins."""
        found, start = {}, 0
        for key, size in self.sizes.items():
            found[key] = start
            start += size
        return found

    def _rows(self, starts: dict[Key, int], size: int) -> tuple[Array, Array]:
        """A and b with b - A x the slacks: A = sign * M for the rows sign * (M x + c)."""
        import numpy as np
        from scipy import sparse

        rows, columns, values, top = [], [], [], 0
        for block in self.blocks:
            for key, part in block.form.parts.items():
                found = entries_of(part)
                rows.append((found[0] + top).astype(np.int32))
                columns.append((found[1] + starts[key]).astype(np.int32))
                values.append(found[2] if block.sign == 1 else -found[2])
            top += block.form.rows
        right = [-block.sign * block.form.constant[:, 0] for block in self.blocks]
        if not rows:
            return sparse.csc_array((top, size)), np.concatenate([*right, np.zeros(0)])
        entries = np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))
        return sparse.csc_array(entries, shape=(top, size)), np.concatenate(right)


def _is_thin(part: Any) -> bool:
    """Whether each row holds at most one entry, so that the squares stay as sparse as they are."""
    import numpy as np

    return isinstance(part, Multiple) or bool((np.diff(part.indptr) <= 1).all())
