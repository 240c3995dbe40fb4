"""Exact numbers as arrays of floats, with word of whether these hold them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from duality.model.scalar import Scalar
from duality.statements.explicit.kinds import MOST_ENTRIES

Array = Any

SMALLEST, LARGEST = 1e-150, 1e150
"""Sizes of numbers beyond which floats are not trusted: such a problem is refused by the scalar rows."""


class Extreme(Exception):
    """A number is too large or too small."""


class Arrays:
    """``data`` are the arrays by name; ``rounded`` tells whether some number is not held by its float."""

    def __init__(self, *, rounded: bool) -> None:
        self.data: dict[str, Array] = {}
        self.rounded = rounded

    def vector(self, name: str, values: Sequence[Scalar]) -> None:
        self.data[name] = self._floats(values)

    def sparse(self, name: str, entries: Sequence[tuple[int, int, Scalar]], shape: tuple[int, int]) -> None:
        """A matrix by rows, of entries (row, column, value)."""
        import numpy as np
        from scipy import sparse

        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        places = np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32)
        self.data[name] = sparse.csr_array((self._floats(values), places), shape=shape)

    def folded(self, names: Sequence[str], count: int) -> None:
        """Those of the arrays that there are as ``count`` members of equal heights; `Extreme` where they are large."""
        for name in names:
            found = self.data.get(name)
            if found is None:
                continue
            if math.prod(found.shape) > MOST_ENTRIES:
                raise Extreme
            dense = found.toarray() if hasattr(found, "toarray") else found
            self.data[name] = dense.reshape(count, -1, *dense.shape[1:])

    def _floats(self, values: Iterable[Scalar]) -> Array:
        import numpy as np

        exact = list(values)
        try:
            found = [float(value) for value in exact]
        except OverflowError:
            raise Extreme from None
        if not self.rounded:
            self.rounded = any(_is_rounded(value, near) for value, near in zip(exact, found, strict=True))
        array = np.array(found)
        sizes = np.abs(array[[value != 0 for value in exact]]) if self.rounded else np.abs(array[array != 0])
        if (sizes < SMALLEST).any() or (sizes > LARGEST).any():
            raise Extreme
        return array


LONGEST = 2**53
"""Integers up to which all are floats."""


def _is_rounded(value: Scalar, near: float) -> bool:
    """Whether the float is another number; of short fractions this is seen without a comparison, which is dear."""
    if type(value) is Fraction:
        below = value.denominator
        if below & (below - 1) == 0 and below < LONGEST and -LONGEST < value.numerator < LONGEST:
            return False
    return value != near
