"""min 1/2 x'Px + q'x + constant subject to b - A x in K, lower <= x <= upper, in sparse arrays.

K is a product of cones in the order of their rows: {0}, the nonnegative orthant, second-order cones (t, y) with
|y| <= t, exponential cones {(x, y, z): y*exp(x/y) <= z}, power cones {(x, y, z): x^a*y^(1-a) >= |z|}, and semidefinite
cones by the columns of their upper triangles, entries off the diagonal times the root of 2.
"""

from __future__ import annotations

from typing import Any, Literal

from duality.named_tuples import NamedTuple

Array = Any
"""An array of numpy or a sparse array of scipy."""


class Cone(NamedTuple):
    """``count`` cones of one kind one after another, each of ``size`` rows; a semidefinite one is of order ``size``."""

    kind: Literal["zero", "nonnegative", "second-order", "exponential", "power", "semidefinite"]
    size: int
    count: int = 1
    exponent: float = 0.5

    @property
    def rows(self) -> int:
        """The rows that it takes."""
        each = self.size * (self.size + 1) // 2 if self.kind == "semidefinite" else self.size
        return each * self.count


class ArrayProgram(NamedTuple):
    """``matrix`` is A, by columns; ``squares`` is P, the whole symmetric matrix, or ``None`` for a linear objective."""

    squares: Array | None
    cost: Array
    constant: float
    matrix: Array
    right: Array
    cones: tuple[Cone, ...]
    lower: Array
    upper: Array
    whole: Array
    """The variables that take whole numbers only, as a mask."""

    @property
    def is_linear(self) -> bool:
        """Whether it is a linear program."""
        return self.squares is None and all(cone.kind in ("zero", "nonnegative") for cone in self.cones)
