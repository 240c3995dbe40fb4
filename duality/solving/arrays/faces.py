"""Facial reduction of semidefinite cones: where a diagonal entry vanishes on the affine set, so does its row.

A semidefinite S(x) with S_ii(x) = 0 for every x that satisfies the equations has S_ij(x) = 0 for all j: equations take
the place of the row, and the cone is smaller by one. p* stays; Slater's condition may hold for what is left, so that a
solver finds p* where it failed before. The multipliers are those of another problem.
"""

from __future__ import annotations

from typing import Any

from duality.solving.arrays.program import ArrayProgram, Cone

Array = Any

LARGEST = 400
"""Columns up to which equations are eliminated in full."""

ROUNDING = 1e-10


def with_faces(program: ArrayProgram) -> ArrayProgram | None:
    """The program on the face that its equations leave; ``None`` where no row of a cone vanishes."""
    orders = [cone for cone in program.cones if cone.kind == "semidefinite"]
    if not orders or program.matrix.shape[1] > LARGEST:
        return None
    work = _Work(program)
    return work.program() if work.reduce() else None


class _Work:
    """Rows of b - A x by cone; semidefinite blocks as matrices of row numbers."""

    def __init__(self, program: ArrayProgram) -> None:
        import numpy as np

        self.given = program
        self.matrix = program.matrix.toarray()
        self.right = np.asarray(program.right, dtype=float)
        self.equations: list[int] = []
        self.others: list[tuple[Cone, list[int]]] = []
        self.blocks: list[Array] = []
        start = 0
        for cone in program.cones:
            rows = list(range(start, start + cone.rows))
            start += cone.rows
            if cone.kind == "zero":
                self.equations += rows
            elif cone.kind == "semidefinite":
                self.blocks += _blocks(cone, rows)
            else:
                self.others.append((cone, rows))

    def reduce(self) -> bool:
        """Takes rows off the cones until no diagonal entry vanishes."""
        changed = False
        while self._step():
            changed = True
        return changed

    def _step(self) -> bool:
        import numpy as np

        for k, block in enumerate(self.blocks):
            for i in range(len(block)):
                if self._vanishes(block[i, i]):
                    # The diagonal entry is an equation, too: it may vanish by the others only.
                    self.equations += [int(row) for row in block[i]]
                    kept = [j for j in range(len(block)) if j != i]
                    self.blocks[k] = block[np.ix_(kept, kept)]
                    return True
        return False

    def _vanishes(self, row: int) -> bool:
        """Whether (b - A x) of the row is 0 for every x that satisfies the equations."""
        import numpy as np

        target = np.append(self.matrix[row], self.right[row])
        size = max(1.0, float(np.abs(target).max()))
        if float(np.abs(target).max()) <= ROUNDING:
            return True
        if not self.equations:
            return False
        known = np.column_stack([self.matrix[self.equations], self.right[self.equations]])
        weights = np.linalg.lstsq(known.T, target, rcond=1e-12)[0]
        return float(np.abs(known.T @ weights - target).max()) <= ROUNDING * size

    def program(self) -> ArrayProgram:
        from scipy import sparse

        order = list(dict.fromkeys(self.equations))
        cones = [Cone("zero", len(order))] if order else []
        for cone, rows in self.others:
            order += rows
            cones.append(cone)
        for block in self.blocks:
            if len(block):
                order += [int(block[i, j]) for j in range(len(block)) for i in range(j + 1)]
                cones.append(Cone("semidefinite", len(block)))
        matrix = sparse.csc_array(self.matrix[order])
        return self.given._replace(matrix=matrix, right=self.right[order], cones=tuple(cones))


def _blocks(cone: Cone, rows: list[int]) -> list[Array]:
    """Row numbers of the entries of each cone of the group, as symmetric matrices."""
    import numpy as np

    found = []
    each = cone.rows // cone.count
    for k in range(cone.count):
        numbers = iter(rows[k * each : (k + 1) * each])
        block = np.zeros((cone.size, cone.size), dtype=int)
        for j in range(cone.size):
            for i in range(j + 1):
                block[i, j] = block[j, i] = next(numbers)
        found.append(block)
    return found
