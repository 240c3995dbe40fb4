"""Signs of affine forms on D: from the box of the variables, and from the rows of X and of the natural domains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duality.algebra.boxes import affine_range, is_nonnegative, is_positive
from duality.model.form import Affine, Bounds, DomainCondition


class Signs:
    """u(x) >= 0, > 0 for every x in D, as far as the statement shows it."""

    def __init__(self, box: Mapping[str, Bounds], conditions: Sequence[DomainCondition] = ()) -> None:
        self._box = box
        self._rows = [(c.row.affine, c.strict) for c in conditions if c.row.is_affine and not (c.nonzero or c.equality)]

    def nonnegative(self, u: Affine) -> bool:
        """u >= 0 on D."""
        return is_nonnegative(affine_range(u, self._box)) or any(self._exceeds(u, row) for row, _ in self._rows)

    def positive(self, u: Affine) -> bool:
        """u > 0 on D."""
        return is_positive(affine_range(u, self._box)) or any(
            self._exceeds(u, row, strictly=not strict) for row, strict in self._rows
        )

    def _exceeds(self, u: Affine, row: Affine, *, strictly: bool = False) -> bool:
        """u >= k * row for some k > 0 (``strictly``: >) because they differ by a constant."""
        first = next(iter(row.terms), None)
        if first is None or u.coefficient(first[0]) == 0:
            return False
        factor = u.coefficient(first[0]) / first[1]
        if not factor > 0:
            return False
        rest = u - row.scaled(factor)
        return rest.is_constant and (rest.constant > 0 or (rest.constant == 0 and not strictly))
